import { userInfo } from 'node:os'
import { allEvents, type Decided } from '../../jobs/decide.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Act } from '../talks/decision.ts'

/** Whose account this is; in a container it may have no name. */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return process.env['USER'] ?? 'admin'
  }
}

/** Options that every deciding command takes. */
export const decisionOptions = {
  why: { type: 'string', default: '' },
  who: { type: 'string', default: accountName() },
} as const

export const decisionHelp = `  --why TEXT    the reason, kept with the decision
  --who NAME    who decides (default: the account on this machine)`

/** Says what is wrong with a command, and how it is used. */
export function wrongUse(problem: string, help: string): number {
  process.stderr.write(`${[problem, help.trim()].filter(Boolean).join('\n\n')}\n`)
  return 2
}

/** Says that a name fits nothing, or several things. */
export class UnknownNameError extends Error {
  constructor(what: string, name: string, found: readonly string[]) {
    const seen = found.length === 0 ? 'there is none' : `several fit: ${found.join(', ')}`
    super(
      `No single ${what} is called “${name.slice(0, 60)}”: ${seen}. See “statlist review” and “statlist history”.`,
    )
    this.name = 'UnknownNameError'
  }
}

const shownLetters = 12

/** The one thing that a name fits; throws when it fits none or several. */
export function theOnly<Item>(
  what: string,
  name: string,
  found: readonly Item[],
  nameOf: (item: Item) => string,
): Item {
  const [item] = found
  if (item === undefined || found.length > 1)
    throw new UnknownNameError(
      what,
      name,
      found.map((one) => nameOf(one).slice(0, shownLetters)),
    )
  return item
}

/** The event whose uid begins with this name. */
export async function findEvent(services: Services, name: string): Promise<CalendarEvent> {
  const found = (await allEvents(services)).filter((event) => name.length >= 4 && event.uid.startsWith(name))
  return theOnly('event', name, found, ({ uid }) => uid)
}

/** Tells what came of a decision; gives the exit code. */
export function tellDecided(kind: Act['kind'], { number, operations, objection }: Decided): number {
  const lines = operations.map(({ what, summary, reason }) => `  ${what}: ${summary} (${reason})`)
  process.stdout.write(
    `Decision ${number}: ${kind}\n${lines.length === 0 ? '  nothing changes in the calendars' : lines.join('\n')}\n`,
  )
  if (objection !== null)
    process.stdout.write(`Not carried out: ${objection}. See “statlist resync --plan”.\n`)
  return objection === null ? 0 : 1
}

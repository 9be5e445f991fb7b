import { userInfo } from 'node:os'
import { planFeed, publish, storedReadings } from '../../jobs/publish-feed.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Act } from '../talks/decision.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { eventOf } from '../calendar/event.ts'
import { fold } from '../talks/fold.ts'
import { operationsOf } from '../calendar/plan.ts'
import type { Waiting } from '../talks/reading.ts'
import { secondReadings } from '../ledger/answers.ts'
import { decisions, recordDecision } from '../ledger/decisions.ts'

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

/** The sentence for somebody who named nothing that there is. */
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

/** What a name fits, when it fits one. */
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

/** Every event, those that a human took out too. */
export async function allEvents(services: Services): Promise<CalendarEvent[]> {
  const { ledger, profile } = services
  const folded = fold(
    await storedReadings(services),
    await decisions(ledger),
    profile,
    await secondReadings(ledger),
  )
  return [...folded.talks, ...folded.withdrawn].map((talk) => eventOf(talk, profile))
}

/** The event whose uid begins so. */
export async function findEvent(services: Services, name: string): Promise<CalendarEvent> {
  const found = (await allEvents(services)).filter((event) => name.length >= 4 && event.uid.startsWith(name))
  return theOnly('event', name, found, ({ uid }) => uid)
}

/** What waits for review now. */
export async function waitingNow(services: Services): Promise<Waiting[]> {
  return (await planFeed(services, await storedReadings(services))).waiting
}

/** Keeps a decision, folds again, and tells what came of it. */
export async function decideAndTell(
  services: Services,
  act: Act,
  { who, why }: { who: string; why: string },
): Promise<number> {
  const number = await recordDecision(services.ledger, { who, why, act }, services.now())
  const { plan, objection } = await publish(services)
  const lines = operationsOf(plan).map(({ what, summary, reason }) => `  ${what}: ${summary} (${reason})`)
  process.stdout.write(
    `Decision ${number}: ${act.kind}\n${lines.length === 0 ? '  nothing changes in the calendars' : lines.join('\n')}\n`,
  )
  if (objection !== null)
    process.stdout.write(`Not carried out: ${objection}. See “statlist resync --plan”.\n`)
  return objection === null ? 0 : 1
}

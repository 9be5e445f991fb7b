import { parseArgs } from 'node:util'
import { allEvents } from '../../jobs/decide.ts'
import { storedReadings } from '../../jobs/run/folding.ts'
import type { Services } from '../../jobs/run/services.ts'
import { decisions } from '../ledger/decisions.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Decision } from '../talks/decision.ts'
import { madeUid, marksOf } from '../talks/marks.ts'
import type { Reading } from '../talks/reading.ts'
import type { Change } from '../talks/talk.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

const shown = 50

export const history: Command = {
  name: 'history',
  summary: 'every change of an event, with the mail and the line that it came from',
  help: `
statlist history [EVENT | WORDS]

EVENT is the beginning of an event's uid. With words, or when several fit, the events are listed with their names.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const words = positionals.join(' ').toLowerCase()
    return withServices(
      async (services) => {
        const all = (await allEvents(services)).toSorted((a, b) => (a.start < b.start ? 1 : -1))
        const found = all.filter(
          (event) =>
            (words.length >= 4 && event.uid.startsWith(words)) || event.summary.toLowerCase().includes(words),
        )
        const [only] = found
        if (found.length === 1 && only !== undefined) {
          process.stdout.write(renderHistory(only, await contextOf(services, only)))
          return 0
        }
        const lines = found
          .slice(0, shown)
          .map(
            ({ uid, start, summary }) =>
              `${uid.slice(0, 12)}  ${start.replace('T', ' ').padEnd(16)}  ${summary}`,
          )
        process.stdout.write(
          `${lines.join('\n')}\n${found.length} events${found.length > shown ? `, the newest ${shown} shown` : ''}\n`,
        )
        return found.length === 0 ? 1 : 0
      },
      { needsInbox: false },
    )
  },
}

/** What else is known of an event's mails. */
interface Context {
  /** The confirmed mail that each was read by. */
  examples: ReadonlyMap<string, NonNullable<Reading['by']>>
  /** Decisions that approved a mail, or made an event from it, by mail. */
  approvals: ReadonlyMap<string, Decision[]>
  /** Other decisions about the event, without corrections, which are shown as changes. */
  others: Decision[]
}

async function contextOf(services: Services, { uid }: CalendarEvent): Promise<Context> {
  const readings = await storedReadings(services.ledger)
  const all = await decisions(services.ledger)
  const uidIn = ({ act }: Decision): string | null => {
    if (act.kind === 'create') {
      const reading = readings.find(({ key }) => key === act.mail)
      return reading === undefined ? null : madeUid(reading.messageId, act.facts)
    }
    if (act.kind !== 'approve') return null
    const reading = readings.find(({ key }) => key === act.mail)
    const mark =
      reading === undefined ? undefined : marksOf(reading).find(({ name }) => name === String(act.talk))
    return act.event ?? mark?.uid ?? null
  }
  const approvals = all.filter(
    (decision) =>
      (decision.act.kind === 'approve' || decision.act.kind === 'create') &&
      [uid, null].includes(uidIn(decision)),
  )
  return {
    examples: new Map(readings.flatMap(({ key, by }) => (by === undefined ? [] : [[key, by]]))),
    approvals: Map.groupBy(approvals, ({ act }) => ('mail' in act ? act.mail : '')),
    others: all.filter(
      ({ act }) => act.kind !== 'approve' && act.kind !== 'correct' && 'event' in act && act.event === uid,
    ),
  }
}

function renderHistory(event: CalendarEvent, context: Context): string {
  return [
    event.uid,
    `${event.start.replace('T', ' ')}  ${event.summary}`,
    `sequence ${event.sequence}, ${event.status}${event.talk.timeZone === null ? '' : `, announced in ${event.talk.timeZone}`}`,
    ...event.talk.changes.map((change) => renderChange(change, context)),
    '',
    ...context.others.map(renderDecision),
    '',
  ].join('\n')
}

function renderDecision({ number, at, who, why, act }: Decision): string {
  return `${at.slice(0, 16).replace('T', ' ')}  ${act.kind} by ${who}, decision ${number}${why === '' ? '' : `: ${why}`}`
}

function renderChange({ at, by, fields }: Change, { examples, approvals }: Context): string {
  const who =
    by.kind === 'mail'
      ? `mail “${by.subject}” from ${by.from} (${by.key.slice(0, 10)})`
      : `${by.who}, decision ${by.decision}${by.why === '' ? '' : `: ${by.why}`}`
  const lines = fields.map(({ field, before, after, source }) => {
    const cut = (text: string | null) => (text === null ? '–' : text.replace(/\s+/g, ' ').slice(0, 100))
    const read = source === '' ? '' : `   ← ${cut(source)}`
    return `    ${field.padEnd(9)} ${before === null ? '' : `${cut(before)} → `}${cut(after)}${read}`
  })
  const example = by.kind === 'mail' ? examples.get(by.key) : undefined
  const read =
    example === undefined
      ? ''
      : `\n    read as in the mail of ${example.date.slice(0, 10)} (${example.mail.slice(0, 10)}), which you confirmed`
  const told = by.kind === 'mail' ? (approvals.get(by.key) ?? []) : []
  const through = told.map((decision) => `\n    ${renderDecision(decision)}`).join('')
  return `${at.slice(0, 16).replace('T', ' ')}  ${who}${read}${through}\n${lines.join('\n')}`
}

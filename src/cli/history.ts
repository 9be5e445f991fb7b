import { parseArgs } from 'node:util'
import { storedReadings } from '../../jobs/publish-feed.ts'
import { decisions } from '../ledger/decisions.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Reading } from '../talks/reading.ts'
import type { Change } from '../talks/talk.ts'
import type { Command } from './command.ts'
import { allEvents } from './decision.ts'
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
          const about = (await decisions(services.ledger)).filter(
            ({ act }) => 'event' in act && act.event === only.uid && act.kind !== 'correct',
          )
          const examples = new Map(
            (await storedReadings(services)).flatMap(({ key, by }) => (by === undefined ? [] : [[key, by]])),
          )
          process.stdout.write(
            `${renderHistory(only, examples)}\n${about.map(({ at, who, why, act }) => `${at.slice(0, 16)}  ${act.kind} by ${who}${why === '' ? '' : `: ${why}`}\n`).join('')}`,
          )
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

/** Mails that were read as a confirmed one is laid out, with that one. */
type Examples = ReadonlyMap<string, NonNullable<Reading['by']>>

function renderHistory(event: CalendarEvent, examples: Examples): string {
  return [
    event.uid,
    `${event.start.replace('T', ' ')}  ${event.summary}`,
    `sequence ${event.sequence}, ${event.status}${event.talk.timeZone === null ? '' : `, announced in ${event.talk.timeZone}`}`,
    ...event.talk.changes.map((change) => renderChange(change, examples)),
    '',
  ].join('\n')
}

function renderChange({ at, by, fields }: Change, examples: Examples): string {
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
  return `${at.slice(0, 16).replace('T', ' ')}  ${who}${read}\n${lines.join('\n')}`
}

import { parseArgs } from 'node:util'
import { planFeed, storedReadings } from '../../jobs/publish-feed.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import { decisions } from '../ledger/decisions.ts'
import { allMails, type ListedMail } from '../ledger/messages.ts'
import type { Decision } from '../talks/decision.ts'
import { shortIdOf } from '../talks/talk.ts'
import type { Waiting } from '../talks/reading.ts'
import { standing } from '../talks/undone.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

export const mails: Command = {
  name: 'mails',
  summary: 'every mail with what became of it',
  help: `
statlist mails [--why WORD] [--json]

One line a mail, newest first: its name, day and subject, and the event that it made or changed, why it waits,
or why it is nothing for the calendar. “statlist show MAIL” prints one.

  --why WORD    only mails whose line has this word: waits, nothing, aside, a room, a sender …`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { why: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    return withServices(
      async (services) => {
        const word = values.why?.toLowerCase() ?? ''
        const all = (await toldMails(services)).filter((mail) =>
          renderMail(mail).toLowerCase().includes(word),
        )
        process.stdout.write(
          values.json
            ? all.map((mail) => `${JSON.stringify(mail)}\n`).join('')
            : `${all.map((mail) => `${renderMail(mail)}\n`).join('')}${all.length} mails\n`,
        )
        return 0
      },
      { needsInbox: false },
    )
  },
}

/** A mail and what became of it, a sentence each. */
export interface ToldMail {
  key: string
  date: string
  from: string | null
  subject: string
  became: string[]
}

/** Every mail, newest first. */
export async function toldMails(services: Services): Promise<ToldMail[]> {
  const readings = await storedReadings(services)
  const { events, waiting } = await planFeed(services, readings)
  const made = standing(await decisions(services.ledger))
  const senders = new Map(readings.map(({ key, from }) => [key, from]))
  return (await allMails(services.ledger)).map((mail) => ({
    key: mail.key,
    date: mail.date,
    from: senders.get(mail.key) ?? null,
    subject: mail.subject,
    became: becameOf(mail, events, waiting, made),
  }))
}

function becameOf(
  { key, state, reason }: ListedMail,
  events: readonly CalendarEvent[],
  waiting: readonly Waiting[],
  made: readonly Decision[],
): string[] {
  if (state === 'pending') return ['not read yet']
  if (state === 'waiting') return [`waits: ${reason}`]
  if (state === 'ignored') return [`set aside: ${reason}`]
  const told = [
    ...events.flatMap((event) => roleIn(event, key)),
    ...waiting.filter((item) => item.key === key).map(({ reasons }) => `waits: ${reasons.join('; ')}`),
  ]
  if (told.length > 0) return told
  const rejection = made.findLast(({ act }) => act.kind === 'reject' && act.mail === key)
  if (rejection !== undefined) return [`rejected by ${rejection.who}, decision ${rejection.number}`]
  return [`nothing: ${reason ?? 'it says nothing new'}`]
}

function roleIn({ uid, summary, talk }: CalendarEvent, key: string): string[] {
  if (!talk.sources.includes(key)) return []
  const changed = talk.changes.some(({ by }) => by.kind === 'mail' && by.key === key)
  const role = talk.sources[0] === key ? 'announces' : changed ? 'changes' : 'says again'
  return [`${role} ${shortIdOf(uid)} “${summary}”`]
}

function renderMail({ key, date, from, subject, became }: ToldMail): string {
  const head = `${key.slice(0, 10)}  ${date.slice(0, 10)}  ${subject}${from === null ? '' : `  (${from})`}`
  return [head, ...became.map((one) => `    ${one}`)].join('\n')
}

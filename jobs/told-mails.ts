import type { CalendarEvent } from '../src/calendar/event.ts'
import { decisions } from '../src/ledger/decisions.ts'
import { allMails, type ListedMail } from '../src/ledger/messages.ts'
import type { Decision } from '../src/talks/decision.ts'
import type { Waiting } from '../src/talks/reading.ts'
import { shortIdOf } from '../src/talks/talk.ts'
import { standing } from '../src/talks/undone.ts'
import { planWhole } from './publish-feed.ts'
import { storedReadings } from './run/folding.ts'
import type { Services } from './run/services.ts'

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
  const readings = await storedReadings(services.ledger)
  const { events, waiting } = await planWhole(services)
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
  const role = talk.sources[0] === key ? 'announces' : changed ? 'changes' : 'repeats'
  return [`${role} ${shortIdOf(uid)} “${summary}”`]
}

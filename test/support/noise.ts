import type { Account, Answer, AnsweredEvent, Quote } from '../../src/reader/answer.ts'
import { listedOf } from '../../src/reader/request.ts'
import type { Document } from '../../src/announcement/text/document.ts'

/** An answer spoilt as small models do, each time in one way. */
export type Spoil = (answer: Answer, document: Document) => Answer[]

/** By name; each gives every answer that it can make of a right one. */
export const spoils: Readonly<Record<string, Spoil>> = {
  'coffee as start': (answer, document) =>
    eachEvent(answer, (event) =>
      quotesOf(answer, document, 'c', ['programme']).map((start) => ({ ...event, start })),
    ),
  'deadline as day': (answer, document) =>
    eachEvent(answer, (event) =>
      quotesOf(answer, document, 'd', ['deadline', 'history', 'letter', 'former', 'elsewhere']).map(
        (date) => ({
          ...event,
          date,
        }),
      ),
    ),
  'coffee as start, and so accounted for': (answer, document) =>
    eachEvent(answer, (event) =>
      quotesOf(answer, document, 'c', ['programme']).map((start) => ({ ...event, start })),
    ).map((spoilt) => agreeing(answer, spoilt, document)),
  'deadline as day, and so accounted for': (answer, document) =>
    eachEvent(answer, (event) =>
      quotesOf(answer, document, 'd', ['deadline', 'history', 'letter', 'former', 'elsewhere']).map(
        (date) => ({ ...event, date }),
      ),
    ).map((spoilt) => agreeing(answer, spoilt, document)),
  "next event's clock": (answer) =>
    eachEvent(answer, (event, at) => {
      const next = answer.events[at + 1]
      return next === undefined || same(next.start, event.start) ? [] : [{ ...event, start: next.start }]
    }),
  "next event's day": (answer) =>
    eachEvent(answer, (event, at) => {
      const next = answer.events[at + 1]
      return next === undefined || same(next.date, event.date) ? [] : [{ ...event, date: next.date }]
    }),
  'clock lost': (answer) =>
    eachEvent(answer, (event) => (event.start === null ? [] : [{ ...event, start: null, end: null }])),
  'half of the day lost': (answer) =>
    eachEvent(answer, (event) => {
      const bare = event.start?.quote.replace(/\s*\(?[ap]\.?\s?m\.?\)?.*$/i, '')
      return event.start === null || bare === event.start.quote || bare === undefined
        ? []
        : [{ ...event, start: { ...event.start, quote: bare } }]
    }),
  'zone lost': (answer) =>
    eachEvent(answer, (event) => {
      const bare = event.start?.quote.replace(/\s*\(?\b(?:CES?T|MES?Z|UTC|GMT|BST|[ECMP][SD]?T)\b.*$/, '')
      return event.start === null || bare === event.start.quote || bare === undefined
        ? []
        : [{ ...event, start: { ...event.start, quote: bare } }]
    }),
  'line off by one': (answer) =>
    [1, -1].map((step) => ({
      ...answer,
      events: answer.events.map((event) => ({
        ...event,
        date: moved(event.date, step),
        start: moved(event.start, step),
        title: moved(event.title, step),
      })),
    })),
  'title from the series': (answer) =>
    eachEvent(answer, (event) => (event.series === null ? [] : [{ ...event, title: event.series }])),
  'event dropped': (answer) =>
    answer.events.map((_, at) => ({ ...answer, events: answer.events.toSpliced(at, 1) })),
  'event doubled': (answer) =>
    answer.events.map((event, at) => ({ ...answer, events: answer.events.toSpliced(at, 0, event) })),
  "doubled on another's day": (answer) =>
    answer.events.flatMap((event, at) =>
      answer.events
        .filter(({ date }) => !same(date, event.date))
        .slice(0, 1)
        .map(({ date, start }) => ({
          ...answer,
          events: answer.events.toSpliced(at, 0, { ...event, date, start }),
        })),
    ),
  'cancellation lost': (answer) => withoutStatus(answer, ['cancelled', 'postponed']),
  'uncertainty lost': (answer) => withoutStatus(answer, ['tentative']),
  'account shifted': (answer) => {
    const roles = [...answer.account.values()]
    const shifted = [...answer.account.keys()].map((id, at): [string, Account] => [
      id,
      roles.at(at - 1) ?? 'other',
    ])
    return new Set(roles).size > 1 ? [{ ...answer, account: new Map(shifted) }] : []
  },
  'account empty': (answer) => [{ ...answer, account: new Map() }],
  'account all events': (answer) => [{ ...answer, account: every(answer, 'event') }],
  'account all others': (answer) => [{ ...answer, account: every(answer, 'other') }],
}

function eachEvent(answer: Answer, change: (event: AnsweredEvent, at: number) => AnsweredEvent[]): Answer[] {
  return answer.events.flatMap((event, at) =>
    change(event, at).map((changed) => ({ ...answer, events: answer.events.with(at, changed) })),
  )
}

/** The listed days or clocks that the account gives one of these purposes, as quotes. */
function quotesOf(
  { account }: Answer,
  document: Document,
  letter: 'd' | 'c',
  purposes: readonly Account[],
): Quote[] {
  return listedOf(document)
    .filter(({ id }) => id.startsWith(letter) && purposes.includes(account.get(id) ?? 'event'))
    .map(({ line, mention }) => ({ line, quote: document.text.slice(mention.start, mention.end) }))
    .slice(0, 3)
}

/** The account says so, too: what an event is quoted with is its, and what it was quoted with is something else. */
function agreeing(right: Answer, spoilt: Answer, document: Document): Answer {
  const idsOf = ({ events }: Answer) => {
    const quotes = events.flatMap(({ date, start }) => [date, start]).filter((quote) => quote !== null)
    return new Set(
      listedOf(document)
        .filter(({ line, mention }) => {
          const text = document.text.slice(mention.start, mention.end)
          return quotes.some(
            (quote) => quote.line === line && (text.includes(quote.quote) || quote.quote.includes(text)),
          )
        })
        .map(({ id }) => id),
    )
  }
  const [was, is] = [idsOf(right), idsOf(spoilt)]
  const account = [...right.account].map(([id, role]): [string, Account] =>
    is.has(id) ? [id, 'event'] : was.has(id) ? [id, 'other'] : [id, role],
  )
  return { ...spoilt, account: new Map(account) }
}

function withoutStatus(answer: Answer, which: readonly string[]): Answer[] {
  return eachEvent(answer, (event) =>
    which.includes(event.status?.is ?? '') ? [{ ...event, status: null }] : [],
  )
}

function every({ account }: Answer, is: Account): ReadonlyMap<string, Account> {
  return new Map([...account.keys()].map((id) => [id, is]))
}

function moved(quote: Quote | null, step: number): Quote | null {
  return quote === null || quote.line <= 0 ? quote : { ...quote, line: quote.line + step }
}

function same(a: Quote | null, b: Quote | null): boolean {
  return a?.line === b?.line && a?.quote === b?.quote
}

import type { Kind } from '../announcement/announcement.ts'
import { accounts, kinds, statuses } from './schema.ts'

/** Words of a line of the mail; 0 is the subject. */
export interface Quote {
  line: number
  quote: string
}

/** One event as a model noted it: where each field stands, and no value of its own. */
export interface AnsweredEvent {
  title: Quote | null
  speakers: { name: Quote; affiliation: Quote | null }[]
  date: Quote | null
  /** The last of several days, when it stands apart from the first. */
  lastDate: Quote | null
  start: Quote | null
  end: Quote | null
  place: Quote | null
  link: Quote | null
  series: Quote | null
  status: (Quote & { is: Status }) | null
}

export type Status = (typeof statuses)[number]
export type Account = (typeof accounts)[number]

/** What a model answered about a mail. */
export interface Answer {
  kind: Kind
  kindQuote: Quote | null
  events: AnsweredEvent[]
  /** By the ids of the request: what each date and clock of the mail is. */
  account: ReadonlyMap<string, Account>
}

const maxLetters = 200_000
const maxEvents = 60
const maxSpeakers = 20
const maxQuote = 1000

/** Reads an answer; for one that is not in the requested form, returns a sentence that says why. */
export function readAnswer(text: string): Answer | { problem: string } {
  if (text.length > maxLetters) return { problem: `the answer has more than ${maxLetters} characters` }
  const bare = withoutWrapping(text)
  let value: unknown
  try {
    value = JSON.parse(bare)
  } catch {
    return { problem: 'the answer is not JSON' }
  }
  const { kind, kindQuote, events, account } = recordOf(value)
  const known = kinds.find((one) => one === kind)
  if (known === undefined || !Array.isArray(events))
    return { problem: 'the answer is not in the requested form: it lacks kind or events' }
  if (events.length > maxEvents) return { problem: `the answer names more than ${maxEvents} events` }
  return {
    kind: known,
    kindQuote: quoteOf(kindQuote),
    events: events.map(eventOf),
    account: accountOf(account),
  }
}

/** Models that think aloud do so before the answer; some put it between fences, or a word before it. */
function withoutWrapping(text: string): string {
  const told = text.replace(/^\s*<(think|thinking)>[\s\S]*?<\/\1>/, '')
  const [from, to] = [told.indexOf('{'), told.lastIndexOf('}')]
  return from === -1 || to < from ? told : told.slice(from, to + 1)
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}

function quoteOf(value: unknown): Quote | null {
  const { line, quote } = recordOf(value)
  const told = typeof line === 'number' && Number.isInteger(line) && typeof quote === 'string'
  return told && quote.trim() !== '' && quote.length <= maxQuote ? { line, quote } : null
}

function eventOf(value: unknown): AnsweredEvent {
  const told = recordOf(value)
  const { is } = recordOf(told['status'])
  const status = statuses.find((one) => one === is)
  const words = quoteOf(told['status'])
  return {
    title: quoteOf(told['title']),
    speakers: speakersOf(told['speakers']),
    date: quoteOf(told['date']),
    lastDate: quoteOf(told['lastDate']),
    start: quoteOf(told['start']),
    end: quoteOf(told['end']),
    place: quoteOf(told['place']),
    link: quoteOf(told['link']),
    series: quoteOf(told['series']),
    // A status without its words is kept, so that it is doubted and not passed over.
    status: status === undefined ? null : { line: words?.line ?? -1, quote: words?.quote ?? '', is: status },
  }
}

function speakersOf(value: unknown): AnsweredEvent['speakers'] {
  if (!Array.isArray(value)) return []
  return value.slice(0, maxSpeakers).flatMap((one) => {
    const { name, affiliation } = recordOf(one)
    const named = quoteOf(name)
    return named === null ? [] : [{ name: named, affiliation: quoteOf(affiliation) }]
  })
}

function accountOf(value: unknown): Answer['account'] {
  const found = new Map<string, Account>()
  for (const one of Array.isArray(value) ? value : []) {
    const { id, is } = recordOf(one)
    const known = accounts.find((account) => account === is)
    if (typeof id === 'string' && known !== undefined) found.set(id, known)
  }
  return found
}

/** The answers about the pieces of a long mail as one: each event once, as the first piece that names it has it. */
export function joined(answers: readonly Answer[]): Answer {
  const none: Answer = { kind: 'other', kindQuote: null, events: [], account: new Map() }
  return answers.reduce((all, { kind, kindQuote, events, account }) => {
    const isKnown = (event: AnsweredEvent) =>
      all.events.some((other) =>
        (['date', 'start', 'title'] as const).every((field) => sameQuote(other[field], event[field])),
      )
    const unlike = all.kind === 'other' && kind !== 'other'
    return {
      kind: unlike ? kind : all.kind,
      kindQuote: unlike ? kindQuote : all.kindQuote,
      events: [...all.events, ...events.filter((event) => !isKnown(event))],
      account: new Map([...all.account, ...account]),
    }
  }, none)
}

function sameQuote(a: Quote | null, b: Quote | null): boolean {
  return a?.line === b?.line && a?.quote === b?.quote
}

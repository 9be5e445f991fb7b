import type { TalkFacts } from './talk.ts'
import { wordSet } from '../text.ts'

/** What tells one talk from another, ready for many comparisons. */
export interface Identity {
  /** Days since 1970. */
  day: number
  start: string
  postponed: boolean
  title: ReadonlySet<string>
  speakers: readonly string[]
  location: ReadonlySet<string>
  series: ReadonlySet<string>
}

const epoch = Temporal.PlainDate.from('1970-01-01')

export function identityOf(
  facts: Pick<TalkFacts, 'title' | 'speakers' | 'start' | 'location' | 'series' | 'status'>,
): Identity {
  return {
    day: epoch.until(facts.start.slice(0, 10)).days,
    start: facts.start,
    postponed: facts.status === 'postponed',
    title: wordSet(facts.title),
    speakers: facts.speakers.map((speaker) => [...wordSet(speaker.name)].join(' ')),
    location: wordSet(facts.location),
    series: wordSet(facts.series),
  }
}

/** How two mails about talks are connected. */
export interface Connection {
  /** One answers the other. */
  inThread: boolean
  /** Neither mail is about a second talk. */
  onlyTalk: boolean
  /** The later mail says that it changes something. */
  updates: boolean
  /** It does not call itself an announcement, and comes from whoever announced the other. */
  repeats: boolean
}

const daysBetweenMoves = 60
/** A postponed talk may take longer to find its new day. */
const daysAfterPostponement = 400
const sameWords = 0.8

/** `named`: title or speaker say so; `likely`: only the circumstances do, and a talk that is named comes first. */
export type Sameness = 'named' | 'likely' | null

/**
 * Whether two mails speak of the same talk: the one place that decides it, the same both ways round.
 * (`Origins.like` finds the candidates: without a day, speaker or thread in common they are never the same.)
 * These are one talk: the same day with the same title or speaker; the same title and speaker on another
 * day not far away; the only talks of two mails in one thread; the same hour and room, or day and series,
 * where one side is still "to be announced"; the same hour in the same series when the later mail changes
 * something (another speaker); and the same hour under a shorter title in a reminder by whoever announced it.
 */
export function samenessOf(
  a: Identity,
  b: Identity,
  { inThread, onlyTalk, updates, repeats }: Connection,
): Sameness {
  const days = Math.abs(a.day - b.day)
  const sameDay = days === 0
  const near = days <= (a.postponed || b.postponed ? daysAfterPostponement : daysBetweenMoves)
  if (!near && !inThread) return null
  const title = alike(a.title, b.title)
  const speaker = a.speakers.some((name) => b.speakers.includes(name))
  if (title && speaker) return 'named'
  if ((sameDay || inThread) && (title || speaker)) return 'named'
  if (inThread && onlyTalk && days <= daysBetweenMoves) return 'likely'
  if (!sameDay) return null
  const hour = a.start === b.start
  const series = alike(a.series, b.series)
  const allDay = !a.start.includes('T') || !b.start.includes('T')
  const open = isOpen(a) || isOpen(b)
  const likely = open
    ? (hour && alike(a.location, b.location)) || (series && (hour || allDay))
    : hour && ((updates && series) || (repeats && a.start.includes('T') && shares(a.title, b.title)))
  return likely ? 'likely' : null
}

/** How much two readings of one mail's talk have in common; 0: they are about two talks. */
export function likeness(a: Identity, b: Identity): number {
  const words =
    (alike(a.title, b.title) ? 4 : 0) + (a.speakers.some((name) => b.speakers.includes(name)) ? 4 : 0)
  const time = a.start === b.start ? 2 : a.day === b.day ? 1 : 0
  // There may be two talks at one hour: where the words of both are known and differ, they are two.
  const differ =
    words === 0 &&
    !isOpen(a) &&
    !isOpen(b) &&
    a.title.size > 0 &&
    b.title.size > 0 &&
    a.speakers.length > 0 &&
    b.speakers.length > 0
  return differ
    ? 0
    : words === 0 && time < 2
      ? 0
      : words * 10 + time * 10 + (alike(a.location, b.location) ? 1 : 0)
}

/** Two different talks that can't both be: same hour, same room, same series, and no mail says which one holds. */
export function excludes(a: Identity, b: Identity): boolean {
  return (
    a.start === b.start && a.start.includes('T') && alike(a.series, b.series) && alike(a.location, b.location)
  )
}

/** Neither title nor speaker is known yet. */
function isOpen({ title, speakers }: Identity): boolean {
  return title.size === 0 && speakers.length === 0
}

/** One title in the words of the other: "Generalversammlung" of "Generalversammlung der Gesellschaft für Statistik". */
function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [short, long] = a.size < b.size ? [a, b] : [b, a]
  return short.size > 0 && [...short].every((word) => long.has(word))
}

/** Most words of two texts are the same; false where one is not known. */
function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  let shared = 0
  for (const word of a) if (b.has(word)) shared += 1
  return shared > 0 && shared / (a.size + b.size - shared) >= sameWords
}

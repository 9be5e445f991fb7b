import { dayOf, type EventStatus } from './talk.ts'

/** What tells one talk from another. */
export interface Identity {
  title: string | null
  speakers: readonly { name: string }[]
  start: string
  location: string | null
  series: string | null
  status: EventStatus
}

/** How two mails about talks are connected. */
export interface Connection {
  /** One answers the other. */
  inThread: boolean
  /** Neither mail is about a second talk. */
  onlyTalk: boolean
  /** The later mail says that it changes something. */
  updates: boolean
}

const daysBetweenMoves = 60
/** A postponed talk may take longer to find its new day. */
const daysAfterPostponement = 400
const sameWords = 0.8

/** `named`: title or speaker say so; `likely`: only the circumstances do, and a talk that is named comes first. */
export type Sameness = 'named' | 'likely' | null

/**
 * Whether two mails speak of the same talk: the one place that decides it, the same both ways round.
 * One talk are: the same day with the same title or speaker; the same title and speaker on another day not far away;
 * the only talks of two mails in one thread; the same hour and room, or day and series, where one side is still
 * "to be announced"; and the same hour in the same series when the later mail changes something (another speaker).
 */
export function samenessOf(a: Identity, b: Identity, { inThread, onlyTalk, updates }: Connection): Sameness {
  const days = daysBetween(dayOf(a), dayOf(b))
  const sameDay = days === 0
  const postponed = a.status === 'postponed' || b.status === 'postponed'
  if (!sameDay && !inThread && days > (postponed ? daysAfterPostponement : daysBetweenMoves)) return null
  const title = a.title !== null && b.title !== null && likeness(a.title, b.title) >= sameWords
  const speaker = sharedSpeaker(a, b)
  if (title && speaker) return 'named'
  if ((sameDay || inThread) && (title || speaker)) return 'named'
  if (inThread && onlyTalk && days <= daysBetweenMoves) return 'likely'
  if (!sameDay) return null
  const place = a.location !== null && b.location !== null && likeness(a.location, b.location) >= sameWords
  const hour = a.start === b.start
  const series = a.series !== null && b.series !== null && likeness(a.series, b.series) >= sameWords
  const allDay = !a.start.includes('T') || !b.start.includes('T')
  const open = isOpen(a) || isOpen(b)
  const likely = open ? (hour && place) || (series && (hour || allDay)) : updates && series && hour
  return likely ? 'likely' : null
}

/** Two different talks that can't both be: same hour, same room, same series, and no mail says which one holds. */
export function excludes(a: Identity, b: Identity): boolean {
  return (
    a.start === b.start &&
    a.start.includes('T') &&
    a.series !== null &&
    a.series === b.series &&
    a.location !== null &&
    b.location !== null &&
    likeness(a.location, b.location) >= sameWords
  )
}

/** Neither title nor speaker is known yet. */
function isOpen({ title, speakers }: Identity): boolean {
  return title === null && speakers.length === 0
}

export function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000
}

const known = new Map<string, Set<string>>()
const maxKnown = 20_000

/** The words of a text, folded; kept, because a fold compares the same titles again and again. */
function wordsOf(text: string): Set<string> {
  const before = known.get(text)
  if (before !== undefined) return before
  if (known.size >= maxKnown) known.clear()
  const words = new Set(
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
  known.set(text, words)
  return words
}

/** Shared words over all words of two texts, 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const shared = [...left].filter((word) => right.has(word)).length
  return shared === 0 ? 0 : shared / (left.size + right.size - shared)
}

function sharedSpeaker(a: Identity, b: Identity): boolean {
  const names = new Set(a.speakers.map((speaker) => [...wordsOf(speaker.name)].join(' ')))
  return b.speakers.some((speaker) => names.has([...wordsOf(speaker.name)].join(' ')))
}

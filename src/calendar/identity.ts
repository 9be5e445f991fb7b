import type { Talk } from '../announcement/announcement.ts'
import type { KnownTalk } from './event.ts'

/** A mail's headers as far as identity needs them. */
export interface Thread {
  references: readonly string[]
}

const daysBetweenMoves = 60
const sameWords = 0.8

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}

/** Shared words over all words of two texts, 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const shared = [...left].filter((word) => right.has(word)).length
  return shared === 0 ? 0 : shared / (left.size + right.size - shared)
}

function sharedSpeaker(known: KnownTalk, talk: Talk): boolean {
  const names = new Set(known.speakers.map((speaker) => [...wordsOf(speaker.name)].join(' ')))
  return talk.speakers.some((speaker) => names.has([...wordsOf(speaker.value.name)].join(' ')))
}

/**
 * Whether a mail's talk is one that is known already: the one place that decides it.
 * Same day and same title or speaker; the same title and speaker moved to another day; the same hour and place
 * where one side names neither title nor speaker; or an answer in the thread of a mail that announced nothing else.
 */
export function isSameTalk(
  known: KnownTalk,
  talk: Talk,
  thread: Thread,
  knownMessageIds: ReadonlySet<string>,
  onlyTalk: boolean,
): boolean {
  const sameDay = known.start.slice(0, 10) === talk.start.value.slice(0, 10)
  const sameTitle =
    known.title !== null && talk.title !== null && likeness(known.title, talk.title.value) >= sameWords
  const speaker = sharedSpeaker(known, talk)
  if (sameDay && (sameTitle || speaker)) return true
  const distance = Math.abs(
    Temporal.PlainDate.from(known.start.slice(0, 10)).until(talk.start.value.slice(0, 10)).days,
  )
  if (sameTitle && speaker && distance <= daysBetweenMoves) return true
  const inThread = thread.references.some((id) => knownMessageIds.has(id))
  if (inThread && (sameTitle || speaker || (onlyTalk && distance <= daysBetweenMoves))) return true
  const nameless =
    (known.title === null && known.speakers.length === 0) ||
    (talk.title === null && talk.speakers.length === 0)
  const samePlace =
    known.location !== null &&
    talk.location !== null &&
    likeness(known.location, talk.location.value) >= sameWords
  return sameDay && nameless && known.start === talk.start.value && samePlace
}

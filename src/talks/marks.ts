import { createHash } from 'node:crypto'
import type { Announcement, Talk } from '../announcement/announcement.ts'
import type { StatedFacts } from './decision.ts'
import { identityOf, likeness, samenessOf } from './identity.ts'
import type { Mark, Reading, StoredReading } from './reading.ts'
import { factsOf, type KnownTalk } from './talk.ts'

/** What a mail's talks are called: as it was stored; a reading of version 0.1 calls them by their places. */
export function marksOf({ marks, messageId, announcement }: StoredReading): readonly Mark[] {
  return marks ?? announcement.talks.map((_, at) => markOf(messageId, String(at)))
}

/**
 * Names for the talks of a mail that is read for the first time: by what they are, not by where they stand.
 * A mail's only talk has one name, however it is read.
 */
export function firstMarks(messageId: string, { talks }: Announcement): Mark[] {
  if (talks.length === 1) return [markOf(messageId, '0')]
  const used = new Set<string>()
  return talks.map((talk) => unlike(messageId, talk, used))
}

/** The same for a mail that is read again: each talk keeps the name it had, new ones get new names. */
export function keptMarks(
  before: StoredReading,
  { talks }: Announcement,
  later: readonly KnownTalk[],
): Required<Pick<StoredReading, 'marks' | 'former'>> {
  const marks = marksOf(before)
  const old = [
    ...before.announcement.talks.flatMap((talk, at) => {
      const mark = marks[at]
      return mark === undefined ? [] : [{ talk, mark }]
    }),
    ...(before.former ?? []),
  ]
  const only = before.announcement.talks.length === 1 && talks.length === 1
  const pairs = talks
    .flatMap((talk, at) =>
      old.map((was, from) => ({
        at,
        was,
        steps: Math.abs(at - from),
        like:
          likeness(identityOf(factsOf(was.talk)), identityOf(factsOf(talk))) || (only && from === 0 ? 1 : 0),
      })),
    )
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like || a.steps - b.steps)
  const kept = new Map<number, (typeof old)[number]>()
  const taken = new Set<(typeof old)[number]>()
  for (const { at, was } of pairs) {
    if (kept.has(at) || taken.has(was)) continue
    kept.set(at, was)
    taken.add(was)
  }
  const used = new Set(old.map(({ mark }) => mark.name))
  return {
    marks: talks.map(
      (talk, at) => kept.get(at)?.mark ?? adopted(unlike(before.messageId, talk, used), talk, later),
    ),
    former: old.filter((was) => !taken.has(was)),
  }
}

/** A reading with the talks that another reading of the same mail named beside its own. */
export function withTalks(
  reading: StoredReading,
  other: { announcement: Announcement; objections: readonly Talk[]; marks: readonly Mark[] },
): StoredReading {
  const own = marksOf(reading)
  const names = new Set(own.map(({ name }) => name))
  const talks = [...other.announcement.talks, ...other.objections]
  const more = other.marks.flatMap((mark, at) => {
    const talk = talks[at]
    return names.has(mark.name) || talk === undefined ? [] : [{ talk, mark }]
  })
  return {
    ...reading,
    announcement: {
      ...reading.announcement,
      talks: [...reading.announcement.talks, ...more.map(({ talk }) => talk)],
    },
    marks: [...own, ...more.map(({ mark }) => mark)],
  }
}

/** Gives a talk that only a later mail was known to announce the uid that it already has. */
function adopted(mark: Mark, talk: Talk, later: readonly KnownTalk[]): Mark {
  const heard = identityOf(factsOf(talk))
  const apart = { inThread: false, onlyTalk: false, updates: false, repeats: false }
  const known = later.find((one) => samenessOf(identityOf(one), heard, apart) === 'named')
  return known === undefined ? mark : { ...mark, uid: known.uid }
}

/** A name made from what the talk is, which no other of its mail has. */
function unlike(messageId: string, talk: Talk, used: Set<string>): Mark {
  const { start, title, speakers } = factsOf(talk)
  const said = JSON.stringify([start, speakers.length > 0 ? speakers.map(({ name }) => name) : title])
  for (let turn = 0; ; turn++) {
    // Digits alone are the names of version 0.1.
    const name = `t${createHash('sha256').update(`${said}${turn}`).digest('hex').slice(0, 6)}`
    if (used.has(name)) continue
    used.add(name)
    return markOf(messageId, name)
  }
}

/** UID of an event that a human made of a mail: from what it is, wherever the decision stands. */
export function madeUid(messageId: string, facts: StatedFacts): string {
  return markOf(messageId, `made ${JSON.stringify([facts.start, facts.speakers ?? facts.title])}`).uid
}

/** UID (RFC 5545, 3.8.4.7): from the first mail and the talk's name in it, the same in every fold. */
function markOf(messageId: string, name: string): Mark {
  const hash = createHash('sha256').update(`${messageId}#${name}`).digest('hex')
  return { name, uid: `${hash.slice(0, 32)}@statlist-calendar` }
}

/** Talks that were first announced in mails after this one. */
export function talksBehind(
  talks: readonly KnownTalk[],
  numbers: ReadonlyMap<string, number>,
  { number }: Pick<Reading, 'number'>,
): KnownTalk[] {
  return talks.filter(({ sources }) => (numbers.get(sources[0] ?? '') ?? 0) > number)
}

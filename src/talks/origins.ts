import type { Identity } from './identity.ts'
import { copyOf, type Origin } from './origin.ts'
import { dayOf } from './talk.ts'

/** The talks of a fold, found by what mails and decisions know of them: each new mail costs the same, whatever came before. */
export interface Origins {
  /** In the order in which they were announced, as are all other results. */
  all(): Origin[]
  add(origin: Origin): void
  /** It is part of another one now. */
  remove(origin: Origin): void
  /** Mails find these no more; returns them. */
  close(isOver: (origin: Readonly<Origin>) => boolean): Origin[]
  /** The event that a UID means now. */
  of(uid: string): Origin | null
  /** The same, only to look at. */
  peek(uid: string): Readonly<Origin> | null
  /** Those that a mail with these references answers. */
  inThread(references: readonly string[]): Origin[]
  /** Those that were made of a mail, by its key. */
  from(key: string): Origin[]
  /** All that `samenessOf` may call the same, and some more: those of the day, of the speakers, of the thread. */
  like(identity: Identity, references: readonly string[]): Origin[]
  /** Those of a day, now or before: "2026-12-16". */
  on(day: string): Origin[]
}

/** Talks that other folds may go on from. */
export interface FirstOrigins extends Origins {
  /** The same talks for another fold, which may change them: it gets copies of those that it asks for. */
  over(): Origins
}

type Sets = Map<string, Set<Origin>>

/** Talks by all that they are known by. */
interface Index {
  /** In the order of announcement. */
  places: Map<Origin, number>
  lastPlace: number
  byUid: Map<string, Origin>
  byThread: Sets
  bySource: Sets
  byDay: Sets
  bySpeaker: Sets
}

export function openOrigins(): FirstOrigins {
  const own = emptyIndex()
  const { noteGiven, ...origins } = openIn(own, emptyIndex())
  return {
    ...origins,
    over() {
      noteGiven()
      const { noteGiven: _, ...over } = openIn({ ...emptyIndex(), lastPlace: own.lastPlace }, own)
      return over
    },
  }
}

/** @param below the talks of another fold that this one goes on from, which it leaves as they are */
function openIn(own: Index, below: Index): Origins & { noteGiven(): void } {
  const copies = new Map<Origin, Origin>()
  const removedBelow = new Set<Origin>()
  /** Talks handed out, which the caller may change: they are indexed anew at the next question. */
  const given = new Set<Origin>()

  function noteGiven(): void {
    for (const origin of given) if (own.places.has(origin)) note(own, origin)
    given.clear()
  }

  /** A talk of below as it is here; null where it was removed. */
  function above(origin: Origin): Origin | null {
    if (removedBelow.has(origin) || !below.places.has(origin)) return null
    const known = copies.get(origin)
    if (known !== undefined) return known
    const copy = copyOf(origin)
    copies.set(origin, copy)
    own.places.set(copy, below.places.get(origin) ?? 0)
    return copy
  }

  /** In order, and marked to be indexed anew, as the caller may change them. */
  function give(pick: (index: Index) => (ReadonlySet<Origin> | undefined)[]): Origin[] {
    noteGiven()
    const found = new Set<Origin>()
    for (const set of pick(below))
      for (const origin of set ?? []) {
        const here = above(origin)
        if (here !== null) found.add(here)
      }
    for (const set of pick(own)) for (const origin of set ?? []) if (own.places.has(origin)) found.add(origin)
    for (const origin of found) given.add(origin)
    return [...found].toSorted((a, b) => (own.places.get(a) ?? 0) - (own.places.get(b) ?? 0))
  }

  function all(): Origin[] {
    const here = [...below.places.keys()].flatMap((origin) =>
      removedBelow.has(origin) ? [] : [copies.get(origin) ?? origin],
    )
    const copied = new Set(copies.values())
    return [...here, ...[...own.places.keys()].filter((origin) => !copied.has(origin))]
  }

  return {
    all,
    add(origin) {
      own.places.set(origin, (own.lastPlace += 1))
      given.add(origin)
    },
    remove(origin) {
      own.places.delete(origin)
      for (const uid of origin.merged) if (own.byUid.get(uid) === origin) own.byUid.delete(uid)
      for (const [original, copy] of copies) if (copy === origin) removedBelow.add(original)
    },
    close(isOver) {
      noteGiven()
      const over = all().filter(isOver)
      for (const origin of over) {
        const isBelow = below.places.has(origin)
        for (const [original, copy] of copies) if (copy === origin) removedBelow.add(original)
        if (isBelow) removedBelow.add(origin)
        forget(own, origin)
      }
      return over
    },
    of(uid) {
      noteGiven()
      const lower = below.byUid.get(uid)
      const found = (lower === undefined ? null : above(lower)) ?? own.byUid.get(uid) ?? null
      if (found !== null) given.add(found)
      return found
    },
    peek(uid) {
      noteGiven()
      const lower = below.byUid.get(uid)
      return lower === undefined || removedBelow.has(lower)
        ? (own.byUid.get(uid) ?? null)
        : (copies.get(lower) ?? lower)
    },
    inThread: (references) => give(({ byThread }) => references.map((id) => byThread.get(id))),
    from: (key) => give(({ bySource }) => [bySource.get(key)]),
    like: ({ start, speakers }, references) =>
      give(({ byDay, bySpeaker, byThread }) => [
        byDay.get(dayOf({ start })),
        ...speakers.map((name) => bySpeaker.get(name)),
        ...references.map((id) => byThread.get(id)),
      ]),
    on: (day) => give(({ byDay }) => [byDay.get(day)]),
    noteGiven,
  }
}

function emptyIndex(): Index {
  return {
    places: new Map(),
    lastPlace: 0,
    byUid: new Map(),
    byThread: new Map(),
    bySource: new Map(),
    byDay: new Map(),
    bySpeaker: new Map(),
  }
}

function note(index: Index, origin: Origin): void {
  for (const uid of origin.merged) if (!index.byUid.has(uid)) index.byUid.set(uid, origin)
  for (const id of origin.messageIds) into(index.byThread, id, origin)
  for (const key of origin.talk.sources) into(index.bySource, key, origin)
  for (const { start, speakers } of origin.identities) {
    into(index.byDay, dayOf({ start }), origin)
    for (const name of speakers) into(index.bySpeaker, name, origin)
  }
}

function forget(index: Index, origin: Origin): void {
  index.places.delete(origin)
  for (const uid of origin.merged) if (index.byUid.get(uid) === origin) index.byUid.delete(uid)
  for (const id of origin.messageIds) outOf(index.byThread, id, origin)
  for (const key of origin.talk.sources) outOf(index.bySource, key, origin)
  for (const { start, speakers } of origin.identities) {
    outOf(index.byDay, dayOf({ start }), origin)
    for (const name of speakers) outOf(index.bySpeaker, name, origin)
  }
}

function outOf(sets: Sets, key: string, origin: Origin): void {
  const set = sets.get(key)
  set?.delete(origin)
  if (set?.size === 0) sets.delete(key)
}

function into(sets: Sets, key: string, origin: Origin): void {
  const set = sets.get(key)
  if (set === undefined) sets.set(key, new Set([origin]))
  else set.add(origin)
}

/** One, or none. */
export function listOf(origin: Origin | null): Origin[] {
  return origin === null ? [] : [origin]
}

import type { Identity } from './identity.ts'
import { emptyIndex, forget, note, type OriginIndex } from './origin-index.ts'
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

/** The talks of a fold that another one goes on from, which leaves them as they are: whoever gets one gets a copy. */
function openCopies(own: OriginIndex, below: OriginIndex) {
  const copies = new Map<Origin, Origin>()
  const originals = new Map<Origin, Origin>()
  const gone = new Set<Origin>()
  const isHere = (origin: Origin) => below.places.has(origin) && !gone.has(origin)
  return {
    /** A talk as it is here; null where it was taken out. */
    take(origin: Origin): Origin | null {
      if (!isHere(origin)) return null
      const known = copies.get(origin)
      if (known !== undefined) return known
      const copy = copyOf(origin)
      copies.set(origin, copy)
      originals.set(copy, origin)
      own.places.set(copy, below.places.get(origin) ?? 0)
      return copy
    },
    /** The same without a copy, where there is none. */
    peek: (origin: Origin): Origin | null => (isHere(origin) ? (copies.get(origin) ?? origin) : null),
    /** Takes a talk out, or its copy; one that never was below is nothing to remember. */
    drop(origin: Origin): void {
      const original = originals.get(origin) ?? origin
      if (below.places.has(original)) gone.add(original)
    },
    all(): Origin[] {
      const here = [...below.places.keys()].flatMap((origin) =>
        gone.has(origin) ? [] : [copies.get(origin) ?? origin],
      )
      return [...here, ...[...own.places.keys()].filter((origin) => !originals.has(origin))]
    },
  }
}

function openIn(own: OriginIndex, below: OriginIndex): Origins & { noteGiven(): void } {
  const copies = openCopies(own, below)
  /** Talks handed out, which the caller may change: they are indexed anew at the next question. */
  const given = new Set<Origin>()

  function noteGiven(): void {
    for (const origin of given) if (own.places.has(origin)) note(own, origin)
    given.clear()
  }

  /** In order, and marked to be indexed anew, as the caller may change them. */
  function give(pick: (index: OriginIndex) => (ReadonlySet<Origin> | undefined)[]): Origin[] {
    noteGiven()
    const lower = pick(below).flatMap((set) => [...(set ?? [])].flatMap((one) => copies.take(one) ?? []))
    const here = pick(own).flatMap((set) => [...(set ?? [])].filter((one) => own.places.has(one)))
    const found = new Set([...lower, ...here])
    for (const origin of found) given.add(origin)
    return [...found].toSorted((a, b) => (own.places.get(a) ?? 0) - (own.places.get(b) ?? 0))
  }

  function find(uid: string, look: (origin: Origin) => Origin | null): Origin | null {
    noteGiven()
    const lower = below.byUid.get(uid)
    return (lower === undefined ? null : look(lower)) ?? own.byUid.get(uid) ?? null
  }

  return {
    all: copies.all,
    add(origin) {
      own.places.set(origin, (own.lastPlace += 1))
      given.add(origin)
    },
    remove(origin) {
      own.places.delete(origin)
      for (const uid of origin.merged) if (own.byUid.get(uid) === origin) own.byUid.delete(uid)
      copies.drop(origin)
    },
    close(isOver) {
      noteGiven()
      const over = copies.all().filter(isOver)
      for (const origin of over) {
        copies.drop(origin)
        forget(own, origin)
      }
      return over
    },
    of(uid) {
      const found = find(uid, copies.take)
      if (found !== null) given.add(found)
      return found
    },
    peek: (uid) => find(uid, copies.peek),
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

/** One, or none. */
export function listOf(origin: Origin | null): Origin[] {
  return origin === null ? [] : [origin]
}

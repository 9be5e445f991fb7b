import type { Identity } from './identity.ts'
import type { Origin } from './origin.ts'
import { dayOf } from './talk.ts'

/** The talks of a fold, found by what mails and decisions know of them: each new mail costs the same, whatever came before. */
export interface Origins {
  /** In the order in which they were announced, as are all other results. */
  all(): Origin[]
  add(origin: Origin): void
  remove(origin: Origin): void
  has(origin: Origin): boolean
  /** The event that a UID means now. */
  of(uid: string): Origin | null
  /** Those that a mail with these references answers. */
  inThread(references: readonly string[]): Origin[]
  /** Those that were made of a mail, by its key. */
  from(key: string): Origin[]
  /** All that `samenessOf` may call the same, and some more: those of the day, of the speakers, of the thread. */
  like(identity: Identity, references: readonly string[]): Origin[]
  /** Those of a day, now or before: "2026-12-16". */
  on(day: string): Origin[]
}

export function openOrigins(): Origins {
  const places = new Map<Origin, number>()
  const byUid = new Map<string, Origin>()
  const byThread = new Map<string, Set<Origin>>()
  const bySource = new Map<string, Set<Origin>>()
  const byDay = new Map<string, Set<Origin>>()
  const bySpeaker = new Map<string, Set<Origin>>()
  /** Talks handed out, which the caller may change: they are indexed anew at the next question. */
  const given = new Set<Origin>()
  let place = 0

  function note(origin: Origin): void {
    for (const uid of origin.merged) if (!byUid.has(uid)) byUid.set(uid, origin)
    for (const id of origin.messageIds) into(byThread, id, origin)
    for (const key of origin.talk.sources) into(bySource, key, origin)
    for (const { start, speakers } of origin.identities) {
      into(byDay, dayOf({ start }), origin)
      for (const name of speakers) into(bySpeaker, name, origin)
    }
  }

  function noteGiven(): void {
    for (const origin of given) if (places.has(origin)) note(origin)
    given.clear()
  }

  /** In order, and marked to be indexed anew, as the caller may change them. */
  function give(sets: readonly (ReadonlySet<Origin> | undefined)[]): Origin[] {
    const found = new Set(sets.flatMap((set) => [...(set ?? [])]).filter((origin) => places.has(origin)))
    for (const origin of found) given.add(origin)
    return [...found].toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  }

  return {
    all: () => [...places.keys()],
    add(origin) {
      places.set(origin, (place += 1))
      given.add(origin)
    },
    remove(origin) {
      places.delete(origin)
      for (const uid of origin.merged) if (byUid.get(uid) === origin) byUid.delete(uid)
    },
    has: (origin) => places.has(origin),
    of(uid) {
      noteGiven()
      const found = byUid.get(uid) ?? null
      if (found !== null) given.add(found)
      return found
    },
    inThread(references) {
      noteGiven()
      return give(references.map((id) => byThread.get(id)))
    },
    from(key) {
      noteGiven()
      return give([bySource.get(key)])
    },
    like({ start, speakers }, references) {
      noteGiven()
      return give([
        byDay.get(dayOf({ start })),
        ...speakers.map((name) => bySpeaker.get(name)),
        ...references.map((id) => byThread.get(id)),
      ])
    },
    on(day) {
      noteGiven()
      return give([byDay.get(day)])
    },
  }
}

function into(map: Map<string, Set<Origin>>, key: string, origin: Origin): void {
  const set = map.get(key)
  if (set === undefined) map.set(key, new Set([origin]))
  else set.add(origin)
}

/** One, or none. */
export function listOf(origin: Origin | null): Origin[] {
  return origin === null ? [] : [origin]
}

import type { Origin } from './origin.ts'
import { dayOf } from './talk.ts'

type Sets = Map<string, Set<Origin>>

/** Talks by all that they are known by. */
export interface OriginIndex {
  /** In the order of announcement. */
  places: Map<Origin, number>
  lastPlace: number
  byUid: Map<string, Origin>
  byThread: Sets
  bySource: Sets
  byDay: Sets
  bySpeaker: Sets
}

export function emptyIndex(): OriginIndex {
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

/** Enters a talk, or what is new of it. */
export function note(index: OriginIndex, origin: Origin): void {
  for (const uid of origin.merged) if (!index.byUid.has(uid)) index.byUid.set(uid, origin)
  for (const id of origin.messageIds) into(index.byThread, id, origin)
  for (const key of origin.talk.sources) into(index.bySource, key, origin)
  for (const { start, speakers } of origin.identities) {
    into(index.byDay, dayOf({ start }), origin)
    for (const name of speakers) into(index.bySpeaker, name, origin)
  }
}

/** Takes a talk out of everything. */
export function forget(index: OriginIndex, origin: Origin): void {
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

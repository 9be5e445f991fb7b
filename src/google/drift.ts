import type { Act } from '../talks/decision.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import {
  differingFields,
  handEdits,
  remoteIdOf,
  showsAll,
  toGoogleEvent,
  toldSince,
  withEdits,
  type RemoteEvent,
} from './event.ts'
import { writtenOf, type RemoteChanges, type Written } from './calendar.ts'

/** Where Google and the ledger differ, and what follows from it. */
export interface Drift {
  /** What humans did in Google: adopted as decisions, together with what Google now holds. */
  adoptions: { uid: string; acts: Act[]; written: Written }[]
  /** Events that Google already shows as they should be, but no row knows of: the ledger was lost. */
  found: { uid: string; written: Written }[]
  /** Events that must be written (again), with the reason. */
  writes: { uid: string; reason: string }[]
  /** Rows about events that are gone from Google without a trace. */
  vanished: string[]
}

/** How many events humans have deleted. */
export function deletionsIn({ adoptions }: Drift): number {
  return adoptions.filter(({ acts }) => acts[0]?.kind === 'google-delete').length
}

/** Compares what Google holds with what we wrote and what we want; pure. Others' events are passed over. */
export function findDrift(
  { full, events: remotes }: RemoteChanges,
  written: ReadonlyMap<string, Written>,
  events: ReadonlyMap<string, CalendarEvent>,
): Drift {
  const drift: Drift = { adoptions: [], found: [], writes: [], vanished: [] }
  const uidOf = new Map([...written].map(([uid, { remoteId }]) => [remoteId, uid]))
  const seen = new Set<string>()
  for (const remote of remotes) {
    const uid = uidOf.get(remote.remoteId) ?? remote.uid
    if (uid === null) continue
    seen.add(uid)
    const row = written.get(uid)
    if (row === undefined) find(drift, uid, remote, events.get(uid))
    else if (row.remoteId === remote.remoteId) adopt(drift, uid, remote, row, events.get(uid))
  }
  for (const [uid, row] of written)
    if (full && row.state === 'held' && !seen.has(uid)) drift.vanished.push(uid)
  const touched = new Set([...drift.adoptions, ...drift.found].map(({ uid }) => uid))
  for (const [uid, event] of events) {
    const reason = whyWrite(event, drift.vanished.includes(uid) ? undefined : written.get(uid))
    if (reason !== null && !touched.has(uid)) drift.writes.push({ uid, reason })
  }
  for (const [uid, row] of written)
    if (!events.has(uid) && row.state === 'held' && !touched.has(uid) && !drift.vanished.includes(uid))
      drift.writes.push({ uid, reason: 'is no event any more' })
  return drift
}

function find(drift: Drift, uid: string, remote: RemoteEvent, event: CalendarEvent | undefined): void {
  // An event of this uid under another id is somebody's copy.
  if (event === undefined || !event.talk.inGoogle || remote.remoteId !== remoteIdOf(uid)) return
  const sent = toGoogleEvent(event)
  if (!remote.deleted && showsAll(remote, sent)) drift.found.push({ uid, written: writtenOf(remote, sent) })
}

function adopt(
  drift: Drift,
  uid: string,
  remote: RemoteEvent,
  row: Written,
  event: CalendarEvent | undefined,
): void {
  const { etag, fields: kept } = remote
  if (remote.deleted) {
    if (row.state === 'held')
      drift.adoptions.push({
        uid,
        acts: [{ kind: 'google-delete', event: uid }],
        written: { ...row, etag, state: 'hand-deleted' },
      })
    return
  }
  if (row.state === 'hand-deleted') {
    drift.adoptions.push({
      uid,
      acts: [{ kind: 'restore', event: uid }],
      written: { ...row, etag, state: 'held' },
    })
    return
  }
  if (row.state === 'removed' || event === undefined) return
  const pending = differingFields(row.sent, toGoogleEvent(event))
  const edited = handEdits(row.kept, kept).filter((field) => !(field in pending))
  if (edited.length === 0) return
  // What a mail has changed since we wrote last wins over an edit by hand, even if it changed it back.
  const told = toldSince(event, row.sent)
  const overruled = edited.filter((field) => told.includes(field))
  const taken = edited.filter((field) => !overruled.includes(field))
  drift.adoptions.push({
    uid,
    acts: taken.map((field) => ({
      kind: 'google-edit',
      event: uid,
      field,
      value: field === 'start' || field === 'end' ? inTalkZone(kept[field], event) : kept[field],
    })),
    written: { ...row, etag, kept, sent: withEdits(row.sent, kept, edited, event.timeZone) },
  })
  if (overruled.length > 0)
    drift.writes.push({ uid, reason: `${overruled.join(', ')} edited there, but a mail has said more since` })
}

/** Google shows the list's zone; a talk that was announced in another one keeps it. */
function inTalkZone(wall: string, event: CalendarEvent): string {
  const { timeZone } = event.talk
  if (timeZone === null || !wall.includes('T')) return wall
  return Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(event.timeZone)
    .withTimeZone(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
}

function whyWrite(event: CalendarEvent, row: Written | undefined): string | null {
  const wanted = event.talk.inGoogle
  if (row === undefined) return wanted ? 'is not there' : null
  if (row.state === 'hand-deleted') return null
  if (row.state === 'removed') return wanted ? 'was removed' : null
  const fields = Object.keys(differingFields(row.sent, toGoogleEvent(event))).filter(
    (name) => name !== 'extendedProperties',
  )
  return fields.length === 0 ? null : `${fields.join(', ')} changed`
}

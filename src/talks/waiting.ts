import type { Talk } from '../announcement/announcement.ts'
import type { CorrectableField } from './decision.ts'
import type { Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import { waitingIdOf, type Mark, type Reading, type Waiting } from './reading.ts'
import type { UnsureField } from './talk.ts'
import { isKnown, unsureFields, unsureValue } from './unsure.ts'

/** Lets something wait for a human; what waits under the same name gets its reasons added. */
export function letWait(state: FoldState, ...item: Parameters<typeof waitingOf>): void {
  const waiting = waitingOf(...item)
  const at = state.waiting.findIndex(({ id }) => id === waiting.id)
  const known = state.waiting[at]
  if (known === undefined) state.waiting.push(waiting)
  else state.waiting[at] = { ...known, reasons: [...new Set([...known.reasons, ...waiting.reasons])] }
}

function waitingOf(
  reading: Reading,
  talk: Talk | null,
  at: string | null,
  origin: Origin | null,
  reasons: string[],
  field: CorrectableField | null = null,
): Waiting {
  return {
    id: waitingIdOf(reading.key, at, field),
    key: reading.key,
    talk: at,
    field,
    from: reading.from,
    subject: reading.subject,
    date: reading.date,
    start: talk?.start.value ?? null,
    title: talk?.title?.value ?? null,
    event: origin?.talk.uid ?? null,
    reasons,
  }
}

/** Fields that are only likely wait by themselves. */
export function noteUnsure(
  state: FoldState,
  { talk: { uid } }: Origin,
  reading: Reading,
  talk: Talk,
  { name }: Mark,
): void {
  for (const field of unsureFields) {
    const value = unsureValue(talk, field)
    const key = `${uid} ${field}`
    // The same mail, read again.
    if (state.unsure.get(key)?.key === reading.key) state.unsure.delete(key)
    if (value === null || state.verdicts.ofField(reading.key, name, field) !== null) continue
    const reasons = [`perhaps ${field} “${value}”`]
    state.unsure.set(key, { ...waitingOf(reading, talk, name, null, reasons, field), event: uid })
  }
}

/** The fields of a talk that wait until something states them: a later mail, another reading, a human. */
export function openFields({ unsure }: FoldState, origin: Readonly<Origin>): UnsureField[] {
  if (unsure.size === 0) return []
  return [...origin.merged].flatMap((uid) =>
    unsureFields.filter((field) => unsure.has(`${uid} ${field}`) && lacks(origin, field)),
  )
}

/** True while a talk takes place and nothing has stated the field. */
export function lacks({ talk, withdrawn }: Readonly<Origin>, field: UnsureField): boolean {
  return !withdrawn && !isKnown(talk, field)
}

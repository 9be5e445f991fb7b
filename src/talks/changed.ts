import { isOff, type FieldChange, type KnownTalk } from './talk.ts'
import { foldCase } from '../text.ts'

/** The fields whose changes readers are told of. */
export const toldFields = ['start', 'end', 'location', 'online', 'title', 'speakers', 'status'] as const

type ToldField = (typeof toldFields)[number]

export function isTold(field: FieldChange['field']): field is ToldField {
  return (toldFields as readonly string[]).includes(field)
}

/** What readers must not miss about a talk that takes place, but not as it was announced. */
export type ChangeMark = 'backOn' | 'newTime' | 'newRoom' | 'nowOnline'

/** What differs from the announcement, but was not just unknown then; nothing for a talk that is off. */
export function changeMarks(talk: KnownTalk): ChangeMark[] {
  if (isOff(talk)) return []
  const later = talk.changes.slice(1).flatMap(({ fields }) => fields)
  /** As it was first known; undefined when it was never different. */
  const firstOf = (name: FieldChange['field']) =>
    later.find((change) => change.field === name && !becameKnown(change))?.before ?? undefined
  const differs = (name: 'start' | 'location') => {
    const first = firstOf(name)
    return first !== undefined && !isSame(first, talk[name])
  }
  const otherZone = later.some(({ field }) => field === 'timeZone') && talk.start.includes('T')
  const wasOff = later.findLast(
    ({ field, before }) => field === 'status' && (before === 'cancelled' || before === 'postponed'),
  )
  // A postponed talk that got its new time is not "back on": that was expected.
  const isBack = wasOff !== undefined && (wasOff.before === 'cancelled' || !movedWith(talk, wasOff))
  return [
    ...(isBack ? (['backOn'] as const) : []),
    ...(differs('start') || otherZone ? (['newTime'] as const) : []),
    ...(differs('location') && talk.location !== null ? (['newRoom'] as const) : []),
    ...(differs('location') && talk.location === null && talk.online !== null
      ? (['nowOnline'] as const)
      : []),
  ]
}

/** An hour added to a known day is not another time. */
function becameKnown({ field, before, after }: FieldChange): boolean {
  return before === null || (field === 'start' && !before.includes('T') && (after ?? '').startsWith(before))
}

/** "HG G19.1" and "ETH Zürich, HG G 19.1" are one room. */
function isSame(first: string, now: string | null): boolean {
  const [one, other] = [first, now ?? ''].map((text) => foldCase(text).replace(/[^\p{L}\p{N}]/gu, ''))
  if (one === undefined || other === undefined || one === '' || other === '') return one === other
  return one.endsWith(other) || other.endsWith(one)
}

/** It got another start in the same change that brought it back. */
function movedWith({ changes }: KnownTalk, back: FieldChange): boolean {
  return changes.some(({ fields }) => fields.includes(back) && fields.some(({ field }) => field === 'start'))
}

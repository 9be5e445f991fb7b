import { isOff, type EventStatus, type FieldChange, type KnownTalk } from './talk.ts'

/** What readers must not miss of a talk that takes place, but not as it was announced. */
export type ChangeMark = 'backOn' | 'newTime' | 'newRoom' | 'nowOnline'

/** What is otherwise than it was announced, not what only became known; nothing of what is off: that is enough to know. */
export function changeMarks(talk: KnownTalk): ChangeMark[] {
  if (isOff(talk)) return []
  const later = talk.changes.slice(1).flatMap(({ fields }) => fields)
  const changed = (name: FieldChange['field']) =>
    later.some(({ field, before }) => field === name && before !== null)
  const was = (status: EventStatus) =>
    later.some(({ field, before }) => field === 'status' && before === status)
  // What was postponed and has its new time is as it was said to be.
  const isBack = was('cancelled') || (was('postponed') && !changed('start'))
  return [
    ...(isBack ? (['backOn'] as const) : []),
    ...(changed('start') ? (['newTime'] as const) : []),
    ...(changed('location') ? ([talk.location === null ? 'nowOnline' : 'newRoom'] as const) : []),
  ]
}

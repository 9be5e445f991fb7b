import { isOff, type FieldChange, type KnownTalk } from './talk.ts'

/** What readers must not miss of a talk that takes place, but not as it was announced. */
export type ChangeMark = 'backOn' | 'newTime' | 'newRoom' | 'nowOnline'

/** What is otherwise than it was announced, not what only became known; nothing of what is off: that is enough to know. */
export function changeMarks(talk: KnownTalk): ChangeMark[] {
  if (isOff(talk)) return []
  const later = talk.changes.slice(1).flatMap(({ fields }) => fields)
  /** As it was known first; undefined: it never was otherwise. */
  const firstOf = (name: FieldChange['field']) =>
    later.find(({ field, before }) => field === name && before !== null)?.before ?? undefined
  const differs = (name: 'start' | 'location') => ![undefined, talk[name]].includes(firstOf(name))
  const wasOff = later.findLast(
    ({ field, before }) => field === 'status' && (before === 'cancelled' || before === 'postponed'),
  )
  // What was postponed and has its new time is as it was said to be.
  const isBack = wasOff !== undefined && (wasOff.before === 'cancelled' || !movedWith(talk, wasOff))
  return [
    ...(isBack ? (['backOn'] as const) : []),
    ...(differs('start') ? (['newTime'] as const) : []),
    ...(differs('location') && talk.location !== null ? (['newRoom'] as const) : []),
    ...(differs('location') && talk.location === null && talk.online !== null
      ? (['nowOnline'] as const)
      : []),
  ]
}

/** It got another start by the same word that brought it back. */
function movedWith({ changes }: KnownTalk, back: FieldChange): boolean {
  return changes.some(({ fields }) => fields.includes(back) && fields.some(({ field }) => field === 'start'))
}

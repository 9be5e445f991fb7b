import { isTold } from '../talks/changed.ts'
import type { FieldChange } from '../talks/talk.ts'
import type { Words } from './words.ts'

/** One field's change in the reader's language, with any other zone; empty if not worth telling. */
export function changeLine(
  { field, before, after }: FieldChange,
  timeZone: string | null,
  words: Words,
): string[] {
  if (!isTold(field) || before === null) return []
  if (field === 'status') return [statusLine(before, after, words)].filter((line) => line !== '')
  const isTime = field === 'start' || field === 'end'
  const show = (value: string | null) => (value === null ? '–' : isTime ? wallText(value, words) : value)
  const zone = isTime && timeZone !== null ? ` (${timeZone})` : ''
  return [`${words.fields[field]} ${show(before)} → ${show(after)}${zone}`]
}

function statusLine(before: string, after: string | null, { off, marks }: Words): string {
  if (after === 'cancelled' || after === 'postponed' || after === 'tentative') return off[after]
  return before === 'cancelled' || before === 'postponed' ? marks.backOn : ''
}

/** "2025-09-25T15:15" as "25 September 15:15", or the same in another language. */
function wallText(wall: string, { locale }: Words): string {
  const [day = '', clock = ''] = wall.split('T')
  const date = Temporal.PlainDate.from(day).toLocaleString(locale, { day: 'numeric', month: 'long' })
  return clock === '' ? date : `${date} ${clock}`
}

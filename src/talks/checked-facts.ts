import { correctableFields, unreadSpeaker } from './decision.ts'

/** What is wrong with what a human says of a talk, for callers that word it themselves. */
export interface Problem {
  kind: 'field' | 'missing' | 'status' | 'time' | 'online' | 'speakers' | 'skipped' | 'halves' | 'backwards'
  /** What was found. */
  found: string
  /** The sentence, in English. */
  text: string
}

/** What is wrong with a value; null when nothing is. */
export function problemWith(field: string, value: string | null): Problem | null {
  const found = (value ?? '').slice(0, 60)
  if (!(correctableFields as readonly string[]).includes(field))
    return {
      kind: 'field',
      found: field.slice(0, 40),
      text: `“${field.slice(0, 40)}” is not a field; the fields are ${correctableFields.join(', ')}`,
    }
  if (field === 'status' && !/^(?:confirmed|tentative|cancelled)$/.test(value ?? ''))
    return {
      kind: 'status',
      found,
      text: `status is “${found}”: it must be confirmed, tentative or cancelled`,
    }
  if (field === 'start' && value === null)
    return { kind: 'missing', found, text: 'the start is missing: which day is it?' }
  if ((field === 'start' || field === 'end') && value !== null && !isTime(value))
    return {
      kind: 'time',
      found,
      text: `${field} is “${found}”: a time like 2026-12-16T15:15 or a day like 2026-12-16 is needed`,
    }
  if (field === 'online' && value !== null && !/^https?:\/\/\S+$/.test(value))
    return {
      kind: 'online',
      found,
      text: `online is “${found}”: an address that begins with https:// is needed`,
    }
  const unread = field === 'speakers' ? unreadSpeaker(value ?? '') : null
  if (unread === null) return null
  const name = unread.trim().slice(0, 60)
  return {
    kind: 'speakers',
    found: name,
    text: `the speaker “${name}” can’t be read: write "Jane Doe (ETH Zurich); John Roe"`,
  }
}

/** What is wrong with the times of an event as they would be together; null when nothing is. */
export function problemWithTimes(start: string, end: string | null, timeZone: string): Problem | null {
  const shown = (wall: string) => wall.replace('T', ' ')
  const skipped = [start, ...(end === null ? [] : [end])].find((time) => isSkipped(time, timeZone))
  if (skipped !== undefined) {
    const found = shown(skipped)
    const text = `${found} does not exist in ${timeZone}: the clock change skips it`
    return { kind: 'skipped', found, text }
  }
  if (end === null) return null
  const found = `${shown(start)} – ${shown(end)}`
  if (start.includes('T') !== end.includes('T'))
    return { kind: 'halves', found, text: `${found}: start and end both need an hour, or neither` }
  const isEmpty = start.includes('T') ? end <= start : end < start
  return isEmpty
    ? { kind: 'backwards', found, text: `${found}: the end is not after the start; correct both` }
    : null
}

function isSkipped(time: string, timeZone: string): boolean {
  if (!time.includes('T')) return false
  const told = Temporal.PlainDateTime.from(time)
  return !told.toZonedDateTime(timeZone).toPlainDateTime().equals(told)
}

const [firstYear, lastYear] = [1990, 2100]

function isTime(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/.test(value)) return false
  const year = Number(value.slice(0, 4))
  if (year < firstYear || year > lastYear) return false
  try {
    return value.includes('T')
      ? Temporal.PlainDateTime.from(value, { overflow: 'reject' }) !== null
      : Temporal.PlainDate.from(value, { overflow: 'reject' }) !== null
  } catch {
    return false
  }
}

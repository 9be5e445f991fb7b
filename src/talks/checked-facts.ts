import { correctableFields, unreadSpeaker } from './decision.ts'

/** What is wrong with a value; null when nothing is. */
export function problemWith(field: string, value: string | null): string | null {
  if (!(correctableFields as readonly string[]).includes(field))
    return `“${field.slice(0, 40)}” is no field: ${correctableFields.join(', ')} are`
  if (field === 'status' && !/^(?:confirmed|tentative|cancelled)$/.test(value ?? ''))
    return `status is “${value}”: confirmed, tentative or cancelled is allowed`
  if ((field === 'start' || field === 'end') && !isTime(value) && !(field === 'end' && value === null))
    return `${field} is “${value}”: a time like 2026-12-16T15:15 or a day like 2026-12-16 is needed`
  if (field === 'online' && value !== null && !/^https?:\/\/\S+$/.test(value))
    return `online is “${value}”: an address that begins with https:// is needed`
  const unread = field === 'speakers' ? unreadSpeaker(value ?? '') : null
  return unread === null
    ? null
    : `of the speakers “${unread.trim().slice(0, 60)}” can’t be read: "Jane Doe (ETH Zurich); John Roe" is how they are written`
}

/** What is wrong with the times of an event as they would be together; null when nothing is. */
export function problemWithTimes(start: string, end: string | null, timeZone: string): string | null {
  const skipped = [start, ...(end === null ? [] : [end])].find((time) => isSkipped(time, timeZone))
  if (skipped !== undefined) return `${skipped} does not exist in ${timeZone}: the clock change leaves it out`
  if (end === null) return null
  if (start.includes('T') !== end.includes('T'))
    return `start ${start} and end ${end}: both need an hour, or neither`
  return end < start ? `the end ${end} lies before the start ${start}: give both, start=… end=…` : null
}

function isSkipped(time: string, timeZone: string): boolean {
  if (!time.includes('T')) return false
  const told = Temporal.PlainDateTime.from(time)
  return !told.toZonedDateTime(timeZone).toPlainDateTime().equals(told)
}

function isTime(value: string | null): boolean {
  if (value === null || !/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/.test(value)) return false
  try {
    return value.includes('T')
      ? Temporal.PlainDateTime.from(value, { overflow: 'reject' }) !== null
      : Temporal.PlainDate.from(value, { overflow: 'reject' }) !== null
  } catch {
    return false
  }
}

/** Days from one to another, both inclusive; null: open. */
export interface Period {
  from: string | null
  to: string | null
}

export const noPeriod: Period = { from: null, to: null }

/** True when neither end is given. */
export function isOpen({ from, to }: Period): boolean {
  return from === null && to === null
}

/** "2026-12" of an address, or `?from=` and `?to=`. Null: it is not a time, or it is two. */
export function periodOf(slugs: readonly string[], from = '', to = ''): Period | null {
  const [slug, ...more] = slugs
  if (slug === undefined) {
    if (![from, to].every((day) => day === '' || isDay(day))) return null
    if (from !== '' && to !== '' && from > to) return null
    return { from: from || null, to: to || null }
  }
  const month = slug.length === 7 ? slug : null
  if (more.length > 0 || from !== '' || to !== '' || !isDay(`${month ?? `${slug}-01`}-01`)) return null
  if (month === null) return { from: `${slug}-01-01`, to: `${slug}-12-31` }
  return { from: `${month}-01`, to: lastDayOf(month) }
}

/** Only a robot asks for the year 0999. */
function isDay(text: string): boolean {
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

function lastDayOf(month: string): string {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month)
  return `${month}-${daysInMonth}`
}

/** "2026" or "2026-12" where a period is just that, else null. */
export function slugOfPeriod({ from, to }: Period): string | null {
  if (from === null || to === null) return null
  const year = from.slice(0, 4)
  if (from === `${year}-01-01` && to === `${year}-12-31`) return year
  return monthOf({ from, to })
}

/** "2026-12" where a period is that month. */
export function monthOf({ from, to }: Period): string | null {
  const month = from?.slice(0, 7) ?? ''
  return from === `${month}-01` && to === lastDayOf(month) ? month : null
}

/** The part of a period that goes into the query. */
export function periodQuery(period: Period): string[] {
  if (slugOfPeriod(period) !== null) return []
  return [
    ...(period.from === null ? [] : [`from=${period.from}`]),
    ...(period.to === null ? [] : [`to=${period.to}`]),
  ]
}

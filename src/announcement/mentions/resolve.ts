import type { DateMention } from './date.ts'

/** The days that a mention means, and what is unsure about them. */
export interface ResolvedDate {
  date: Temporal.PlainDate
  last: Temporal.PlainDate | null
  certainty: 'stated' | 'implied'
  doubts: string[]
}

/** How far back a day without a year may lie, and how far ahead it may lie without a doubt. */
const daysBehind = 14
const farDays = 240

/** Fills what a date leaves out from the day of the mail; null when there is no such day (31 February). */
export function resolveDate(mention: DateMention, sent: Temporal.PlainDate): ResolvedDate | null {
  if (mention.relative !== null)
    return { date: sent.add({ days: mention.relative }), last: null, certainty: 'implied', doubts: [] }
  if (mention.day === null) return resolveWeekday(mention, sent)
  if (mention.month === null) return resolveDayOfMonth(mention, sent)
  const swapped = mention.year === null ? monthFirst(mention, sent) : null
  if (swapped !== null) return resolveDate(swapped, sent)
  const read = mention.year === null ? resolveYear(mention, sent) : resolveFull(mention, mention.year, sent)
  const slip = read !== null && mention.misspelt && mention.weekday !== read.date.dayOfWeek
  const resolved = slip ? { ...read, doubts: [...read.doubts, 'the month is misspelt'] } : read
  if (resolved === null || mention.last === null) return resolved
  const { day, month, year } = mention.last
  const lastMonth = month ?? resolved.date.month
  const lastYear = year ?? (lastMonth < resolved.date.month ? resolved.date.year + 1 : resolved.date.year)
  const end = plainDate(lastYear, lastMonth, day)
  if (end !== null && Temporal.PlainDate.compare(end, resolved.date) <= 0) {
    const other = mention.swappable ? plainDate(resolved.date.year, mention.day, mention.month) : null
    if (other !== null && Temporal.PlainDate.compare(end, other) > 0)
      return { date: other, last: end, certainty: 'stated', doubts: [] }
    return { ...resolved, doubts: [...resolved.doubts, 'the last day lies before the first'] }
  }
  const doubts = mention.listed ? [...resolved.doubts, 'single days are listed'] : resolved.doubts
  return { ...resolved, last: plainDate(lastYear, lastMonth, day), doubts }
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}

function resolveFull(mention: DateMention, year: number, sent: Temporal.PlainDate): ResolvedDate | null {
  const date = plainDate(year, mention.month!, mention.day!)
  const other = mention.swappable ? plainDate(year, mention.day!, mention.month!) : null
  if (date === null) return null
  const agrees = mention.weekday === null || date.dayOfWeek === mention.weekday
  if (!agrees && other !== null && other.dayOfWeek === mention.weekday)
    return { date: other, last: null, certainty: 'stated', doubts: [] }
  const doubts = agrees ? [] : [`the weekday does not agree with ${date.toString()}`]
  const meant = agrees ? null : inComingYear(mention, date, sent)
  if (meant !== null) return { date: meant, last: null, certainty: 'implied', doubts }
  if (other === null || mention.weekday !== null) return { date, last: null, certainty: 'stated', doubts }
  // "12/3/2020" in November: of the two days the one still to come.
  const past = (day: Temporal.PlainDate) => sent.until(day).days < -daysBehind
  const coming = past(date) && !past(other) ? other : date
  return {
    date: coming,
    last: null,
    certainty: 'stated',
    doubts: [...doubts, 'day and month may be the other way round'],
  }
}

/** "lundi 19 janvier 2025", written in January 2026: long past, and a Monday a year later. */
function inComingYear(
  { weekday }: DateMention,
  date: Temporal.PlainDate,
  sent: Temporal.PlainDate,
): Temporal.PlainDate | null {
  if (sent.until(date).days >= -daysBehind) return null
  const next = date.add({ years: 1 })
  const days = sent.until(next).days
  return next.dayOfWeek === weekday && days >= 0 && days <= farDays ? next : null
}

/** "Wed 10/2 - Fri 10/4" in September: no 10 February is a Wednesday, and the coming 2 October is. */
function monthFirst(mention: DateMention, sent: Temporal.PlainDate): DateMention | null {
  if (!mention.swappable || mention.weekday === null) return null
  const { day, month, last } = mention
  const other = {
    ...mention,
    day: month,
    month: day,
    last: last?.month == null ? last : { ...last, day: last.month, month: last.day },
    swappable: false,
  }
  const agrees = (one: DateMention) => resolveYear(one, sent)?.date.dayOfWeek === mention.weekday
  return agrees(mention) || !agrees(other) ? null : other
}

/** The year in which weekday and date agree, nearest to the mail; without a weekday the next such day. */
function resolveYear(mention: DateMention, sent: Temporal.PlainDate): ResolvedDate | null {
  const candidates = [-1, 0, 1]
    .map((step) => plainDate(sent.year + step, mention.month!, mention.day!))
    .filter((date) => date !== null)
    .filter((date) => sent.until(date).days >= -daysBehind)
  const agreeing = candidates.filter((date) => mention.weekday === null || date.dayOfWeek === mention.weekday)
  const date = agreeing[0] ?? candidates[0]
  if (date === undefined) return null
  const doubts: string[] = []
  const distance = sent.until(date).days
  if (agreeing.length === 0) doubts.push(`the weekday does not agree with ${date.toString()}`)
  else if (distance > farDays)
    doubts.push(`the year is not written and ${date.toString()} is far in the future`)
  else if (distance < 0) doubts.push(`the year is not written and ${date.toString()} is past`)
  return { date, last: null, certainty: 'implied', doubts }
}

/** "Wednesday 14th": in the mail's month or one of the next two. */
function resolveDayOfMonth(mention: DateMention, sent: Temporal.PlainDate): ResolvedDate | null {
  for (let step = 0; step < 3; step++) {
    const month = sent.with({ day: 1 }).add({ months: step })
    const date = plainDate(month.year, month.month, mention.day!)
    if (
      date !== null &&
      Temporal.PlainDate.compare(date, sent) >= 0 &&
      (mention.weekday === null || date.dayOfWeek === mention.weekday)
    )
      return { date, last: null, certainty: 'implied', doubts: [] }
  }
  return null
}

/** "this Friday" is the first one from today on; "next Friday" may be that one or a week later. */
function resolveWeekday(mention: DateMention, sent: Temporal.PlainDate): ResolvedDate | null {
  if (mention.weekday === null) return null
  const ahead = (mention.weekday - sent.dayOfWeek + 7) % 7
  if (mention.nearness === 'this')
    return { date: sent.add({ days: ahead }), last: null, certainty: 'implied', doubts: [] }
  const date = sent.add({ days: (ahead === 0 ? 7 : ahead) + (mention.nearness === 'week after' ? 7 : 0) })
  // On Wednesday "next Friday" is in two days or in nine; on Friday "next Wednesday" is in five.
  const thisWeek = mention.nearness === 'next' && mention.weekday > sent.dayOfWeek
  return {
    date,
    last: null,
    certainty: 'implied',
    doubts: thisWeek ? ['“next” may mean this week or the week after'] : [],
  }
}

/**
 * "Next Tuesday" beside a line "23 April 2024, 12.15": where one of the two days that it may mean heads a line, it
 * is that one.
 * @param heading the days that begin a line with an hour, or stand in the subject
 */
export function settleNext(
  mentions: readonly DateMention[],
  sent: Temporal.PlainDate,
  heading: readonly DateMention[],
): DateMention[] {
  const written = heading
    .filter(({ day, month }) => day !== null && month !== null)
    .flatMap((mention) => resolveDate(mention, sent)?.date ?? [])
  return mentions.map((mention) => {
    if (mention.nearness !== 'next' || (resolveDate(mention, sent)?.doubts.length ?? 0) === 0) return mention
    const meant = (['this', 'week after'] as const).filter((nearness) => {
      const day = resolveDate({ ...mention, nearness }, sent)?.date
      return day !== undefined && written.some((date) => date.equals(day))
    })
    return meant.length === 1 ? { ...mention, nearness: meant[0] ?? null } : mention
  })
}

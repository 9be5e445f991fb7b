import { isOn } from '../announcement/decisions/when.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { DateMention } from '../announcement/mentions/date.ts'
import { resolveDate } from '../announcement/mentions/resolve.ts'
import { lineAt } from '../announcement/text/document.ts'
import type { AccountOf } from './explained.ts'
import type { Moment } from './moment.ts'

/** From this chance on a day that the account does not mention may be an event's. */
const likelyDay = 0.3
/** The same for one that the account explains away. */
const sureDay = 0.6

/** Why the words of an event do not stand together; null when they do. */
export function standsApart(
  draft: Draft,
  moment: Moment,
  moments: readonly Moment[],
  accountOf: AccountOf,
): string | null {
  const days = draft.document.dates.filter((date) => {
    const is = accountOf(date)
    return is === 'event' || (draft.chances.get(date) ?? 0) >= (is === undefined ? likelyDay : sureDay)
  })
  if (isBesideOther(draft, moment, days)) return 'its hour stands beside another day'
  const isShared = moments.some(({ hour }) => hour !== moment.hour && hour?.mention === moment.hour?.mention)
  if (!isShared && isBelowOther(draft, moment, days)) return 'another day stands between its day and its hour'
  if (moments.some((other) => other !== moment && areCrossed(moment, other)))
    return 'its words stand among those of another event'
  return null
}

function isOwn(draft: Draft, { day }: Moment, date: DateMention): boolean {
  const resolved = resolveDate(date, draft.document.sent)
  return resolved === null || isOn(day.resolved, resolved.date)
}

/** "26 February, 4-5pm" gives no hour for the 19th. */
function isBesideOther(draft: Draft, moment: Moment, days: readonly DateMention[]): boolean {
  const { hour } = moment
  if (hour?.found !== true) return false
  const line = lineAt(draft.document, hour.mention.start)
  const beside = days.filter((date) => lineAt(draft.document, date.start) === line)
  return beside.length > 0 && !beside.some((date) => isOwn(draft, moment, date))
}

/** "Monday 7 / 10:15 … / Tuesday 8 / 9:15": the nearest day above an hour is its day. */
function isBelowOther(draft: Draft, moment: Moment, days: readonly DateMention[]): boolean {
  const { day, hour } = moment
  if (hour?.found !== true || !day.found) return false
  const [from, to] = [day.mention, hour.mention].toSorted((a, b) => a.start - b.start)
  return (
    from !== undefined &&
    to !== undefined &&
    days.some((date) => date.start > from.end && date.end < to.start && !isOwn(draft, moment, date))
  )
}

/** Each stands nearer to the other's day and hour than to its own. */
function areCrossed(a: Moment, b: Moment): boolean {
  const [who, other] = [whoOf(a), whoOf(b)]
  const [when, others] = [whenLineOf(a, b), whenLineOf(b, a)]
  if (who === null || other === null || who === other || when === null || others === null) return false
  return Math.abs(who - when) > Math.abs(who - others) && Math.abs(other - others) > Math.abs(other - when)
}

function whoOf({ event: { title, speakers } }: Moment): number | null {
  const line = (title ?? speakers[0]?.name)?.line ?? 0
  return line > 0 ? line : null
}

/** The line of the hour where the two have different ones, else of the day. */
function whenLineOf({ event: own }: Moment, { event: other }: Moment): number | null {
  const hours = own.start !== null && other.start !== null && own.start.line !== other.start.line
  const line = (hours ? own.start : own.date)?.line ?? 0
  return line > 0 ? line : null
}

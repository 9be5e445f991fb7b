import { clockOfDateFeatures } from '../announcement/decisions/clock-of-date.ts'
import { isAside } from '../announcement/decisions/aside.ts'
import { isFormerHour } from '../announcement/decisions/former.ts'
import { probabilityOf } from '../announcement/decisions/weigh.ts'
import type { Chances } from '../announcement/decisions/when.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { AccountOf } from './explained.ts'
import type { Moment } from './moment.ts'

/** The chance of a day or clock that our decisions exclude, and of one that only the quote let us read. */
const excluded = 0.01
const unknown = 0.5

/** How sure a start is by our own decisions: the least of its day, its clock, and the two together. */
export function sureOf({ document, chances, weights }: Draft, { day, hour }: Moment): number {
  const ours = [day.found ? (chances.get(day.mention) ?? excluded) : unknown]
  if (hour !== null) {
    const named = hour.found && (isAside(document, hour.mention) || isFormerHour(document, hour.mention))
    ours.push(chances.get(hour.mention) ?? (named ? excluded : unknown))
    if (day.found && hour.found)
      ours.push(probabilityOf(weights.clockOfDate, clockOfDateFeatures(document, day.mention, hour.mention)))
  }
  return Math.min(...ours)
}

/** A day or clock this likely to be an event's stays open, whatever the account says. */
const sureOwn = 0.9

/** The days and clocks that may still be an event's: not those the account explains, unless we are sure. */
export function openChances({ chances }: Draft, accountOf: AccountOf): Chances {
  return new Map(
    [...chances].filter(
      ([mention, chance]) => (accountOf(mention) ?? 'event') === 'event' || chance >= sureOwn,
    ),
  )
}

import type { Talk } from '../announcement/announcement.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { DateMention } from '../announcement/mentions/date.ts'
import type { TimeMention } from '../announcement/mentions/time.ts'
import type { Account, Answer } from './answer.ts'
import { listedOf } from './request.ts'

/** What the account says of a day or clock in the mail; undefined when nothing. */
export type AccountOf = (mention: DateMention | TimeMention) => Account | undefined

export function accountOf({ document }: Draft, { account }: Answer): AccountOf {
  const ids = new Map(listedOf(document).map(({ id, mention }) => [mention, id]))
  return (mention) => account.get(ids.get(mention) ?? '')
}

/**
 * Starts of our own reading that the second explains: their day or clock is something else, or an event of
 * its own.
 * One that it passes over in silence is not among them.
 */
export function explainedStarts(
  { talks }: Draft,
  accountOf: AccountOf,
  second: readonly Talk[],
): ReadonlySet<string> {
  const days = new Set(second.map(({ start }) => start.value.slice(0, 10)))
  const clocks = new Set(second.flatMap(({ start, end }) => [start.value, end?.value ?? '']))
  const isOther = (mention: DateMention | TimeMention) => (accountOf(mention) ?? 'event') !== 'event'
  return new Set(
    talks
      .filter(({ talk, section: { when } }) => {
        const { time, mention } = when
        if (isOther(mention) || (time !== null && isOther(time))) return true
        return days.has(talk.start.value.slice(0, 10)) && (time === null || clocks.has(talk.start.value))
      })
      .map(({ talk }) => talk.start.value),
  )
}

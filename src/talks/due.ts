import type { Waiting } from './reading.ts'

/** Days before its own that something that waits is told of once more, and behind it that it is told as missed. */
const [soonDays, missedDays] = [2, 14]

/** What waits for a human while its day comes, or has gone by. */
export function dueOf(waiting: readonly Waiting[], today: string): { soon: Waiting[]; missed: Waiting[] } {
  const days = ({ start }: Waiting) =>
    start === null ? null : Temporal.PlainDate.from(today).until(start.slice(0, 10)).days
  // An archive that is read in late tells of days long past.
  const wasAhead = ({ start, date }: Waiting) => (start ?? '').slice(0, 10) >= date.slice(0, 10)
  const within = (from: number, to: number) =>
    waiting.filter((item) => {
      const left = item.field === null ? days(item) : null
      return left !== null && left >= from && left <= to && wasAhead(item)
    })
  return { soon: within(0, soonDays), missed: within(-missedDays, -1) }
}

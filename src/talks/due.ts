import type { Waiting } from './reading.ts'

/** How many days ahead a waiting item is told of again, and how many days past it is reported as missed. */
const [soonDays, missedDays] = [2, 14]

/** What waits for a human while its day is near, or has just gone by. */
export function dueOf(waiting: readonly Waiting[], today: string): { soon: Waiting[]; missed: Waiting[] } {
  const days = ({ start }: Waiting) =>
    start === null ? null : Temporal.PlainDate.from(today).until(start.slice(0, 10)).days
  // An archive that is imported late names days long past.
  const wasAhead = ({ start, date }: Waiting) => (start ?? '').slice(0, 10) >= date.slice(0, 10)
  const within = (from: number, to: number) =>
    waiting.filter((item) => {
      const left = item.field === null ? days(item) : null
      return left !== null && left >= from && left <= to && wasAhead(item)
    })
  return { soon: within(0, soonDays), missed: within(-missedDays, -1) }
}

import { isExcepted } from '../decisions/excepted.ts'
import type { Scope } from './scope.ts'

/** "All talks are in HG G 19.1 (exception: 28.11., HG E 1.2)": on the 28th the place is another one than the usual. */
export function isElsewhere({ document, section }: Scope): boolean {
  const { mention } = section.when
  return document.dates.some(
    (date) =>
      date !== mention &&
      date.day === mention.day &&
      date.month === mention.month &&
      isExcepted(document, date),
  )
}

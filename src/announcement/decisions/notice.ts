import type { Field, Notice } from '../announcement.ts'
import { findOnlyOnline, findPostponed } from '../text/vocabulary.ts'

/** "can also be followed online": the room stays. */
const beside =
  /\b(?:also|hybrid|additionally|in addition|or|both|auch|zusätzlich|oder|sowie|aussi|également|ou|anche|también|in person|in präsenz)\b/i

/** What an update says without a field of its own: "is postponed, a new date follows", "will take place online only". */
export function findNotice(sentences: readonly string[]): Field<Notice> | null {
  for (const text of sentences) {
    const source = text.trim()
    if (findPostponed(text) !== null) return { value: 'postponed', certainty: 'stated', source }
    if (findOnlyOnline(text) !== null && !beside.test(text))
      return { value: 'online-only', certainty: 'stated', source }
  }
  return null
}

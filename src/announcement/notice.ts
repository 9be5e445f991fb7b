import type { Field, Notice } from './announcement.ts'
import type { Document } from './document.ts'
import { openingOf } from './kind.ts'
import { findOnlyOnline, findPostponed } from './vocabulary.ts'

/** "can also be followed online": the room stays. */
const beside =
  /\b(?:also|hybrid|additionally|in addition|or|both|auch|zusätzlich|oder|sowie|aussi|également|ou|anche|también|in person|in präsenz)\b/i

/** What an update says without a field of its own: "is postponed, a new date follows", "will take place online only". */
export function findNotice(document: Document): Field<Notice> | null {
  const texts = [document.subject, ...openingOf(document).split(/(?<=[.!?])\s+|\n/)]
  for (const text of texts) {
    if (findPostponed(text) !== null) return { value: 'postponed', certainty: 'stated', source: text.trim() }
    if (findOnlyOnline(text) !== null && !beside.test(text))
      return { value: 'online-only', certainty: 'stated', source: text.trim() }
  }
  return null
}

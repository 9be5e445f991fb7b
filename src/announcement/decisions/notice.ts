import type { Field, Notice } from '../announcement.ts'
import {
  findCondition,
  findNegation,
  findOnlyOnline,
  findPostponed,
  foldWords,
  reinstatedIn,
} from '../text/vocabulary.ts'

/** "can also be followed online": the room stays. */
const beside =
  /\b(?:also|hybrid|additionally|in addition|or|both|auch|zusätzlich|oder|sowie|aussi|également|ou|anche|también|in person|in präsenz)\b/i

/** What an update says without a field of its own: "is postponed, a new date follows", "takes place online only", "takes place after all". */
export function findNotice(sentences: readonly string[]): Field<Notice> | null {
  for (const text of sentences) {
    const source = text.trim()
    if (findPostponed(text) !== null) return { value: 'postponed', certainty: 'stated', source }
    if (findOnlyOnline(text) !== null && !beside.test(text))
      return { value: 'online-only', certainty: 'stated', source }
    if (isReinstated(text)) return { value: 'reinstated', certainty: 'stated', source }
  }
  return null
}

/** "findet doch statt", and not "findet doch nicht statt", "if it takes place after all". */
function isReinstated(text: string): boolean {
  const folded = foldWords(text)
  const match = reinstatedIn(folded)
  if (match === null || findCondition(text) !== null || text.trim().endsWith('?')) return false
  const clause =
    folded
      .slice(0, match.start)
      .split(/[,;:()]/)
      .at(-1) ?? ''
  return findNegation(clause) === null && findNegation(match.phrase) === null
}

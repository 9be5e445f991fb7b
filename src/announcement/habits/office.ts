import { months, weekdays, wordsOf } from '../text/vocabulary.ts'

const headWords = 2
const leastLetters = 4

/** What the subjects of an office begin with: "[Statlist] Kolloquium IMSV, 28.9.2010" → "kolloquium imsv". */
export function subjectHead(subject: string): string {
  return wordsOf(subject.replace(/\[[^\]]*\]/g, ' '))
    .filter(
      (word) => word.length >= leastLetters && !/\d/.test(word) && !months.has(word) && !weekdays.has(word),
    )
    .slice(0, headWords)
    .join(' ')
}

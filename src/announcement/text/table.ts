import { isHeading } from './labels.ts'

const border = /^\s*\+(?:[-=]+\+)+\s*$|^\s*\|(?:\s*[-:=]{2,}\s*\|)+\s*$/
/** The column of a value whose heading stands in a row above. */
const valueIndent = ' '.repeat(8)

/** A row of a table drawn with bars, as a letter would write it: "| Time | 16:15 |" → "Time: 16:15". */
export function withoutBars(line: string): string {
  if (border.test(line)) return ''
  if (!/^\s*\|.*\|/.test(line)) return line
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
  const [first = '', ...rest] = cells
  const value = rest.filter(Boolean).join(' | ')
  if (first === '') return `${valueIndent}${value}`
  return isHeading(first) && value !== '' ? `${first}: ${value}` : [first, value].filter(Boolean).join(' | ')
}

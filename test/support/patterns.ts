import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sentencePatterns } from '../../src/announcement/fields/speaker.ts'

/** `safe`; `square` and `above a square` are polynomial; `not decided` is left to `npm run bench`, which times them. */
export type Verdict = 'safe' | 'square' | 'above a square' | 'exponential' | 'not decided'

export const verdictsFile = join(import.meta.dirname, '../announcement/patterns.json')

/** Verdicts by literal, as recheck gave them when the pattern was written. */
export function readVerdicts(): Record<string, Verdict> {
  return JSON.parse(readFileSync(verdictsFile, 'utf8')) as Record<string, Verdict>
}

/** Source and flags of every regular expression below the folder. */
export function patternsOf(folder: string): [string, string][] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const built = sentencePatterns.map(({ source, flags }): [string, string] => [source, flags])
  const found = [...files.flatMap((file) => literals(readFileSync(join(folder, file), 'utf8'))), ...built]
  return [...new Map(found.map((pattern) => [pattern.join('/'), pattern])).values()]
}

/** By a scan that knows where a literal may begin. */
function literals(text: string): [string, string][] {
  return [
    ...text.matchAll(/(?<=[=(,:[!&|?\n]\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/g),
  ].map((match): [string, string] => [match[1]!, match[2]!])
}

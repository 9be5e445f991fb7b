import { stripWhen } from '../items/blocks.ts'
import { isPerson } from '../items/pair.ts'
import { valuesOf } from '../items/values.ts'
import { findPlaceInSentence } from '../mentions/place.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findInstitution, findOfAll } from '../text/vocabulary.ts'
import type { Take } from './candidate.ts'
import type { Scope } from './scope.ts'

const maxLines = 60
const longestPlace = 70

/** Places that the mail names once for all its events: "Ort: HG G 43" at its head, "Both in Building 71". */
export function takeShared(scope: Scope, take: Take): void {
  const { document, lines, section, values } = scope
  if (lines.length === document.lines.length) return
  const own = new Set(lines)
  const others = document.lines.filter((line) => !own.has(line) && line.region === 'body').slice(0, maxLines)
  const where = new Set(valuesOf(others).get('where') ?? [])
  if (!values.has('where'))
    for (const value of where) take('label of all', value, null, { 'the only label': where.size === 1 })
  let end = -1
  for (const line of others) {
    if (line.start < end || line.label !== null || line.text.length < 12) continue
    const { text, start } = sentenceAt(document, line.start)
    end = start + text.length
    if (stripWhen(document, line).includes('\u0000')) continue
    take('said of all', findPlaceInSentence(text)?.value, null, {
      'a word of all': findOfAll(text) !== null,
      'above the day': line.index < section.when.line.index,
    })
  }
}

/** The short lines beside the day that may be a place though no word says so: "Collegium Helveticum". */
export function takeNeighbours({ document, lines, section: { when } }: Scope, take: Take): void {
  if (when.line.index < 0) return
  for (const [origin, line] of [
    ['line above the day', nearest(document.lines, when.line.index, -1)],
    ['line below the day', nearest(document.lines, when.line.index, 1)],
  ] as const)
    if (
      line !== undefined &&
      lines.includes(line) &&
      isBareLine(line) &&
      !stripWhen(document, line).includes('\u0000')
    )
      take(origin, line.text, line)
}

function nearest(lines: readonly Line[], at: number, step: 1 | -1): Line | undefined {
  const next = lines[at + step]
  return next?.text === '' ? lines[at + 2 * step] : next
}

function isBareLine({ text, label, rule, region }: Line): boolean {
  return (
    label === null &&
    !rule &&
    region === 'body' &&
    text.length > 2 &&
    text.length <= longestPlace &&
    !isPerson(text) &&
    !looksLikePlace(text) &&
    findInstitution(text) === null
  )
}

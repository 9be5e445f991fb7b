import { stripWhen } from '../items/blocks.ts'
import { isPerson } from '../items/pair.ts'
import { type Section } from '../items/sections.ts'
import { valuesOf, type Values } from '../items/values.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import type { When } from '../decisions/when.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { greeting } from '../text/regions.ts'
import { firstNotBefore } from '../text/halving.ts'
import { sentenceAt } from '../text/sentences.ts'
import {
  findAfterwards,
  findInstitution,
  findPlaceWord,
  findType,
  purposesIn,
  wordsOf,
} from '../text/vocabulary.ts'
import { bucketOf, featuresOf } from '../decisions/weigh.ts'
import { seriesHead } from './series.ts'
import { announcesTitle } from './title.ts'

/** What the fields of one talk are read from. */
export interface Scope {
  document: Document
  section: Section
  /** The only talk of its mail: the whole mail is its own. */
  alone: boolean
  /** The lines that may hold its fields. */
  lines: readonly Line[]
  values: Values
  /** The sentences that name its date. */
  told: string
  subjectWords: ReadonlySet<string>
  /** The features of each line, kept for the next reading that begins there. */
  seen: Map<Line, { own: string[]; other: string[] }>
}

const maxLines = 150

export function scopeOf(document: Document, section: Section): Scope {
  const { when, alone } = section
  const lines = section.lines.slice(0, maxLines)
  const told = [when, ...when.repeats]
    .filter((mention) => mention.setting === 'prose' && mention.line.index >= 0)
    .map((mention) => sentenceAt(document, mention.mention.start).text)
    .join('\n')
  return {
    document,
    section,
    alone,
    lines,
    values: valuesOf(section.lines),
    told,
    subjectWords: new Set(wordsOf(document.subject)),
    seen: new Map(),
  }
}

const finite =
  /\b(?:is|are|was|were|will|has|have|had|we|you|please|can|may|ist|sind|wird|war|haben|hat|wir|sie|bitte|est|sont|sera|nous|vous|è|sono|sarà|vi|si|es|son|será|nos)\b/iu

/** What a line looks like and where it stands, to decide what it is; `other` for another origin. */
export function lineFeatures(scope: Scope, line: Line, other = false): readonly string[] {
  let known = scope.seen.get(line)
  if (known === undefined) {
    const own = featuresOfLine(scope, line)
    known = { own, other: own.map((feature) => `o ${feature}`) }
    scope.seen.set(line, known)
  }
  return other ? known.other : known.own
}

function featuresOfLine({ document, section, subjectWords }: Scope, line: Line): string[] {
  const { text } = line
  const words = wordsOf(text)
  const above = document.lines[line.index - 1]
  const below = document.lines[line.index + 1]
  const shared = words.filter((word) => subjectWords.has(word)).length
  const distance = section.line.index < 0 ? 99 : line.index - section.line.index
  const bare = stripWhen(document, line)
  return [
    `line region:${line.region}`,
    `line label:${line.label?.names[0] ?? 'none'}`,
    bucketOf('line words', words.length, [1, 2, 4, 8, 14, 20]),
    bucketOf('line from date', distance, [-9, -4, -2, -1, 0, 1, 2, 4, 9, 20, 98]),
    bucketOf('line of mail', line.index, [2, 5, 9, 15, 25, 40]),
    bucketOf('line in subject', words.length === 0 ? 0 : shared / words.length, [0, 0.3, 0.6, 0.9]),
    ...purposesIn(text).map((purpose) => `line for ${purpose}`),
    `hour in its sentence:${hourBeside(document, section.when, line)}`,
    `above:${kindOf(above)}`,
    `below:${kindOf(below)}`,
    ...featuresOf({
      'line timed': bare.includes('\u0000'),
      'line ends in a full stop': /[.!]$/.test(text),
      'line ends in a colon': text.endsWith(':'),
      'line has a colon': /: \S/.test(text),
      'line asks': text.includes('?'),
      'line begins small': /^\p{Ll}/u.test(text),
      'line in capitals': text.length > 8 && text === text.toUpperCase(),
      'line indented': line.indent >= 4,
      'line quoted': /^["“„«‚‘»]/.test(text),
      'line has digits': /\d/.test(bare),
      'line has a link': /https?:|www\.|@/.test(text),
      'line a sentence': finite.test(text),
      'line a place': looksLikePlace(text),
      'line of an institution': findInstitution(text) !== null,
      'line of a type': findType(text) !== null,
      'line of a series': seriesHead.test(text),
      'line a greeting': greeting.test(text),
      'line a bullet': /^[-•*·]/.test(text),
      'line full': text.length > 62,
      'line in brackets': text.startsWith('('),
      'announced above': announcesTitle(textAbove(document, line)),
      'a block of one line below': isSingle(document, line.index + 2),
    }),
  ]
}

/** A talk by its hour. */
interface Timed {
  document: Document
  section: { when: Pick<When, 'time'> }
}

/** "Im Anschluss, um 17.15 Uhr, Vortrag von …": the line tells of what follows the event at another hour. */
export function isOfLaterHour({ document, section }: Timed, line: Line): boolean {
  return hourBeside(document, section.when, line) === 'later'
}

/** Whose hour stands in the sentence that a line begins: the talk's own, another one, or none. */
function hourBeside(document: Document, { time }: Pick<When, 'time'>, line: Line): string {
  const { text, start } = sentenceAt(document, line.start)
  const { times } = document
  const firstFrom = (offset: number) =>
    firstNotBefore(times.length, (at) => (times[at]?.start ?? Infinity) < offset)
  const inside = times.slice(firstFrom(start), firstFrom(start + text.length))
  if (inside.length === 0) return 'none'
  if (inside.some(({ from }) => from === time?.from)) return 'own'
  return findAfterwards(text) === null ? 'other' : 'later'
}

/** The nearest line above that is not blank. */
function textAbove({ lines }: Document, { index }: Line): string {
  return [1, 2, 3].map((step) => lines[index - step]?.text ?? '').find((text) => text !== '') ?? ''
}

/** A line with a blank one on each side. */
export function isSingle({ lines }: Document, at: number): boolean {
  const isBlank = (line: Line | undefined) => line === undefined || line.text === ''
  return lines[at] !== undefined && !isBlank(lines[at]) && isBlank(lines[at - 1]) && isBlank(lines[at + 1])
}

/** What a neighbour is, in a word. */
function kindOf(line: Line | undefined): string {
  if (line === undefined || line.text === '') return 'blank'
  if (line.rule) return 'rule'
  if (line.label !== null) return `label ${line.label.names[0]}`
  if (isPerson(line.text)) return 'person'
  if (findInstitution(line.text) !== null && line.text.length < 80) return 'institution'
  if (findPlaceWord(line.text) !== null && line.text.length < 80) return 'place'
  if (greeting.test(line.text)) return 'greeting'
  return line.text.length > 62 ? 'text' : 'short'
}

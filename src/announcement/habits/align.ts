import { findPeople } from '../mentions/people.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import { wordsOf } from '../text/vocabulary.ts'
import type { Piece, ShapeLine } from './layout.ts'
import { spotsIn, type Page, type Unit } from './page.ts'

/** A line of a new mail as it is laid over a shape. */
interface Laid {
  unit: Unit
  words: readonly string[]
  days: number
  clocks: number
  person: boolean
  place: boolean
  mark: string
  full: boolean
  /** Below an empty line. */
  begins: boolean
}

interface Known {
  names: string
  /** Words that stay. */
  words: readonly string[]
  days: number
  clocks: number
  fields: readonly string[]
  mark: string
  begins: boolean
}

/** The score of a line that only one of the two mails has. */
const lone = { field: -2, fixed: -0.8, full: -0.1 }
/** The score of two lines that follow each other in both. */
const together = 1
const fullLetters = 60
const maxLines = 200

/** Lays a new mail over a shape line by line (Needleman and Wunsch): for each line of the shape the line that stands for it, or null. */
export function align(lines: readonly ShapeLine[], page: Page): (Unit | null)[] {
  const laid = page.units.map((unit) => laidOf(page, unit))
  const pairs: (Unit | null)[] = lines.map(() => null)
  if (laid.length > maxLines) return pairs
  const steps = stepsOf(lines.map(knownOf), laid)
  for (let [a, b] = [lines.length, laid.length]; a > 0 && b > 0;) {
    const step = steps[a]?.[b]
    if (step === 'both') pairs[a - 1] = laid[b - 1]?.unit ?? null
    if (step !== 'new') a -= 1
    if (step !== 'known') b -= 1
  }
  return pairs
}

/**
 * The last step of the best alignment up to a pair: both lines, or one that only the shape (`known`) or the
 * mail (`new`) has.
 */
type Step = 'both' | 'known' | 'new'

function stepsOf(known: readonly Known[], laid: readonly Laid[]): Step[][] {
  const steps: Step[][] = []
  let above: number[] = []
  for (let a = 0; a <= known.length; a++) {
    const own = known[a - 1]
    const scores: number[] = []
    steps.push([])
    for (let b = 0; b <= laid.length; b++) {
      const line = laid[b - 1]
      const ways: [Step, number][] = []
      // Of two lines that match one equally well the first is taken: what follows may continue it.
      if (line !== undefined) ways.push(['new', (scores[b - 1] ?? 0) + (line.full ? lone.full : lone.fixed)])
      if (own !== undefined)
        ways.push(['known', (above[b] ?? 0) + (own.fields.length > 0 ? lone.field : lone.fixed)])
      if (own !== undefined && line !== undefined) {
        const goesOn = steps[a - 1]?.[b - 1] === 'both' && own.begins === line.begins
        ways.push(['both', (above[b - 1] ?? 0) + likeness(own, line) + (goesOn ? together : 0)])
      }
      const [step, score] = ways.reduce(
        (best, way) => (way[1] > best[1] ? way : best),
        ways[0] ?? ['both', 0],
      )
      steps[a]?.push(step)
      scores.push(score)
    }
    above = scores
  }
  return steps
}

/** How well a line of the shape and one of the new mail stand for each other. */
function likeness(known: Known, line: Laid): number {
  const names = line.unit.label.join()
  if (known.names !== '' && names !== '') return known.names === names ? 6 : -4
  const own = new Set(line.words)
  const shared = known.words.filter((word) => own.has(word)).length
  const share = known.words.length === 0 ? 0 : shared / known.words.length
  // Only fields, days and clocks vary: a line without any should have no strange words.
  const varies = known.fields.length + known.days + known.clocks > 0
  const strange = varies || own.size === 0 ? 0 : 1 - shared / own.size
  return (
    (known.words.length === 0 ? 0 : 6 * share - 2 * (1 - share)) -
    4 * strange +
    (known.days > 0 || line.days > 0 ? (known.days === line.days ? 3 : -1.5) : 0) +
    (known.clocks > 0 || line.clocks > 0 ? (known.clocks === line.clocks ? 2 : -1) : 0) +
    (known.mark === line.mark ? 0.5 : -0.5) +
    (known.begins === line.begins ? 0.5 : -0.5) +
    (known.fields.includes('speakers') ? (line.person ? 2 : -0.5) : 0) +
    (known.fields.includes('location') ? (line.place ? 1.5 : -0.5) : 0) +
    (known.fields.includes('title') ? (line.person && known.fields.length === 1 ? 0 : 0.5) : 0) +
    (varies && line.full && known.fields.length === 0 ? -1 : 0) +
    (known.names !== names ? -1 : 0)
  )
}

function knownOf({ label, pieces, begins }: ShapeLine): Known {
  const count = (kind: Piece['kind']) => pieces.filter((piece) => piece.kind === kind).length
  const words = pieces.flatMap((piece) => (piece.kind === 'words' ? wordsOf(piece.text) : []))
  const [first] = pieces
  return {
    names: label.join(),
    words: words.filter((word) => !/^\d+$/.test(word)),
    days: count('day'),
    clocks: count('clock'),
    fields: pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : [])),
    mark: first?.kind === 'words' ? markOf(first.text) : '',
    begins,
  }
}

function laidOf(page: Page, unit: Unit): Laid {
  return {
    unit,
    words: wordsOf(unit.text).filter((word) => !/^\d+$/.test(word)),
    days: spotsIn(page, 'day', unit).length,
    clocks: spotsIn(page, 'clock', unit).length,
    person: unit.text.length < 160 && findPeople(unit.text).length > 0,
    place: looksLikePlace(unit.text),
    mark: markOf(unit.text),
    full: unit.text.length > fullLetters,
    begins: unit.begins,
  }
}

/** "##", "*", "🎤": what a line begins with, other than words. */
function markOf(text: string): string {
  return /^[^\p{L}\p{N}\s"“„«(]{1,3}/u.exec(text)?.[0] ?? ''
}

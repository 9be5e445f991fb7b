import { parsePeople } from '../mentions/person.ts'
import type { HabitField } from './fields.ts'
import type { Shape, ShapeLine } from './layout.ts'
import type { Page, Unit } from './page.ts'
import { maskedOf, patternsOf, sourceOf } from './pattern.ts'

/** How many more units a field may run on into. */
const maxMore = 3
/** The longest unit that is matched: patterns of several fields cost the square of its length. */
const maxLetters = 900

/** The words of a mail where the shape has its fields; `open`: even if the words after them are missing. */
export function takeFields(
  shape: Shape,
  pairs: readonly (Unit | null)[],
  page: Page,
  open: boolean,
): Map<HabitField, string> {
  const taken = new Map<HabitField, string>()
  const used = new Set(pairs.filter((unit) => unit !== null))
  for (const [at, known] of shape.lines.entries()) {
    const unit = pairs[at]
    if (unit == null) continue
    // No match for the example's next line: the line below may be it in another form, not more of the field.
    const next = shape.lines[at + 1]
    const isOther = next !== undefined && !next.begins && pairs[at + 1] == null
    const last = known.pieces.at(-1)
    const more = isOther || last?.kind !== 'field' ? [] : moreOf(page, unit, used)
    const stretch = { start: unit.start, end: more.at(-1)?.end ?? unit.end }
    for (const [field, text] of take(known, stretch, page, open))
      if (!taken.has(field)) taken.set(field, text)
  }
  return taken
}

/** The fields of units that follow each other and are each built as the shape has them; null when one is not. */
export function takeRecord(
  known: readonly ShapeLine[],
  units: readonly Unit[],
  page: Page,
): Map<HabitField, string> | null {
  const taken: [HabitField, string][] = []
  for (const [at, one] of known.entries()) {
    const unit = units[at]
    if (unit === undefined || (unit.label.length === 0) !== (one.label.length === 0)) return null
    const found = match(one, unit, page, false, 1)
    if (found === null) return null
    taken.push(...found)
  }
  return new Map(taken)
}

/** The speakers named by lines that begin like one of the example, one a line. */
export function takePeople(known: ShapeLine, page: Page): string {
  const pattern = new RegExp(`^\\s*${known.pieces.map(sourceOf).join('\\s*')}`, 'diu')
  return page.units
    .filter(({ text }) => text.length < maxLetters)
    .flatMap((unit) => {
      const { masked, origin } = maskedOf(page, unit)
      const [from, to] = pattern.exec(masked)?.indices?.[1] ?? []
      const text = from === undefined || to === undefined ? '' : page.text.slice(origin[from], origin[to])
      return parsePeople(text).length > 0 ? [text.trim()] : []
    })
    .join('\n')
}

/** The units right below that stand for nothing in the shape. */
function moreOf({ units }: Page, unit: Unit, used: ReadonlySet<Unit>): Unit[] {
  const at = units.indexOf(unit) + 1
  const more = units.slice(at, at + maxMore)
  const end = more.findIndex((below) => below.begins || below.label.length > 0 || used.has(below))
  return end === -1 ? more : more.slice(0, end)
}

function take(known: ShapeLine, stretch: { start: number; end: number }, page: Page, open: boolean) {
  return match(known, stretch, page, open) ?? []
}

/** The texts of a unit's fields; null when it is built otherwise. */
function match(
  known: ShapeLine,
  stretch: { start: number; end: number },
  page: Page,
  open: boolean,
  most?: number,
): [HabitField, string][] | null {
  const fields = known.pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []))
  if (most === undefined && fields.length === 0) return null
  // Two fields with nothing between them could be split anywhere.
  if (known.pieces.some(({ kind }, at) => kind === 'field' && known.pieces[at + 1]?.kind === 'field'))
    return null
  const { masked, origin } = maskedOf(page, stretch)
  if (masked.length > maxLetters) return null
  for (const pattern of patternsOf(known, open).slice(0, most)) {
    // Compiling one costs more than matching it: only when those before did not match.
    const found = new RegExp(pattern, 'dius').exec(masked)
    if (found === null) continue
    const taken = fields.map((field, index): [HabitField, string] => {
      const [from = 0, to = 0] = found.indices?.[index + 1] ?? []
      return [field, withoutMarks(page.text.slice(origin[from], origin[to]).trim(), known)]
    })
    // An unpaired bracket means that the field was cut.
    if (taken.every(([, text]) => text.split('(').length === text.split(')').length)) return taken
  }
  return null
}

/** "## Diffusion models:" / "## a user's guide": the mark of the line stands before its continuation, too. */
function withoutMarks(text: string, { pieces }: ShapeLine): string {
  const [first] = pieces
  const mark = first?.kind === 'words' ? /^[^\p{L}\p{N}\s"“„«(]{1,3}(?=\s)/u.exec(first.text)?.[0] : undefined
  return mark === undefined ? text : text.replaceAll(`\n${mark} `, '\n')
}

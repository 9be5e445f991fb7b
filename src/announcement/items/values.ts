import type { LabelName } from '../languages/words.ts'
import type { Line } from '../text/line.ts'

/** Label values of a section, each with the text that it was read from. */
export type Values = ReadonlyMap<LabelName, string[]>

/** The values under the labels of a section; a value goes on over indented or wrapped lines. */
export function valuesOf(section: readonly Line[]): Map<LabelName, string[]> {
  const values = new Map<LabelName, string[]>()
  // In a doctoral examination the Referent examines, the candidate speaks.
  const examined = section.some((line) =>
    /^(?:korreferent|koreferent|dissertation|doktorand)/.test(line.label?.head ?? ''),
  )
  for (const [at, line] of section.entries()) {
    if (line.label === null || line.region === 'quoted' || line.region === 'signature') continue
    const value = valueFrom(section, at)
    if (examined && line.label.head.startsWith('referent')) continue
    for (const name of line.label.names) values.set(name, [...(values.get(name) ?? []), value])
  }
  return values
}

const longValues = new Set<LabelName>(['abstract', 'people', 'register', 'notes', 'link'])

/** The lines that go on with the value of a label above them. */
export function continuationsOf(section: readonly Line[]): Set<Line> {
  return new Set(
    section.flatMap((line, at) => {
      const name = line.label?.names[0]
      return name === undefined || longValues.has(name) ? [] : valueLines(section, at)
    }),
  )
}

function valueFrom(section: readonly Line[], at: number): string {
  const label = section[at]!.label!
  const parts = [label.value, ...valueLines(section, at).map((line) => line.text)].filter(
    (part) => part !== '',
  )
  return parts.join(longValues.has(label.names[0]!) ? ' ' : '\n')
}

/** The lines below a label that its value goes on in. */
function valueLines(section: readonly Line[], at: number): Line[] {
  const line = section[at]!
  const name = line.label!.names[0]!
  const found: Line[] = []
  const parts = line.label!.value === '' ? [] : [line.label!.value]
  let next = at + 1
  if (parts.length === 0) while (section[next]?.text === '' && next < at + 3) next += 1
  for (; next < section.length && parts.length < (name === 'speaker' ? 12 : 6); next++) {
    const more = section[next]!
    if (
      more.text === '' ||
      more.label !== null ||
      more.rule ||
      more.region === 'quoted' ||
      more.region === 'signature'
    )
      break
    const before = parts.at(-1)
    if (before !== undefined && !goesOn(line, before, more, name)) break
    parts.push(more.text)
    found.push(more)
  }
  return found
}

/** Whether a value goes on in the line below: indented to the value's column, or wrapped in the middle of a phrase. */
function goesOn(label: Line, before: string, more: Line, name: LabelName): boolean {
  const indented = more.indent >= label.indent + 4
  if (name === 'title') {
    if (/["”“»]\.?$/.test(before) && /^["“„«]/.test(label.label!.value || before)) return false
    if (indented) return true
    const wrapped = label.text.length >= 48 || before.length >= 48 || /[,:–-]$/.test(before)
    return wrapped && more.text.length < 100 && !/[.!?]$/.test(before)
  }
  if (name === 'where' || name === 'speaker' || name === 'affiliation')
    return (
      (indented && !more.text.startsWith('(')) ||
      /[,;–-]$/.test(before) ||
      (name === 'speaker' && label.label!.value === '' && more.text.length < 220)
    )
  return indented
}

import { type Document, withoutRule } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { greeting } from '../text/regions.ts'
import { parseProgrammeLine } from './pair.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import { continuationsOf } from './values.ts'
import type { When } from '../decisions/when.ts'

/** Lines that stand together, without date and time. */
export interface Block {
  lines: Line[]
  /** The text of each line without its dates and times. */
  texts: string[]
  /** A sentence or more of running text. */
  prose: boolean
}

/** Blank-line blocks of a section's body lines. */
function blocksOf(document: Document, section: readonly Line[], when: When): Block[] {
  const groups: Line[][] = []
  const continued = continuationsOf(section)
  let open = false
  for (const line of section) {
    const usable =
      line.region === 'body' &&
      line.label === null &&
      !continued.has(line) &&
      line.text !== '' &&
      !(line.rule && withoutRule(line.text) === '')
    if (!usable) open = false
    else if (open && line !== when.line) groups.at(-1)!.push(line)
    else {
      groups.push([line])
      open = true
    }
  }
  return groups.map((lines) => {
    const whole = lines.map((line) => line.text).join(' ')
    const sentences =
      /[.!?](?: |$)/.test(whole.replace(/\b\p{Lu}\.|\b(?:Prof|Dr|Dept|St|Nr)\./gu, '').slice(0, -1)) ||
      greeting.test(whole)
    return {
      lines,
      texts: lines.map((line) => stripWhen(document, line)),
      prose:
        (whole.length > 130 && sentences) ||
        (lines.length > 2 && whole.length > 58 * lines.length) ||
        whole.length > 420 ||
        greeting.test(whole),
    }
  })
}

/** The text of a line without its dates and times. */
export function stripWhen(document: Document, line: Line): string {
  const spans = [...document.dates, ...document.times]
    .filter((span) => span.start >= line.start && span.end <= line.start + line.text.length)
    .toSorted((a, b) => b.start - a.start)
  let text = line.text
  for (const span of spans)
    text = `${text.slice(0, span.start - line.start)}\u0000${text.slice(span.end - line.start)}`
  return text
}

/** The text before and after date and time on the line of the date. */
export function around(document: Document, when: When): { before: string; behind: string } {
  const parts = stripWhen(document, when.line).split('\u0000')
  const tidy = (text: string) =>
    text
      .replace(/^[\s,;:.()|@–—-]+|[\s,;:(|–—-]+$/g, '')
      .replace(/^(?:at|um|à|on|from|von|ab|alle|a las)(?= |$)\s*/i, '')
      .trim()
  return {
    before: tidy(withoutRule(parts[0] ?? '')),
    behind: (parts.at(-1) ?? '').replace(/\s*-- [^:]{2,60}:?$/, ''),
  }
}

export interface Item {
  text: string
  block: Block
  line: Line
  used: boolean
}

/** A line whose quote is closed in the line below, with that line. */
function withOpenQuote(block: Block, line: Line): string {
  const open = /["“„«][^"”“»]*$/.test(line.text) && !/["”“»]$/.test(line.text)
  const next = block.lines[block.lines.indexOf(line) + 1]
  return open && next !== undefined ? `${line.text} ${next.text}` : line.text
}

/** The lines that may be title, speaker or place; of running text only those of a programme. */
export function itemsOf(document: Document, section: readonly Line[], when: When): Item[] {
  const items: Item[] = []
  for (const block of blocksOf(document, section, when)) {
    if (block.prose) {
      for (const line of block.lines)
        if (
          line.text.length < 220 &&
          /^[^()]{4,60} \([^()]{2,60}\)[:,]? \p{Lu}|^[^:]{4,60}: ["“„«]/u.test(line.text) &&
          parseProgrammeLine(line.text) !== null
        )
          items.push({ text: withOpenQuote(block, line), block, line, used: false })
      continue
    }
    for (const [at, line] of block.lines.entries()) {
      const text = block.texts[at]!
      const bare = text
        .replace(/\u0000/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
      if (line === when.line || text.includes('\u0000') || bare.length < 2) continue
      if (line.text.startsWith('(') && !looksLikePlace(line.text)) continue
      if (greeting.test(bare)) continue
      if (/^(?:https?:|www\.|<http)/.test(bare)) continue
      items.push({ text: bare, block, line, used: false })
    }
  }
  return items
}

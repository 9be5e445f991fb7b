/** A piece of a line between marks, and the marks around it. */
export interface Segment {
  text: string
  start: number
  end: number
  /**
   * What stands before and after: a mark, `edge` of the line, `when` for a date or time, or a leading word.
   */
  before: string
  behind: string
}

const marks =
  /\u0000+|[,;:] |[,;:]$|\. (?=\p{Lu})|\.$| [-–—|/] |\||[()]|["“”„«»]| (?:in|at|im|an der|in der|in dem|am|en|à|au|aux|dans|nel|nella|nell['’]|presso|all['’]|en el|en la|into|from|ab|zum|zur) (?=(?:the |der |dem |la |le |l['’]|el |il )?[\p{Lu}\d])| (?:on|um|wird|findet|statt|will|is|are|and|und|et|or|oder|ou|y|e|o|über|about|with|mit|via|per|via|for|für|pour|par|by|von|organised|organized|hosted|where|wo|où|that|which|has|have|takes|gibt|instead|est|sera|ist|sind|si|se|ha|will be) /gu

/** Cuts a line at its marks and at the words that lead or end a place; dates and times are given as NUL. */
export function segmentsOf(line: string): Segment[] {
  const found: Segment[] = []
  let from = 0
  let before = 'edge'
  const push = (to: number, behind: string) => {
    const text = line.slice(from, to)
    const filled = /[\p{L}\p{N}]/u.test(text)
    if (filled) {
      const start = from + text.length - text.trimStart().length
      found.push({ text: text.trim(), start, end: start + text.trim().length, before, behind })
    }
    // In "15:15, room 3" the room follows the hour, not its comma.
    before = !filled && before === 'when' ? 'when' : behind
  }
  for (const match of line.matchAll(marks)) {
    const mark = match[0].includes('\u0000') ? 'when' : match[0].trim().toLowerCase() || 'space'
    push(match.index, mark)
    from = match.index + match[0].length
  }
  push(line.length, 'edge')
  return found
}

import { foldWords } from './vocabulary.ts'
import { headOf } from '../../text.ts'
import { labelOf, type Label } from './labels.ts'
import type { Line, Region } from './line.ts'

const forwardMarks = [
  /^-{3,} ?(?:original message|forwarded message|ursprungliche nachricht|originalnachricht|message d'origine|message original|messaggio originale|mensaje original|weitergeleitete nachricht|message transfere|forwarded by).*$/,
  /^(?:begin forwarded message|anfang der weitergeleiteten nachricht|debut du message reexpedie)\s*:?$/,
  /^(?:on|am|le|il|el) .{6,120}(?:wrote|schrieb|a ecrit|ha scritto|escribio)\b.{0,60}:$/,
  /^(?:from|von|de|da) ?: \S.*$/,
]

/** How a mail opens before it comes to the facts. */
export const greeting =
  /^(?:dear|hi|hello|liebe|sehr geehrte|guten|cher|chère|chers|chères|bonjour|caro|cari|cara|gentil|estimad|querid|hola|kia ora|tere|salve|buongiorno|buonasera|gr[uü]ezi|hall[oåo]|good (?:morning|afternoon|evening)|we are|we invite|you are|please|wir |nous |join us|this is|invitation|einladung|the following|as part of|everybody|everyone|all are|all welcome)/i

const closings =
  /^(?:(?:with |my |mit )?(?:best|kind|kindest|warm|warmest|many|freundliche[nmr]?|beste[nr]?|herzliche[nr]?|liebe|viele|schone)? ?(?:regards|wishes|grussen?|grusse aus .{1,20}|greetings)(?: from .{1,20})?|sincerely(?: yours)?|yours(?: sincerely)?|cheers|best|thanks|many thanks|thank you|cordialement|(?:bien|tres) cordialement|(?:meilleures|cordiales) salutations|bien a vous|avec (?:mes|nos) meilleures salutations|amities|(?:cordiali |distinti )?saluti|(?:un )?(?:cordial )?saludos?|mfg|lg)[\s,.!]*$/

/** What a telephone writes below a mail. */
const sentFrom =
  /^(?:sent from|get outlook for|outlook fur|von mein\w{1,3} .{2,30} gesendet|gesendet (?:von|mit|aus)|envoye (?:de mon|depuis|a partir)|telecharge\w* outlook|inviato da|ottieni outlook|enviado desde|obtener outlook)\b.{0,60}$/

/** "Best regards,", "Mit freundlichen Grüssen", "Sent from my iPhone": how a mail closes. */
export function isClosing(text: string): boolean {
  return text.length <= 140 && isClosingWord(foldWords(text))
}

function isClosingWord(folded: string): boolean {
  return closings.test(folded) || sentFrom.test(folded)
}

/** "> ", "| ", and the initials of super-cited text: "V> ". */
const quoteMark = /^(?:\p{Lu}{0,3}[>|] ?)+/u

const headerLine =
  /^(?:from|to|cc|re|subject|date|sent|von|an|kopie|betreff|betrifft|datum|gesendet|de|a|objet|concerne|envoye|oggetto|data|mittente|inviato|asunto|fecha|para|unser zeichen|ihr zeichen|kontakt) ?:/
const minHeaderLines = 3

/** "Date: / To: / From: / Re:" one below the other heads a memo or a forwarded mail: its date is that of writing. */
function headersIn(lines: readonly Line[]): Set<Line> {
  const found = new Set<Line>()
  let block: Line[] = []
  for (const line of [...lines, null]) {
    const bare = line === null ? '' : foldWords(line.text.replace(quoteMark, '').slice(0, 40))
    if (line !== null && headerLine.test(bare)) block.push(line)
    else {
      const kinds = new Set(block.map(({ text }) => foldWords(headOf(text, ':')).trim()))
      const people = [...kinds].some((kind) =>
        /^(?:from|to|von|an|de|a|mittente|para|betreff|betrifft|subject|re|objet|concerne|oggetto|asunto|unser zeichen)$/.test(
          kind,
        ),
      )
      if (kinds.size >= minHeaderLines && people) for (const one of block) found.add(one)
      block = []
    }
  }
  return found
}

export function markRegions(lines: Line[]): void {
  const headers = headersIn(lines)
  let region: Region = 'body'
  let forwarded = false
  let blankBefore = true
  for (const line of lines) {
    const { text, label } = line
    if (quoteMark.test(text) || forwarded) {
      line.region = 'quoted'
      line.text = padQuote(line)
      continue
    }
    const folded = text.length > 140 ? '' : foldWords(text)
    if (
      forwardMarks.some((mark) => mark.test(folded)) &&
      (!/^(?:from|von|de|da) ?:/.test(folded) || isMailHeader(lines, line))
    ) {
      forwarded = true
      line.region = 'quoted'
      continue
    }
    if (headers.has(line)) {
      line.region = 'quoted'
      line.label = null
      continue
    }
    // A digest repeats the headers of its mails: "Date:  Wed, 27 Nov 2002 14:49:46 +0000".
    if (/^date: .*\d{1,2}:\d{2}:\d{2} (?:[+-]\d{4}|\p{L}{3,4})/iu.test(text)) {
      line.region = 'quoted'
      line.label = null
      continue
    }
    if (text === '--' || isClosingWord(folded)) region = 'signature'
    else if (line.rule)
      region =
        region === 'signature' && line.index < lines.length * 0.6
          ? 'body'
          : region === 'signature'
            ? 'signature'
            : 'body'
    else if (label !== null && region !== 'signature') region = regionOf(label)
    else if (region === 'people' || region === 'link' || region === 'aside') {
      if (text === '' || blankBefore) region = 'body'
    }
    line.region = region
    if (
      label !== null &&
      region === 'signature' &&
      /^(?:speaker|title|when|date|where)$/.test(label.names[0] ?? '')
    )
      line.region = region = 'body'
    blankBefore = text === ''
  }
}

/** An abstract ends where the next talk begins: at a day with its hour that heads a line, and the heading above it. */
export function endAbstracts(lines: readonly Line[], heads: ReadonlySet<Line>): void {
  let isNext = false
  for (const [at, line] of lines.entries()) {
    if (line.region !== 'abstract' || line.label !== null) isNext = false
    else if (heads.has(line) && isParted(lines, at)) {
      isNext = true
      const above = lines[at - 1]
      if (above?.region === 'abstract' && above.label === null) above.region = 'body'
    }
    if (isNext) line.region = 'body'
  }
}

/** "Probability Seminar / Title two / Time: 15:30" after an abstract: the short lines above a label are of its block. */
export function endAbstractsAtBlocks(lines: readonly Line[]): void {
  let from = 0
  for (const [at, line] of lines.entries()) {
    if (line.text === '') from = at + 1
    if (line.region !== 'body' || !blockLabels.test(line.label?.names[0] ?? '')) continue
    const above = lines.slice(from, at)
    const isHead = above.every(
      ({ region, label, text }) =>
        region === 'abstract' && label === null && text.length <= longestHead && !/[.!?]$/.test(text),
    )
    if (isHead && above.length <= mostHeads) for (const head of above) head.region = 'body'
  }
}

const blockLabels = /^(?:time|when|date|where|speaker|title)$/
const longestHead = 90
const mostHeads = 3

/** Behind a blank line, or behind a heading that stands behind one. */
function isParted(lines: readonly Line[], at: number): boolean {
  return lines[at - 1]?.text === '' || lines[at - 2]?.text === ''
}

/** From: with Sent: or To: below it opens a forwarded mail; From: with Subject: alone is a digest. */
function isMailHeader(lines: Line[], line: Line): boolean {
  return lines
    .slice(line.index + 1, line.index + 4)
    .some((below) => /^(?:sent|to|gesendet|an|envoyé|à|inviato|a|enviado|para)\s?:/i.test(below.text))
}

/** Blanks the quote mark out, so that offsets stay right. */
function padQuote(line: Line): string {
  return line.text.replace(quoteMark, (marks) => ' '.repeat(marks.length))
}

function regionOf(label: Label): Region {
  switch (label.names[0]!) {
    case 'abstract':
      return 'abstract'
    case 'people':
      return 'people'
    case 'register':
    case 'notes':
      return 'aside'
    case 'link':
      return 'link'
    case 'when':
    case 'date':
    case 'time':
    case 'where':
    case 'speaker':
    case 'affiliation':
    case 'title':
    case 'series':
      return 'body'
  }
}

/** A mail that is nothing but a forwarded one: its lines become the body, with a doubt. */
export function useQuoteWhenAlone(lines: Line[]): boolean {
  const own = lines
    .filter((line) => line.region !== 'quoted' && line.region !== 'signature')
    .reduce((sum, line) => sum + line.text.length, 0)
  const quoted = lines.filter((line) => line.region === 'quoted')
  const amount = quoted.reduce((sum, line) => sum + line.text.trim().length, 0)
  if (own > 300 || own > amount / 2) return false
  for (const line of withoutMailHeaders(quoted)) line.region = 'body'
  for (const line of quoted) {
    const text = line.text.trim()
    line.label = labelOf(text, text)
  }
  return true
}

const maxHeaderLines = 15

/**
 * Drops the header lines (From:, Sent:, To:) of each forwarded mail, up to the blank line below: their date
 * is not the event's.
 */
function withoutMailHeaders(quoted: readonly Line[]): Line[] {
  let left = maxHeaderLines
  return quoted.filter((line) => {
    const text = line.text.trim()
    if (forwardMarks.some((mark) => mark.test(foldWords(text.slice(0, 140))))) left = maxHeaderLines
    else if (text === '') left = left === maxHeaderLines ? left - 1 : 0
    else left = Math.max(0, left - 1)
    return left === 0 && text !== ''
  })
}

/** Longest text that is read from one message, in characters; an announcement is a hundredth of it. */
export const maxTextLength = 256_000
/** The same in lines. */
export const maxTextLines = 4000

// Control characters, bidi overrides, zero-width and tag characters: they hide or reorder what is read.
const unseen =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu
/** A joiner that is not part of an emoji: "🧑‍🔬" is one sign of three. */
const looseJoiner =
  /(?<![\p{Extended_Pictographic}\p{EMod}\uFE0F])\u200D|\u200D(?!\p{Extended_Pictographic})/gu

// Full-width, Arabic and other digits stand for the same numbers.
const otherDigits = /(?![0-9])\p{Nd}/gu

/** Digits stand in rows of ten: the one before nine others is 0. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}

/** Text as it is meant to be seen: NFC, LF line ends, no control, bidi or zero-width characters, bounded. */
export function cleanText(text: string): string {
  return text
    .slice(0, maxTextLength)
    .replace(/\r\n?|\u0085|\u2028|\u2029/g, '\n')
    .replace(unseen, '')
    .replace(looseJoiner, '')
    .replace(otherDigits, (digit) => String(valueOf(digit)))
    .replace(/(?<=\d)\uFF1A(?=\d)/g, ':')
    .replace(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .toWellFormed()
    .normalize('NFC')
    .replace(spacedLine, closeUp)
    .replace(spacedWord, closeUp)
}

/** "E I N L A D U N G", "I n v i t a t i o n   t o:": a line of single letters, set apart to stand out. */
const spacedLine = /^[ \t]*\p{L}(?:[ \t]+\p{L}){4,59}[ \t]*[:.!]{0,3}[ \t]*$/gmu
/** "The talk is c a n c e l l e d." */
const spacedWord = /(?<![\p{L}\p{N}])\p{L}(?: \p{L}){6,30}(?![\p{L}\p{N}])/gu

/** Words stand further apart than letters. */
function closeUp(line: string): string {
  const [indent = ''] = /^\s*/.exec(line) ?? []
  return (
    indent +
    line
      .trim()
      .split(/\s{2,}/)
      .map((word) => word.replace(/[ \t]/g, ''))
      .join(' ')
  )
}

// What list software puts below a message; everything from the first of these lines on is not the sender's.
const footerStarts = [
  /^_{20,}\s*$/,
  /^\s*\[\[alternative HTML version deleted\]\]\s*$/,
  /^More information about the \S+ mailing list/i,
  /^-{8,} next part -{8,}$/,
]

/** The text above the list's footer; a rule of underscores counts only when list talk follows it. */
export function withoutListFooter(text: string): string {
  const lines = text.split('\n')
  const end = lines.findIndex((line, index) => {
    if (!footerStarts.some((pattern) => pattern.test(line))) return false
    if (!line.startsWith('_')) return true
    return lines.slice(index + 1, index + 5).some((next) => /mailing list|mailman|listinfo/i.test(next))
  })
  return (end === -1 ? lines : lines.slice(0, end)).join('\n').trimEnd()
}

/** The letters of a body without what archives and servers change: spaces, footers, `>From`, ` at ` in addresses. */
export function canonicalBody(text: string): string {
  return withoutListFooter(text)
    .replace(/^>From /gm, 'From ')
    .replace(/\[\[alternative HTML version deleted\]\]/g, '')
    .replace(/(\w) at (\w)/g, '$1@$2')
    .replace(/\s+/g, '')
}

/** A text shorter than this only greets. */
const greetingLetters = 60

/** True when a text says nothing beyond a greeting. */
export function isBare(text: string): boolean {
  return text.trim().length < greetingLetters
}

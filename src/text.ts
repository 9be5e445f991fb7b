/** Lower case without accents, for comparing what people write in many ways. */
export function foldCase(text: string): string {
  if (/^[\x20-\x7e\n]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

/** What stands before the first separator; the whole text when there is none. */
export function headOf(text: string, separator: string | RegExp): string {
  return text.split(separator, 1)[0] ?? ''
}

/** The words of a text, folded. */
export function wordSet(text: string | null): ReadonlySet<string> {
  return new Set(foldCase(text ?? '').match(/[\p{L}\p{N}]+/gu) ?? [])
}

/** A text of at most this many letters, cut after a word, never within a character, and ended by “…”. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  const cut = text.slice(0, most - 1)
  const whole = cut.replace(/\s+\S*$/, '')
  // No half of an emoji is left, nor a joiner that joins nothing.
  const ended = (whole.length > most / 2 ? whole : cut).replace(/[\uD800-\uDBFF]$/, '')
  return `${ended.replace(/\u200D$/, '')}…`
}

/** A text as a pattern that matches it to the letter. */
export function escapePattern(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}

/** Finds the first words of a text as they are written, on one line or wrapped. */
export function wordsAsWritten(text: string, most: number): RegExp {
  const words = text.trim().split(/\s+/).slice(0, most)
  return new RegExp(words.map(escapePattern).join('\\s+'), 'u')
}

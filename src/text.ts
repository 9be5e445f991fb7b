/** Lower case without accents: how texts are compared that people write in many ways. */
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

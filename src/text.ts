/** Lower case without accents: how texts are compared that people write in many ways. */
export function foldCase(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

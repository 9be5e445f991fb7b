/**
 * A third of the lists of test/cases/lists, drawn by hash of their names before any rule was written
 * (SHA-256 of the name, divisible by three): rules were written without looking at them.
 */
export const heldOut: ReadonlySet<string> = new Set([
  'modai',
  'touretzky',
  'cctalk',
  'clean',
  'linguist',
  'types',
  'teramo',
  'jlab',
  'saar',
  'atilf',
  'lll',
  'iris',
  'imi',
])

/** The list's name in a case's id: `2024-04-03-iris-wittgensteine` → `iris`. */
export function listOf(id: string): string {
  return id.slice(11).split('-')[0]!
}

import { findCancelled, findChanged } from './vocabulary.ts'

const struck = /(?<!~)~~(?=[^\s~])[^~]*~~(?!~)/g

const toldLetters = 5000

/** A line as it is read; `struck`: it is read although it is struck out. */
export interface ReadLine {
  text: string
  struck: boolean
}

/**
 * Lines without what is struck out (`~~15:15~~`): an old hour, a room that was changed.
 * A talk that is struck out and called off beside it ("~~Friday, Jane Doe~~ cancelled") keeps its words.
 * Where no other day or hour is left, and the mail calls off or postpones, what is struck out is the event.
 */
export function withoutStruck(lines: readonly string[], subject: string): ReadLine[] {
  if (!lines.some((line) => line.search(struck) !== -1)) return lines.map((text) => ({ text, struck: false }))
  const rest = lines.map((line) => line.replace(struck, ' '))
  const told = [subject, ...rest].join('\n').slice(0, toldLetters)
  const isOff = !/\d/.test(rest.join('')) && (findCancelled(told) ?? findChanged(told)) !== null
  let keeps = isOff
  // From the last line up: the word that calls off follows what it is said of.
  return lines
    .map((line, at) => ({ line, rest: rest[at] ?? '' }))
    .toReversed()
    .map(({ line, rest: left }) => {
      const hasStruck = left !== line
      if (!isOff) keeps = findCancelled(line) !== null || (keeps && (hasStruck || line.trim() === ''))
      if (!hasStruck) return { text: line, struck: false }
      return keeps ? { text: line.replaceAll('~~', ''), struck: true } : { text: left, struck: false }
    })
    .toReversed()
}

import { remembered } from './remembered.ts'

/** Finds the first phrase of a list that occurs in a text as whole words. */
export type PhraseFinder = (text: string) => string | null

/** Phrases by their words, and the lists that each of them stands in. */
interface PhraseNode {
  next: Map<string, PhraseNode>
  phrase: string
  lists: number[]
}

/** The first phrase of each list that a text has. */
type Found = ReadonlyMap<number, string>

/**
 * Searches a text for all lists at once: a line is asked by a dozen decisions for thirty lists, and most of its
 * words begin no phrase of any.
 */
export function phraseIndex(wordsOf: (text: string) => readonly string[]) {
  const root: PhraseNode = { next: new Map(), phrase: '', lists: [] }
  let lists = 0

  function addList(phrases: readonly string[]): number {
    for (const phrase of phrases) {
      const words = wordsOf(phrase)
      let node = root
      for (const word of words) {
        const next = node.next.get(word) ?? { next: new Map(), phrase: '', lists: [] }
        node.next.set(word, next)
        node = next
      }
      node.phrase = words.join(' ')
      node.lists.push(lists)
    }
    return lists++
  }

  const found = remembered((text): Found => {
    const first = new Map<number, string>()
    const words = wordsOf(text)
    for (let from = 0; from < words.length; from++) {
      const here = phrasesAt(root, words, from)
      for (const { phrase, lists } of here)
        for (const list of lists) if (!first.has(list)) first.set(list, phrase)
    }
    return first
  })

  return {
    /** Earlier phrases come before later ones, longer ones before shorter ones. */
    finder(phrases: readonly string[]): PhraseFinder {
      const list = addList(phrases)
      return (text) => found(text).get(list) ?? null
    },
    /** Finds, of several lists, those with a phrase that occurs in a text, in their order. */
    sorter<Name>(named: readonly (readonly [Name, readonly string[]])[]): (text: string) => readonly Name[] {
      const added = named.map(([name, phrases]) => ({ name, list: addList(phrases) }))
      return (text) => {
        const inText = found(text)
        return inText.size === 0 ? [] : added.filter(({ list }) => inText.has(list)).map(({ name }) => name)
      }
    },
  }
}

/** The phrases that begin with a word of a text, longest first. */
function phrasesAt(root: PhraseNode, words: readonly string[], from: number): readonly PhraseNode[] {
  let node = root.next.get(words[from] ?? '')
  if (node === undefined) return none
  const here: PhraseNode[] = []
  for (let at = from + 1; node !== undefined; at++) {
    if (node.lists.length > 0) here.unshift(node)
    node = at < words.length ? node.next.get(words[at] ?? '') : undefined
  }
  return here
}

const none: readonly PhraseNode[] = []

import { foldCase } from '../../text.ts'

/** How much of the HTML's words a text must have: names of pictures or a web link may be missing. */
const enough = 0.75
/** A plain text with fewer words than one in this many of the HTML's says only that there is HTML. */
const shortest = 3
/** A single differing word may be an abbreviation, or cut by a line's end. */
const fewWords = 2

/** True when a text has nearly all words of another. */
export function saysAll(text: string, other: string): boolean {
  const [has, wanted] = [wordsOf(text), wordsOf(other)]
  return [...wanted].filter((word) => has.has(word)).length >= enough * wanted.size
}

/**
 * How plain text and HTML contradict each other, as when one was left from the last mail; null if not.
 * @param hasStruck the plain text still says what the HTML strikes out
 */
export function contradictionOf(plain: string, html: string, hasStruck: boolean): string | null {
  if (hasStruck || html.trim() === '' || wordsOf(plain).size * shortest < wordsOf(html).size) return null
  const figures = apart(figuresOf(plain), figuresOf(html), 1)
  const words = saysAll(plain, html) ? apart(wordsOf(plain), wordsOf(html), fewWords) : null
  const found = figures ?? words
  return found === null ? null : `its plain text says ${found[0]} where its HTML says ${found[1]}`
}

/** What each of two says and the other does not; null unless there are `least` on both sides. */
function apart(one: ReadonlySet<string>, other: ReadonlySet<string>, least: number): [string, string] | null {
  const [only, onlyOther] = [without(one, other), without(other, one)]
  if (only.length < least || onlyOther.length < least) return null
  return [only.slice(0, 3).join(', '), onlyOther.slice(0, 3).join(', ')]
}

function without(some: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...some].filter((one) => !others.has(one))
}

/** The words of a text without links and addresses: programs write them in many ways. */
function withoutLinks(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => !/https?:|@/.test(word))
    .join(' ')
}

function wordsOf(text: string): Set<string> {
  return new Set(foldCase(withoutLinks(text)).match(/[\p{L}\p{N}]{2,}/gu) ?? [])
}

/** Clocks, days and years: "14:15", "11", "2025". */
function figuresOf(text: string): Set<string> {
  const found = withoutLinks(text).match(/\d{1,2}[.:h]\d{2}(?!\d)|\d+/g) ?? []
  return new Set(found.map((one) => one.replace(/[.h]/, ':').replace(/^0(?=\d)/, '')))
}

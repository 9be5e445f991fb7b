import type { Item } from '../items/blocks.ts'
import type { Layout } from './layout-facts.ts'
import { looksLikePlace, streetOrHouse } from '../mentions/place.ts'
import { cleanTitle, findQuoted } from './title.ts'
import { findInstitution, foldWords } from '../text/vocabulary.ts'
import type { When } from '../decisions/when.ts'

/** "Seminar in Applied Statistics": a heading, not a title. */
function isSeriesOnly(text: string): boolean {
  return seriesHead.test(text) && !/[:?]/.test(text) && !/\b(?:school|workshop)\b/i.test(text)
}

export function readTitle(items: Item[], layout: Layout, when: When, subject: string): void {
  if (layout.title !== null) return
  const told = items.findIndex(
    (item) =>
      !item.used &&
      item.text.split(' ').length >= 3 &&
      isTitleLike(item.text) &&
      !isSeriesOnly(item.text) &&
      foldWords(subject).includes(foldWords(item.text)),
  )
  if (told !== -1) {
    const text = joinWrapped(items, told, false)
    const title = cleanTitle(text)
    if (title !== null) layout.title = { value: title, certainty: 'stated', source: text }
    return
  }
  const quoted = items.findIndex((item) => !item.used && /^(?:["“„«]|``|'')/.test(item.text))
  if (quoted !== -1) {
    const joined = joinWrapped(items, quoted, true)
    const found = findQuoted(joined)
    const title = cleanTitle(found?.inner ?? joined.replace(/^(?:["“„«]|``|'')/, ''))
    if (title !== null) {
      layout.title = { value: title, certainty: 'stated', source: joined }
      return
    }
  }
  const person = items.findIndex((item) => item.used)
  const free = items.filter((item) => !item.used && isTitleLike(item.text))
  // Behind the speaker first, else before; a heading of the institution or series stands further up.
  const behind = free.find((item) => person !== -1 && item.line.index > items[person]!.line.index)
  const chosen =
    behind ??
    (person === -1
      ? (free.findLast(
          (item) =>
            item.line.index < when.line.index &&
            item.line.index >= when.line.index - 2 &&
            !isSeriesOnly(item.text),
        ) ?? free.find((item) => !seriesHead.test(item.text) && item.text.split(' ').length >= 3))
      : free.findLast((item) => item.line.index < items[person]!.line.index && !seriesHead.test(item.text)))
  if (chosen === undefined) return
  let first = items.indexOf(chosen)
  if (behind === undefined)
    while (
      first > 0 &&
      !items[first - 1]!.used &&
      items[first - 1]!.block === chosen.block &&
      isTitleLike(items[first - 1]!.text)
    )
      first -= 1
  const text = joinWrapped(items, first, false)
  const sentence = /[.]$/.test(text) && text.split(' ').length > 10
  const title = sentence ? null : cleanTitle(text)
  if (title !== null) layout.title = { value: title, certainty: 'stated', source: text }
}

function isTitleLike(text: string): boolean {
  if (
    /^\p{Ll}[\p{Ll} ]|^[-•*·]/u.test(text) ||
    /[:,;]$/.test(text) ||
    /\b(?:we|you|please|I) (?:\p{Ll})/u.test(text)
  )
    return false
  if (text.length < 6 || text.length > 220 || /^[([<]/.test(text) || /[@]|https?:/.test(text)) return false
  if (findInstitution(text) !== null && text.split(' ').length <= 6 && !/:/.test(text)) return false
  if (
    /^(?:save the date|(?:meeting|seminar|talk|workshop|course|colloquium|event)? ?announcement$|reminder|invitation|einladung|attention|please note|achtung|rappel|important|as a |recommended|organi[sz]|further|more |contact|coffee|tea |all (?:are|interested|welcome)|everyone|everybody|program|tel|phone|fax|e-?mail|summary|\d+$)/i.test(
      foldWords(text),
    )
  )
    return false
  if (
    /^(?:the )?(?:department|dept|faculty|institute?|school|graduate cent(?:er|re)|cent(?:er|re) |university|universitat|universite|departement|fakultat|laboratory|laboratoire|college|dipartimento|departamento|facultad)\b/.test(
      foldWords(text),
    ) &&
    !/[:?]/.test(text)
  )
    return false
  if (
    streetOrHouse.test(text) ||
    /^\p{Lu}[\p{L}. ]{2,20}, \p{Lu}[\p{L}. ]{2,20}$/u.test(text) ||
    (text.includes(' | ') && looksLikePlace(text)) ||
    /^call for\b/i.test(text)
  )
    return false
  return !(looksLikePlace(text) && text.split(' ').length <= 4) && !/[.]$/.test(text.replace(/\.\.\.$/, ''))
}

/** Joins the lines of a block from an item on; quoted ones up to the closing quote. */
function joinWrapped(items: Item[], from: number, quotedTitle: boolean): string {
  const first = items[from]!
  let text = first.text
  first.used = true
  for (const item of items.slice(from + 1)) {
    const above = items[items.indexOf(item) - 1]!
    if (item.block !== first.block || item.used || item.line.index !== above.line.index + 1) break
    if (quotedTitle && findQuoted(text) !== null) break
    if (!quotedTitle && looksLikePlace(item.text) && item.text.split(' ').length <= 4) break
    item.used = true
    text += ` ${item.text}`
  }
  return text
}

export const seriesHead =
  /(?:\b|\p{L}{3})(?:seminars?|colloqui(?:um|a)|kolloquium|séminaires?|seminari?o?|colloque|series|workshop|reihe|lectures?|presentation|talks?|activities|club|webinar)\b/iu

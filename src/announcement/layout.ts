import type { Field, Speaker } from './announcement.ts'
import type { Document, Line } from './document.ts'
import { greeting, withoutRule } from './document.ts'
import { parseProgrammeLine, type Pair } from './pair.ts'
import { looksLikePlace, placeBehind, streetOrHouse } from './place.ts'
import { continuationsOf } from './sections.ts'
import { looksLikeName, parsePeople, parsePerson, withoutTitles } from './speaker.ts'
import { cleanTitle, findQuoted, unquote } from './title.ts'
import { findInstitution, findType, fold, weekdays } from './vocabulary.ts'
import type { When } from './when.ts'

/** What the unlabelled lines of a section say by their order and shape. */
export interface Layout {
  title: Field<string> | null
  speakers: Field<Speaker>[]
  location: Field<string> | null
  series: string | null
}

/** Lines that stand together, without date and time. */
interface Block {
  lines: Line[]
  /** Text without what is date or time, a line each. */
  texts: string[]
  /** A sentence or more of running text. */
  prose: boolean
}

const seriesHead =
  /\b(?:seminars?|colloqui(?:um|a)|kolloquium|séminaires?|seminari?o?|colloque|series|workshop|reihe|lectures?|presentation|talks?|activities|club|webinar)\b/i

/** Blank-line blocks of a section's body lines. */
function blocksOf(document: Document, section: readonly Line[], when: When): Block[] {
  const groups: Line[][] = []
  const continued = continuationsOf(section)
  let open = false
  for (const line of section) {
    const usable =
      line.region === 'body' &&
      line.label === null &&
      !continued.has(line) &&
      line.text !== '' &&
      !(line.rule && withoutRule(line.text) === '')
    if (!usable) open = false
    else if (open && line !== when.line) groups.at(-1)!.push(line)
    else {
      groups.push([line])
      open = true
    }
  }
  return groups.map((lines) => {
    const whole = lines.map((line) => line.text).join(' ')
    const sentences =
      /[.!?](?: |$)/.test(whole.replace(/\b\p{Lu}\.|\b(?:Prof|Dr|Dept|St|Nr)\./gu, '').slice(0, -1)) ||
      greeting.test(whole)
    return {
      lines,
      texts: lines.map((line) => stripWhen(document, line)),
      prose:
        (whole.length > 130 && sentences) ||
        (lines.length > 2 && whole.length > 58 * lines.length) ||
        whole.length > 420 ||
        greeting.test(whole),
    }
  })
}

/** The text of a line without its dates and times. */
function stripWhen(document: Document, line: Line): string {
  const spans = [...document.dates, ...document.times]
    .filter((span) => span.start >= line.start && span.end <= line.start + line.text.length)
    .toSorted((a, b) => b.start - a.start)
  let text = line.text
  for (const span of spans)
    text = `${text.slice(0, span.start - line.start)}\u0000${text.slice(span.end - line.start)}`
  return text
}

/** Text before and behind date and time on the line of the date. */
function around(document: Document, when: When): { before: string; behind: string } {
  const parts = stripWhen(document, when.line).split('\u0000')
  const tidy = (text: string) =>
    text
      .replace(/^[\s,;:.()|@–—-]+|[\s,;:(|–—-]+$/g, '')
      .replace(/^(?:at|um|à|on|from|von|ab|alle|a las)(?= |$)\s*/i, '')
      .trim()
  return {
    before: tidy(withoutRule(parts[0] ?? '')),
    behind: (parts.at(-1) ?? '').replace(/\s*-- [^:]{2,60}:?$/, ''),
  }
}

/** Reads title, speaker, place and series of a section from lines without labels. */
export function readLayout(document: Document, section: readonly Line[], when: When): Layout {
  const layout: Layout = { title: null, speakers: [], location: null, series: null }
  const { before, behind } =
    when.setting === 'prose' || when.line.index < 0 ? { before: '', behind: '' } : around(document, when)
  if (when.setting === 'headline' && when.line.index >= 0) {
    if (before !== '' && before.length < 90 && (findType(before) !== null || seriesHead.test(before)))
      layout.series = before
    // "Dagstuhl, Germany, July 8, 2002"
    const town = /^\p{Lu}[\p{L}.-]+(?: \p{Lu}[\p{L}.-]+)?, \p{Lu}[\p{L}. ]+$/u.test(before)
      ? placeBehind(`in ${before}`)
      : null
    const inline = parseProgrammeLine(behind.replace(/^[\s,;:.)|–—-]+/, ''))
    if (inline !== null) takePair(inline, layout)
    else if (town !== null) layout.location = town
    else layout.location = placeBehind(behind.split(/ (?:--|–) (?=\p{Lu})/u)[0]!)
  }
  const items = itemsOf(document, section, when)
  readNames(document, items, layout)
  readTitle(items, layout, when, document.subject)
  if (layout.location === null) readPlace(items, layout, when, document)
  return layout
}

interface Item {
  text: string
  block: Block
  line: Line
  used: boolean
}

/** The lines that may be title, speaker or place, wrapped ones joined. */
function itemsOf(document: Document, section: readonly Line[], when: When): Item[] {
  const items: Item[] = []
  for (const block of blocksOf(document, section, when)) {
    if (block.prose) {
      for (const line of block.lines)
        if (
          line.text.length < 220 &&
          /^[^()]{4,60} \([^()]{2,60}\)[:,]? \p{Lu}|^[^:]{4,60}: ["“„«]/u.test(line.text) &&
          parseProgrammeLine(line.text) !== null
        )
          items.push({ text: withOpenQuote(block, line), block, line, used: false })
      continue
    }
    for (const [at, line] of block.lines.entries()) {
      const text = block.texts[at]!
      const bare = text
        .replace(/\u0000/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
      if (line === when.line || text.includes('\u0000') || bare.length < 2) continue
      if (line.text.startsWith('(') && !looksLikePlace(line.text)) continue
      if (greeting.test(bare)) continue
      if (/^(?:https?:|www\.|<http)/.test(bare)) continue
      items.push({ text: bare, block, line, used: false })
    }
  }
  return items
}

/** "Pavel Arazim: "Therapien als Methoden": a title in quotes that goes on in the next line. */
function joinQuoted(pair: Pair, items: Item[], at: number): Pair {
  const opens = /^["“„«]/.test(pair.title.value) && !/.["”“»]$/.test(pair.title.value)
  const next = items[at + 1]
  if (
    !opens ||
    next === undefined ||
    next.block !== items[at]!.block ||
    next.line.index !== items[at]!.line.index + 1
  )
    return pair
  next.used = true
  const value = cleanTitle(`${pair.title.value} ${next.text}`)
  return value === null ? pair : { ...pair, title: { ...pair.title, value } }
}

function takePair(pair: Pair, layout: Layout): void {
  layout.speakers = pair.speakers
  layout.title ??= pair.title
}

/** The sender's own name below a mail is a signature. */
function isSender(person: Speaker, document: Document): boolean {
  const words = fold(document.from).split(/[ ,]+/)
  return (
    words.length > 1 &&
    fold(person.name)
      .split(' ')
      .every((word) => words.includes(word))
  )
}

/** A line whose quote is closed in the line below, with that line. */
function withOpenQuote(block: Block, line: Line): string {
  const open = /["“„«][^"”“»]*$/.test(line.text) && !/["”“»]$/.test(line.text)
  const next = block.lines[block.lines.indexOf(line) + 1]
  return open && next !== undefined ? `${line.text} ${next.text}` : line.text
}

function readNames(document: Document, items: Item[], layout: Layout): void {
  for (const [at, item] of items.entries()) {
    if (layout.speakers.length > 0) break
    // "ANNULÉ | covid-19 Ingo Feldhausen (ATILF)"
    const text = item.text
      .replace(
        /^(?:ANNULÉE?|CANCELL?ED|ABGESAGT|REPORTÉE?|VERSCHOBEN)(?!\p{L})[\s|:!–-]*(?:\p{L}*-?\d+\s+)?/u,
        '',
      )
      .replace(/^(?:by|von|par|with)\s+/i, '')
    const bare = unquote(text) !== text
    if (bare || seriesHead.test(text.split(/[,(]/)[0]!)) continue
    const pair = parseProgrammeLine(text)
    if (pair !== null) {
      item.used = true
      takePair(joinQuoted(pair, items, at), layout)
      continue
    }
    const person = looksLikeName(text) ? parsePerson(text) : personOnLine(text)
    if (person === null || isSender(person, document)) continue
    item.used = true
    layout.speakers =
      parsePeople(text).length > 1
        ? parsePeople(text)
        : [{ value: person, certainty: 'stated', source: item.text }]
    if (person.affiliation === null) addAffiliation(items, at, layout)
    else addNeighbours(items, at, layout)
  }
}

/** "Weijie Su, Wharton, Penn" or "Harut Avakian (JLab)": short, and the head is a name. */
function personOnLine(text: string): Speaker | null {
  if (text.length > 130 || /[:?!]/.test(text)) return null
  const person = parsePerson(text)
  if (person === null || !looksLikeName(person.name)) return null
  const head = withoutTitles(text.split(/[,(]/)[0]!)
  return person.affiliation !== null && (findInstitution(person.affiliation) !== null || looksLikeName(head))
    ? person
    : person.affiliation === null
      ? person
      : null
}

/** "ODU/JLab" right below a name: one word is where the person works. */
function isShortPlaceOfWork(item: Item, person: Item): boolean {
  return (
    item.block === person.block &&
    item.line.index === person.line.index + 1 &&
    !item.text.includes(' ') &&
    /^\p{Lu}/u.test(item.text)
  )
}

/** "Kurt Konolige, SRI International / Karen Myers, Stanford": more people on the lines right below. */
function addNeighbours(items: Item[], at: number, layout: Layout): void {
  for (const item of items.slice(at + 1, at + 6)) {
    const person = item.block === items[at]!.block && !item.used ? personOnLine(item.text) : null
    if (person?.affiliation == null) return
    item.used = true
    layout.speakers.push({ value: person, certainty: 'stated', source: item.text })
  }
}

/** The lines below a name with a word of institutions. */
function addAffiliation(items: Item[], at: number, layout: Layout): void {
  const parts: string[] = []
  for (const item of items.slice(at + 1, at + 4)) {
    const close = item.line.index - items[at]!.line.index <= 3 + parts.length
    if (
      !close ||
      item.used ||
      (findInstitution(item.text) === null && !isShortPlaceOfWork(item, items[at]!)) ||
      unquote(item.text) !== item.text ||
      item.text.length > 120
    )
      break
    if (parts.length > 0 && item.block !== items[at + 1]!.block) break
    item.used = true
    parts.push(item.text)
  }
  if (parts.length === 0) return
  const speaker = layout.speakers.at(-1)!
  speaker.value = { ...speaker.value, affiliation: parts.join(' ').replace(/[,;]$/, '') }
}

/** "Seminar in Applied Statistics": a heading, not a title. */
function isSeriesOnly(text: string): boolean {
  return seriesHead.test(text) && !/[:?]/.test(text) && !/\b(?:school|workshop)\b/i.test(text)
}

function readTitle(items: Item[], layout: Layout, when: When, subject: string): void {
  if (layout.title !== null) return
  const told = items.findIndex(
    (item) =>
      !item.used &&
      item.text.split(' ').length >= 3 &&
      isTitleLike(item.text) &&
      !isSeriesOnly(item.text) &&
      fold(subject).includes(fold(item.text)),
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
      fold(text),
    )
  )
    return false
  if (
    /^(?:the )?(?:department|dept|faculty|institute?|school|graduate cent(?:er|re)|cent(?:er|re) |university|universitat|universite|departement|fakultat|laboratory|laboratoire|college|dipartimento|departamento|facultad)\b/.test(
      fold(text),
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

function readPlace(items: Item[], layout: Layout, when: When, document: Document): void {
  const near = items.filter(
    (item) => !item.used && looksLikePlace(item.text) && Math.abs(item.line.index - when.line.index) <= 5,
  )
  const below = near.filter((item) => item.line.index > when.line.index)
  const chosen = below[0]
  if (chosen !== undefined) {
    const more = below.filter((item) => item.block === chosen.block)
    const value = placeBehind(more.map((item) => item.text).join(', '))
    if (value !== null) layout.location = value
    return
  }
  // "8pm, / Intermetrics Atrium": the place behind the time's own line.
  const time = when.time
  if (time === null) return
  const line = document.lines.find(
    (other) => time.start >= other.start && time.start < other.start + other.text.length,
  )
  if (line === undefined || line === when.line || line.label !== null || when.setting !== 'headline') return
  const parts = stripWhen(document, line)
    .split(/[\u0000,;()]/)
    .map((part) => part.trim())
    .filter((part) => looksLikePlace(part) && !weekdays.has(fold(part)))
  layout.location = placeBehind(parts.join(', '))
}

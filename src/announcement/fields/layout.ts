import type { Speaker } from '../announcement.ts'
import type { Layout } from './layout-facts.ts'
import { type Item, around, itemsOf, stripWhen } from '../items/blocks.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { type Pair, isPerson, parseProgrammeLine } from '../items/pair.ts'
import { looksLikeName, parsePeople, parsePerson, withoutTitles } from '../mentions/person.ts'
import { placeBehind } from '../mentions/place.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import { seriesHead } from './series.ts'
import { cleanTitle, unquote } from './title.ts'
import { findInstitution, findType, foldWords, weekdays } from '../text/vocabulary.ts'
import type { When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

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
    const whole = behind.replace(/^[\s,;:.)|–—-]+/, '')
    // "16:15, HG G 19.1: Eric Lauga (Cambridge), “The fluid mechanics …”"
    const headed = /^([^:“"„«]{2,60}): (\S.*)$/.exec(whole)
    const room = headed !== null && looksLikePlace(headed[1]!) && !isPerson(headed[1]!) ? headed : null
    const said = room === null ? whole : room[2]!
    if (room !== null) layout.location = placeBehind(room[1]!)
    const inline = parseProgrammeLine(said)
    if (inline !== null) takePair(inline, layout)
    else if (isPerson(said)) layout.speakers = parsePeople(said)
    else if (town !== null) layout.location = town
    else layout.location ??= placeBehind(headOf(behind, / (?:--|–) (?=\p{Lu})/u))
  }
  const items = itemsOf(document, section, when)
  readNames(document, items, layout)
  if (layout.location === null) readPlace(items, layout, when, document)
  return layout
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
  const words = foldWords(document.from).split(/[ ,]+/)
  return (
    words.length > 1 &&
    foldWords(person.name)
      .split(' ')
      .every((word) => words.includes(word))
  )
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
    if (bare || seriesHead.test(headOf(text, /[,(]/))) continue
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
  const head = withoutTitles(headOf(text, /[,(]/))
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

/** The lines below a name that hold a word for an institution. */
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

function readPlace(items: Item[], layout: Layout, when: When, document: Document): void {
  const near = items.filter(
    (item) => !item.used && looksLikePlace(item.text) && Math.abs(item.line.index - when.line.index) <= 5,
  )
  const below = near.filter((item) => item.line.index > when.line.index)
  const next = items.find((item) => !item.used && item.line.index === when.line.index + 1)
  // "Thursday 20 March 2025, 17:15 / Forum Rolex, EPFL": what stands right below the date, when all the rest is known.
  const named =
    layout.title !== null && layout.speakers.length > 0 && next !== undefined && next.text.length <= 60
      ? next
      : undefined
  const chosen = below[0] ?? named
  if (chosen !== undefined) {
    const more = below[0] === undefined ? [chosen] : below.filter((item) => item.block === chosen.block)
    const text = more.map((item) => item.text).join(', ')
    const value = placeBehind(chosen === named && below[0] === undefined ? `at ${text}` : text)
    if (value !== null) layout.location = value
    return
  }
  // "8pm, Intermetrics Atrium" below the date's line: the place on the time's own line.
  const time = when.time
  if (time === null) return
  const line = document.lines.find(
    (other) => time.start >= other.start && time.start < other.start + other.text.length,
  )
  if (line === undefined || line === when.line || line.label !== null || when.setting !== 'headline') return
  const parts = stripWhen(document, line)
    .split(/[\u0000,;()]/)
    .map((part) => part.trim())
    .filter((part) => looksLikePlace(part) && !weekdays.has(foldWords(part)))
  layout.location = placeBehind(parts.join(', '))
}

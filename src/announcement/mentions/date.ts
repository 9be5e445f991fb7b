import { neighbourWeekdays } from '../languages/neighbours.ts'
import { bareDay, connectorAt, partAt } from './day.ts'
import type { Part } from './part.ts'
import { wordsAt, type Token } from '../text/tokens.ts'
import {
  laterPhrases,
  months,
  nextPhrases,
  nextWords,
  relativeDays,
  shortWeekdays,
  thisWords,
  weekdays,
} from '../text/vocabulary.ts'

/** A day as it is written, before the mail's date fills in what is missing. */
export interface DateMention {
  /** Offsets in the text. */
  start: number
  end: number
  day: number | null
  month: number | null
  year: number | null
  /** 1 = Monday; null when not written. */
  weekday: number | null
  /** Days from the mail's date ("tomorrow"). */
  relative: number | null
  /** "this Friday", "next Friday", "lundi en huit". */
  nearness: 'this' | 'next' | 'week after' | null
  /** Last day of a range of days. */
  last: { day: number; month: number | null; year: number | null } | null
  /** "15 and 22 October": single days, not all from the first to the last. */
  listed: boolean
  /** "10 amrs 2015": one letter away from a month's name. */
  misspelt: boolean
  /** 3/4/2025: day and month may be the other way round. */
  swappable: boolean
}

const fillers = new Set([
  'the',
  'den',
  'dem',
  'der',
  'le',
  'el',
  'il',
  'on',
  'am',
  'of',
  'de',
  'dia',
  'date',
  'prossimo',
  'prochain',
  'proximo',
])

/** All days written in a text, in order, none inside another. */
export function findDates(tokens: readonly Token[]): DateMention[] {
  const found: DateMention[] = []
  for (let at = 0; at < tokens.length; at++) {
    const mention = dateAt(tokens, at)
    if (mention === null) continue
    found.push(mention.date)
    at = mention.next - 1
  }
  return found
}

/** The 20 of "17:20 Jan Moser". */
function isMinutes(tokens: readonly Token[], at: number): boolean {
  const [hour, colon, minutes] = [tokens[at - 2], tokens[at - 1], tokens[at]]
  return hour?.kind === 'number' && colon?.text === ':' && colon.glued && minutes?.glued === true
}

function dateAt(tokens: readonly Token[], at: number): { date: DateMention; next: number } | null {
  const first = tokens[at]
  if (first === undefined || first.tainted || isMinutes(tokens, at)) return null
  let next = at
  let nearness: DateMention['nearness'] = null
  if (first.kind === 'word' && (thisWords.has(first.folded) || nextWords.has(first.folded))) {
    nearness = thisWords.has(first.folded) ? 'this' : 'next'
    next += 1
  }
  let weekday = weekdayAt(tokens, next)
  // "Mar 12, 2026": the month, unless one stands after the day ("mar 12 mai", "mar 12/5").
  if (weekday?.short && months.has(tokens[next]!.folded)) {
    const behind = partAt(tokens, skipFillers(tokens, weekday.next), true)
    if (behind === null || (behind.month === null && partAt(tokens, next, false) !== null)) weekday = null
  }
  if (weekday !== null) {
    next = weekday.next
    // "Donnerstag/Freitag, 6./7. Oktober"
    const second = /^(?:[/–&-]|und|and|et|bis|to)$/.test(tokens[next]?.folded ?? '')
      ? weekdayAt(tokens, next + 1)
      : null
    if (second !== null) next = second.next
  }
  if (weekday !== null && nearness === null) {
    const behind = [3, 2, 1].find((length) => nextPhrases.has(wordsAt(tokens, next, length)))
    const later = [3, 2, 1].find((length) => laterPhrases.has(wordsAt(tokens, next, length)))
    if (behind !== undefined) nearness = 'next'
    if (later !== undefined) nearness = 'week after'
    if (behind !== undefined || later !== undefined)
      weekday = { ...weekday, next: weekday.next + (behind ?? later)! }
  }
  const body = weekday === null ? next : skipFillers(tokens, next)
  const part = nearness !== null && weekday === null ? null : partAt(tokens, body, weekday !== null)
  if (part !== null && isNumbered(tokens, body, part)) return null
  if (part !== null) {
    const range = isMove(tokens, at, part) ? null : rangeAt(tokens, part)
    const last = range === null ? null : { day: range.day, month: range.month, year: range.year }
    const month = part.month ?? range?.month ?? null
    if (month === null && weekday === null) return null
    if (weekday?.short && month === null) return null
    return finish(tokens, at, range?.next ?? part.next, {
      day: part.day,
      month,
      year: part.year ?? range?.year ?? null,
      weekday: weekday?.value ?? null,
      nearness,
      last,
      listed: range !== null && isList(tokens, part, range),
      misspelt: part.misspelt ?? false,
      swappable: part.swappable ?? false,
    })
  }
  if (weekday !== null && !weekday.short && nearness !== null)
    return finish(tokens, at, weekday.next, { weekday: weekday.value, nearness })
  if (
    weekday !== null &&
    !weekday.short &&
    hasTimeBehind(tokens, weekday.next) &&
    !isRecurring(tokens[at - 1]) &&
    !isPlural(first)
  )
    return finish(tokens, at, weekday.next, { weekday: weekday.value, nearness: 'this' })
  const relative = first.kind === 'word' ? relativeDays.get(first.folded) : undefined
  if (relative !== undefined) return finish(tokens, at, at + 1, { relative })
  return null
}

const rooms = ['room', 'raum', 'zimmer', 'saal', 'horsaal', 'salle', 'sala', 'aula', 'auditoire']
const numberedThings = new Set(
  rooms.concat(
    ['week', 'woche', 'kw', 'semaine', 'settimana', 'semana', 'session', 'sitzung', 'seance', 'lecture'],
    ['vorlesung', 'cours', 'talk', 'vortrag', 'part', 'teil', 'partie', 'parte', 'no', 'nr', 'number'],
  ),
)

/** "Week 1, 16 January", "sala 6.4.30": the number of a week or a room is no day. */
function isNumbered(tokens: readonly Token[], at: number, part: Part): boolean {
  const before = tokens[at - 1]?.folded ?? ''
  const dotted = tokens[at + 1]?.text === '.' && tokens[at + 2]?.kind === 'number'
  return part.month === null ? numberedThings.has(before) : dotted && rooms.includes(before)
}

/** Joined by "and" with a day or more between them. */
function isList(tokens: readonly Token[], first: Part, last: Part): boolean {
  const words = tokens.slice(first.next, last.next).map((token) => token.folded)
  const joined = words.some((word) => /^(?:and|und|et|e|y|&|\+)$/.test(word))
  const dashed = words.some((word) => /^(?:[-‐‑–—−]|to|bis|au|al)$/.test(word))
  const days = words.filter((word) => /^\d{1,2}$/.test(word)).length
  return (
    joined && !dashed && days === 1 && (first.month ?? last.month) === last.month && last.day - first.day > 1
  )
}

/** "venerdì alle 15.30", "Friday at 3pm". */
function hasTimeBehind(tokens: readonly Token[], at: number): boolean {
  const lead = tokens[at]
  const number = tokens[at + 1]
  return (
    /^(?:at|um|alle|à|a|from|ab|dalle)$/.test(lead?.text.toLowerCase() ?? '') &&
    number?.kind === 'number' &&
    !number.tainted &&
    number.text.length <= 2
  )
}

/** "montags", "Mondays": every week. */
function isPlural(word: Token): boolean {
  return word.folded.endsWith('s') && weekdays.has(word.folded.slice(0, -1))
}

function isRecurring(before: Token | undefined): boolean {
  return /^(?:every|each|jeden|chaque|ogni|cada|usual|last|letzten|dernier)$/.test(before?.folded ?? '')
}

function finish(
  tokens: readonly Token[],
  from: number,
  next: number,
  date: Partial<DateMention>,
): { date: DateMention; next: number } {
  const none = {
    day: null,
    month: null,
    year: null,
    weekday: null,
    relative: null,
    nearness: null,
    last: null,
    listed: false,
    misspelt: false,
    swappable: false,
  }
  return { date: { ...none, ...date, start: tokens[from]!.start, end: tokens[next - 1]!.end }, next }
}

function weekdayAt(
  tokens: readonly Token[],
  at: number,
): { value: number; next: number; short: boolean } | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  const long = weekdays.get(token.folded) ?? neighbourWeekdays.get(token.folded)
  const short = long === undefined
  const value = long ?? shortWeekdays.get(token.folded)
  if (value === undefined) return null
  // "f 3" or "m 2" are rooms and formulas: one letter never counts.
  if (token.text.length === 1) return null
  const next = tokens[at + 1]?.text === '.' ? at + 2 : at + 1
  return { value, next, short }
}

/** Past commas, brackets, articles and at most one line end between the weekday and its date. */
function skipFillers(tokens: readonly Token[], at: number): number {
  let next = at
  for (let steps = 0; steps < 4; steps++) {
    const token = tokens[next]
    if (token === undefined) break
    const skippable = /^[,(:]$/.test(token.text) || fillers.has(token.folded) || token.kind === 'break'
    if (!skippable || (token.kind === 'break' && tokens[next + 1]?.kind === 'break')) break
    next += 1
  }
  return next
}

const moved =
  /^(?:mov(?:e|es|ed|ing)|shift(?:s|ed)?|postponed?|rescheduled?|changed?|verschoben|verschieben|verlegt|deplac\w{1,3}|report\w{1,3}|spost\w{1,4}|rinvi\w{1,4}|aplaza\w{0,3}|traslad\w{1,4})$/
const wordsBefore = 14

/** "moves from 6 April to Tuesday, 13 April": two days, of which the first no longer holds. */
function isMove(tokens: readonly Token[], at: number, { next }: Part): boolean {
  if (!/^(?:to|au|al|a)$/.test(tokens[next]?.folded ?? '')) return false
  const before = tokens.slice(Math.max(0, at - wordsBefore), at)
  const from = before.findLastIndex(({ text }) => /^[.;!?]$/.test(text))
  return before.slice(from + 1).some(({ folded }) => moved.test(folded))
}

/** The end of a range of days: "13-14 June", "May 4th to 8th", "27 March - 2 April", "11, 12 and 13 June". */
function rangeAt(tokens: readonly Token[], first: Part): Part | null {
  let next = first.next
  let result: Part | null = null
  for (let steps = 0; steps < 4; steps++) {
    // "March 15. & 16."
    const dotted = tokens[next]?.text === '.' && tokens[next]!.glued && connectorAt(tokens, next + 1) !== null
    if (dotted) next += 1
    const listed = tokens[next]?.text === ',' && first.month === null
    const connected = listed ? next + 1 : connectorAt(tokens, next)
    if (connected === null) break
    let behind = connected
    const weekday = weekdayAt(tokens, skipFillers(tokens, behind))
    if (weekday !== null) behind = skipFillers(tokens, weekday.next)
    const part = partAt(tokens, behind, weekday !== null) ?? bareDay(tokens, behind, first)
    if (part === null) break
    const month = part.month ?? first.month
    if (month !== null && month === first.month && part.day <= first.day) break
    result = { ...part, month }
    next = part.next
  }
  return result
}

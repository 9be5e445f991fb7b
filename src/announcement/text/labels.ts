import type { LabelName } from '../languages/words.ts'
import { foldWords, labelNames } from './vocabulary.ts'

/** A heading such as "Time:" at the beginning of a line, and what follows it. */
export interface Label {
  /** More than one for "Date and place:". */
  names: LabelName[]
  /** The heading, folded. */
  head: string
  /** Offset of the value in the line's text. */
  valueStart: number
  value: string
}

const maxHead = 60

/** Headings that are also plain words: they count only with a colon after them. */
const needColon = new Set(
  `
talk, lecture, course, thesis, event, webinar, seminar, colloquium, with, from, campus, university,
building, room, who, what, name, guest, kurs, vortrag, mit, was, wer, gast, dissertation,
veranstaltung, anlass, kolloquium, reihe, cours, expose, conference, avec, qui, invite, seminaire,
cycle, seminario, conferenza, corso, lezione, conferencia, charla, curso, aula, sala, chi, author,
paper, hours, mail, type, note, important, attention, series, link, online, join, ou, wo, date,
dates, tag, ort, subject, serie, raum, salle, web, about, uber, colloque, institution, teacher,
zoom, teams, webex, contact, instructor, auditorium, lecture hall, lunch, coffee, tea, dinner,
reception, apero, ore, ora, heure, public, stream, format, level, jury, committee, topic, theme,
thema, tema, host, hosts, saal, lokal, keynote, presentation, motivation, background, overview,
content, contents, inhalt, literatur, references, hour, times, schedule, address, beginn, start,
horaire, place, location, venue, lieu, luogo, lugar
`
    .trim()
    .split(/,\s+/),
)

/** Only a heading known as a whole counts: "Important dates for talk 2:" is not a label. */
function nameOf(head: string): LabelName | null {
  return labelNames.get(head) ?? null
}

function normal(head: string): string {
  return foldWords(head)
    .replace(/\([^)]*\)/g, ' ')
    .replace(/^[\s\-•·*>–—#/!]+|[\s\-•·*–—!]+$/g, '')
    .replace(/^\d{1,2}[.)] /, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function namesOf(head: string): LabelName[] | null {
  const single = nameOf(head)
  if (single !== null) return [single]
  const parts = head.split(/\s*(?:,|&|\/|\+|\band\b|\bund\b|\bet\b|\be\b|\by\b)\s*/).filter(Boolean)
  if (parts.length < 2 || parts.length > 4) return null
  const names = parts.map(nameOf)
  if (names.some((name) => name === null)) return null
  return [...new Set(names as LabelName[])]
}

/** True for the heading of a field: "Time", "Date and place". */
export function isHeading(text: string): boolean {
  return headingNames(text).length > 0
}

/** The fields that a heading is of; none for any other text. */
export function headingNames(text: string): readonly LabelName[] {
  return namesOf(normal(text.replace(/[*_:]/g, ''))) ?? []
}

/** Pictures that stand before a line in place of a heading. */
const signs: readonly [RegExp, LabelName][] = [
  [/[📍🏛🏢🏫🗺]/u, 'where'],
  [/[🗓📅📆]/u, 'date'],
  [/[\u{1F550}-\u{1F567}⏰⏱⌚]/u, 'time'],
  [/[🎤👤🗣🧑👩👨🎙]/u, 'speaker'],
  [/[📖📕📗📘📙📚📝]/u, 'title'],
  [/[🔗💻🖥🎥📹📺🌐]/u, 'link'],
]

/** Pictures at the beginning of a line, with what joins and colours them; ©, ® and ™ are letters. */
const leadingSigns = /^(\s*)((?:(?![©®™\d])[\p{Extended_Pictographic}\p{EMod}]\uFE0F?\u200D?\s*)+)(?=\S)/u

/** A line without the pictures before it, and the heading that they stand for. */
export function withoutSigns(raw: string): { raw: string; name: LabelName | null } {
  const found = leadingSigns.exec(raw)
  if (found === null) return { raw, name: null }
  const name = signs.find(([pattern]) => pattern.test(found[2]!))?.[1] ?? null
  return { raw: `${found[1]}${raw.slice(found[0].length)}`, name }
}

/** The label that a picture gives a line. */
export function signLabel(name: LabelName, text: string): Label {
  return { names: [name], head: '', valueStart: 0, value: text }
}

/** Reads the heading of a line: "Time: …", "Place - …", "Speaker     …" (two spaces or more), or alone on its line. */
export function labelOf(raw: string, text: string): Label | null {
  return colonLabel(text) ?? columnLabel(raw, text) ?? loneLabel(text)
}

function colonLabel(text: string): Label | null {
  const match = /^([^:：]{1,60})\s*[:：](?!\/\/)/.exec(text)
  if (match === null || /^\d(?!\d?[.)] \p{L})/u.test(text)) return dashLabel(text)
  const names = namesOf(normal(match[1]!))
  if (names === null) return null
  const value = text.slice(match[0].length)
  return {
    names,
    head: normal(match[1]!),
    valueStart: text.length - value.trimStart().length,
    value: value.trim(),
  }
}

/** "Speaker – Jane Doe"; only for headings that are hardly anything else. */
function dashLabel(text: string): Label | null {
  const at = /^(.{2,25}?) [-–—] /.exec(text)
  if (at === null) return null
  const head = normal(at[1]!)
  const name = nameOf(head)
  if (name === null || needColon.has(head) || head.length < 4) return null
  return { names: [name], head, valueStart: at[0].length, value: text.slice(at[0].length).trim() }
}

/** A table's row, or "Room" and its value in the next column. */
function columnLabel(raw: string, text: string): Label | null {
  const match = /^ {0,8}(\S(?:[^ ]| (?! )){0,40})( {2,})(?=\S)/.exec(raw)
  if (match === null) return null
  const head = normal(match[1]!)
  const names = namesOf(head)
  if (names === null || !/^[\p{Lu}]/u.test(match[1]!) || /[.,]$/.test(match[1]!)) return null
  const value = raw.slice(match[0].length).trim().replace(/ {2,}/g, ' ')
  // Justified text has double spaces too: a sentence goes on after its first word. Tables have more.
  const isJustified = match[2] === '  ' && /[a-z] [a-z]+ [a-z]+ [a-z]+ [a-z]+/.test(value)
  if (value.length > 90 || isJustified) return null
  return { names, head, valueStart: text.length - value.length, value }
}

function loneLabel(text: string): Label | null {
  if (text.length > maxHead || text === '' || /[?!,;]$/.test(text)) return null
  const head = normal(text.replace(/\.$/, ''))
  const name = nameOf(head)
  if (name === null || (needColon.has(head) && name !== 'abstract')) return null
  if (name === 'abstract' && needColon.has(head) && !/^\p{Lu}/u.test(text)) return null
  if (!/^[*_•-]? ?\p{Lu}/u.test(text)) return null
  return { names: [name], head, valueStart: text.length, value: '' }
}

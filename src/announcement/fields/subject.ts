import type { Field, Speaker } from '../announcement.ts'
import { givenNames } from '../languages/given-names.ts'
import { findDates } from '../mentions/date.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { looksLikeName, parsePerson } from '../mentions/person.ts'
import { placeBehind } from '../mentions/place.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { findTimes, type TimeMention } from '../mentions/time.ts'
import { cleanTitle, findQuoted } from './title.ts'
import { tokenize } from '../text/tokens.ts'
import {
  findCancelled,
  findChanged,
  findHappening,
  findReminder,
  findType,
  foldWords,
  wordsOf,
} from '../text/vocabulary.ts'
import type { When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

/** What the subject says by itself: the last resort for each field, and a second witness for the date. */
export interface SubjectFacts {
  title: Field<string> | null
  speakers: Field<Speaker>[]
  location: Field<string> | null
  whens: When[]
  /** The day that the subject names; null when it names none. */
  date: Temporal.PlainDate | null
  /** The hour that it names beside a day. */
  time: TimeMention | null
}

/** Reads "Research Seminar by Weijie Su, Wharton, 16.12.2022", "Jane Doe: A title", "Workshop X, 13-14 June 2025". */
export function readSubject(document: Document): SubjectFacts {
  const { subject } = document
  const source = withoutKind(subject.replace(/^(?:\[[^\]]*\]|\*[^*]+\*)\s*/, ''))
  const line: Line = {
    index: -1,
    text: source,
    start: 0,
    indent: 0,
    label: null,
    region: 'body',
    rule: false,
    struck: false,
    sign: null,
  }
  const tokens = tokenize(source)
  const dates = findDates(tokens)
  const times = findTimes(tokens, dates)
  const facts: SubjectFacts = { title: null, speakers: [], location: null, whens: [], date: null, time: null }
  const mention = dates.find(({ day, relative }) => day !== null || relative !== null)
  const resolved = mention === undefined ? null : resolveDate(mention, document.sent)
  if (mention !== undefined && resolved !== null) {
    facts.date = resolved.date
    const told = times.filter(({ weak }) => !weak)
    // "Midi de la biostatistique demain 12h15": the hour behind the day is its own.
    const time = told.find(({ start }) => start >= mention.end) ?? told[0] ?? null
    facts.time = time
    const ahead = document.sent.until(resolved.last ?? resolved.date).days >= -1
    const happens = findHappening(source) ?? findType(source)
    if (ahead && (happens !== null || time !== null) && dates.length === 1)
      facts.whens.push({
        ...resolved,
        time,
        mention,
        line,
        setting: 'headline',
        // "Registration for the lunch seminar today until 2pm": what the hour is for is hardly told.
        sure:
          time === null || happens === null || mention.relative !== null
            ? { day: 0.5, hour: 0.5 }
            : { day: 0.9, hour: 0.9 },
        dayHeading: false,
        repeats: [],
        doubts: time === null ? [...resolved.doubts, 'the date stands in the subject only'] : resolved.doubts,
      })
  }
  const last = [...dates, ...times].reduce((end, span) => Math.max(end, span.end), 0)
  if (last > 0) facts.location = placeBehind(source.slice(last))
  const words = withoutSpans(source, [...dates, ...times])
  const by = / (?:by|von|par|de|with|mit) (?=\p{Lu})/u.exec(words)
  const person =
    by === null
      ? null
      : parsePerson(
          words
            .slice(by.index + by[0].length)
            .split(/ (?:--|–|—|-) |;|: /)[0]!
            .replace(/[\s,.]+$/, ''),
        )
  if (person !== null && looksLikeName(person.name))
    facts.speakers = [{ value: person, certainty: 'stated', source: subject }]
  const named = facts.speakers.length === 0 ? namedBehindType(words) : null
  if (named !== null) facts.speakers = [{ value: named, certainty: 'stated', source: subject }]
  const colon = /^(.{3,70}?): (.{4,})$/.exec(words)
  if (colon !== null && facts.speakers.length === 0) {
    const head = parsePerson(colon[1]!)
    const tail = parsePerson(colon[2]!)
    if (head !== null && looksLikeName(head.name)) {
      facts.speakers = [{ value: head, certainty: 'stated', source: subject }]
      facts.title = stated(titleField(colon[2]!, subject))
    } else if (tail !== null && looksLikeName(tail.name))
      facts.speakers = [{ value: tail, certainty: 'stated', source: subject }]
  }
  const quoted = findQuoted(words)
  if (quoted !== null && quoted.inner.split(' ').length >= 2)
    facts.title = stated(titleField(quoted.inner, subject))
  facts.title ??= facts.speakers.length === 0 ? titleField(withoutTypeHead(words), subject) : null
  return facts
}

/**
 * "Vortrag Zoë Müller", "exposé de Sophie Baillod (EPFL)": a kind of event and a name that begins with a
 * given name.
 */
export function namedBehindType(words: string): Speaker | null {
  // Day and hour were cut out: the name ends at the gap they left.
  const told = headOf(words, /\s*,(?:\s*,)+|\s{3,}/).replace(/[\s,.;–-]+$/u, '')
  const [, type = '', rest = ''] =
    /^(\p{L}{4,20}) (?:(?:by|of|von|mit|de|par|di|del|con) )?(\p{Lu}.{4,80})$/u.exec(told) ?? []
  const speaker = findType(type) === null ? null : parsePerson(rest)
  const isNamed =
    speaker !== null && looksLikeName(speaker.name) && givenNames.has(foldWords(headOf(speaker.name, ' ')))
  return isNamed ? speaker : null
}

/** "CANCELLED: Title", "Room change: Title": the kind of mail is not part of the title. */
function withoutKind(subject: string): string {
  const head = /^([^:]{3,40}): ?(?=\S)/.exec(subject)
  const isKind =
    head !== null &&
    head[1]!.split(' ').length <= 4 &&
    (findCancelled(head[1]!) ?? findChanged(head[1]!) ?? findReminder(head[1]!)) !== null
  return isKind ? withoutKind(subject.slice(head[0].length)) : subject
}

function titleField(text: string, source: string): Field<string> | null {
  // "Room change", "Vortrag abgesagt": words for the kind of mail are not a title.
  if (text.split(' ').length < 7 && (findCancelled(text) ?? findChanged(text) ?? findReminder(text)) !== null)
    return null
  const title = cleanTitle(text)
  if (title !== null && wordsOf(title).every((word) => findType(word) !== null)) return null
  return title === null || title.length < 4 ? null : { value: title, certainty: 'implied', source }
}

function stated(field: Field<string> | null): Field<string> | null {
  return field === null ? null : { ...field, certainty: 'stated' }
}

/** "Workshop: Life and Work" → "Life and Work"; "Meeting: X" likewise. */
function withoutTypeHead(words: string): string {
  const head = /^([^:]{3,40}): (?=\S{2})/.exec(words)
  return head !== null && findType(head[1]!) !== null && head[1]!.split(' ').length <= 3
    ? words.slice(head[0].length)
    : words
}

function withoutSpans(text: string, spans: { start: number; end: number }[]): string {
  let result = text
  for (const span of spans.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, span.start) + result.slice(span.end)
  return result
    .replace(/\[[A-ZÄÖÜÉ! ]{5,}\]|\[[\p{L} ]{3,30}\]$/gu, '')
    .replace(/\(\s*\)/g, '')
    .replace(/(?:[\s,;:–—-]|(?<!\p{L})(?:on|am|le|at|um|à|den|the|this|next|diesen)(?!\p{L}))+$/iu, '')
    .replace(/ (?:am|on|le|um|at)(?= *[,–-])/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

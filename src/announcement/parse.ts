import type { Message } from '../mail/message.ts'
import type { Announcement, Field, ParserProfile, Speaker, Talk, TalkStatus } from './announcement.ts'
import { readDocument, sentenceAt, type Document, type Line } from './document.ts'
import { findDoubtfulStatus, findKind, findOther } from './kind.ts'
import type { LabelName } from './languages/words.ts'
import { readLayout } from './layout.ts'
import { findJoinLink } from './link.ts'
import { parseProgrammeLine, type Pair } from './pair.ts'
import {
  cleanPlace,
  findPlaceInSentence,
  findPlaceRightBehind,
  looksLikePlace,
  placeBehind,
} from './place.ts'
import { refine } from './refine/index.ts'
import { continuationsOf, splitSections, valuesOf, type Section } from './sections.ts'
import { findSeries, subjectSeries } from './series.ts'
import {
  findAnyName,
  findFirstPerson,
  findSpeakerInSentence,
  findSpeakerList,
  looksLikeName,
  parsePeople,
  parsePerson,
} from './speaker.ts'
import { findUsual, withUsual } from './programme.ts'
import { readSubject } from './subject.ts'
import { cleanTitle, findEventName, findTitleInSentence } from './title.ts'
import { findType, wordsOf } from './vocabulary.ts'
import { findWhens, type When } from './when.ts'

/**
 * Reads a mail into what it announces; pure, never throws, the same answer on every machine.
 * The steps, in order: lines and regions, dates with their times, sections, fields (labels, then layout, then sentences, then subject), rules.
 */
export function parseAnnouncement(
  message: Pick<Message, 'subject' | 'date' | 'text' | 'from'>,
  profile: ParserProfile,
): Announcement {
  const document = readDocument(message)
  const hint = findKind(document)
  const whens = withUsual(findWhens(document), findUsual(document))
  const subject = readSubject(document)
  const sections = splitSections(document, whens.length > 0 ? whens : subject.whens)
  const talks = sections.map((section) =>
    readTalk(document, section, sections.length === 1, profile, subject, hint.kind === 'cancellation'),
  )
  return refine({
    document,
    hint,
    other: findOther(document),
    subject,
    talks: talks.map((talk, at) => ({ talk, section: sections[at]! })),
    profile,
  })
}

function readTalk(
  document: Document,
  section: Section,
  alone: boolean,
  profile: ParserProfile,
  subject: ReturnType<typeof readSubject>,
  cancelled: boolean,
): Talk {
  const { when, lines } = section
  const values = valuesOf(lines)
  const layout = readLayout(document, lines, when)
  const told = [when, ...when.repeats]
    .filter((mention) => mention.setting === 'prose')
    .map((mention) => sentenceAt(document, mention.mention.start).text)
  const around = told.join('\n')
  const body = (alone ? document.lines : lines).filter((line) => line.region === 'body')
  const paragraph = body
    .map((line) => line.text)
    .join('\n')
    .slice(0, 6000)
  const prose = when.setting === 'prose'
  const programme = pairOf(values)
  const speakers = firstFilled(
    speakersOf(values),
    () => (programme === null ? [] : programme.speakers),
    () => (alone ? findSpeakerList(paragraph) : []),
    () => (prose ? findSpeakerInSentence(around) : []),
    () => layout.speakers,
    () => findSpeakerInSentence(around),
    () => (alone ? subject.speakers : []),
    () => (alone ? findFirstPerson(paragraph, document.from) : []),
    () => firstFilled([], ...proseOf(body).map((text) => () => findSpeakerInSentence(text))),
    () => (prose && findType(around) !== 'meeting' ? findAnyName(around, document.from) : []),
  )
  const sentenceTitle = () => findTitleInSentence(around) ?? findTitleInSentence(paragraph)
  const title =
    titleOf(values) ??
    (hasOpenTitle(values)
      ? null
      : (programme?.title ??
        (prose ? sentenceTitle() : null) ??
        fullerTitle(subject.title, body, speakers) ??
        layoutTitle(layout.title, speakers) ??
        sentenceTitle() ??
        (speakers.length === 0 && alone ? findEventName(around) : null) ??
        (alone ? titleBesideSpeakers(subject.title, speakers) : null)))
  const location =
    placeOf(values, document, when) ??
    (values.has('where')
      ? null
      : (layout.location ??
        placeRightBehind(document, when) ??
        when.usual?.location ??
        (alone && when.line.index < 0 ? subject.location : null) ??
        findPlaceInSentence(around) ??
        findPlaceInSentence(behindSentence(document, when)) ??
        (alone ? findPlaceInSentence(prose ? paragraph : tellingPlaces(body)) : null)))
  return {
    type: findType(document.subject) ?? findType(layout.series ?? '') ?? findType(around) ?? 'talk',
    title,
    speakers,
    start: startOf(document, when),
    end: endOf(document, when),
    timeZone: zoneOf(when, profile),
    location,
    online: findJoinLink(lines),
    series: seriesOf(values) ?? findSeries(document, layout.series, profile.knownSeries),
    status: statusOf(document, cancelled),
    doubts: [...when.doubts],
  }
}

/** The paragraphs of running text, without lines under labels. */
function proseOf(body: readonly Line[]): string[] {
  const labelled = continuationsOf(body)
  return body
    .filter((line) => line.label === null && !labelled.has(line))
    .map((line) => line.text)
    .join('\n')
    .split(/\n{2,}/)
    .slice(0, 40)
}

const tellsPlace =
  /\b(?:take[s]? place|taking place|held|findet|statt|room|hall|raum|hörsaal|salle|aula|sala|auditorium|meet)\b/i

/** The sentences of a mail that tell where something is, not who works where. */
function tellingPlaces(body: readonly Line[]): string {
  return proseOf(body)
    .flatMap((text) => text.replace(/\n/g, ' ').split(/(?<=[.!?]) /))
    .filter((sentence) => sentence.length > 30 && tellsPlace.test(sentence))
    .join('\n')
}

/** "Program: Jane Doe -- Title": a pair under a heading that is none of speaker and title. */
function pairOf(values: ReadonlyMap<LabelName, string[]>): Pair | null {
  for (const value of values.get('notes') ?? []) {
    const pair = parseProgrammeLine(value.split('\n')[0]!)
    if (pair !== null) return pair
  }
  return null
}

/** A subject that names the speaker or the series is no title. */
function titleBesideSpeakers(
  title: Field<string> | null,
  speakers: readonly Field<Speaker>[],
): Field<string> | null {
  if (title === null || speakers.length === 0) return title
  // Unquoted words of a subject are its talk's title only where nobody is named: "APSE talk tomorrow (online)".
  if (title.certainty === 'implied' && (title.value.split(' ').length < 5 || findType(title.value) !== null))
    return null
  return subjectSeries(title.value) !== null ||
    speakers.some((speaker) => title.value.includes(speaker.value.name))
    ? null
    : title
}

const fewWords = 2

/** The line of the body that says the subject's words and more: "Workshop: Life and Work" → "Life and Work: On Writing …". */
function fullerTitle(
  title: Field<string> | null,
  body: readonly Line[],
  speakers: readonly Field<Speaker>[],
): Field<string> | null {
  if (title === null || speakers.length > 0) return null
  const wanted = wordsOf(title.value)
  if (wanted.length < fewWords) return null
  const line = body.find((candidate) => {
    const words = new Set(wordsOf(candidate.text))
    return (
      candidate.label === null &&
      !candidate.rule &&
      candidate.text.length < 140 &&
      !/\d{4}|:$/.test(candidate.text) &&
      !(candidate.text.endsWith('.') && candidate.text.length > 60) &&
      words.size < 3 * wanted.length + 4 &&
      wanted.every((word) => words.has(word))
    )
  })
  const value = line === undefined ? null : cleanTitle(line.text)
  return value === null ? null : { value, certainty: 'stated', source: line!.text }
}

function placeRightBehind(document: Document, when: When): Field<string> | null {
  if (when.setting !== 'prose') return null
  const { text, start } = sentenceAt(document, when.mention.start)
  const end = Math.max(
    when.mention.end,
    when.time !== null && when.time.end < start + text.length ? when.time.end : 0,
  )
  return findPlaceRightBehind(document.text.slice(end, start + text.length))
}

/** The two or three sentences behind the one that names the date. */
function behindSentence(document: Document, when: When): string {
  if (when.setting !== 'prose') return ''
  const { text, start } = sentenceAt(document, when.mention.start)
  const rest = document.text.slice(start + text.length, start + text.length + 250)
  return rest.split('\n\n')[0]!
}

function firstFilled<Item>(first: Item[], ...others: (() => Item[])[]): Item[] {
  if (first.length > 0) return first
  for (const other of others) {
    const found = other()
    if (found.length > 0) return found
  }
  return []
}

function firstValue(values: ReadonlyMap<LabelName, string[]>, name: LabelName): string | null {
  return values.get(name)?.find((value) => value.trim() !== '') ?? null
}

function speakersOf(values: ReadonlyMap<LabelName, string[]>): Field<Speaker>[] {
  const value = firstValue(values, 'speaker')
  if (value === null) return []
  const people = parsePeople(value)
  const affiliation = firstValue(values, 'affiliation')
  if (people.length === 1 && people[0]!.value.affiliation === null && affiliation !== null)
    people[0]!.value = { ...people[0]!.value, affiliation: affiliation.replace(/\n/g, ', ') }
  return people
}

function titleOf(values: ReadonlyMap<LabelName, string[]>): Field<string> | null {
  const value = firstValue(values, 'title')
  if (value === null) return null
  const title = cleanTitle(value)
  return title === null ? null : { value: title, certainty: 'stated', source: value }
}

/** "Title: TBA": known to be open, so nothing else is taken for it. */
function hasOpenTitle(values: ReadonlyMap<LabelName, string[]>): boolean {
  const value = firstValue(values, 'title')
  return value !== null && cleanTitle(value) === null
}

/** A line that is the speaker's own name is no title. */
function layoutTitle(title: Field<string> | null, speakers: readonly Field<Speaker>[]): Field<string> | null {
  if (title === null) return null
  const names = speakers.map((speaker) => speaker.value.name)
  return names.some((name) => title.value.startsWith(name)) ||
    (looksLikeName(title.value) && parsePerson(title.value) !== null && names.length === 0)
    ? null
    : title
}

function placeOf(
  values: ReadonlyMap<LabelName, string[]>,
  document: Document,
  when: When,
): Field<string> | null {
  for (const value of nearest(values.get('where') ?? [], document, when)) {
    const bare = withoutDates(document, value)
    const place = cleanPlace(bare)
    if (place !== null) return { value: place, certainty: 'stated', source: value }
  }
  if (when.setting !== 'label') return null
  // "Date: Thursday 16th February, 2.00 in Fine Hall 224": the place behind the time.
  const end = Math.max(
    when.mention.end,
    when.time !== null && when.time.start < when.line.start + when.line.text.length ? when.time.end : 0,
  )
  const rest = document.text.slice(end, when.line.start + when.line.text.length)
  const place = placeBehind(
    rest.replace(/^[^\p{L}\d(]*\((?:[^()]*(?:CES?T|time|UTC|GMT|EST|EDT)[^()]*)\)/u, ''),
  )
  return place !== null &&
    (looksLikePlace(place.value) || /^(?:in|at) /.test(rest.trim().replace(/^[,;.]\s*/, '')))
    ? place
    : null
}

/** Of several places the one that stands nearest to the date: "Philadelphia" above, the hall beside it. */
function nearest(places: readonly string[], document: Document, when: When): string[] {
  const distance = (value: string) =>
    Math.abs(
      document.text.indexOf(value.split('\n')[0]!, Math.max(0, when.line.start - 400)) - when.line.start,
    )
  return places.toSorted((a, b) => distance(a) - distance(b))
}

/** The value of "Time and place:" without what is date or time. */
function withoutDates(document: Document, value: string): string {
  let text = value
  const at = document.text.indexOf(value.split('\n')[0]!)
  if (at === -1) return text
  const spans = [...document.dates, ...document.times]
    .filter((span) => span.start >= at && span.end <= at + value.length)
    .toSorted((a, b) => b.start - a.start)
  if (spans.length === 0) return text
  for (const span of spans) text = `${text.slice(0, span.start - at)}${text.slice(span.end - at)}`
  return text.replace(/^[\s,;:.–-]+(?:(?:at|um|à|from|in|h)\b)?[\s,;:]*/i, '').replace(/[,;]\s*(?=[,;])/g, '')
}

function seriesOf(values: ReadonlyMap<LabelName, string[]>): Field<string> | null {
  const value = firstValue(values, 'series')
  return value === null || value.length > 120
    ? null
    : { value: value.replace(/\n/g, ' '), certainty: 'stated', source: value }
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function sourceOf(document: Document, when: When): string {
  const day = document.text.slice(when.mention.start, when.mention.end)
  if (when.time === null) return day
  const time = document.text.slice(when.time.start, when.time.end)
  const between =
    when.time.start > when.mention.end ? document.text.slice(when.mention.start, when.time.end) : null
  return between !== null && between.length < 120 ? between : `${day} … ${time}`
}

function startOf(document: Document, when: When): Field<string> {
  const source = sourceOf(document, when)
  const multiDay = when.last !== null && when.last.since(when.date).days > 0
  if (when.time === null || (multiDay && when.time.until !== null))
    return { value: when.date.toString(), certainty: when.certainty, source }
  return {
    value: `${when.date.toString()}T${clock(when.time.from)}`,
    certainty: when.time.implied ? 'implied' : when.certainty,
    source,
  }
}

function endOf(document: Document, when: When): Field<string> | null {
  const source = sourceOf(document, when)
  if (when.last !== null && when.last.since(when.date).days > 0)
    return { value: when.last.toString(), certainty: when.certainty, source }
  if (when.time?.until == null) return null
  return { value: `${when.date.toString()}T${clock(when.time.until)}`, certainty: when.certainty, source }
}

function zoneOf(when: When, profile: ParserProfile): Field<string> | null {
  const { time } = when
  if (time?.zone == null || time.zone === profile.timeZone) return null
  return { value: time.zone, certainty: 'stated', source: time.zoneSource ?? '' }
}

function statusOf(document: Document, cancelled: boolean): Field<TalkStatus> {
  if (cancelled) return { value: 'cancelled', certainty: 'stated', source: findKind(document).reason }
  const tentative = findDoubtfulStatus(document)
  return tentative === null
    ? { value: 'confirmed', certainty: 'implied', source: '' }
    : { value: 'tentative', certainty: 'stated', source: tentative }
}

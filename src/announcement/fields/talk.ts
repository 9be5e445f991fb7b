import { findAbstract } from './abstract.ts'
import type { Field, ParserProfile, Speaker, Talk } from '../announcement.ts'
import { type Document, type Line, sentenceAt } from '../text/document.ts'
import type { KindHint } from '../decisions/kind.ts'
import { hasOpenTitle, pairOf, placeOf, seriesOf, speakersOf, titleOf } from './labelled.ts'
import { readLayout } from './layout.ts'
import { findJoinLink } from '../mentions/link.ts'
import { looksLikeName, parsePerson } from '../mentions/person.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import { type Section, continuationsOf, valuesOf } from '../items/sections.ts'
import { findSeries, subjectSeries } from './series.ts'
import { endOf, startOf, zoneOf } from './span.ts'
import { findAnyName, findFirstPerson, findSpeakerInSentence, findSpeakerList } from './speaker.ts'
import { readStatus } from './status.ts'
import type { readSubject } from './subject.ts'
import { cleanTitle, findEventName, findTitleInSentence } from './title.ts'
import { findType, wordsOf } from '../text/vocabulary.ts'
import type { When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

/** Reads one section into a talk: for each field labels first, then layout, then sentences, then the subject. */
export function readTalk(
  document: Document,
  section: Section,
  sections: readonly Section[],
  profile: ParserProfile,
  subject: ReturnType<typeof readSubject>,
  hint: KindHint,
): Talk {
  const { when, lines } = section
  const alone = sections.length === 1
  const { status, doubts } = readStatus(document, section, sections, hint, subject)
  const values = valuesOf(lines)
  const layout = readLayout(document, lines, when)
  const told = [when, ...when.repeats]
    .filter((mention) => mention.setting === 'prose')
    .map((mention) => sentenceAt(document, mention.mention.start).text)
  const around = told.join('\n')
  const body = (alone ? document.lines : lines).filter(
    (line) => line.region === 'body' && !isTimed(document, line, when),
  )
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
    () =>
      prose && !/^(?:meeting|workshop|conference|course)$/.test(findType(around) ?? '')
        ? findAnyName(around, document.from)
        : [],
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
    abstract: findAbstract(alone ? document.lines : lines),
    notice: hint.notice,
    status,
    doubts: [...when.doubts, ...doubts],
  }
}

/** "16:15 Talk by …": a line of the event's own programme. */
function isTimed(document: Document, line: Line, when: When): boolean {
  return (
    line !== when.line &&
    document.times.some(
      (time) => time.start >= line.start && time.start <= line.start + 2 && time !== when.time,
    )
  )
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
  return headOf(rest, '\n\n')
}

function firstFilled<Item>(first: Item[], ...others: (() => Item[])[]): Item[] {
  if (first.length > 0) return first
  for (const other of others) {
    const found = other()
    if (found.length > 0) return found
  }
  return []
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

import type { Field, Speaker } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { hasOpenTitle, pairOf, placeOf, speakersOf, titleOf } from './labelled.ts'
import { readLayout } from './layout.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import { type Section } from '../items/sections.ts'
import { continuationsOf, valuesOf } from '../items/values.ts'
import { findFirstPerson, findSpeakerInSentence, findSpeakerList } from './speaker.ts'
import { isOfLaterHour } from './scope.ts'
import type { SubjectFacts } from './subject.ts'
import { cleanTitle, findEventName, findTitleInSentence } from './title.ts'
import { wordsOf } from '../text/vocabulary.ts'
import type { When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

/** What fixed rules read: labels first, then layout, then sentences, then the subject. */
export interface RuledFields {
  title: Ruled<Field<string> | null> | null
  speakers: Ruled<Field<Speaker>[]> | null
  location: Ruled<Field<string> | null> | null
  series: string | null
}

/** What the first rule that fits reads; a null value means that the mail calls it open. */
interface Ruled<Value> {
  value: Value
}

/** The readings of fixed rules: precise where a mail keeps to the usual forms, and one voice among others where it does not. */
export function readByRules(document: Document, section: Section, subject: SubjectFacts): RuledFields {
  const { when, lines, alone } = section
  const values = valuesOf(lines)
  const layout = readLayout(document, lines, when)
  const told = [when, ...when.repeats]
    .filter((mention) => mention.setting === 'prose')
    .map((mention) => sentenceAt(document, mention.mention.start).text)
  const around = told.join('\n')
  const body = lines.filter(
    (line) =>
      line.region === 'body' && !isTimed(document, line, when) && !isOfLaterHour({ document, section }, line),
  )
  const paragraph = body
    .map((line) => line.text)
    .join('\n')
    .slice(0, 6000)
  const prose = when.setting === 'prose'
  const programme = pairOf(values)
  const speakers = firstOf<Field<Speaker>[]>(
    {
      label: () => speakersOf(values),
      pair: () => programme?.speakers ?? [],
      list: () => (alone ? findSpeakerList(paragraph) : []),
      'sentence of the date': () => (prose ? findSpeakerInSentence(around) : []),
      layout: () => layout.speakers,
      'sentence of a repeat': () => findSpeakerInSentence(around),
      subject: () => (alone ? subject.speakers : []),
      'first person': () => (alone ? findFirstPerson(paragraph, document.from) : []),
      paragraph: () =>
        proseOf(body)
          .map(findSpeakerInSentence)
          .find((found) => found.length > 0) ?? [],
    },
    (found) => found.length > 0,
  )
  const sentenceTitle = () => findTitleInSentence(around) ?? findTitleInSentence(paragraph)
  const names = speakers?.value ?? []
  const title = firstOf<Field<string> | null>(
    {
      label: () => titleOf(values),
      'open label': () => (hasOpenTitle(values) ? openTitle : null),
      pair: () => programme?.title ?? null,
      sentence: () => (prose ? sentenceTitle() : null),
      'subject and body': () => fullerTitle(subject.title, body, names),
      'sentence elsewhere': sentenceTitle,
      'event name': () => (names.length === 0 && alone ? findEventName(around) : null),
    },
    (found) => found !== null,
  )
  const location = firstOf<Field<string> | null>(
    {
      label: () => placeOf(values, document, when),
      'open label': () => (values.has('where') ? openTitle : null),
      layout: () => layout.location,
      'right behind': () => placeRightBehind(document, when),
      usual: () => when.usual?.location ?? null,
      subject: () => (alone && when.line.index < 0 ? subject.location : null),
      'next sentence': () => findPlaceInSentence(behindSentence(document, when)),
    },
    (found) => found !== null,
  )
  const known = (found: Ruled<Field<string> | null> | null) =>
    found?.value === openTitle ? { ...found, value: null } : found
  return { title: known(title), speakers, location: known(location), series: layout.series }
}

/** The mail says that it is not known yet, so no other rule is asked. */
const openTitle: Field<string> = { value: '', certainty: 'stated', source: '' }

/** The first reading that is filled; the rules' names are for readers of this code only. */
function firstOf<Value>(
  rules: Readonly<Record<string, () => Value>>,
  isFilled: (value: Value) => boolean,
): Ruled<Value> | null {
  for (const read of Object.values(rules)) {
    const value = read()
    if (isFilled(value)) return { value }
  }
  return null
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

/** The two or three sentences after the one that names the date. */
function behindSentence(document: Document, when: When): string {
  if (when.setting !== 'prose') return ''
  const { text, start } = sentenceAt(document, when.mention.start)
  const rest = document.text.slice(start + text.length, start + text.length + 250)
  return headOf(rest, '\n\n')
}

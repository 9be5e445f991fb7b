import type { Change, Field } from '../announcement.ts'
import { speakersOf, titleOf } from '../fields/labelled.ts'
import { findQuoted } from '../fields/title.ts'
import type { LabelName } from '../languages/words.ts'
import { findJoinLink } from '../mentions/link.ts'
import { cleanPlace, findPlaceInSentence, placeBehind } from '../mentions/place.ts'
import { looksLikePlace, roomsIn } from '../mentions/place-like.ts'
import { resolveDate } from '../mentions/resolve.ts'
import { findTimes, type TimeMention } from '../mentions/time.ts'
import { lineAt, type Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { tokenize } from '../text/tokens.ts'
import { findAltered, findChanged, findCondition, findHappening, foldWords } from '../text/vocabulary.ts'
import { isRoom, mayBeStart } from './excluded.ts'
import { isFormerHour } from './former.ts'
import { openingOf, sentencesOf, type KindHint } from './kind.ts'

/** A longer mail is about an event of its own. */
const maxLines = 40

/**
 * What an answer, or a mail that names no day of its own, says of the talk that it is about: "we start at 16:15 instead",
 * "new room: HG E 3", "is cancelled". Null when it says nothing of one.
 */
export function readChange(document: Document, hint: KindHint, offDoubt: string | null): Change | null {
  const lines = document.lines.filter(({ region, text }) => isOwn(region) && text !== '')
  if (lines.length > maxLines) return null
  const values = labelled(lines)
  const sentences = sentencesOf(openingOf(document))
  const off = hint.kind === 'cancellation' && offDoubt === null
  const hours = hoursOf(document)
  const [hour] = hours
  const said = {
    status: off ? ({ value: 'cancelled', certainty: 'stated', source: hint.sentence } as const) : null,
    notice: hint.notice,
    hour: hour === undefined ? null : clockField(document, hour, hour.from),
    until: hour?.until == null ? null : clockField(document, hour, hour.until),
    location: placeOf(values, sentences),
    online: findJoinLink(lines),
    title: titleOf(values) ?? quotedTitle(sentences),
    speakers: speakersOf(values),
  }
  const named = namedIn(document, lines)
  const doubts = [
    ...(hours.length > 1 || hasRival(document, hour) ? ['two times are written'] : []),
    ...(offDoubt === null ? [] : [`perhaps called off: “${offDoubt.slice(0, 160)}”`]),
    ...openIn(sentences, offDoubt),
  ]
  const change = { ...said, named, doubts }
  const isSilent = Object.values(said).every(
    (one) => one === null || (Array.isArray(one) && one.length === 0),
  )
  if (!isSilent || doubts.length > 0) return change
  const told = sentences.find(isTold)
  if (told !== undefined) return { ...change, doubts: [`changes something: “${told.slice(0, 160)}”`] }
  return Object.values(named).some((list) => list.length > 0) ? change : null
}

/** The doubt of a sentence about a change that asks, or only says what may happen. */
function openIn(sentences: readonly string[], offDoubt: string | null): string[] {
  const open = sentences.find((sentence) => isTold(sentence) && isOpen(sentence))
  return open === undefined || offDoubt !== null
    ? []
    : [`asks, or only says what may happen: “${open.slice(0, 160)}”`]
}

function namedIn(document: Document, lines: readonly Line[]): Change['named'] {
  const isIn = (mention: { start: number }) => lines.includes(lineAt(document, mention.start))
  const dates = document.dates.filter(isIn)
  const days = dates.flatMap((mention) => resolveDate(mention, document.sent)?.date.toString() ?? [])
  const times = document.times.filter((time) => isIn(time) && !time.weak && !isFormerHour(document, time))
  const rooms = lines.flatMap(({ text, start }) => {
    const spans = [...dates, ...document.times].filter(
      (span) => span.start >= start && span.end <= start + text.length,
    )
    const bare = spans.reduce(
      (rest, span) =>
        rest.slice(0, span.start - start) + ' '.repeat(span.end - span.start) + rest.slice(span.end - start),
      text,
    )
    return roomsIn(bare.replace(formerPlace, ' '))
  })
  return {
    days: [...new Set(days)],
    hours: [...new Set(times.map(({ from }) => clockText(from)))],
    rooms: [...new Set(rooms)],
  }
}

function isOwn(region: Line['region']): boolean {
  return region === 'body' || region === 'aside' || region === 'link'
}

function labelled(lines: readonly Line[]): ReadonlyMap<LabelName, string[]> {
  const values = new Map<LabelName, string[]>()
  for (const { label } of lines)
    for (const name of label?.names ?? []) values.set(name, [...(values.get(name) ?? []), label?.value ?? ''])
  return values
}

/** The sentence speaks of a change. */
function isTold(sentence: string): boolean {
  return (findChanged(sentence) ?? findAltered(sentence)) !== null
}

function isOpen(sentence: string): boolean {
  return sentence.endsWith('?') || findCondition(sentence.replace(/\bMay\b/g, ' ')) !== null
}

/** Hours that the talk may start at, each once; not those of coffee, former ones or the sender's own. */
function hoursOf(document: Document): TimeMention[] {
  const found = new Map<number, TimeMention>()
  for (const time of document.times) {
    const line = lineAt(document, time.start)
    if (!isOwn(line.region) || !mayBeStart(document, time) || time.strangeZone !== null) continue
    const { text } = sentenceAt(document, time.start)
    const told =
      line.label?.names.some((name) => name === 'time' || name === 'when') === true ||
      (findHappening(text) ?? findChanged(text) ?? findAltered(text)) !== null
    if (told && !isOpen(text) && !found.has(time.from)) found.set(time.from, time)
  }
  return [...found.values()]
}

/** "The talk starts 17.15 or 18.15": another hour of the same sentence, however weakly it is written. */
function hasRival(document: Document, hour: TimeMention | undefined): boolean {
  if (hour === undefined) return false
  const { start } = sentenceAt(document, hour.start)
  return document.times.some(
    (time) =>
      time.weak &&
      time.from !== hour.from &&
      time.from !== hour.until &&
      sentenceAt(document, time.start).start === start &&
      !isFormerHour(document, time) &&
      !isRoom(document, time),
  )
}

function clockText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`
}

function clockField(document: Document, time: TimeMention, minutes: number): Field<string> {
  return {
    value: clockText(minutes),
    certainty: time.implied || time.ambiguous ? 'implied' : 'stated',
    source: document.text.slice(time.start, time.end),
  }
}

/** "not in HG G 19.1", "statt im Hörsaal B 6": the former place, up to a comma, "but" or the end. */
const formerPlace =
  /\b(?:instead of|rather than|not in|not at|nicht im|nicht in|statt im|statt in|anstatt im|anstelle von|au lieu d[ue]|et non|pas en|invece d[ie]|invece che|non in|en lugar d[e]l?|no en)\b[^,;.]*?(?=[,;.]|\b(?:but|sondern|mais|ma|sino)\b|$)/giu

/** "The room is still HIT E 01", "l'aula resta la D1.14" */
const staysWhere =
  /\b(?:remains?|stays?|is still|unchanged|same (?:room|place)|bleib\w*|unverandert|gleiche[rn]? (?:raum|ort)|reste\w*|inchange\w*|meme (?:salle|lieu)|resta\w*|stess[ao] aula|mism[ao] (?:aula|sala)|sigue)\b/

/** A new room: under a label, or in a sentence that tells of a change. */
function placeOf(
  values: ReadonlyMap<LabelName, string[]>,
  sentences: readonly string[],
): Field<string> | null {
  const [value] = values.get('where') ?? []
  const place = value === undefined ? null : cleanPlace(value)
  if (value !== undefined && place !== null) return { value: place, certainty: 'stated', source: value }
  for (const sentence of sentences) {
    if (!isTold(sentence) || isOpen(sentence) || staysWhere.test(foldWords(sentence))) continue
    const now = sentence.replace(formerPlace, ' ')
    const found = findPlaceInSentence(now) ?? behindWords(now)
    if (found !== null && looksLikePlace(found.value) && findTimes(tokenize(found.value)).length === 0)
      return found
  }
  return null
}

/** The place right after words of change: "Please note: new room HG E 3." */
function behindWords(sentence: string): Field<string> | null {
  const word = findChanged(sentence) ?? findAltered(sentence) ?? ''
  const at = foldWords(sentence).indexOf(word)
  return at === -1
    ? null
    : placeBehind(sentence.slice(at + word.length).replace(/^\s*(?:is|ist|est|è|es)\b/u, ''))
}

const titleWord = /\b(?:title|titel|titre|titolo|título|titulo)\b/iu

/** "The title is now known: “Robust estimation”". */
function quotedTitle(sentences: readonly string[]): Field<string> | null {
  for (const sentence of sentences) {
    const quoted = titleWord.test(sentence) ? findQuoted(sentence) : null
    if (quoted !== null) return { value: quoted.inner, certainty: 'stated', source: sentence }
  }
  return null
}

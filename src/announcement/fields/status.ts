import type { Field, TalkStatus } from '../announcement.ts'
import {
  isOfAnotherTime,
  isOfOtherMonths,
  readCancelledSubject,
  readCancelling,
  saysItTakesPlace,
  saysThereIsNone,
} from '../decisions/cancellation.ts'
import { type Document } from '../text/document.ts'
import { sentenceAt } from '../text/sentences.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { SubjectFacts } from './subject.ts'
import { findDoubtfulStatus, isTentative, sentencesOf, type KindHint } from '../decisions/kind.ts'
import type { Section } from '../items/sections.ts'
import { findCancelled, findPostponed, findTentative, foldWords } from '../text/vocabulary.ts'
import { isLeft } from '../decisions/postponed.ts'
import { isOn, type When } from '../decisions/when.ts'
import { headOf } from '../../text.ts'

/** A talk's status, and why a human should look at it. */
export interface ReadStatus {
  status: Field<TalkStatus>
  doubts: string[]
}

/**
 * Tells whether a talk is off: by its own lines, or by a mail that calls off all that it names.
 * One line of a programme that says CANCELLED is about its own item only.
 */
export function readStatus(
  document: Document,
  section: Section,
  sections: readonly Section[],
  hint: KindHint,
  subject: SubjectFacts,
): ReadStatus {
  const alone = sections.length === 1
  const around = { document, section, sections }
  const own = ownCancelling(document, section)
  if (!alone && own?.cancelling === 'off') return cancelled(own.sentence)
  // "Paul Meier spricht wie geplant", beside one that is off.
  if (!alone && section.lines.some(({ text }) => saysItTakesPlace(text)))
    return { status: tentativeOr(around), doubts: [] }
  if (hint.kind === 'cancellation') {
    const elsewhere = sections.some((other) => other !== section && saysOff(document, other))
    const bySubject = readCancelledSubject(document.subject) === 'off'
    // "Talk of 9 October cancelled" over the programme of the term.
    const otherDay = !alone && bySubject && subject.date !== null && !isOn(section.when, subject.date)
    const own = alone || isOfThisDay(document, section.when, hint)
    if (alone ? isMeant(document, section.when) : own && !elsewhere && !otherDay)
      return bySubject ||
        (alone && !isOtherwiseAnnounced(section) && isOfThisDay(document, section.when, hint))
        ? cancelled(hint.sentence)
        : perhapsCancelled(around, hint.sentence)
  }
  // What another sentence postpones may be somebody else's talk.
  if (
    alone &&
    hint.notice?.value === 'postponed' &&
    hint.kind !== 'reminder' &&
    isLeft(document, section.when, subject.date)
  )
    return findPostponed(document.subject) === null
      ? perhapsCancelled(around, hint.notice.source)
      : cancelled(hint.notice.source)
  const unsure = (alone ? hint.unsure : null) ?? own?.sentence ?? (alone ? null : postponing(section))
  return unsure === null ? { status: tentativeOr(around), doubts: [] } : perhapsCancelled(around, unsure)
}

/** Labels of title, speaker and time: an announcement, in which a sentence may call off something else. */
function isOtherwiseAnnounced({ when, lines }: Section): boolean {
  const names = new Set(lines.flatMap((line) => line.label?.names ?? []))
  return when.setting === 'label' && (names.has('title') || names.has('speaker'))
}

/** "The talk of 12 March is cancelled. We continue a week later: …": the day that the sentence names, if any, is this one. */
function isOfThisDay(document: Document, when: When, { sentence }: KindHint): boolean {
  if (isOfOtherMonth(when, sentence)) return false
  const at = document.text.indexOf(headOf(sentence, '\n').slice(0, 60))
  if (at === -1) return true
  const named = daysIn(document, at, sentence.length)
  return named.length === 0 || named.some((day) => isOn(when, day))
}

function cancelled(source: string): ReadStatus {
  return { status: { value: 'cancelled', certainty: 'stated', source }, doubts: [] }
}

/** It waits as it was announced: the sentence may speak of a dinner, a flight, last week's talk. */
function perhapsCancelled(around: Around, sentence: string): ReadStatus {
  return {
    status: tentativeOr(around),
    doubts: [`perhaps called off: “${sentence.slice(0, 160)}”`],
  }
}

function saysOff(document: Document, section: Section): boolean {
  return ownCancelling(document, section)?.cancelling === 'off'
}

/**
 * The first sentence on cancelling in a section's own lines (no title, speaker or series); a certain one
 * wins.
 */
function ownCancelling(document: Document, { when, lines }: Section) {
  const own = lines.filter(
    (line) =>
      line.region !== 'quoted' &&
      // "NO SEMINAR" in the column of the speakers.
      (saysThereIsNone(line.text) || !isName(line)),
  )
  // A line of a list is judged by itself: its neighbours are other items.
  const told =
    when.line.index >= 0 && when.setting === 'prose' ? [sentenceAt(document, when.mention.start)] : []
  const said = [...told, ...own]
    .filter((place) => findCancelled(place.text) !== null && !isOfOtherDay(document, when, place))
    .flatMap((place) => {
      const sentences = [place.text, ...sentencesOf(place.text)].map((text) => text.replace(quotation, ' '))
      const isItsLine =
        !('region' in place) || place === when.line || isTagLine(place.text) || saysThereIsNone(place.text)
      const inAbstract = 'region' in place && place.region === 'abstract'
      return sentences.map((sentence) => {
        const speaks = findCancelled(sentence) !== null && !isOfAnotherTime(sentence)
        const cancelling = speaks ? readCancelling(marked(sentence)) : null
        // What stands below "Abstract:" may be the abstract's; what stands below the item, another event's.
        const sure =
          cancelling !== 'off' ||
          (!inAbstract && (isItsLine || isMark(sentence) || marked(sentence) !== sentence))
        return { sentence, cancelling: sure ? cancelling : ('unsure' as const) }
      })
    })
    .filter(({ cancelling }) => cancelling !== null)
  return said.find(({ cancelling }) => cancelling === 'off') ?? said[0] ?? null
}

/** "è RINVIATO a data da destinarsi" below one item of a programme. */
function postponing({ lines }: Section): string | null {
  const said = lines.find(
    (line) =>
      line.region === 'body' && !isName(line) && findPostponed(line.text.replace(quotation, ' ')) !== null,
  )
  return said?.text ?? null
}

/** What a title, a speaker or a series is called says nothing of its status: "The cancelled census". */
function isName({ label }: Section['lines'][number]): boolean {
  return /^(?:title|speaker|series)$/.test(label?.names[0] ?? '')
}

/** "ANNULÉ | covid-19 Ingo Feldhausen" */
function isMark(sentence: string): boolean {
  const word = /^\W*(\p{Lu}{5,})(?!\p{L})/u.exec(sentence)?.[1]
  return word !== undefined && findCancelled(word) !== null
}

/** "CANCELLED", "- entfällt -" on a line of its own. */
function isTagLine(text: string): boolean {
  return text.split(' ').length <= 3
}

/** The days that a stretch of the text names. */
function daysIn({ dates, sent }: Document, start: number, length: number): Temporal.PlainDate[] {
  return dates
    .filter((date) => date.start >= start && date.end <= start + length && date.day !== null)
    .flatMap((date) => resolveDate(date, sent)?.date ?? [])
}

const quotation = /[“„«][^”“»]*[”“»]/g

/** "The talk of 12 March is cancelled" above the talk of 19 March. */
function isOfOtherDay(
  document: Document,
  when: When,
  { start, text }: { start: number; text: string },
): boolean {
  const named = daysIn(document, start, text.length)
  return isOfOtherMonth(when, text) || (named.length > 0 && !named.some((day) => isOn(when, day)))
}

/** "L’incontro di ottobre è già annullato", "the June meeting is cancelled" above the one of another month. */
function isOfOtherMonth({ date, last }: When, text: string): boolean {
  return isOfOtherMonths(text, [date.month, last?.month ?? date.month])
}

/** The mark at the end of an item's line stands for itself: "20 February, 16:15, HG G 19.1: CANCELLED (Anthony Ashton)", "Trees (cancelled!)". */
function marked(sentence: string): string {
  const last = /(?:[:–—|*(]|\s-)\s*(?:\p{Lu}{6,}\b.*|[\p{L}]+(?: \p{L}+)?[!.)\s]*)$/u.exec(sentence)
  const mark = last?.[0].replace(/^[\s:–—|*(-]+/, '') ?? ''
  return findCancelled(mark.split(' ').slice(0, 2).join(' ')) === null ? sentence : mark
}

const another =
  /\b(?:(?:the )?next (?:one|seminar|talk|colloquium|lecture|session|meeting)|nachste[rns]? (?:vortrag|seminar|kolloquium|termin|sitzung)|prochain(?:e)? (?:expose|seminaire|seance)|prossim[oa] (?:seminario|seduta)|proxim[oa] (?:charla|seminario|conferencia))\b/

/** "We cancel the colloquium of 11 March. The next one takes place on 25 March": only the first is off. */
function isMeant(document: Document, when: When): boolean {
  const sentence = when.line.index < 0 ? '' : sentenceAt(document, when.mention.start).text
  return findCancelled(sentence) !== null || when.setting !== 'prose' || !another.test(foldWords(sentence))
}

const ofAll =
  /\b(?:(?:all|both)(?: the| of the)? (?:dates|talks|times|days)|(?:all|both) are|dates (?:are|tbc)|beide (?:termine|daten|tage|vortrage)|alle (?:termine|daten|vortrage)|termine sind|(?:les|toutes les)(?: deux)? dates|(?:tutte le|entrambe le|le) date|date provvisorie|(?:todas las|ambas|las) fechas)\b/

/** "All dates are tentative", "Both dates tbc.", behind the rows or before them. */
function isOfAll(text: string): boolean {
  return findTentative(text) !== null && ofAll.test(foldWords(text))
}

/** A talk among those of its mail. */
interface Around {
  document: Document
  section: Section
  sections: readonly Section[]
}

/**
 * "tentatively", "provisorisch": the talk is shown as tentative; "save the date" names a date that holds.
 * What an item of a programme says holds for it alone.
 */
function tentativeOr({ document, section, sections }: Around): Field<TalkStatus> {
  const own =
    sections.length === 1
      ? undefined
      : (document.lines.find(({ text, region }) => region === 'body' && isOfAll(text)) ??
        section.lines.find(({ text }) => isTentative(text)))
  const others = sections.filter((other) => other !== section).flatMap(({ lines }) => lines)
  // Wrapped lines of the opening are one text.
  const isOthers = (sentence: string) =>
    others.some(({ text }) => isTentative(text) && (text.includes(sentence) || sentence.includes(text)))
  const tentative = own === undefined ? findDoubtfulStatus(document, isOthers) : own.text
  return tentative === null
    ? { value: 'confirmed', certainty: 'implied', source: '' }
    : { value: 'tentative', certainty: 'stated', source: tentative }
}

import { resolveDate } from '../mentions/resolve.ts'
import type { Field, Kind, Notice } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import { findNotice } from './notice.ts'
import { isOfOtherMonths, readCancelledSubject, readCancelling, saysItTakesPlace } from './cancellation.ts'
import {
  findCancelled,
  findChanged,
  findMistaken,
  findNotAnEvent,
  findReminder,
  findTentative,
  foldWords,
} from '../text/vocabulary.ts'

/** What kind of mail this is as far as its words say, and which words. */
export interface KindHint {
  kind: Kind
  reason: string
  /** The sentence that tells it, with the sender's own reason. */
  sentence: string
  /** The words name an act, not a state ("I am inclined to cancel"): they cancel nothing that the mail does not name. */
  bare: boolean
  /** The change is a move or a postponement. */
  moved: boolean
  /** The sentence that may call the event off, or something beside it; null when none does. */
  unsure: string | null
  /** What it says of the whole talk. */
  notice: Field<Notice> | null
}

/** The sender's own opening lines, where a change or cancellation is told. */
export function openingOf(document: Document): string {
  const own = document.lines.filter(
    (line) =>
      line.region !== 'quoted' &&
      line.region !== 'signature' &&
      line.region !== 'abstract' &&
      line.label?.names[0] !== 'title' &&
      line.text !== '',
  )
  // Wrapped lines of one paragraph are one text: a sentence is judged whole.
  let text = ''
  for (const [at, line] of own.slice(0, 12).entries()) {
    const above = own[at - 1]
    const goesOn =
      above !== undefined && line.label === null && above.index === line.index - 1 && above.text.length > 45
    text += `${at === 0 ? '' : goesOn ? ' ' : '\n'}${line.text}`
  }
  return text.slice(0, 900)
}

/** A sentence that speaks of another time, or of what may be: "Next week: No seminar". */
const elsewhere =
  /\b(?:website|web page|webpage|webseite|site web|mailing list|considering|inclined|before i|whether|might|should|could|would|proposal|suggest|ob wir|next week|last week|nachste woche|semaine prochaine|following week|next seminar|kein(?:e)? seminar am|in case|if you|unless|if it)\b/

/**
 * Sentences of a text; a single word is not one when more follows on its line: "Abgesagt! Vom Umgang mit
 * Nichtteilnahme".
 */
export function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const pieces = line
      .split(/(?<=[.!?])(?<!\b(?:\d{1,2}|Dr|Prof|Hr|Fr|St|Nr|No|vs|ca|bzw)\.)\s+/)
      .map((piece) => piece.trim())
      .filter(Boolean)
    const lone = pieces.length > 1 && !pieces[0]!.includes(' ') && !/^\p{Lu}{5,}\W*$/u.test(pieces[0]!)
    return lone ? [`${pieces[0]} ${pieces[1]}`, ...pieces.slice(2)] : pieces
  })
}

const nothing: KindHint = {
  kind: 'announcement',
  reason: '',
  sentence: '',
  bare: false,
  moved: false,
  unsure: null,
  notice: null,
}

const decided =
  /\b(?:decision|decided|(?:had|have|forced|obliged) to|regret|sorry|unfortunately|leider|schweren herzens)\b/

/** True for words of an act perhaps only intended, "I am inclined to cancel"; "we had to cancel" is done. */
export function isBare(sentence: string): boolean {
  return findCancelled(sentence) === 'cancel' && !decided.test(foldWords(sentence))
}

const movedWords = /verschob|moved|reschedul|postpon|report|deplac|rinviat|spostat|aplazad|pospuest/

/** "L’incontro di ottobre è già annullato": no day, and a month that no day of the mail lies in. */
function isOffAnother(sentence: string, months: readonly number[]): boolean {
  return (
    months.length > 0 &&
    !/\d/.test(sentence) &&
    findCancelled(sentence) !== null &&
    isOfOtherMonths(sentence, months)
  )
}

/** Looks for a cancellation, then a change in subject or opening, then a reminder anywhere in the mail. */
export function findKind(document: Document): KindHint {
  const subject = document.subject
  const own = document.dates.flatMap((date) => resolveDate(date, document.sent)?.date.month ?? [])
  const all = sentencesOf(openingOf(document)).filter((sentence) => !isOffAnother(sentence, own))
  const opening = all.filter((sentence) => !elsewhere.test(foldWords(sentence)))
  // A reply repeats the subject of the mail it answers.
  const told = document.isReply && all.length > 0 ? '' : subject
  const notice = findNotice([told, ...opening])
  const off = offOf(told, all)
  const isBack = notice?.value === 'reinstated' && off !== null && isPast(off.sentence, told)
  const unsure = off !== null && !off.certain && !isBack ? off.sentence : null
  if (off?.certain) {
    const reason = findCancelled(off.sentence) ?? ''
    return {
      ...nothing,
      kind: 'cancellation',
      reason,
      sentence: off.sentence,
      bare: isBare(off.sentence),
      notice,
    }
  }
  const changed = subjectChange(told) ?? opening.map(strongChange).find((word) => word !== null) ?? null
  if (changed !== null)
    return { ...nothing, kind: 'update', reason: changed, moved: movedWords.test(changed), unsure, notice }
  const whole = sentencesOf(
    document.lines
      .filter((line) => line.region === 'body' || line.region === 'aside' || line.region === 'signature')
      .map((line) => line.text)
      .join('\n'),
  )
  const reminder =
    findReminder(subject) ??
    whole
      .filter((sentence) => sentence.length < 200)
      .map(findReminder)
      .find((word) => word !== null) ??
    null
  if (reminder !== null) return { ...nothing, kind: 'reminder', reason: reminder, unsure, notice }
  return { ...nothing, unsure, notice }
}

/** Words that are also in titles count only where a subject says such things: at its beginning, its end, or in brackets. */
const alsoInTitles =
  /^(?:update|updated|changed|change|correction|corrected|changement|modifica|anderung|report|korrektur|typo|amended|erratum|reporte|modification)$/

function subjectChange(subject: string): string | null {
  const word = findChanged(subject)
  if (word === null || !alsoInTitles.test(word)) return word
  const folded = foldWords(subject)
  return new RegExp(`^\\W*(?:\\w+ )?${word}\\b|[([*]\\W*${word}\\b|\\b${word}\\W*$`).test(folded)
    ? word
    : null
}

const past =
  /\b(?:was|were|had|wurde|war|avait|avions|etait|era|fue|habiamos|cancellation|absage|annulation|annullamento|cancelacion)\b/

/** The sentence tells of an earlier or mistaken cancellation, or is the old subject. */
function isPast(sentence: string, subject: string): boolean {
  return sentence === subject || past.test(foldWords(sentence)) || findMistaken(sentence) !== null
}

/** What subject and opening say of cancelling; not certain as soon as one of them says that the event takes place. */
function offOf(subject: string, opening: readonly string[]): { sentence: string; certain: boolean } | null {
  // "If there are no objections, the meeting is cancelled": a proposal, whatever its words.
  const proposed = findTentative(subject) !== null
  const said = [
    { sentence: subject, cancelling: readCancelledSubject(subject) },
    ...opening.map((sentence) => ({ sentence, cancelling: readCancelling(sentence) })),
  ].filter(({ cancelling }) => cancelling !== null)
  if (said.length === 0) return null
  const certain = said.filter(({ cancelling }) => cancelling === 'off')
  const denied = [subject, ...opening].some(saysItTakesPlace)
  const told = certain.find(({ sentence }) => sentence !== subject) ?? certain[0] ?? said[0]!
  return { sentence: told.sentence, certain: certain.length > 0 && !denied && !proposed }
}

function strongChange(sentence: string): string | null {
  const word = findChanged(sentence)
  if (word === null) return null
  // "an update on recent work", "will change how": in a sentence only words said of the event itself count.
  return /^(?:update|updated|changed|change|cancel|correct link|correction|changement|modifica|anderung|typo|new link|aktualisierung|korrektur|report|different room)$/.test(
    word,
  ) && !/^\W*(?:update|correction|korrektur|changement|änderung|corrected)\b\W/i.test(sentence)
    ? null
    : word
}

/** Why a mail is nothing for a calendar, by its subject: a job, a call, a deadline; null when it may be an event. */
export function findOther(document: Document): string | null {
  return findNotAnEvent(document.subject.replace(/call for (?:participation|attendance|registration)/i, ''))
}

/** "tentatively", "if there are no objections": said of the event, not of a speaker or a room that is to be confirmed. */
export function findDoubtfulStatus(
  document: Document,
  isOthers: (sentence: string) => boolean,
): string | null {
  const said = sentencesOf(openingOf(document)).find((one) => isTentative(one) && !isOthers(one))
  return findTentative(document.subject) ?? (said === undefined ? null : findTentative(said))
}

/** "Yara Mendonça (Coimbra), tbc", but not "speaker to be confirmed". */
export function isTentative(sentence: string): boolean {
  return findTentative(sentence) !== null && !ofAField.test(foldWords(sentence))
}

/** "N.N.: The regulator's view (speaker to be confirmed)" */
const ofAField =
  /\b(?:speakers?|title|room|(?<!tak(?:e|es|ing) )place|venue|link|referent\w*|titel|raum|ort|orateur|titre|salle|lieu|relat\w+|titolo|aula|luogo|ponente|titulo|lugar)\b/

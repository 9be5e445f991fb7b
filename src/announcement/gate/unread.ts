import { momentOf } from '../decisions/moment.ts'
import type { Document } from '../text/document.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import type { Section } from '../items/sections.ts'
import type { TimeMention } from '../mentions/time.ts'
import { findSpokenHour, foldWords, weekdays } from '../text/vocabulary.ts'
import { textOf, withDoubt, type Rule } from './check.ts'
import { headOf } from '../../text.ts'

/**
 * Hours, zones and ends of a range that are written beside the date and were not read: never dropped silently.
 * "Friday, 27 March 2026, halb vier", "17:00 (Nairobi time)", "24 August to Friday".
 */
export const unread: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section }) => {
    const doubts = [
      ...unreadHours(draft.document, section),
      ...unreadZone(draft.document, section.when.time),
      ...unreadDays(draft.document, section),
    ]
    return { talk: doubts.reduce(withDoubt, talk), section }
  }),
})

function unreadHours(document: Document, section: Section): string[] {
  const { when } = section
  const doubts: string[] = []
  if (when.time?.backwards === true) doubts.push(`“${textOf(document, when.time)}” ends before it begins`)
  if (when.time !== null && quarterBehind.test(document.text.slice(when.time.end, when.time.end + 12)))
    doubts.push(`a part of an hour after “${textOf(document, when.time)}” was not read`)
  if (when.time !== null && isOneOfTwo(document, when.time))
    doubts.push('two days or hours are named, one or the other')
  for (const text of besideDate(document, section)) {
    if (eitherOr.test(text)) doubts.push('two days or hours are named, one or the other')
    const rest = hourLike(text, when.time !== null)
    if (rest !== null) doubts.push(`“${rest}” looks like an hour but was not read`)
  }
  return doubts
}

/** "Thursday, 12 March or Friday, 13 March", "12 oder 13 March", "14:15 ou 16:15"; what was read is U+0000. */
const eitherOr =
  /(?:\u0000|\b\d{1,2}(?:\.|st|nd|rd|th)?)(?: h| Uhr)?,? {1,3}(?:or|oder|ou|oppure|bzw\.) {1,3}(?:(?:on|am|le|at|um|à) )?(?:\p{L}{2,12}[,.]? {1,3})?\u0000/iu

/** "16:00 / 17:00", which are not one moment in two zones. */
function isOneOfTwo(document: Document, time: TimeMention): boolean {
  const beside = document.times.find(({ start }) => start >= time.end)
  if (beside === undefined || !/^ ?\/ ?$/.test(document.text.slice(time.end, beside.start))) return false
  return beside.from !== time.from && !momentOf(document, time).includes(beside)
}

/** "15h1/4", "16 Uhr ½", "15 heures et quart". */
const quarterBehind = /^ ?(?:h|uhr|heures?)? ?(?:[13]\/[24]|[¼½¾]|et (?:quart|demie?))/i

/** The text of the date's own line or sentence and of the lines under a label of time, without what was read. */
function besideDate(document: Document, { when, lines }: Section): string[] {
  const timed = lines.filter(
    (line) =>
      line !== when.line &&
      line.region === 'body' &&
      (line.label?.names.some((name) => name === 'time' || name === 'when' || name === 'date') ?? false),
  )
  const own =
    when.line.index < 0
      ? []
      : when.setting === 'prose'
        ? [withoutRead(document, sentenceAt(document, when.mention.start))]
        : [withoutRead(document, when.line)]
  return [...own, ...timed.map((line: Line) => withoutRead(document, line))]
}

function withoutRead(document: Document, { start, text }: { start: number; text: string }): string {
  const spans = [...document.dates, ...document.times].filter(
    (span) => span.start < start + text.length && span.end > start,
  )
  return spans
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (rest, span) =>
        `${rest.slice(0, Math.max(0, span.start - start))}\u0000${rest.slice(Math.max(0, span.end - start))}`,
      document.text.slice(start, start + text.length),
    )
}

const clock =
  /(?<![\p{L}\d.,:#/-])(?<!\p{Lu}\p{L}{0,12} )(?:[01]?\d|2[0-4])(?:[:hʰ,]|\.)[0-5]\d(?![\d.]|,\d)/u
const hourWord =
  /(?<![\p{L}\d.,:#/-])\d{1,2}(?:[:.,]\d\d)? ?(?:[ap]\.?m\.?|uhr|hrs?|heures?|o'clock)(?![\p{L}])/iu
/** "25:61", "1O:l5": not an hour, but meant as one. */
const brokenClock =
  /(?<![\p{L}\d.,:#/-])(?=[OolI]?\d|\d)(?:\d{1,2}=[\dA-Z]{2}\d{0,2}|2[5-9]:\d\d|[3-9]\d:[0-5]\d|\d?\d:[6-9]\d|(?=[\dOolI:]*[OolI])[\dOolI]{1,2}:[\dOolI]{2})(?![\p{L}\d])/u
const fourDigits = /(?:\u0000[\s,;]*|\b(?:at|um|à|ab|alle|from|von) )((?:[01]\d|2[0-3])[0-5]\d)(?!\d)/

/** What looks like an hour in text from which all that was read is gone. */
function hourLike(text: string, hasTime: boolean): string | null {
  const spoken = findSpokenHour(text.replace(/\u0000/g, ' '))
  if (spoken !== null) return spoken
  const word = hourWord.exec(text)
  if (word !== null) return word[0]
  if (hasTime) return null
  return clock.exec(text)?.[0] ?? brokenClock.exec(text)?.[0] ?? fourDigits.exec(text)?.[1] ?? null
}

/** "All times are in EST", "the time given is US Eastern". */
const zoneForAll =
  /\b(?:[Tt]imes?|[Zz]eiten|Zeitangaben|[Hh]eures|[Oo]rari|[Hh]orarios?)\b[^.\n]{0,30}?\b(UTC|GMT|[A-Z]{2,4}T|Eastern|Central|Pacific|Mountain|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?(?= (?:time|Zeit)\b)|(?<=heure de |ora di |hora de )\p{Lu}\p{L}+)(?![\p{L}])/u
/** "Time (EST):", "Time zone: Eastern (New York)". */
const zoneOfLabel =
  /^(?:time|zeit|heure|ora|hora)[^:\n]*\((UTC|GMT|[A-Z]{2,4}T)\)|^(?:time ?zone|zeitzone|fuseau horaire|fuso orario|zona horaria)\s*:\s*(\S.{0,40})/im
/** "heure de Montréal", "ora di Londra", "(britische Zeit)", "15:00Z", "4 pm in Shanghai". */
const zoneBehind =
  /^\s*(?:[hH]\b|Uhr\b|Z\b)?[\s,(]*(?:(?:heure|ora|hora)s?(?: (?:de|di|d'|du|del))? ?(\p{Lu}\p{L}+)|(\p{L}{4,}(?:ische|ese|er)? (?:Zeit|time))|in (\p{Lu}\p{L}+), \d|(Pacific|Eastern|Mountain)\b|Ortszeit (\p{Lu}\p{L}+))/u
const ours =
  /^(?:CES?T|MES?Z|Zurich|Zürich|Bern|Basel|Genève|Geneva|Schweiz|Switzerland|Swiss|schweizer|suisse|local|locale|lokale|Central European)\b/i

/** An unknown zone after the hour, in its label, or given for all hours at once. */
function unreadZone(document: Document, time: TimeMention | null): string[] {
  if (time === null) return []
  if (time.strangeZone !== null)
    return [`“${time.strangeZone}” looks like a time zone but was not understood`]
  if (time.zone !== null) return []
  const behind = document.text.slice(time.end, time.end + 40)
  if (/^\s?Z\b/.test(behind)) return ['“Z” looks like a time zone but was not understood']
  const near = zoneBehind.exec(behind)
  const label = zoneOfLabel.exec(document.text)
  const told = [
    near?.[1] ?? near?.[2] ?? near?.[3] ?? near?.[4] ?? near?.[5],
    label?.[1] ?? label?.[2],
    zoneForAll.exec(document.text)?.[1],
  ]
  const strange = told.find((zone) => zone !== undefined && !ours.test(zone))
  return strange === undefined ? [] : [`the hour may be in another zone: “${strange}”`]
}

const rangeBehind =
  /^[\s,]*(?:-{1,3}|[–—]|bis|to|until|till|through|au|al|hasta|&|and|und|et)\s*(?:zum |the |le |il |el )?(\p{L}{2,12}|\d{1,2}(?:st|nd|rd|th|\.)?(?![\d:.,h]|\s?(?:[ap]\.?m|uhr|h)\b))/iu

/** "24 August - Friday", "15. & 16.": a day after the one that was read. */
function unreadDays(document: Document, { when }: Section): string[] {
  if (when.line.index < 0) return []
  if (when.last !== null)
    return isMove(document, when)
      ? [`“${textOf(document, when.mention)}” may be a move, not several days`]
      : []
  const behind = document.text.slice(when.mention.end, when.mention.end + 40)
  const match = rangeBehind.exec(headOf(behind, '\n'))
  if (match === null) return []
  const at = when.mention.end + match.index + match[0].length - match[1]!.length
  if ([...document.times, ...document.dates].some((span) => span.start <= at && at < span.end)) return []
  const isDay = /^\d/.test(match[1]!)
    ? !/^\d{1,2}$/.test(match[1]!) || isListed(behind)
    : weekdays.has(foldWords(match[1]!))
  return isDay ? [`“${match[0].trim()}” looks like the end of several days but was not read`] : []
}

const movesFrom =
  /\b(?:moves?|moved|slips?|slipped|shifts?|shifted|changes?|changed|postponed|rescheduled|verschoben|verschiebt sich|verlegt|reportee?|deplacee?|avancee?|spostat[oa]|rinviat[oa]|aplazad[oa]|trasladad[oa])(?: (?:from|vom|von|du|dal|del))?\s*$/

/** "The talk slips from 8 December to 9 December." */
function isMove(document: Document, { mention }: Section['when']): boolean {
  return movesFrom.test(foldWords(document.text.slice(Math.max(0, mention.start - 40), mention.start)))
}

/** "12 - 14": a bare number after a dash; a room has its letters. */
function isListed(behind: string): boolean {
  return /^[\s]*(?:-{1,3}|[–—]|&|and|und|bis|to)\s*\d{1,2}\s*(?:[,;.)]|$)/.test(behind)
}

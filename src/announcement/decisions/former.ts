import type { TimeMention } from '../mentions/time.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { DateMention } from '../mentions/date.ts'
import { lineAt, type Document } from '../text/document.ts'
import { keptWith } from '../text/remembered.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findHappening, findPostponed, foldWords } from '../text/vocabulary.ts'

const former =
  /\b(?:originally|initially|previously|instead of|rather than|statt|anstatt|ursprunglich|initialement|au lieu d[ue]|inizialmente|invece|inicialmente|en lugar|not|nicht|pas|mov(?:ed|es?) from|rescheduled from|postponed from|vom)\b[^.;]{0,70}$/

const movedTo =
  /\b(?:moved|postponed|rescheduled|shifted|now takes? place|now takes|reporte\w*|deplace\w*|spostat\w*|rinviat\w*|posticipat\w*|aplazad\w*|trasladad\w*)\b[^.;]{0,20}?\b(?:to|for|on|until|au|al|alla|a)(?: the| le| il| el)?\s*$/
const movedBehind = /^[^.;]{0,60}\b(?:verschoben|verlegt)\b/

/** "Ancienne date: 2019-02-21", "Old date:", "statt bisher". */
const oldLabel =
  /\b(?:old|former|original|previous|ancienne|ancien|precedente?|vecchi[oa]|anterior|antigu[oa]|alte[rs]?|bisherige[rs]?|ursprungliche[rs]?) (?:date|day|time|jour|horaire|data|giorno|fecha|dia|datum|termin|tag)\s*:?\s*$|^(?:bisher|bislang|old|formerly|avant|prima|antes) ?:\s*$/

/**
 * The day that no longer holds: "originally planned for Tuesday 9 March, has been moved to Wednesday 10 March",
 * "planned for 12 March, is postponed to 19 March", "der für den 12. März angekündigte Vortrag wird auf den 19. März verschoben".
 */
export function isFormer(document: Document, mention: DateMention): boolean {
  const { text, start } = sentenceAt(document, mention.start)
  const head = foldWords(document.text.slice(Math.max(0, mention.start - 40), mention.start))
    .split('\n')
    .at(-1)!
  if (oldLabel.test(head)) return true
  if (isUnderlined(document, mention)) return false
  if (wrongBehind.test(foldWords(text.slice(Math.max(0, mention.end - start)))) && document.dates.length > 1)
    return true
  if (isAnnouncedBefore(document, mention, text.slice(Math.max(0, mention.end - start)))) return true
  const next = document.dates.find((date) => date.start > mention.end && date.end <= start + text.length)
  if (next === undefined) return false
  const words = (from: number, to?: number) =>
    foldWords(text.slice(Math.max(0, from - start), to === undefined ? undefined : to - start)).replace(
      /\s+/g,
      ' ',
    )
  const between = words(mention.end, next.start)
  return (
    former.test(words(start, mention.start)) ||
    movedTo.test(between) ||
    (/\bauf(?: den)?\s*$/.test(between) && movedBehind.test(words(next.end)))
  )
}

/** "Der im Programm angegebene Termin (Do, 23.04.2026) stimmt nicht." */
const wrongBehind =
  /^[),"”»' ]*(?:\b(?:stimmt nicht|(?:ist|war|waren|sind) (?:leider )?(?:falsch|nicht richtig)|(?:is|was|were|are) (?:wrong|incorrect|not correct|not right|a mistake|an error)|(?:est|etait) (?:faux|fausse|erronee?)|(?:e|era) (?:sbagliat|errat)[oa]|es (?:erronea|incorrecta)))\b/

/** "Thursday, March 26" over a rule: the heading of a day, whatever is said below of one of its talks. */
function isUnderlined(document: Document, mention: DateMention): boolean {
  const line = lineAt(document, mention.start)
  return (
    line.text.length - (mention.end - mention.start) <= 3 && document.lines[line.index + 1]?.rule === true
  )
}

const announcedBehind = /^,? ?(?:angekundigte|geplante|vorgesehene|angesetzte)[nrs]?\b/
const announcedAhead =
  /\b(?:(?:announced|planned|scheduled)(?: originally| initially)? (?:for|on)|(?:initialement |d'abord )?(?:prevue?|annoncee?|fixee?|programmee?)(?: initialement)? (?:le|pour le|au)|(?:previst[oa]|annunciat[oa]|programmat[oa]) (?:per )?(?:il|l')|(?:previst[oa]|anunciad[oa]) para el)\s*(?:\p{L}+,? )?$/u

/**
 * "Der für Mittwoch, 14. Januar 2026 angekündigte Vortrag muss leider verschoben werden. Neuer Termin: …", where
 * the new day is written further down.
 */
function isAnnouncedBefore(document: Document, mention: DateMention, behind: string): boolean {
  const { text, start } = sentenceAt(document, mention.start)
  const before = foldWords(text.slice(0, Math.max(0, mention.start - start))).replace(/\s+/g, ' ')
  const isSaid = announcedBehind.test(foldWords(behind)) || announcedAhead.test(before)
  if (!isSaid || (findPostponed(text) ?? findPostponed(document.subject)) === null) return false
  const own = resolveDate(mention, document.sent)?.date
  return document.dates.some((date) => {
    const day = date.start > mention.end ? resolveDate(date, document.sent)?.date : undefined
    const isLater = day !== undefined && own !== undefined && Temporal.PlainDate.compare(day, own) > 0
    return isLater && isToldAsNew(document, date)
  })
}

const asNew =
  /\b(?:neue[rsmn]?|neu|ersatz\w*|new|now|nouvel(?:le)?|nouveau|nuov[oa]|nuev[oa])\b[^.;!?]{0,40}$/

/** "Neuer Termin:" on the day's line or the one above; "das neue Datum folgt" tells no day. */
function isToldAsNew({ text }: Document, { start }: DateMention): boolean {
  return asNew.test(foldWords(text.slice(Math.max(0, start - 80), start)).replace(/\s+/g, ' '))
}

const told =
  /(?:\b(?:planned|scheduled|takes? place|taking place|held|will be|will meet|meets|starts?|begins?|rescheduled|moved|postponed|findet|statt|stattfinden|startet|verschoben|aura lieu|auront lieu|se tiendra|reporte|si terra|avra luogo|fissata|tendra lugar|se celebrara|original dates?|is (?:next|this))\b[^.;]{0,110}|\bon(?: the)? ?)$/

/** The words around a date say that something happens then. */
export function isTold(document: Document, mention: DateMention): boolean {
  const { text, start } = sentenceAt(document, mention.start)
  const before = foldWords(text.slice(0, Math.max(0, mention.start - start)))
    .replace(/\s+/g, ' ')
    .slice(-160)
  const after = foldWords(text.slice(Math.max(0, mention.end - start)))
    .replace(/\s+/g, ' ')
    .slice(0, 200)
  return (
    (told.test(before) && findHappening(text) !== null) ||
    /^[^.;]{0,140}\b(?:statt|stattfinden|eroffnet|prasentier\w*)\b/.test(after)
  )
}

/** "nicht um 16.15 Uhr, sondern", "does not start at 16:15 but", "statt um", "anziché alle ore": the hour that no longer holds. */
const formerHour =
  /\b(?:not|cannot|can't|nicht|non|pas|statt|anstatt|instead of|rather than|anziche|invece(?: delle| che)?|au lieu de?|en lugar de|en vez de)(?: (?:at|um|erst|schon|only|alle|ore|a|las|from|de|start(?:s|ing)? at|begin(?:s|ning)? at))*\s*$/

/** True when the words before an hour say that it no longer holds. */
export function isFormerHour(document: Document, time: { start: number }): boolean {
  return formerHour.test(
    foldWords(document.text.slice(Math.max(0, time.start - 40), time.start)).replace(/\s+/g, ' '),
  )
}

/** A line such as "Zeit / Heure 10.30 – 12.00", not a sentence. */
const fact = { length: 60, before: 20 }
/** More hours than this are no announcement. */
const maxHours = 200

/**
 * True for the hour of a line of facts that the words of the mail take back, where one day only is ahead:
 * "findet neu um 13.30 statt 10.30 Uhr statt" over "Zeit: 10.30 – 12.00".
 */
export function isOutdated(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const isFact = line.text.length < fact.length && time.start - line.start < fact.before
  return isFact && takenBackIn(document).has(time.from) && !isFormerHour(document, time)
}

/** The hours that a mail of one coming day takes back and replaces, in minutes. */
const takenBackIn = keptWith((document: Document): ReadonlySet<number> => {
  const hours = document.times.slice(0, maxHours)
  return new Set(
    hasOneDayAhead(document)
      ? hours
          .filter((hour) => isFormerHour(document, hour) && hasNewHour(document, hours, hour))
          .map(({ from }) => from)
      : [],
  )
})

function hasOneDayAhead({ dates, sent }: Document): boolean {
  const ahead = dates.flatMap((date) => {
    const day = resolveDate(date, sent)?.date
    return day === undefined || Temporal.PlainDate.compare(day, sent) < 0 ? [] : [day.toString()]
  })
  return new Set(ahead).size === 1
}

/** The sentence that takes an hour back gives another one. */
function hasNewHour(document: Document, hours: readonly TimeMention[], former: TimeMention): boolean {
  const { text, start } = sentenceAt(document, former.start)
  return hours.some(({ start: at, from }) => at >= start && at < start + text.length && from !== former.from)
}

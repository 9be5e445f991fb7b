import type { Field } from '../announcement.ts'
import type { DateMention } from '../mentions/date.ts'
import { lineAt, sentenceAt, withoutRule, type Document, type Line } from '../text/document.ts'
import { timeFor, type Setting } from './time-of-date.ts'
import { letterDateOf, type LetterDate } from './letter-date.ts'
import { isPerson, parseProgrammeLine } from '../items/pair.ts'
import { resolveDate } from '../mentions/resolve.ts'
import type { TimeMention } from '../mentions/time.ts'
import { findCancelled, findDeadline, findHappening, foldWords } from '../text/vocabulary.ts'

/** "Soweit nicht anders vermerkt, mittwochs von 18:15 bis 19:45 Uhr in Seminarraum 12": what holds for every date of a term's programme. */
export interface Usual {
  time: TimeMention
  location: Field<string> | null
}

/** A date of the text with the time that belongs to it: where an event is announced, or may be. */
export interface When {
  date: Temporal.PlainDate
  last: Temporal.PlainDate | null
  time: TimeMention | null
  mention: DateMention
  line: Line
  /** How the words stand: under a label, as a line of its own, or inside a sentence. */
  setting: Setting
  certainty: 'stated' | 'implied'
  doubts: string[]
  /** Sum of what speaks for an event; 3 and more is one. */
  score: number
  /** Time and place are those of the whole programme. */
  usual?: Usual
  /** The same event said at other places. */
  repeats: When[]
  /** The heading of a day in a digest or programme. */
  dayHeading: boolean
}

/** True on the day of a when, or on one of its days. */
export function isOn({ date, last }: Pick<When, 'date' | 'last'>, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(date, day) <= 0 && Temporal.PlainDate.compare(day, last ?? date) <= 0
}

const daysBehind = 14
const enough = 3
/** A term's programme has twenty dates; a mail with more than this was not written for readers. */
const maxDates = 150

/** Every date of the body that announces an event, in order; a letter's own date is none. */
export function findWhens(document: Document): When[] {
  for (const mention of document.dates) resumeBody(document, mention)
  const letter = new Map(document.dates.map((mention) => [mention, letterDateOf(document, mention)]))
  const whens = whensOf(document, (mention) => letter.get(mention) === null)
  const source = (kind: LetterDate) => {
    const mention = document.dates.find((date) => letter.get(date) === kind)
    return mention === undefined ? null : document.text.slice(mention.start, mention.end)
  }
  const ahead = source('ahead')
  if (whens.length > 0)
    return ahead === null
      ? whens
      : whens.map((when) => withDoubt(when, `“${ahead}” in the mail’s head: its date, or the event’s?`))
  const own = source('own') ?? ahead
  return own === null
    ? []
    : whensOf(document, () => true).map((when) =>
        withDoubt(when, `“${own}” may be the date of the mail itself`),
      )
}

function withDoubt(when: When, doubt: string): When {
  return { ...when, doubts: [...when.doubts, doubt] }
}

function whensOf(document: Document, isMeant: (mention: DateMention) => boolean): When[] {
  const used = new Set<TimeMention>()
  return document.dates.slice(0, maxDates).flatMap((mention, index) => {
    if (!isMeant(mention)) return []
    const line = lineAt(document, mention.start)
    if (line.region !== 'body') return []
    if (isInsideQuotes(line, mention.start - line.start) || isTranslation(document, mention, index)) return []
    const when = whenOf(document, mention, line, nextDate(document, index), used)
    if (when === null || when.score < enough) return []
    if (when.time) used.add(when.time)
    return [when]
  })
}

/**
 * An abstract ends where the next event's own line begins: a short line with its date, apart from the text.
 * Right below "Contact: …" or "Zoom: …" such a line is the event's, too.
 */
function resumeBody(document: Document, mention: DateMention): void {
  const line = lineAt(document, mention.start)
  const above = document.lines[line.index - 1]
  const apart = above === undefined || above.text === '' || above.rule
  const begins = mention.start - line.start <= 2 && line.label === null
  const closed = line.region === 'abstract' ? apart : /^(?:people|link|aside)$/.test(line.region) && begins
  if (!closed || line.text.length > 110 || !isHeadline(document, line, mention)) return
  const { region } = line
  for (const below of document.lines.slice(line.index)) {
    if (below.region !== region || below.label !== null) break
    below.region = 'body'
  }
}

/** Offset of the next date that is one of its own: "Wednesday, 12 March (not Tuesday, 11 March) at 16:15". */
function nextDate(document: Document, index: number): number {
  const next = document.dates.findIndex((date, at) => at > index && !isTranslation(document, date, at))
  return document.dates[next]?.start ?? Infinity
}

/** "7pm New York time (1am May 14 CEST)": a date in brackets behind another one says the same in another way. */
function isTranslation(document: Document, mention: DateMention, index: number): boolean {
  const before = document.dates[index - 1]
  const line = lineAt(document, mention.start)
  if (before === undefined || before.start < line.start || before.day === null) return false
  const open = line.text.lastIndexOf('(', mention.start - line.start)
  return (
    open !== -1 &&
    open > before.end - line.start &&
    !line.text.slice(open, mention.start - line.start).includes(')')
  )
}

function whenOf(
  document: Document,
  mention: DateMention,
  line: Line,
  until: number,
  used: ReadonlySet<TimeMention>,
): When | null {
  const resolved = resolveDate(mention, document.sent)
  if (resolved === null) return null
  const setting = settingOf(document, line, mention)
  const dayHeading =
    withoutRule(line.text) !== line.text && mention.end - mention.start >= withoutRule(line.text).length - 12
  const time = dayHeading ? null : timeFor(document, mention, line, until, setting, used)
  const sentence = sentenceAt(document, mention.start).text
  let score = 0
  if (setting === 'label') score += 4
  if (setting === 'headline') score += 2
  if (time !== null) score += 2
  if (mention.weekday !== null || mention.relative !== null) score += 1
  if (mention.year !== null) score += 1
  if (findHappening(sentence) !== null) score += 1
  if (mention.last !== null && setting !== 'prose') score += 1
  // "16.9. Anja Sturm (Göttingen) Coalescents with dormancy": a line of a term's programme.
  if (setting === 'headline' && isProgrammeLine(line, mention)) score += 1
  if (setting === 'prose' && isTold(document, mention)) score += 2
  if (setting === 'prose' && isFormer(document, mention)) score -= 12
  if (setting === 'prose' && findCancelled(sentence) !== null) score += 2
  // "today" and "morgen" are words of every text: only with the hour beside them.
  if (setting === 'prose' && mention.relative !== null && (time === null || time.start - mention.end > 40))
    score -= 3
  if (
    setting !== 'label' &&
    findDeadline(setting === 'prose' ? clauseAround(document, mention) : line.text) !== null
  )
    score -= 4
  const ahead = document.sent.until(resolved.last ?? resolved.date).days
  // An archive's mail may come after the talk: under a label it is one all the same, and held as past.
  if (ahead < -daysBehind) score -= setting === 'label' ? 1 : 8
  // "Boletín Nº 130 (2 de mayo de 2024)": the day of the mail itself, or of what was.
  else if (ahead <= 0 && time === null && setting !== 'label' && mention.relative === null) score -= 4
  return { ...resolved, time, mention, line, setting, score, dayHeading, repeats: [] }
}

/** A date at the beginning of a line, "Week 1 (13 Oct)" too, and behind it a person or a person with a title. */
function isProgrammeLine(line: Line, mention: DateMention): boolean {
  const before = line.text.slice(0, mention.start - line.start)
  const rest = line.text.slice(mention.end - line.start).replace(/^[\s,;:.)–-]+/, '')
  return (
    /^(?:\p{L}{1,8} \d{1,2} ?\(?)?$/u.test(before) && (isPerson(rest) || parseProgrammeLine(rest) !== null)
  )
}

function settingOf(document: Document, line: Line, mention: DateMention): Setting {
  const label = line.label
  if (
    label !== null &&
    /^(?:when|date|time|where)$/.test(label.names[0]!) &&
    mention.start - line.start >= label.valueStart - 1
  )
    return 'label'
  if (label === null && labelledAbove(document, line)) return 'label'
  return isHeadline(document, line, mention) ? 'headline' : 'prose'
}

/** The line below "Time:" when nothing stands behind the colon. */
function labelledAbove(document: Document, line: Line): boolean {
  const above = document.lines[line.index - 1]
  return (
    above?.label != null && above.label.value === '' && /^(?:when|date|time)$/.test(above.label.names[0]!)
  )
}

/** A short line of its own with the date near its beginning, no sentence. */
function isHeadline(document: Document, line: Line, mention: DateMention): boolean {
  const text = withoutRule(line.text)
  // A programme's line may hold date, speaker and a long title.
  if (text.length > (mention.start === line.start ? 600 : 150)) return false
  const before = line.text.slice(0, mention.start - line.start)
  const beginsSentence =
    /^(?:[-*•] )?(?:on|am|le|il|el|the|this|dear|we|please|next) /i.test(line.text) && text.length > 60
  // "L'exposé de …, prévu le mercredi 23 octobre à 16h00, est annulé." is a sentence however short.
  const sentence =
    /[.!]$/.test(text) &&
    text.length > 50 &&
    /\b(?:is|are|was|will|has|have|ist|sind|wird|war|muss|findet|laden|est|sera|aura|donnera|invite|è|sarà|si terrà|será|tendrá|invitamos)\b/i.test(
      line.text,
    )
  const previous = document.lines[line.index - 1]
  const next = document.lines[line.index + 1]
  // A line of a paragraph is as long as its neighbours and goes on in them.
  const wrapped =
    (previous !== undefined &&
      previous.text.length > 55 &&
      previous.label === null &&
      !/[.:!?»”"]$/.test(previous.text) &&
      !previous.rule &&
      /^\p{Ll}/u.test(line.text)) ||
    (next !== undefined && text.length > 55 && /^\p{Ll}/u.test(next.text) && next.label === null)
  const words = before.split(' ').filter(Boolean)
  return (
    !beginsSentence &&
    !sentence &&
    !wrapped &&
    words.length <= 9 &&
    !/\b(?:is|are|was|will|has|have|ist|sind|wird|war|est|sera|aura|have|we)\b/i.test(before)
  )
}

function isInsideQuotes(line: Line, offset: number): boolean {
  const before = line.text.slice(0, offset)
  const open = Math.max(before.lastIndexOf('“'), before.lastIndexOf('„'), before.lastIndexOf('«'))
  return open !== -1 && !/[”“»]/.test(before.slice(open + 1)) && /[”“»]/.test(line.text.slice(offset))
}

const former =
  /\b(?:originally|initially|previously|instead of|rather than|statt|anstatt|ursprunglich|initialement|au lieu d[ue]|inizialmente|invece|inicialmente|en lugar|not|nicht|pas|moved from|rescheduled from|postponed from|vom)\b[^.;]{0,70}$/

const movedTo =
  /\b(?:moved|postponed|rescheduled|shifted|now takes? place|now takes|reporte\w*|deplace\w*|spostat\w*|rinviat\w*|posticipat\w*|aplazad\w*|trasladad\w*)\b[^.;]{0,20}?\b(?:to|for|on|until|au|al|alla|a)(?: the| le| il| el)?\s*$/
const movedBehind = /^[^.;]{0,60}\b(?:verschoben|verlegt)\b/

/**
 * The day that no longer holds: "originally planned for Tuesday 9 March, has been moved to Wednesday 10 March",
 * "planned for 12 March, is postponed to 19 March", "der für den 12. März angekündigte Vortrag wird auf den 19. März verschoben".
 */
function isFormer(document: Document, mention: DateMention): boolean {
  const { text, start } = sentenceAt(document, mention.start)
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

const told =
  /(?:\b(?:planned|scheduled|takes? place|taking place|held|will be|will meet|meets|starts?|begins?|rescheduled|moved|postponed|findet|statt|stattfinden|startet|verschoben|aura lieu|auront lieu|se tiendra|reporte|si terra|avra luogo|fissata|tendra lugar|se celebrara|original dates?|is (?:next|this))\b[^.;]{0,110}|\bon(?: the)? ?)$/

/** The words before a date tell that something happens then. */
function isTold(document: Document, mention: DateMention): boolean {
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

/** The part of a sentence that the date stands in: up to the next comma or bracket on each side. */
function clauseAround(document: Document, mention: DateMention): string {
  const { text, start } = sentenceAt(document, mention.start)
  const from = mention.start - start
  const to = mention.end - start
  const before = text.slice(0, Math.max(0, from))
  const after = text.slice(Math.max(0, to))
  const cut = Math.max(
    before.lastIndexOf(';'),
    before.lastIndexOf('('),
    before.lastIndexOf(' and '),
    before.lastIndexOf(' und '),
  )
  const end = after.search(/[;)]|, (?:and|und|et) |\n\n/)
  return (
    before.slice(cut + 1).slice(-110) +
    text.slice(from, to) +
    after.slice(0, end === -1 ? 60 : Math.min(end, 60))
  )
}

import type { Field } from './announcement.ts'
import type { DateMention } from './date.ts'
import { lineAt, sentenceAt, withoutRule, type Document, type Line } from './document.ts'
import { resolveDate } from './resolve.ts'
import type { TimeMention } from './time.ts'
import { findDeadline, findHappening, fold } from './vocabulary.ts'

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
  setting: 'label' | 'headline' | 'prose'
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

const daysBehind = 14
const enough = 3
/** A term's programme has twenty dates; a mail with more than this was not written for readers. */
const maxDates = 150

/** Every date of the body that announces an event, in order. */
export function findWhens(document: Document): When[] {
  for (const mention of document.dates) resumeBody(document, mention)
  const used = new Set<TimeMention>()
  return document.dates.slice(0, maxDates).flatMap((mention, index) => {
    const line = lineAt(document, mention.start)
    if (line.region !== 'body') return []
    if (isInsideQuotes(line, mention.start - line.start) || isTranslation(document, mention, index)) return []
    const when = whenOf(document, mention, line, document.dates[index + 1]?.start ?? Infinity, used)
    if (when === null || when.score < enough) return []
    if (when.time) used.add(when.time)
    return [when]
  })
}

/** An abstract ends where the next event's own line begins: a short line with its date, apart from the text. */
function resumeBody(document: Document, mention: DateMention): void {
  const line = lineAt(document, mention.start)
  const above = document.lines[line.index - 1]
  const apart = above === undefined || above.text === '' || above.rule
  if (line.region !== 'abstract' || !apart || line.text.length > 110 || !isHeadline(document, line, mention))
    return
  for (const below of document.lines.slice(line.index)) {
    if (below.region !== 'abstract' || below.label !== null) break
    below.region = 'body'
  }
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
  if (setting === 'prose' && isTold(document, mention)) score += 2
  // "today" and "morgen" are words of every text: only with the hour beside them.
  if (setting === 'prose' && mention.relative !== null && (time === null || time.start - mention.end > 40))
    score -= 3
  if (
    setting !== 'label' &&
    findDeadline(setting === 'prose' ? clauseAround(document, mention) : line.text) !== null
  )
    score -= 4
  if (document.sent.until(resolved.last ?? resolved.date).days < -daysBehind) score -= 8
  return { ...resolved, time, mention, line, setting, score, dayHeading, repeats: [] }
}

function settingOf(document: Document, line: Line, mention: DateMention): When['setting'] {
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
  if (text.length > (mention.start === line.start ? 260 : 150)) return false
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

const told =
  /(?:\b(?:planned|scheduled|takes? place|taking place|held|will be|will meet|meets|starts?|begins?|rescheduled|moved|postponed|findet|statt|stattfinden|startet|verschoben|aura lieu|auront lieu|se tiendra|reporte|si terra|avra luogo|fissata|tendra lugar|se celebrara|original dates?|is (?:next|this))\b[^.;]{0,40}|\bon(?: the)? ?)$/

/** The words before a date tell that something happens then. */
function isTold(document: Document, mention: DateMention): boolean {
  const { text, start } = sentenceAt(document, mention.start)
  const before = fold(text.slice(0, Math.max(0, mention.start - start)))
    .replace(/\s+/g, ' ')
    .slice(-90)
  const after = fold(text.slice(Math.max(0, mention.end - start)))
    .replace(/\s+/g, ' ')
    .slice(0, 60)
  return (
    (told.test(before) && findHappening(text) !== null) ||
    /^[^.;]{0,40}\b(?:statt|stattfinden|eroffnet|prasentier\w*)\b/.test(after)
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

/** The time that belongs to a date: behind it, before it, under a time label, or on one of the next lines. */
function timeFor(
  document: Document,
  mention: DateMention,
  line: Line,
  until: number,
  setting: When['setting'],
  used: ReadonlySet<TimeMention>,
): TimeMention | null {
  const lineEnd = line.start + line.text.length
  const free = document.times.filter(
    (time) => !used.has(time) && !(time.start >= mention.start && time.start < mention.end),
  )
  const usable = (time: TimeMention, distance: number) =>
    !time.weak || (distance >= 0 && distance <= 14) || setting === 'label'
  const clean = (time: TimeMention) => !isAside(document, time)
  if (setting === 'prose') return timeInSentence(document, mention, free, until)
  const behind = free.filter(
    (time) =>
      time.start >= mention.end &&
      time.start < Math.min(until, lineEnd) &&
      usable(time, time.start - mention.end) &&
      clean(time),
  )
  if (behind.length > 0) return pick(document, behind)
  const before = free
    .filter(
      (time) =>
        time.end <= mention.start && time.start >= line.start && !betweenIsDate(document, time, mention),
    )
    .filter((time) => !time.weak || mention.start - time.end <= 8)
  if (before.length > 0 && clean(before.at(-1)!)) return before.at(-1)!
  return timeOnNeighbours(document, line, free, until) ?? timeInSentence(document, mention, free, until)
}

function betweenIsDate(document: Document, time: TimeMention, mention: DateMention): boolean {
  return document.dates.some((date) => date.start >= time.end && date.end <= mention.start)
}

/** "8:00 PT / 11:00 ET / 17:00 CET": the list's own zone when it is one of several, else the first. */
function pick(document: Document, times: TimeMention[]): TimeMention {
  const first = times[0]!
  const parallel = [first]
  for (const time of times.slice(1)) {
    const between = document.text.slice(parallel.at(-1)!.end, time.start)
    if (!/^\s*[/|=,;]?\s*(?:or|resp\.|bzw\.)?\s*$/.test(between) || time.zoneSource === null) break
    parallel.push(time)
  }
  const own = parallel.find((time) => time.zone === 'Europe/Zurich')
  return own ?? first
}

/** Tea, doors, registration: a time of something beside the event. */
function isAside(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const before = fold(
    line.text.slice(Math.max(0, time.start - line.start - 40), Math.max(0, time.start - line.start)),
  )
  const after = fold(line.text.slice(time.end - line.start, time.end - line.start + 3))
  if (/^\s*\+\d/.test(after)) return true
  return /\b(?:tea|coffee|lunch|dinner|reception|apero|doors|einlass|pizza|refreshments|registration|kaffee|welcome|aperitif|drinks|before|vor|avant|latest|spatestens|until|deadline|bis spatestens)\b[^,;.]{0,18}$/.test(
    before,
  )
}

function timeInSentence(
  document: Document,
  mention: DateMention,
  free: TimeMention[],
  until: number,
): TimeMention | null {
  const { text, start } = sentenceAt(document, mention.start)
  const inside = free.filter(
    (time) =>
      time.start >= start &&
      time.start < start + text.length &&
      !time.weak &&
      !isAside(document, time) &&
      lineAt(document, time.start).region !== 'abstract',
  )
  const behind = inside.filter((time) => time.start >= mention.end && time.start < until)
  if (behind.length > 0) return pick(document, behind)
  const before = inside.filter((time) => time.end <= mention.start && !betweenIsDate(document, time, mention))
  if (before.length > 0) return before.at(-1)!
  // "... on Thursday, 5th of October. It will start at 7pm at ...": the sentence behind it.
  const next = free.filter(
    (time) =>
      time.start >= start + text.length &&
      time.start < Math.min(until, start + text.length + 160) &&
      !time.weak &&
      !isAside(document, time),
  )
  const between = next.length > 0 ? document.text.slice(start + text.length, next[0]!.start) : ''
  const follows =
    next.length > 0 &&
    !between.includes('\n\n') &&
    /\b(?:start|begin|beginn|debut|inizi|empiez|rendez-vous|commence|hora)/.test(fold(between))
  return follows ? next[0]! : null
}

/** A date alone on its line: the time stands on one of the next lines, or on the line above. */
function timeOnNeighbours(
  document: Document,
  line: Line,
  free: TimeMention[],
  until: number,
): TimeMention | null {
  let lines = 0
  for (let index = line.index + 1; index < document.lines.length && lines < 14; index++) {
    const next = document.lines[index]!
    if (next.text === '') continue
    lines += 1
    if (next.start >= until || next.rule) break
    const timeLabel = next.label?.names.some((name) => name === 'time' || name === 'when') ?? false
    if (next.region !== 'body') continue
    const times = free.filter(
      (time) =>
        time.start >= next.start && time.start < next.start + next.text.length && !isAside(document, time),
    )
    const first = times[0]
    if (first === undefined) continue
    if (timeLabel) return pick(document, times)
    const beginning = first.start - next.start <= 8 && lines <= 3
    if (beginning && (!first.weak || next.text.length < 30)) return pick(document, times)
    if (lines <= 2 && next.text.length < 60 && !first.weak && line.label === null)
      return pick(document, times)
  }
  let above = line.index - 1
  while (above > 0 && document.lines[above]!.text === '' && line.index - above < 3) above -= 1
  const previous = document.lines[above]
  if (previous === undefined || previous.region !== 'body' || previous.text.length > 60) return null
  const times = free.filter(
    (time) =>
      time.start >= previous.start &&
      time.start < previous.start + previous.text.length &&
      !time.weak &&
      !isAside(document, time),
  )
  const labelled = previous.label?.names.includes('time') ?? false
  return times.length > 0 && (labelled || times[0]!.start - previous.start <= 8)
    ? pick(document, times)
    : null
}

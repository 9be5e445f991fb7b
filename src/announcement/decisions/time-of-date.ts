import type { DateMention } from '../mentions/date.ts'
import { lineAt, sentenceAt, type Document, type Line } from '../text/document.ts'
import type { TimeMention } from '../mentions/time.ts'
import { foldWords } from '../text/vocabulary.ts'

/** How the words of a date stand: under a label, as a line of its own, or inside a sentence. */
export type Setting = 'label' | 'headline' | 'prose'

/** The time that belongs to a date: behind it, before it, under a time label, or on one of the next lines. */
export function timeFor(
  document: Document,
  mention: DateMention,
  line: Line,
  until: number,
  setting: Setting,
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

/** "nicht um 16.15 Uhr, sondern", "does not start at 16:15 but", "statt um", "anziché alle ore": the hour that no longer holds. */
const formerHour =
  /\b(?:not|nicht|non|pas|statt|anstatt|instead of|rather than|anziche|invece(?: delle| che)?|au lieu de?|en lugar de|en vez de)(?: (?:at|um|alle|ore|a|las|from|de|start(?:s|ing)? at|begin(?:s|ning)? at))*\s*$/

/** Tea, doors, registration: a time of something beside the event. */
export function isAside(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const before = foldWords(
    line.text.slice(Math.max(0, time.start - line.start - 40), Math.max(0, time.start - line.start)),
  )
  if (formerHour.test(before)) return true
  return /\b(?:geoffnet|open|opening|office hours?|sprechstunde|ouvert|sekretariat|tea|coffee|lunch|dinner|reception|apero|doors|einlass|pizza|refreshments|registration|kaffee|welcome|aperitif|drinks|before|vor|avant|latest|spatestens|until|deadline|bis spatestens)\b[^,;.]{0,18}$/.test(
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
    /\b(?:start|begin|beginn|debut|inizi|empiez|rendez-vous|commence|hora)/.test(foldWords(between))
  return follows ? next[0]! : null
}

/** "14:15 - 15:00 …" with more such lines below: the first hour of a programme, which ends with its last. */
function throughProgramme(document: Document, first: TimeMention, line: Line, until: number): TimeMention {
  const later = document.times.filter((time) => {
    const own = lineAt(document, time.start)
    return (
      own.index > line.index &&
      own.index < line.index + 25 &&
      time.start < until &&
      time.start - own.start <= 1 &&
      own.region === 'body' &&
      time.from > first.from
    )
  })
  return later.length === 0 ? first : { ...first, until: later.at(-1)!.until }
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
        time.start >= next.start &&
        time.start < Math.min(until, next.start + next.text.length) &&
        !isAside(document, time),
    )
    const first = times[0]
    if (first === undefined) continue
    if (timeLabel) return pick(document, times)
    const beginning = first.start - next.start <= 8 && lines <= 3
    if (beginning && (!first.weak || next.text.length < 30))
      return throughProgramme(document, pick(document, times), next, until)
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

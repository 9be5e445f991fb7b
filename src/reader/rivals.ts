import { isAside } from '../announcement/decisions/aside.ts'
import { isFormer, isFormerHour } from '../announcement/decisions/former.ts'
import { momentOf } from '../announcement/decisions/moment.ts'
import { textOf, type Draft } from '../announcement/gate/check.ts'
import type { DateMention } from '../announcement/mentions/date.ts'
import type { TimeMention } from '../announcement/mentions/time.ts'
import { lineAt } from '../announcement/text/document.ts'
import type { AccountOf } from './explained.ts'
import type { Moment } from './moment.ts'

/** From this chance on a day or clock that the account explains away rivals a less likely one. */
const rivalFrom = 0.5

/** What speaks for days and clocks that the account explains away, a sentence each. */
export function rivalsOf(draft: Draft, moment: Moment, accountOf: AccountOf): string[] {
  const { document, chances } = draft
  const { day, hour } = moment
  const quoted = (mention: DateMention | TimeMention) => `“${textOf(document, mention)}”`
  const isAway = (mention: DateMention | TimeMention) => (accountOf(mention) ?? 'event') !== 'event'
  const doubts: string[] = []
  if (hour?.found === true) {
    const own = chances.get(hour.mention) ?? 0
    const lines = [day.mention, hour.mention].map((mention) => lineAt(document, mention.start))
    // "8:00 PT / 11:00 ET / 17:00 CET" is one hour.
    const same = momentOf(document, hour.mention)
    const near = document.times.filter(
      (time) => isAway(time) && !same.includes(time) && lines.includes(lineAt(document, time.start)),
    )
    const likelier = near.find(
      (time) => (chances.get(time) ?? 0) >= rivalFrom && (chances.get(time) ?? 0) > own,
    )
    if (likelier !== undefined) doubts.push(`${quoted(likelier)} is more likely its hour`)
    // "11 December: Deep trees (exceptionally at 10:15)" under an hour for all.
    const beside = near.find(
      (time) =>
        lineAt(document, time.start) === lines[0] &&
        lines[0] !== lines[1] &&
        !isAside(document, time) &&
        !time.weak,
    )
    if (day.place.in === 'body' && beside !== undefined)
      doubts.push(`${quoted(beside)} stands beside its day`)
    const clash = document.times.find(
      (time) => accountOf(time) === 'elsewhere' && isOurs(document, time) && !isOurs(document, hour.mention),
    )
    if (clash !== undefined) doubts.push(`${quoted(clash)} is the hour here`)
  }
  // "14:15, changed to 15:15": what held before stands in front.
  const used = [day.found ? day.mention : null, hour?.found === true ? hour.mention : null]
  const before = [...document.dates, ...document.times].find((mention) => {
    const own = used.find((one) => one !== null && 'weekday' in one === 'weekday' in mention)
    return (
      accountOf(mention) === 'former' &&
      own != null &&
      lineAt(document, own.start) === lineAt(document, mention.start) &&
      mention.start > own.start &&
      !('weekday' in mention ? isFormer(document, mention) : isFormerHour(document, mention))
    )
  })
  if (before !== undefined)
    doubts.push(`only the language model says that ${quoted(before)} is what held before`)
  return doubts
}

/** "12:00 New York / 18:00 Zurich": the list's own zone stands right beside the clock. */
function isOurs({ text }: Draft['document'], { start, end }: TimeMention): boolean {
  const line = text.lastIndexOf('\n', start) + 1
  const before = text.slice(Math.max(line, start - besideLetters), start)
  const behind = text.slice(end, end + besideLetters).split(/[\n/|;]/, 1)[0] ?? ''
  return (
    ours.test(text.slice(start, end)) || ours.test(before.split(/[/|;]/).at(-1) ?? '') || ours.test(behind)
  )
}

const besideLetters = 14
const ours = /\b(?:CES?T|MES?Z|Z[uü]rich|Bern|Basel|Gen[eè]ve|Geneva|Schweiz\w*|Swiss|suisse)\b/i

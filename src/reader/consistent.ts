import { momentOf as zonesOf } from '../announcement/decisions/moment.ts'
import { isOn } from '../announcement/decisions/when.ts'
import { textOf, withDoubt, type Draft } from '../announcement/gate/check.ts'
import type { DateMention } from '../announcement/mentions/date.ts'
import { resolveDate } from '../announcement/mentions/resolve.ts'
import type { TimeMention } from '../announcement/mentions/time.ts'
import { lineAt } from '../announcement/text/document.ts'
import { standsApart } from './apart.ts'
import { rivalsOf } from './rivals.ts'
import type { AccountOf } from './explained.ts'
import type { Moment } from './moment.ts'

type Mention = DateMention | TimeMention
type Entry = Draft['talks'][number]

/**
 * Doubts what a model says against itself: an event's day or clock that its account calls something else,
 * and one that the account calls an event's but that none of its events has.
 */
export function withContradictions(draft: Draft, moments: readonly Moment[], accountOf: AccountOf): Draft {
  const { document } = draft
  const open = openMentions(draft, moments, accountOf)
  const shared = sharedBy(moments)
  const quoted = (mention: Mention) => `“${textOf(document, mention)}”`
  return {
    ...draft,
    talks: draft.talks.map((entry, at) => {
      const moment = moments[at]
      if (moment === undefined) return entry
      const otherwise = usedBy(moment)
        .filter((mention) => (accountOf(mention) ?? 'event') !== 'event')
        .map((mention) => `${quoted(mention)} is ${accountOf(mention)} by the language model’s own account`)
      // Whose it is: the event where it stands, one without an hour, or one that has another's.
      const borrows = entry.section.when.time === null || usedBy(moment).some((one) => shared.has(one))
      const left = open
        .filter((mention) => borrows || ownerOf(draft, mention) === entry)
        .map((mention) => `${quoted(mention)} may be an event’s, too`)
      const apart = standsApart(draft, moment, moments, accountOf)
      return {
        ...entry,
        talk: [
          ...otherwise,
          ...left,
          ...(apart === null ? [] : [apart]),
          ...rivalsOf(draft, moment, accountOf),
        ].reduce(withDoubt, entry.talk),
      }
    }),
  }
}

/** Days and clocks that several events are quoted with. */
function sharedBy(moments: readonly Moment[]): ReadonlySet<Mention> {
  const all = moments.flatMap(usedBy)
  return new Set(all.filter((mention, at) => all.indexOf(mention) !== at))
}

/** The mail's own days and clocks that an event is quoted with. */
function usedBy({ day, hour, end }: Moment): Mention[] {
  return [
    ...(day.found ? [day.mention] : []),
    ...[hour, end].flatMap((read) => (read?.found === true ? [read.mention] : [])),
  ]
}

/**
 * What the account calls an event's but none has: a day, or a clock that begins or ends no event of its day.
 */
function openMentions(draft: Draft, moments: readonly Moment[], accountOf: AccountOf): Mention[] {
  const { document, talks } = draft
  const used = new Set(moments.flatMap(usedBy))
  const moment = new Set(
    [...used].flatMap((mention) => ('weekday' in mention ? [] : zonesOf(document, mention))),
  )
  const isTaken = (date: DateMention) => {
    const resolved = resolveDate(date, document.sent)
    return resolved === null || talks.some(({ section: { when } }) => isOn(when, resolved.date))
  }
  // "start 18:00 sharp", below the last of an evening's talks.
  const isRepeat = (clock: TimeMention) => {
    const own = ownerOf(draft, clock)?.section.when
    return talks.some(
      ({ section: { when } }) =>
        own !== undefined &&
        when.date.equals(own.date) &&
        (when.time?.from === clock.from || when.time?.until === clock.from),
    )
  }
  const isOpen = (mention: Mention) => accountOf(mention) === 'event' && !used.has(mention)
  return [
    ...document.dates.filter((date) => isOpen(date) && !isTaken(date)),
    ...document.times.filter((clock) => isOpen(clock) && !moment.has(clock) && !isRepeat(clock)),
  ]
}

/** The event in whose lines a mention stands, or else the nearest. */
function ownerOf({ document, talks }: Draft, mention: Mention): Entry | undefined {
  const line = lineAt(document, mention.start)
  const distance = ({ section: { lines, when } }: Entry) =>
    lines.includes(line)
      ? -1
      : Math.min(
          ...[lines[0], lines.at(-1), when.line].map((one) => Math.abs((one ?? line).index - line.index)),
        )
  return talks.toSorted((a, b) => distance(a) - distance(b))[0]
}

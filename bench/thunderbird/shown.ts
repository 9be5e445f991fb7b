import type { CalendarEvent } from '../../src/calendar/event.ts'
import type { Shown, ShownTalk } from './inside.ts'
import { spanIn, type PublishedTalk } from './published.ts'

/** What is wrong with what a program shows; empty: each talk stands there once, at its hours, with the feed's words, and the calendar is on. */
export function faultsOf(
  shown: Shown,
  wanted: ReadonlyMap<string, PublishedTalk>,
  events: readonly CalendarEvent[],
  zone: string,
): string[] {
  const { isOn, talks } = shown
  const missing = [...wanted.values()].filter(({ uid }) => !talks.some((talk) => talk.uid === uid))
  const known = new Map(events.map((event) => [event.uid, event]))
  return [
    ...(isOn ? [] : ['switched off']),
    ...(shown.zone === zone ? [] : [`its zone is ${shown.zone}`]),
    ...(missing.length === 0 ? [] : [`${missing.length} of ${wanted.size} talks are gone`]),
    ...talks.flatMap((talk, at) => {
      const published = wanted.get(talk.uid)
      const event = known.get(talk.uid)
      if (published === undefined || event === undefined) return [`“${talk.title}” should not be there`]
      const isFirst = talks.findIndex(({ uid }) => uid === talk.uid) === at
      return [
        ...(isFirst ? [] : [`“${talk.title}” is there again`]),
        ...differences(talk, published, spanIn(zone, event)),
      ]
    }),
  ]
}

function differences(
  talk: ShownTalk,
  { summary, location }: PublishedTalk,
  span: Pick<ShownTalk, 'start' | 'end'>,
): string[] {
  const pairs: [string | null, string | null][] = [
    [talk.title, summary],
    [talk.location, location],
    [`${talk.start} to ${talk.end}`, `${span.start} to ${span.end}`],
  ]
  return pairs.flatMap(([seen, right]) =>
    seen === right ? [] : [`“${right ?? 'nothing'}” is shown as “${seen ?? 'nothing'}”`],
  )
}

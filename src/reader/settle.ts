import type { Announcement, Talk } from '../announcement/announcement.ts'
import { withDoubt } from '../announcement/gate/check.ts'
import type { Verified } from './verify.ts'

/** The two readings of a mail as one. */
export interface Settled {
  announcement: Announcement
  /** What the second reading says differently of a published event: for a human, while the event stays. */
  objections: Talk[]
}

/** What is less sure by our own reading may be explained away by the second. */
const sureOwn = 0.9

/**
 * What our own reading publishes stands, with the fields as the second quotes them; what it would let wait is
 * the second's; and what only the second has is added.
 */
export function settle(first: Announcement, { announcement: second, explained }: Verified): Settled {
  const free = new Set(second.talks)
  const objections: Talk[] = []
  const only = first.talks.length === 1 && second.talks.length === 1
  const twins = twinsOf(first.talks, second.talks, only)
  const talks = first.talks.flatMap((talk) => {
    const published = talk.doubts.length === 0
    const twin = twins.get(talk)
    if (twin === undefined)
      return published || talk.sure >= sureOwn || !explained.has(talk.start.value) ? [talk] : []
    free.delete(twin)
    if (!published) return [twin]
    const agrees = twin.start.value === talk.start.value
    const unlike = twin.doubts.length === 0 && twin.status.value !== talk.status.value
    if (agrees && !unlike)
      return [
        twin.doubts.length > 0 ? talk : { ...twin, status: talk.status, online: twin.online ?? talk.online },
      ]
    objections.push(
      withDoubt(twin, `published as ${describe(talk)}: the language model reads it differently`),
    )
    return [talk]
  })
  const more = [...free].map((talk) => {
    const beside = talks.find((other) => other.doubts.length === 0 && isOnDayOf(other, talk))
    return beside === undefined || second.talks.includes(beside)
      ? talk
      : withDoubt(talk, `perhaps a part of “${beside.title?.value ?? describe(beside)}”, which is published`)
  })
  return {
    announcement: { kind: second.kind, talks: [...talks, ...more], reason: second.reason },
    objections,
  }
}

/** True when the second talk is on the day, or one of the days, of the first. */
function isOnDayOf({ start, end }: Talk, { start: { value } }: Talk): boolean {
  const day = value.slice(0, 10)
  return start.value.slice(0, 10) <= day && day <= (end?.value ?? start.value).slice(0, 10)
}

function describe({ start, status }: Talk): string {
  return `${start.value.replace('T', ' ')}, ${status.value}`
}

/** The same events in the other reading, each once: those with the same start before those that only share a day, or the mail. */
function twinsOf(talks: readonly Talk[], others: readonly Talk[], only: boolean): Map<Talk, Talk> {
  const free = new Set(others)
  const twins = new Map<Talk, Talk>()
  for (const find of [sameStart, sameDay(only)])
    for (const talk of talks) {
      const twin = twins.has(talk) ? undefined : find(talk, [...free])
      if (twin === undefined) continue
      twins.set(talk, twin)
      free.delete(twin)
    }
  return twins
}

function sameStart({ start, title }: Talk, others: readonly Talk[]): Talk | undefined {
  const same = others
    .filter((other) => other.start.value === start.value)
    .toSorted((a, b) => a.doubts.length - b.doubts.length)
  return same.find((other) => other.title?.value === title?.value) ?? same[0]
}

function sameDay(only: boolean): typeof sameStart {
  return ({ start }, others) => {
    const day = others.filter((other) => other.start.value.slice(0, 10) === start.value.slice(0, 10))
    return day.length === 1 || only ? (day[0] ?? others[0]) : undefined
  }
}

import type { Announcement, Talk } from '../announcement/announcement.ts'
import { withDoubt } from '../announcement/gate/check.ts'
import type { Verified } from './verify.ts'

/** The two readings of a mail as one. */
export interface Settled {
  announcement: Announcement
  /** What the second reading says otherwise of an event that is published: for a human, and the event stays. */
  objections: Talk[]
}

/** What is less sure by our own reading may be explained away by the second. */
const sureOwn = 0.9

/**
 * What our own reading publishes stands, with the fields as the second quotes them; what it lets wait is as the second has it;
 * and what only the second has is added.
 */
export function settle(first: Announcement, { announcement: second, explained }: Verified): Settled {
  const free = new Set(second.talks)
  const objections: Talk[] = []
  const only = first.talks.length === 1 && second.talks.length === 1
  const talks = first.talks.flatMap((talk) => {
    const published = talk.doubts.length === 0
    const twin = twinOf(talk, [...free], only)
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
    objections.push(withDoubt(twin, `published is ${describe(talk)}: the language model reads otherwise`))
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

/** A part of an event that only the first reading has: on its day, or one of its days. */
function isOnDayOf({ start, end }: Talk, { start: { value } }: Talk): boolean {
  const day = value.slice(0, 10)
  return start.value.slice(0, 10) <= day && day <= (end?.value ?? start.value).slice(0, 10)
}

function describe({ start, status }: Talk): string {
  return `${start.value.replace('T', ' ')}, ${status.value}`
}

/** The same event in the other reading: the same start, or the only one of its day, or of the mail. */
function twinOf(talk: Talk, others: readonly Talk[], only: boolean): Talk | undefined {
  const same = others
    .filter(({ start }) => start.value === talk.start.value)
    .toSorted((a, b) => a.doubts.length - b.doubts.length)
  const day = others.filter(({ start }) => start.value.slice(0, 10) === talk.start.value.slice(0, 10))
  return (
    same.find(({ title }) => title?.value === talk.title?.value) ??
    same[0] ??
    (day.length === 1 || only ? (day[0] ?? others[0]) : undefined)
  )
}

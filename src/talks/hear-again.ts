import type { Talk } from '../announcement/announcement.ts'
import { hearTalk } from './hear.ts'
import { hear } from './revision.ts'
import { letWait, noteUnsure } from './waiting.ts'
import { marksOf } from './marks.ts'
import { instantOf, type Origin } from './origin.ts'
import type { FoldState } from './state.ts'
import type { Mark, Reading, SecondReading } from './reading.ts'
import { factsOf } from './talk.ts'

/**
 * Hears a mail as a language model has read it, too, and returns what is known of the mail from now on.
 * Talks that are read as before are left alone. What waited is replaced by this reading; what is published is
 * only completed: another hour or status, and what this reading doubts, waits beside it. Nothing that a human
 * did is touched.
 */
export function hearAgain(state: FoldState, known: Reading, second: SecondReading): Reading {
  const { announcement, objections, marks, lost } = second
  const talks = [...announcement.talks, ...objections]
  const before = new Map(marksOf(known).map((mark, at) => [mark.name, known.announcement.talks[at]]))
  const isSame = ({ name }: Mark, at: number) => said(before.get(name)) === said(talks[at])
  const kept = new Set(marks.filter(isSame).map(({ name }) => name))
  // Two readings find nothing in it: its subject alone is no reason to wait.
  const isNothing =
    known.holds === undefined && known.announcement.missed !== undefined && announcement.kind === 'other'
  state.waiting = state.waiting.filter(
    ({ key, talk, field }) =>
      key !== known.key ||
      field !== null ||
      (talk === null ? talks.length === 0 && !isNothing : kept.has(talk)),
  )
  // A mail is a change by our own reading only: the guards against old copies stay.
  const { kind } = known.announcement
  const reading = {
    ...known,
    announcement: {
      ...announcement,
      kind: kind === 'other' ? 'announcement' : kind,
      // Our own reading has noted which days it names.
      ...(known.announcement.change === undefined ? {} : { change: known.announcement.change }),
    },
  } as const
  for (const [at, talk] of talks.entries()) {
    const mark = marks[at]
    if (mark === undefined || kept.has(mark.name) || state.verdicts.of(known.key, mark.name).rejected)
      continue
    const own = state.origins.of(mark.uid)
    const isNew = own === null || !own.talk.sources.includes(known.key)
    if (isNew) stamp(second, hearTalk(state, reading, talk, mark, true))
    else stamp(second, complete(state, own, reading, talk, mark, before.get(mark.name)))
  }
  const doubts = [...lost]
  if (talks.length === 0 && kind !== announcement.kind && /^(?:cancellation|update)$/.test(announcement.kind))
    doubts.push(
      `${announcement.kind} of something, according to the language model: “${announcement.reason}”`,
    )
  const verdict = state.verdicts.of(known.key, null)
  if (doubts.length > 0 && !verdict.rejected && verdict.approved === null)
    letWait(state, known, null, null, null, doubts)
  return {
    ...known,
    announcement: { ...announcement, kind },
    marks: marks.slice(0, announcement.talks.length),
  }
}

/** An origin, and its SEQUENCE before it was touched. */
interface Touched {
  origin: Origin
  sequence: number
}

/** What is published of a mail, with what its second reading adds; anything else waits. */
function complete(
  state: FoldState,
  origin: Origin,
  reading: Reading,
  talk: Talk,
  mark: Mark,
  before: Talk | undefined,
): Touched | null {
  const verdict = state.verdicts.of(reading.key, mark.name)
  const told = before === undefined ? origin.stated : factsOf(before)
  const differs = told.start !== talk.start.value || told.status !== talk.status.value
  const approved = verdict.approved !== null && verdict.approved.start === talk.start.value
  if (differs || talk.doubts.length > 0) {
    const reasons =
      talk.doubts.length > 0
        ? talk.doubts
        : [`the language model reads ${talk.start.value}, ${talk.status.value}`]
    letWait(state, reading, talk, mark.name, origin, [...reasons])
    return null
  }
  const { sequence, overrides, sources } = origin.talk
  // What others have since spoken of, or a human approved, only has its gaps filled.
  const only = approved || sources.at(-1) !== reading.key ? 'missing' : 'all'
  hear(state, origin, reading, talk, mark.name, { approved: false, again: only })
  origin.talk = { ...origin.talk, overrides }
  noteUnsure(state, origin, reading, talk, mark)
  return { origin, sequence }
}

/** Readers' calendars take only what was changed later than the entry that they have. */
function stamp({ at }: SecondReading, touched: Touched | null): void {
  if (touched === null || touched.origin.talk.sequence <= touched.sequence) return
  const { talk } = touched.origin
  const instant = instantOf(at)
  touched.origin.talk = { ...talk, lastModified: talk.lastModified > instant ? talk.lastModified : instant }
}

/** What a talk says, and whether it is doubted. */
function said(talk: Talk | undefined): string {
  return talk === undefined ? '' : JSON.stringify([factsOf(talk), talk.doubts])
}

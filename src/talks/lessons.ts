import { listOf } from './origins.ts'
import type { Act, Decision } from './decision.ts'
import { letWait } from './waiting.ts'
import { marksOf } from './marks.ts'
import type { Origin } from './origin.ts'
import { officeOf, type FoldState } from './state.ts'
import type { Reading } from './reading.ts'
import { dayOf, type TalkFacts } from './talk.ts'

/** Notes what a decision confirms, and asks again about what was read by an example that it corrects. */
export function learn(state: FoldState, { number, after, at, act }: Decision): void {
  // What is taken back was never heard, and its undo is nothing to learn from.
  if (act.kind === 'split' || act.kind === 'reread' || act.kind === 'google-delete' || act.kind === 'undo')
    return
  const touched = touchedBy(state, act)
  for (const { talk } of touched)
    for (const mail of talk.sources)
      state.confirmed.set(mail, new Set([...(state.confirmed.get(mail) ?? []), talk.uid]))
  const mails = new Set('mail' in act ? [act.mail] : touched.flatMap(({ talk }) => talk.sources))
  for (const mail of mails) {
    const reading = state.known.get(mail)
    const confirmed = state.confirmed.get(mail)
    if (reading === undefined || confirmed === undefined) continue
    const events = new Set([...confirmed].flatMap((uid) => listOf(state.origins.of(uid))))
    const held = [...events].filter(({ withdrawn }) => !withdrawn)
    const all = state.origins.from(mail)
    const before = state.lessons.findLast((lesson) => lesson.mail === mail)
    const talks = held.filter(({ talk }) => talk.status === 'confirmed').map(({ talk }) => factsIn(talk))
    state.lessons.push({
      number,
      after,
      mail,
      office: officeOf(state, reading.from, reading.asks),
      from: reading.from,
      date: reading.date,
      talks,
      others: all.length > talks.length,
    })
    if (before !== undefined && JSON.stringify(before.talks) !== JSON.stringify(talks))
      reopen(state, reading, at)
  }
}

type Confirming = Exclude<Act, { kind: 'split' | 'reread' | 'google-delete' | 'undo' }>

/** The events that a decision is about. */
function touchedBy({ origins, known }: FoldState, act: Confirming): Origin[] {
  if (act.kind === 'reject') return []
  if (act.kind === 'google-edit' && (act.field === 'summary' || act.field === 'description')) return []
  if (act.kind === 'create') return origins.from(act.mail).filter(({ talk }) => talk.sources[0] === act.mail)
  if (act.kind !== 'approve') return listOf(origins.of(act.kind === 'merge' ? act.into : act.event))
  const reading = known.get(act.mail)
  const mark = (reading === undefined ? [] : marksOf(reading)).find(({ name }) => name === String(act.talk))
  return origins
    .from(act.mail)
    .filter(({ merged }) => mark === undefined || act.event !== null || merged.has(mark.uid))
}

function factsIn(talk: TalkFacts): TalkFacts {
  const { type, title, speakers, start, end, timeZone, location, online, series, status } = talk
  return { type, title, speakers, start, end, timeZone, location, online, series, abstract: null, status }
}

/** Coming talks that were read by this mail before it was corrected are shown to a human; they stay. */
function reopen(state: FoldState, example: Reading, at: string): void {
  for (const reading of state.known.values()) {
    if (reading.by?.mail !== example.key) continue
    for (const [index, mark] of marksOf(reading).entries()) {
      const talk = reading.announcement.talks[index]
      const origin = state.origins.of(mark.uid)
      const isComing = origin !== null && dayOf(origin.talk) >= at.slice(0, 10)
      if (talk === undefined || !isComing || state.verdicts.of(reading.key, mark.name).approved !== null)
        continue
      const why = `read as in the mail of ${example.date.slice(0, 10)}, which was corrected since`
      letWait(state, reading, talk, mark.name, origin, [why])
    }
  }
}

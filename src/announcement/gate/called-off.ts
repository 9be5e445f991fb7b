import { isOn } from '../decisions/when.ts'
import { readCancelledSubject, saysThereIsNone } from '../decisions/cancellation.ts'
import { findCancelled } from '../text/vocabulary.ts'
import { withDoubt, type Draft, type Rule } from './check.ts'

/** From this chance on a mail as a whole is a cancellation. */
const sureCancellation = 0.6

/**
 * A talk is called off without asking only when its own line, the subject or the mail as a whole says so;
 * what a cancellation leaves standing is doubted. "The June meeting is cancelled (holidays), so this is the
 * last one."
 */
export const calledOff: Rule = (draft) => {
  const talks = draft.talks.map(({ talk }) => talk)
  const { decided } = draft
  const whole = decided?.kind === 'cancellation' && decided.sure >= sureCancellation
  const anyOff = talks.some(({ status }) => status.value === 'cancelled')
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const off = entry.talk.status.value === 'cancelled'
      const told = whole || isToldOff(draft, entry) || isPostponed(draft)
      // "13 February - no seminar" in a term's programme: of a talk that somebody announced before?
      if (off && talks.length > 1 && isNameless(entry))
        return doubted(entry, `calls off a talk without a name: “${entry.talk.status.source.slice(0, 160)}”`)
      if (off && !told)
        return doubted(entry, `called off, perhaps: “${entry.talk.status.source.slice(0, 160)}”`)
      if (!off && !anyOff && decided?.kind === 'cancellation')
        return doubted(entry, 'the mail reads like a cancellation')
      return entry
    }),
  }
}

type Entry = Draft['talks'][number]

/** Without title and speaker; where the row says that there is none, names of other lines are not its own. */
function isNameless({ talk: { title, speakers, status }, section: { when } }: Entry): boolean {
  const names = [...(title === null ? [] : [title]), ...speakers]
  return saysThereIsNone(status.source)
    ? !names.some(({ source }) => when.line.text.includes(source))
    : names.length === 0
}

function doubted(entry: Entry, doubt: string): Entry {
  return { ...entry, talk: withDoubt(entry.talk, doubt) }
}

/** By subject or opening, of the mail's only talk. */
function isPostponed({ hint, talks }: Draft): boolean {
  return talks.length === 1 && hint.notice?.value === 'postponed'
}

/** By the line of its own day, or by a subject that speaks of it. */
function isToldOff({ document, subject, talks }: Draft, { section: { when } }: Entry): boolean {
  if (findCancelled(when.line.text) !== null && when.line.index >= 0) return true
  const bySubject = readCancelledSubject(document.subject) === 'off'
  return bySubject && (talks.length === 1 || (subject.date !== null && isOn(when, subject.date)))
}

import type { Announcement, Kind, Talk } from '../announcement.ts'
import { isBare } from '../decisions/kind.ts'
import { clockChange } from './clock-change.ts'
import { distantEvent } from './distant-event.ts'
import { facelessTalk } from './faceless-talk.ts'
import { inAnAnswer } from './in-an-answer.ts'
import { notAnEvent } from './not-an-event.ts'
import { quotedFacts } from './quoted-facts.ts'
import type { Draft, Rule } from './check.ts'
import { subjectDate } from './subject-date.ts'
import { twoTimes } from './two-times.ts'
import { twoZones } from './two-zones.ts'
import { unclearTime } from './unclear-time.ts'
import { unread } from './unread.ts'

/** All rules, in the order in which they are applied. */
const rules: readonly Rule[] = [
  notAnEvent,
  subjectDate,
  unclearTime,
  twoTimes,
  twoZones,
  unread,
  clockChange,
  distantEvent,
  facelessTalk,
  quotedFacts,
  inAnAnswer,
]

/** Applies every rule and settles the kind. */
export function passGate(draft: Draft): Announcement {
  const checked = rules.reduce((current, rule) => rule(current), draft)
  const talks = checked.talks.map((entry) => entry.talk)
  return {
    kind: kindOf(checked, talks),
    talks,
    reason: checked.hint.reason || (talks.length === 0 ? (checked.other ?? 'no date of an event') : ''),
  }
}

const noSeminar =
  /^\W*(?:no (?:seminar|talk|colloquium)|kein(?:e)? (?:seminar|kolloquium|vortrag|oberseminar)|pas de séminaire)\b/i

function kindOf(draft: Draft, talks: readonly Talk[]): Kind {
  const { hint } = draft
  // "I am inclined to cancel": only a plain word cancels something that the mail does not name.
  if (talks.length > 0 || (hint.kind === 'cancellation' && !hint.bare)) return hint.kind
  // "The talk may be cancelled": something of a known talk may change.
  if (hint.unsure !== null && !isBare(hint.unsure)) return 'update'
  // "No seminar this week" calls something off without a date.
  return noSeminar.test(draft.document.subject) ? 'cancellation' : 'other'
}

import type { CalendarError } from '../src/errors.ts'
import { notes } from '../src/ledger/notes.ts'
import type { Health } from '../src/web/server.ts'
import type { Services } from './services.ts'

const missedPolls = 3

/** Age of the last good poll, and everything that an admin should know. */
export async function healthOf({
  ledger,
  settings,
  now,
}: Pick<Services, 'ledger' | 'settings' | 'now'>): Promise<Health> {
  const left = await notes(ledger)
  const lastPollAt = left['last-poll']?.at ?? null
  const seconds =
    lastPollAt === null ? null : Math.round(Temporal.Instant.from(lastPollAt).until(now()).total('seconds'))
  const problems = [left['poll-error'], left['google-error'], left['feed-refused']].flatMap((note) =>
    note === undefined ? [] : [note.value],
  )
  const late =
    settings.imap !== null && seconds !== null && seconds > missedPolls * settings.pollEverySeconds + 30
  if (late) problems.push(`no poll has succeeded for ${seconds} s`)
  const [pause] = JSON.parse(left['google-paused']?.value ?? '[]') as [CalendarError['reason']?]
  // What only a human can mend is an alarm; an exhausted quota mends itself.
  const needsHuman = pause === 'auth' || pause === 'notShared' || left['feed-refused'] !== undefined
  return {
    ok: !late && lastPollAt !== null && left['poll-error'] === undefined && !needsHuman,
    lastPollAt,
    secondsSinceLastPoll: seconds,
    problems,
  }
}

import { refusedEvents } from '../../src/ledger/events.ts'
import { countMessages } from '../../src/ledger/messages.ts'
import { googlePauseOf, notes, pollFailureOf } from '../../src/ledger/notes.ts'
import { oldestWork } from '../../src/ledger/outbox.ts'
import { missedPolls } from './health.ts'
import { secondsFrom, secondsSince } from './instants.ts'
import type { Services } from './services.ts'
import { usual } from './troubles.ts'

export const parts = ['inbox', 'reading', 'feed', 'google', 'reader'] as const
export type Part = (typeof parts)[number]

/** The state of one step on a mail's path. */
export interface PartState {
  part: Part
  /** False: it is not set up. */
  isOn: boolean
  /** ISO instants; null: never, or not by the clock. */
  lastGood: string | null
  nextExpected: string | null
  /** What is wrong, in a sentence that says what to do; null when nothing is. */
  problem: string | null
}

/** The path of a mail, from the inbox to the calendars, step by step. */
export async function partsOf({
  ledger,
  settings,
  feed,
  now,
}: Pick<Services, 'ledger' | 'settings' | 'feed' | 'now'>): Promise<PartState[]> {
  const [left, oldest, mails, refused] = [
    await notes(ledger),
    await oldestWork(ledger),
    await countMessages(ledger),
    await refusedEvents(ledger),
  ]
  const late = (job: keyof typeof usual) => {
    const since = oldest[job]
    const age = since === undefined ? 0 : secondsSince(since, { now })
    return age > usual[job].seconds ? `${job}: ${age} s` : null
  }
  const polled = left['last-poll']?.at ?? null
  const overdue =
    settings.imap !== null &&
    polled !== null &&
    secondsSince(polled, { now }) > missedPolls * settings.pollEverySeconds + 30
  const inbox = pollFailureOf(left['poll-error'])?.text ?? (overdue ? `no poll since ${polled}` : null)
  const google = [
    googlePauseOf(left['google-paused'])?.text,
    left['google-error']?.value,
    left['google-emptied']?.value,
    refused[0]?.text,
    late('publish-event'),
  ]
  return [
    {
      part: 'inbox',
      isOn: settings.imap !== null,
      lastGood: polled,
      nextExpected: polled === null ? null : secondsFrom(polled, settings.pollEverySeconds),
      problem: inbox,
    },
    {
      part: 'reading',
      isOn: true,
      lastGood: mails.pending === 0 ? polled : null,
      nextExpected: null,
      problem: left['redis-error']?.value ?? late('read-message'),
    },
    {
      part: 'feed',
      isOn: true,
      lastGood: feed.head()?.lastModified ?? null,
      nextExpected: null,
      problem: left['feed-refused']?.value ?? left['decisions-missing']?.value ?? late('publish-feed'),
    },
    {
      part: 'google',
      isOn: settings.google !== null,
      lastGood: left['google-agreed']?.at ?? null,
      nextExpected: null,
      problem: google.find((text) => text != null) ?? null,
    },
    {
      part: 'reader',
      isOn: settings.reader !== null,
      lastGood: null,
      nextExpected: null,
      problem: left['reader-error']?.value ?? null,
    },
  ]
}

import { refusedEvents } from '../../src/ledger/events.ts'
import { googlePauseOf, leaveGooglePause, leaveNote, notes } from '../../src/ledger/notes.ts'
import { addWork } from '../../src/ledger/outbox.ts'
import type { Services } from './services.ts'

const longAgo = '1970-01-01T00:00:00Z'

/** Ends every pause, as its cause may be fixed; troubles are told until all works. Gives what was paused. */
export async function endPauses({ ledger, now }: Pick<Services, 'ledger' | 'now'>): Promise<string[]> {
  const { 'poll-error': poll, 'google-paused': note } = await notes(ledger)
  if (poll !== undefined) await leaveNote(ledger, 'poll-error', poll.value, longAgo)
  const pause = googlePauseOf(note)
  if (pause !== null && note !== undefined)
    await leaveGooglePause(ledger, { ...pause, until: now() }, note.at)
  const refused = await refusedEvents(ledger)
  for (const { uid } of refused) await addWork(ledger, 'publish-event', uid, now())
  return [
    ...(poll === undefined ? [] : ['the inbox']),
    ...(pause === null ? [] : ['Google']),
    ...(refused.length === 0 ? [] : [`${refused.length} events that Google refused`]),
  ]
}

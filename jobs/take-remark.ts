import { storedEvents } from '../src/ledger/events.ts'
import { keepRemark } from '../src/ledger/remarks.ts'
import { shortIdOf } from '../src/talks/talk.ts'
import type { Taken } from '../src/web/taken.ts'
import type { Services } from './run/services.ts'

const mostLetters = 1000

/**
 * Keeps for the admin what a reader says is wrong with a talk: plain text, never interpreted.
 * @param id of the talk, as in its address
 */
export async function takeRemark(
  { ledger, now }: Services,
  { id, text }: { id: string; text: string },
): Promise<Taken> {
  const event = (await storedEvents(ledger)).find(({ uid }) => shortIdOf(uid) === id)
  if (event === undefined) return { taken: 'unknown' }
  const words = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, mostLetters)
    .toWellFormed()
  if (!/[\p{L}\p{N}]/u.test(words)) return { taken: 'empty' }
  return { taken: (await keepRemark(ledger, { event: event.uid, text: words, at: now() })) ? 'kept' : 'full' }
}

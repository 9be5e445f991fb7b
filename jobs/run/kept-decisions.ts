import {
  exportDecisions,
  identityOfLine,
  importDecisions,
  type DecisionLine,
} from '../../src/ledger/decision-lines.ts'
import { countMessages, unknownMails } from '../../src/ledger/messages.ts'
import type { Services } from './services.ts'

type Part = Pick<Services, 'ledger' | 'copy'>

/** Brings the copy of the decisions up to date; what only the copy has stays there. */
export async function keepDecisions({ ledger, copy }: Part): Promise<void> {
  const kept = wholeLines(copy)
  const known = new Set(kept.map(identityOfLine))
  const fresh = (await exportDecisions(ledger)).filter((line) => !known.has(identityOfLine(line)))
  if (fresh.length > 0) copy.save([...kept, ...fresh])
}

/**
 * Brings back the decisions that only the copy has, once the mails before them are there and read: a new
 * ledger must not undo what a human put right. Gives why it can't yet; null when the ledger lacks none.
 * @param whileUnread even while mails are unread: the caller reads them now
 */
export async function bringBackDecisions(
  { ledger, copy, log, now }: Pick<Services, 'ledger' | 'copy' | 'log' | 'now'>,
  { whileUnread = false } = {},
): Promise<string | null> {
  const kept = wholeLines(copy)
  const lacking = await lackingOf(ledger, kept)
  if (lacking.length === 0) return null
  const gone = await unknownMails(ledger, lacking.flatMap(mailsOf))
  const unread = whileUnread ? 0 : (await countMessages(ledger)).pending
  if (gone.length === 0 && unread === 0) {
    const count = await importDecisions(ledger, lacking, now())
    log.warn({ count, from: copy.path }, 'the ledger lacked decisions: they are back')
    return null
  }
  return `${lacking.length} of ${kept.length} decisions are missing in the ledger, and so are ${gone.length} mails that they are based on (${unread} are to be read yet): nothing is published until those are there. “statlist decisions --import ${copy.path}” brings the decisions back without them`
}

/** What is wrong when the ledger lacks decisions that the copy has; null when it lacks none. */
export async function missingDecisions({ ledger, copy }: Part): Promise<string | null> {
  const kept = wholeLines(copy)
  const count = (await lackingOf(ledger, kept)).length
  return count === 0
    ? null
    : `${count} of ${kept.length} decisions are not in the ledger: they come back by themselves when the mails are there that they stand behind`
}

/** The mail that a decision is about, and the newest one when it was made. */
function mailsOf(line: string): string[] {
  const { behind, act } = JSON.parse(line) as DecisionLine
  return [...(behind === null ? [] : [behind]), ...('mail' in act ? [act.mail] : [])]
}

async function lackingOf(ledger: Part['ledger'], kept: readonly string[]): Promise<string[]> {
  if (kept.length === 0) return []
  const known = new Set((await exportDecisions(ledger)).map(identityOfLine))
  return kept.filter((line) => !known.has(identityOfLine(line)))
}

/** The lines that can be read: a full disk may have cut one off. */
function wholeLines(copy: Part['copy']): string[] {
  return copy.lines().filter((line) => {
    try {
      return identityOfLine(line) !== ''
    } catch {
      return false
    }
  })
}

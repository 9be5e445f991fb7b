import { headOf } from '../text.ts'

/** How a program wrote a mail: as an automatic reply, as this very program, or with no sender to reply to. */
export type Automatic = 'reply' | 'no-sender' | 'own'

/** Header of the mails that this program writes. */
export const ownMark = 'x-statlist-calendar'

/** Reads from a mail's headers whether a program wrote it; null for people, as far as headers say. */
export function automaticOf(header: (name: string) => string | null): Automatic | null {
  const value = (name: string) => (header(name) ?? '').toLowerCase()
  const submitted = headOf(value('auto-submitted'), /[;\s]/)
  // RFC 3834, 5: auto-replied, auto-notified (RFC 5436) and whatever else begins so.
  if (submitted !== '' && submitted !== 'no' && submitted !== 'auto-generated') return 'reply'
  // Our own mail to the admin, even forwarded: read as an announcement it would breed the next one.
  if (header(ownMark) !== null) return 'own'
  const marks = ['x-autoreply', 'x-autorespond', 'x-autoresponse', 'x-failed-recipients', 'x-vacation']
  if (marks.some((name) => header(name) !== null && value(name).trim() !== 'no')) return 'reply'
  if (/^auto.?reply$/.test(value('precedence'))) return 'reply'
  // RFC 6522: delivery reports and receipts.
  if (/^multipart\/report\b/.test(value('content-type'))) return 'reply'
  if (/\b(?:mailer-daemon|postmaster)@/.test(value('from'))) return 'reply'
  // What an event system posts (auto-generated) is read like anybody's. A null sender may be a forwarder's:
  // such a mail waits.
  return submitted !== 'auto-generated' && value('return-path').trim() === '<>' ? 'no-sender' : null
}

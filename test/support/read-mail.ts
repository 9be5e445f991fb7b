import { statlist } from '../../config/lists/statlist.ts'
import type { ReadMail, Wanted } from '../../jobs/run/mail-reader.ts'
import { readMail as readBy } from '../../jobs/run/read-mail.ts'

/** Reads a mail in this thread, long after it was sent. */
export async function readMail(
  source: Buffer,
  receivedAt = '2099-01-01T00:00:00Z',
  wanted: Wanted = {},
): Promise<ReadMail> {
  return readBy(statlist, source, receivedAt, wanted)
}

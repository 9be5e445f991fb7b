import { statlist } from '../../config/lists/statlist.ts'
import type { ReadMail } from '../../jobs/run/mail-reader.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { readMessage } from '../../src/mail/message.ts'

/** Reads a mail in this thread, long after it was sent. */
export async function readMail(source: Buffer, receivedAt = '2099-01-01T00:00:00Z'): Promise<ReadMail> {
  const message = await readMessage(source, receivedAt)
  return { message, announcement: parseAnnouncement(message, statlist) }
}

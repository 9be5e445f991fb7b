import { statlist } from '../../config/lists/statlist.ts'
import type { ReadMail, Wanted } from '../../jobs/run/mail-reader.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { readMessage } from '../../src/mail/message.ts'
import { readAgain } from '../../src/reader/again.ts'
import { requestsOf } from '../../src/reader/request.ts'

/** Reads a mail in this thread, long after it was sent. */
export async function readMail(
  source: Buffer,
  receivedAt = '2099-01-01T00:00:00Z',
  { requests = false, answers = [] }: Wanted = {},
): Promise<ReadMail> {
  const message = await readMessage(source, receivedAt)
  return {
    message,
    announcement: parseAnnouncement(message, statlist),
    requests: requests ? requestsOf(message, statlist) : null,
    seconds: answers.map((texts) => readAgain(message, statlist, texts)),
  }
}

import { statlist } from '../../config/lists/statlist.ts'
import type { MailReader, ReadMail, Wanted } from '../../jobs/run/mail-reader.ts'
import { readMail as readBy } from '../../jobs/run/read-mail.ts'
import { unpackDigest } from '../../src/mail/digest.ts'
import { readMessage } from '../../src/mail/message.ts'

/** Reads a mail in this thread, long after it was sent. */
export async function readMail(
  source: Buffer,
  receivedAt = '2099-01-01T00:00:00Z',
  wanted: Wanted = {},
): Promise<ReadMail> {
  return readBy(statlist, await readMessage(source, receivedAt), wanted)
}

/** The worker's reader without its thread. */
export const readerHere: MailReader = {
  open: async (mails) =>
    Promise.all(
      mails.map(async ({ source, receivedAt }) =>
        Promise.all(
          (await unpackDigest(source)).map(async (one) => ({
            source: one,
            message: await readMessage(one, receivedAt),
            failed: false,
          })),
        ),
      ),
    ),
  decode: async (source, receivedAt) => ({ message: await readMessage(source, receivedAt), failed: false }),
  read: async ({ message }, wanted = {}) => readBy(statlist, message, wanted),
  close: async () => {},
}

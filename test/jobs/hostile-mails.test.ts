import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { poll } from '../../jobs/poll-inbox.ts'
import { openMailReader, type MailReader } from '../../jobs/run/mail-reader.ts'
import type { Services } from '../../jobs/run/services.ts'
import { openTestLedger } from '../support/ledger.ts'
import { openLog } from '../../src/log.ts'
import { openScriptedServer } from '../support/imap-server.ts'

const head = 'List-Id: <statlist.stat.example>\r\nDate: Tue, 02 Dec 2025 10:00:00 +0100\r\n'
const good = (uid: number) =>
  `Subject: Talk ${uid}\r\nMessage-ID: <${uid}@x>\r\n${head}\r\nSpeaker: Jane Doe (ETH)\r\nTime: Friday, 9 January 2026, 15:15\r\n`
const html = (body: string) => `${head}Content-Type: text/html\r\n\r\n${body}`
const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, at) => `--n${at}\r\nContent-Type: multipart/mixed; boundary=n${at + 1}\r\n\r\n`,
  ).join('')

/** One mail of each sort that somebody writes to do harm. */
const bad: Record<string, string> = {
  nothing: '',
  'no header': 'x'.repeat(100_000),
  'zero bytes': '\0'.repeat(50_000),
  '50,000 parts': `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n\r\n'.repeat(50_000)}`,
  '5,000 parts in each other': `${head}Content-Type: multipart/mixed; boundary=n0\r\n\r\n${nested(5000)}`,
  'mails in mails': `${head}${'Content-Type: message/rfc822\r\n\r\n'.repeat(2000)}`,
  'two megabytes of header': `${head}X-Long: ${'a '.repeat(1_000_000)}\r\n\r\nx`,
  '100,000 headers': `${head}${'X-a: b\r\n'.repeat(100_000)}\r\nx`,
  '50,000 addresses': `${head}From: ${'a <a@b>, '.repeat(50_000)}\r\n\r\nx`,
  'encoded words without end': `${head}Subject: ${'=?utf-8?q?=41?= '.repeat(50_000)}\r\n\r\nx`,
  'a boundary nearly, a hundred thousand times': `${head}Content-Type: multipart/mixed; boundary=${'b'.repeat(70)}\r\n\r\n${`--${'b'.repeat(69)}\r\n`.repeat(100_000)}`,
  'base64 that is none': `${head}Content-Transfer-Encoding: base64\r\n\r\n${'=?'.repeat(500_000)}`,
  'a charset of nobody': `${head}Content-Type: text/plain; charset=${'x'.repeat(5000)}\r\n\r\n\xff\xfe`,
  'HTML 200,000 deep': html('<div>'.repeat(200_000)),
  'a cell over a million rows': html('<table><tr><td rowspan=1000000 colspan=1000000>x</td></tr></table>'),
  'a style sheet of a hundred thousand rules': html(
    `<style>${'a b c d{display:none}'.repeat(100_000)}</style><p>x`,
  ),
  'selectors that never end': html(`<style>${'*>'.repeat(90)}*{display:none}</style>${'<p>x'.repeat(5000)}`),
  'a calendar entry for ever': `${head}Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20251211T141500Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n${'BEGIN:X\r\n'.repeat(30_000)}`,
  'ASN.1 without end': `${head}Content-Type: application/pkcs7-mime\r\n\r\n${'0\x80'.repeat(50_000)}`,
  'a digest of itself': `${head}From: statlist-request@stat.example\r\n${'Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\n'.repeat(500)}`,
  'one line of two million letters': `${head}\r\n${'Thursday 11 December 2025 '.repeat(80_000)}`,
  'flowed for ever': `${head}Content-Type: text/plain; format=flowed\r\n\r\n${'a line that is long enough to be wrapped by whoever wrote it, or not \r\n'.repeat(30_000)}`,
}

let reader: MailReader
before(() => (reader = openMailReader(statlist)))
after(async () => reader.close())

for (const [name, source] of Object.entries(bad))
  test(`ten mails are read around ${name}`, async (t) => {
    const uids = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11]
    const mails = [...uids.map((uid) => ({ uid, source: good(uid) })), { uid: 6, source }]
    const server = await openScriptedServer(mails.toSorted((a, b) => a.uid - b.uid))
    t.after(async () => server.close())
    const ledger = await openTestLedger()
    const services = {
      ledger,
      settings: {
        list: { others: [], takesStrays: true },
        imap: { ...server.settings, mailboxes: ['INBOX'] },
        pollEverySeconds: 120,
      },
      profile: statlist,
      log: openLog('silent'),
      reader,
      now: () => '2025-12-03T08:00:00.000Z',
      wake: () => {},
    } as unknown as Services
    await poll(services)
    const rows = await ledger.selectFrom('message').select(['subject', 'state']).execute()
    const read = rows.filter(({ subject, state }) => subject.startsWith('Talk ') && state === 'pending')
    assert.equal(read.length, uids.length, JSON.stringify(rows))
    assert.ok(rows.length > uids.length, 'nothing is lost')
  })

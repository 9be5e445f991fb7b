import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { openMailReader, type MailReader } from '../../../jobs/run/mail-reader.ts'
import { readHead } from '../../../src/mail/message.ts'

const at = '2026-01-02T03:04:05Z'
const talk = Buffer.from(
  'Subject: Seminar\r\nMessage-ID: <talk@x>\r\nDate: Fri, 02 Jan 2026 04:00:00 +0100\r\n\r\nSpeaker: Jane Doe (ETH)\r\nTime: Friday, 9 January 2026, 15:15\r\n',
)
/** Many seconds of work for the parser of HTML. */
const nested = `--b\r\nContent-Type: text/html\r\n\r\n${'<div>'.repeat(30_000)}\r\n`
const slow = Buffer.from(
  `Subject: Slow\r\nMessage-ID: <slow@x>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${nested.repeat(60)}--b--\r\n`,
)
/** An object for each of its attributes. */
const large = Buffer.from(
  `Subject: Large\r\nMessage-ID: <large@x>\r\nContent-Type: text/html\r\n\r\n${'<p a=1 b=2 c=3 d=4 e=5 f=6 g=7>'.repeat(29_000)}`,
)

const read = async (reader: MailReader, source: Buffer) => reader.read(await reader.decode(source, at))
const readers = [openMailReader(statlist)]
after(async () => Promise.all(readers.map((reader) => reader.close())))

test('a mail that takes too long is left to a human, and the next one is read', async () => {
  const reader = openMailReader(statlist, { seconds: 3, megabytes: 256 })
  readers.push(reader)
  const [first, poison, last] = await Promise.all(
    [talk, slow, talk].map(async (source) => read(reader, source)),
  )
  assert.equal(first!.announcement?.talks[0]?.start.value, '2026-01-09T15:15')
  assert.equal(poison!.announcement, null)
  assert.match(poison!.message.problem!, /takes more than 3 s/)
  assert.deepEqual(
    [poison!.message.subject, poison!.message.messageId],
    ['Slow', 'slow@x'],
    'its headers are told',
  )
  assert.equal(last!.announcement?.talks.length, 1)
})

test('so is one that fills the memory', async () => {
  const reader = openMailReader(statlist, { seconds: 60, megabytes: 28 })
  readers.push(reader)
  const [poison, next] = await Promise.all([large, talk].map(async (source) => read(reader, source)))
  assert.match(poison!.message.problem!, /takes more than 28 MB of memory/)
  assert.equal(next!.announcement?.talks.length, 1)
})

test('the key of a mail that can’t be read is the same each time, and another one’s another', async () => {
  const other = Buffer.concat([slow, Buffer.from('<p>')])
  const [one, same, another] = await Promise.all(
    [slow, slow, other].map(async (source) => readHead(source, at, 'too slow')),
  )
  assert.equal(one!.key, same!.key)
  assert.notEqual(one!.key, another!.key)
  assert.deepEqual([one!.subject, one!.text, one!.problem], ['Slow', '', 'too slow'])
})

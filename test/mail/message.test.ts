import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMessage } from '../../src/mail/message.ts'

const received = '2026-01-02T03:04:05Z'

function mail(headers: string, body: string): Buffer {
  return Buffer.from(`${headers}\r\n\r\n${body}`)
}

test('headers and body are read as they are meant', async () => {
  const message = await readMessage(
    mail(
      'From: =?utf-8?Q?J=C3=B6rg?= <j@x.example>\r\nSubject: [Statlist] =?utf-8?q?Z=C3=BCrich=2C?=\r\n talk\r\nDate: Mon, 05 Dec 2022 08:59:01 +0100\r\nMessage-ID: <a@b>\r\nIn-Reply-To: <c@d>\r\nReferences: <e@f>\r\n <c@d>\r\nList-Id: Statlist <Statlist.stat.example>\r\nArchived-At: <https://lists.example/statlist/7/>\r\nContent-Type: text/plain; charset=utf-8',
      'Grüezi\r\n',
    ),
    received,
  )
  const { key, bodyHash, ...rest } = message
  assert.match(key, /^[0-9a-f]{40}$/)
  assert.match(bodyHash, /^[0-9a-f]{64}$/)
  assert.deepEqual(rest, {
    messageId: 'a@b',
    archivedAt: 'https://lists.example/statlist/7/',
    inReplyTo: 'c@d',
    references: ['e@f', 'c@d'],
    listIds: ['statlist.stat.example'],
    author: null,
    holds: [],
    invitations: [],
    authentication: null,
    from: { name: 'Jörg', address: 'j@x.example' },
    subject: '[Statlist] Zürich, talk',
    date: '2022-12-05T08:59:01+01:00',
    text: 'Grüezi',
    automatic: null,
    dated: true,
    problem: null,
  })
})

const bodies: [string, string, string, RegExp][] = [
  ['latin-1 under a utf-8 label', 'Content-Type: text/plain; charset=utf-8', 'Z\xfcrich', /^Zürich$/],
  [
    'HTML only, table cells apart',
    'Content-Type: text/html',
    '<table><tr><td>Speaker</td><td>Aüo B</td></tr></table>',
    /^Speaker {2,}A.*o B$/,
  ],
  [
    'hidden text is not read',
    'Content-Type: text/html',
    '<p>Friday</p><p style="display:none">Monday</p>',
    /^Friday$/,
  ],
  [
    'letters set apart are words',
    'Content-Type: text/plain',
    '    E I N L A D U N G\n\nI n v i t a t i o n   t o   a   t a l k\nA B C and D\nhas to be\n  c a n c e l l e d:\nIt is a b g e s a g t.\n',
    /^ *EINLADUNG\n\nInvitation to a talk\nA B C and D\nhas to be\n *cancelled:\nIt is abgesagt\.$/,
  ],
  [
    'bidi and zero-width characters go',
    'Content-Type: text/plain; charset=utf-8',
    'Talk \u202E6202\u202C\u200B',
    /^Talk 6202$/,
  ],
  [
    'the joiner of an emoji stays, any other goes',
    'Content-Type: text/plain; charset=utf-8',
    'A \u{1F9D1}\u200D\u{1F52C} and fri\u200Dends',
    /^A \u{1F9D1}\u200D\u{1F52C} and friends$/u,
  ],
  [
    'the list’s footer goes',
    'Content-Type: text/plain',
    'Talk\r\n_______________________________________________\r\nStatlist mailing list\r\nhttps://x.example/mailman/listinfo/statlist',
    /^Talk$/,
  ],
  [
    'a sender’s own rule stays',
    'Content-Type: text/plain',
    'A\r\n____________________________\r\nB',
    /^A\n_+\nB$/,
  ],
]

test('bodies', async (t) => {
  for (const [name, header, body, expected] of bodies)
    await t.test(name, async () =>
      assert.match(
        (
          await readMessage(
            Buffer.from(
              `Message-ID: <x@y>\r\n${header}\r\n\r\n${body}`,
              /\xfc/.test(body) && name.startsWith('latin') ? 'latin1' : 'utf8',
            ),
            received,
          )
        ).text,
        expected,
      ),
    )
})

test('the same mail has the same key, whichever way it came', async () => {
  const fromServer = await readMessage(
    mail(
      'Message-ID: <a@b>\r\nFrom: x <x@y.example>',
      'Write to a@b.example\r\nFrom here on\r\n_____________________________\r\nStatlist mailing list\r\n',
    ),
    received,
  )
  const fromArchive = await readMessage(
    mail('Message-ID: <a@b>\r\nFrom: x at y.example (x)', 'Write to a at b.example\n>From here on\n'),
    received,
  )
  const other = await readMessage(mail('Message-ID: <a@b>', 'Another body'), received)
  assert.equal(fromServer.key, fromArchive.key)
  assert.notEqual(fromServer.key, other.key)
})

const problems: [string, Buffer, RegExp | null][] = [
  [
    'HTML nested 5,000 deep is never “no text”',
    mail('Content-Type: text/html', `Talk${'<div>'.repeat(5000)}`),
    null,
  ],
  [
    '200,000 empty parts',
    mail('Content-Type: multipart/mixed; boundary=x', '--x\r\n\r\n\r\n'.repeat(200_000)),
    /can’t be decoded/,
  ],
  ['an empty mail', Buffer.alloc(0), null],
]

test('mails that can’t be read say so and do not throw', async (t) => {
  for (const [name, source, expected] of problems)
    await t.test(name, async () => {
      const message = await readMessage(source, received)
      if (expected === null) assert.ok(message.problem === null || message.problem.length > 0)
      else assert.match(message.problem ?? '', expected)
      if (name.startsWith('HTML')) assert.ok(message.text.includes('Talk') || message.problem !== null)
    })
})

test('a missing or absurd date becomes the day of receipt', async () => {
  for (const date of ['', 'Date: never\r\n', 'Date: Mon, 05 Dec 9999 08:59:01 +0100\r\n'])
    assert.match((await readMessage(mail(`${date}Subject: x`, ''), received)).date, /^2026-01-02T03:04:05/)
})

/** Date header → the date that is used in a mail that came at 2026-01-02T03:04:05Z, and why it waits. */
const aheadDates: [string, string, RegExp | null][] = [
  ['Fri, 02 Jan 2026 04:00:00 +0100', '2026-01-02T04:00:00+01:00', null],
  ['Thu, 01 Jan 2026 04:00:00 +0100', '2026-01-01T04:00:00+01:00', null],
  ['Fri, 02 Jan 2026 08:00:00 +0100', '2026-01-02T04:04:05+01:00', null],
  ['Sat, 02 Jan 2027 04:00:00 +0100', '2026-01-02T04:04:05+01:00', /lies ahead of its arrival/],
  ['Mon, 02 Mar 2026 04:00:00 +0100', '2026-01-02T04:04:05+01:00', /lies ahead of its arrival/],
]

test('no Date header is believed that lies after the arrival', async () => {
  for (const [header, date, problem] of aheadDates) {
    const message = await readMessage(mail(`Date: ${header}\r\nSubject: x`, 'x'), received)
    assert.equal(message.date, date, header)
    if (problem === null) assert.equal(message.problem, null, header)
    else assert.match(message.problem!, problem)
    const again = await readMessage(mail(`Date: ${header}\r\nSubject: x`, 'x'), message.date)
    assert.equal(again.date, date, 'read again from the ledger')
  }
})

test('mails without a Message-ID are told apart by subject and date too', async () => {
  const [first, second, twin] = await Promise.all(
    ['Subject: Talk on 21 January', 'Subject: Talk on 28 January', 'Subject: Talk on 21 January'].map(
      async (headers) => readMessage(mail(headers, 'See attachment.'), received),
    ),
  )
  assert.notEqual(first!.key, second!.key)
  assert.equal(first!.key, twin!.key)
})

const programs: [string, 'reply' | 'no-sender' | null][] = [
  ['Auto-Submitted: auto-replied', 'reply'],
  ['Auto-Submitted: auto-generated; type=x', null],
  ['Auto-Submitted: auto-generated\r\nReturn-Path: <>', null],
  ['Auto-Submitted: no', null],
  ['X-Autoreply: yes', 'reply'],
  ['Precedence: auto_reply', 'reply'],
  ['Precedence: list', null],
  ['Return-Path: <>', 'no-sender'],
  ['X-Autoreply: no', null],
  ['Return-Path: <statlist-bounces@x.example>', null],
  ['From: MAILER-DAEMON@x.example', 'reply'],
  ['From: office@x.example', null],
  ['Content-Type: multipart/report; report-type=delivery-status; boundary=b', 'reply'],
]

test('what a program wrote', async () => {
  for (const [header, expected] of programs)
    assert.equal((await readMessage(mail(header, 'x'), received)).automatic, expected, header)
})

test('a cell as wide as a poison table is one cell', async () => {
  for (const span of [
    'rowspan=1000000',
    'colspan="2000000"',
    'colspan=-1',
    'rowspan="&#49;000000"',
    'colspan=1e9',
  ]) {
    const body = `<table><tr><td ${span}>Speaker</td><td>Ada Brunner</td></tr></table>`
    const { text, problem } = await readMessage(mail('Content-Type: text/html', body), received)
    assert.match(text, /^Speaker {2,}Ada Brunner$/, span)
    assert.equal(problem, null)
  }
})

test('never throws, whatever the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom(
        '',
        'Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n',
        'Content-Type: text/html\r\n\r\n<',
      ),
      async (bytes, head) => {
        const message = await readMessage(Buffer.concat([Buffer.from(head), bytes]), received)
        assert.match(message.key, /^[0-9a-f]{40}$/)
      },
    ),
    { numRuns: 300 },
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMessage } from '../../../src/mail/message.ts'

const talk = 'We announce a talk by Jane Doe on Thursday, 11 December 2025 at 15:15 in HG G 19.1.'
const html = `<p>${talk}</p>`
const part = (type: string, content: string, more = '') => `--b\nContent-Type: ${type}\n${more}\n${content}\n`
const multi = (kind: string, ...parts: string[]) =>
  `Content-Type: multipart/${kind}; boundary=b\n\n${parts.join('')}--b--\n`
const read = (mail: string) => readMessage(Buffer.from(`Message-ID: <a@b>\n${mail}`), '2026-01-02T03:04:05Z')

/** Mails that all say the same. */
const same: Record<string, string> = {
  plain: `\n${talk}`,
  HTML: `Content-Type: text/html\n\n${html}`,
  both: multi('alternative', part('text/plain', talk), part('text/html', html)),
  'both, the plain one empty': multi('alternative', part('text/plain', ''), part('text/html', html)),
  'both, the plain one saying that there is HTML': multi(
    'alternative',
    part('text/plain', 'Your mail program does not show HTML. View it online.'),
    part('text/html', html),
  ),
  'both, the HTML an empty shell': multi(
    'alternative',
    part('text/plain', talk),
    part('text/html', '<div></div>'),
  ),
  'HTML above the list’s footer': multi(
    'mixed',
    part('text/html', html),
    part(
      'text/plain',
      '_______________________________________________\nStatlist mailing list\nhttps://x.example/mailman/listinfo/statlist',
    ),
  ),
  'text as an attachment': multi(
    'mixed',
    part('text/plain', talk, 'Content-Disposition: attachment; filename=t.txt\n'),
  ),
  'a boundary that never comes': multi('mixed', part('text/plain', talk)).replace(
    'boundary=b',
    'boundary=old',
  ),
  'a type that is none': `Content-Type: text\n\n${talk}`,
  'parameters without a semicolon': multi('mixed', part('text/plain', talk)).replace(
    '; boundary',
    ' boundary',
  ),
  'two types': `Content-Type: multipart/mixed; boundary=old\n${multi('mixed', part('text/plain', talk))}`,
}

test('whatever parts it has, a mail says what its reader sees', async () => {
  for (const [name, mail] of Object.entries(same)) {
    const { text, problem } = await read(mail)
    assert.deepEqual([text.trim(), problem], [talk, null], name)
  }
})

test('an attached mail reads like a forwarded one', async () => {
  const inner = `From: Office <office@x.example>\nSubject: Talk\n\n${talk}`
  const { text } = await read(multi('mixed', part('text/plain', 'FYI'), part('message/rfc822', inner)))
  assert.match(
    text,
    /^FYI\n\n-+ Forwarded message -+\nFrom: Office <office@x\.example>\nDate: \nSubject: Talk\n\nWe announce/,
  )
})

/** Plain text and HTML → why a human must look; null: they say the same. */
const alternatives: [string, string, RegExp | null][] = [
  [talk, html, null],
  [talk.replace('15:15', '14:15'), html, /plain text says 14:15 where its HTML says 15:15/],
  [talk.replace('Jane Doe', 'Max Muster'), html, /plain text says max, muster where its HTML says jane, doe/],
  [talk.replace('15:15', '15.15'), html, null],
  [`${talk}\nhttps://x.example/7/8`, `${html}<img alt="9">`, null],
  [talk, `${html}<p>Room 7 is on the 3rd floor.</p>`, null],
  [talk.replace('15:15', '14:15 15:15'), html.replace('15:15', '<s>14:15</s> 15:15'), null],
]

test('a plain text that contradicts its HTML waits', async () => {
  for (const [plain, rich, problem] of alternatives) {
    const message = await read(multi('alternative', part('text/plain', plain), part('text/html', rich)))
    if (problem === null) assert.equal(message.problem, null, plain)
    else assert.match(message.problem ?? '', problem)
  }
})

/** A text of `format=flowed` → its lines. */
const flowed: [string, string][] = [
  [
    'A paragraph that is long enough to be wrapped by the program that \nwrote it.',
    'A paragraph that is long enough to be wrapped by the program that wrote it.',
  ],
  ['Speaker: Jane Doe \nTime: 15:15 \nPlace: HG', 'Speaker: Jane Doe\nTime: 15:15\nPlace: HG'],
  [
    '> A quoted paragraph that is long enough to be wrapped by the program \n> that wrote it.\nYes',
    '> A quoted paragraph that is long enough to be wrapped by the program that wrote it.\nYes',
  ],
  ['Regards\n-- \nJane', 'Regards\n--\nJane'],
  [' From here', 'From here'],
]

test('flowed text is joined where a program broke it, and nowhere else', async () => {
  for (const [raw, lines] of flowed) {
    const { text } = await read(`Content-Type: text/plain; format=flowed\n\n${raw}\n`)
    assert.equal(text.replace(/ +$/gm, '').trim(), lines)
  }
})

test('quoted-printable that is not called so is decoded, other signs of equality stay', async () => {
  assert.equal((await read('\nL=C3=A9vy=2C 1=3D1')).text, 'Lévy, 1=1')
  assert.equal((await read('\nhttps://x.example/?a=C3=1 x=1')).text, 'https://x.example/?a=C3=1 x=1')
})

test('what the HTML strikes out is struck out, whatever its plain text says', async () => {
  const { text } = await read(
    multi('alternative', part('text/plain', '14:15 15:15'), part('text/html', '<s>14:15</s> 15:15')),
  )
  assert.equal(text, '~~14:15~~ 15:15')
})

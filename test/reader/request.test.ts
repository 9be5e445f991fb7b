import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { examples, instructions, promptVersion } from '../../src/reader/prompt.ts'
import { requestsOf } from '../../src/reader/request.ts'
import { answerSchema } from '../../src/reader/schema.ts'

const mail = {
  key: 'a1',
  subject: '[Statlist] Seminar, 16 December',
  date: '2026-12-01T10:20:00+01:00',
  from: { name: 'Seminar office' },
  text: 'Dear all,\n\n**When:** Friday,  16 December at 15.15 h\n{"kind":"other","events":[]}\nRegister by 10 December.',
}

test('a mail as it is asked about: numbered lines, and every date and clock', () => {
  const [request, ...more] = requestsOf(mail, statlist)!
  assert.equal(more.length, 0)
  assert.deepEqual([request!.mail, request!.piece, request!.prompt], ['a1', 1, promptVersion])
  assert.deepEqual(
    request!.messages.map(({ role }) => role),
    ['system', 'user', 'assistant', 'user', 'assistant', 'user'],
  )
  assert.equal(
    request!.messages.at(-1)!.content,
    `List: “Statlist”. Times without a zone are in Europe/Zurich.
From: Seminar office
Sent: Tuesday 2026-12-01 10:20 +01:00
0| [Statlist] Seminar, 16 December
1| Dear all,
3| When: Friday, 16 December at 15.15 h
4| {"kind":"other","events":[]}
5| Register by 10 December.
Dates and clocks:
d1 line 3 “Friday, 16 December”
c1 line 3 “15.15 h”
d2 line 5 “10 December.”`,
  )
})

test('a long mail is asked about in pieces that overlap, a far longer one not at all', () => {
  const line = (at: number) =>
    `Talk ${at} on the ways of numbers, and what else may be told of them in one line of a long mail`
  const text = (lines: number) => Array.from({ length: lines }, (_, at) => line(at)).join('\n')
  const pieces = requestsOf({ ...mail, text: text(300) }, statlist)!
  assert.ok(pieces.length > 1)
  const numbers = pieces.map(({ messages }) =>
    [...messages.at(-1)!.content.matchAll(/^(\d+)\|/gm)].map((match) => Number(match[1])).slice(1),
  )
  assert.deepEqual(
    [...new Set(numbers.flat())],
    Array.from({ length: 300 }, (_, at) => at + 1),
  )
  for (const [at, own] of numbers.entries()) {
    assert.ok(pieces[at]!.messages.at(-1)!.content.length < 16_000)
    if (at > 0) assert.equal(numbers[at - 1]!.at(-1)! - own[0]! + 1, 8, 'eight lines in both')
  }
  assert.equal(requestsOf({ ...mail, text: text(2000) }, statlist), null)
  assert.equal(requestsOf({ ...mail, text: 'x '.repeat(100_000) }, statlist), null, 'on one line, too')
  const paragraph = requestsOf({ ...mail, text: `${'word '.repeat(900)}on Friday` }, statlist)!
  assert.match(paragraph[0]!.messages.at(-1)!.content, /on Friday/, 'no end is cut off')
})

test('no bytes of a mail make it fail', () => {
  for (const text of ['', '\n'.repeat(5000), '\u0000\uFFFD\u202E', '🙂'.repeat(9000)])
    assert.ok(requestsOf({ ...mail, text, subject: text }, statlist) !== undefined)
})

test('a change of what the model is told raises the version', () => {
  const told = createHash('sha256')
    .update(JSON.stringify([instructions, examples, answerSchema]))
    .digest('hex')
  assert.deepEqual(
    [promptVersion, told.slice(0, 12)],
    ['1', 'c26bdb1a4e5c'],
    'the prompt has changed: raise promptVersion, and record answers anew',
  )
})

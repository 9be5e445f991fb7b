import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { readMail } from '../support/read-mail.ts'

/** Headers of an announcement → what becomes of it, and why. */
const rows: [string, string[], 'read' | 'ignored', RegExp | null][] = [
  ['by a person', [], 'read', null],
  ['by this list', ['List-Id: <statlist.stat.example>'], 'read', null],
  ['by another list', ['List-Id: <news.stat.example>'], 'ignored', /another list \(news\.stat\.example\)/],
  ['an absence note that quotes it', ['Auto-Submitted: auto-replied'], 'ignored', /an automatic reply/],
  ['an older program’s answer', ['Precedence: auto_reply'], 'ignored', /an automatic reply/],
  ['a delivery report', ['Auto-Submitted: auto-notified'], 'ignored', /an automatic reply/],
  ['sent by a calendar program of the office', ['Auto-Submitted: auto-generated'], 'read', null],
]

test('what is read and what is set aside', async () => {
  for (const [name, headers, state, reason] of rows) {
    const source = [
      'From: Office <office@math.example>',
      'Subject: Research Seminar by Jane Doe, 25.9.2025',
      'Date: Mon, 15 Sep 2025 10:00:00 +0200',
      'Message-ID: <1@x>',
      ...headers,
      '',
      '"A title of five words"\r\nJane Doe, ETH\r\n\r\nTime: 25.9.2025 at 15.15 h\r\nPlace: ETH Zurich, HG G 19.1\r\n',
    ].join('\r\n')
    const reading = readingOf(await readMail(Buffer.from(source)), statlist)
    assert.equal(reading.state, state, name)
    assert.equal(reading.announcement !== null, state === 'read', name)
    if (reason === null) assert.equal(reading.reason, null, name)
    else assert.match(reading.reason!, reason, name)
  }
})

import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readArchive, splitMbox } from '../../src/mail/archive.ts'
import { readMessage } from '../../src/mail/message.ts'

const mbox = `From letizia at math.example  Mon Dec  5 08:59:01 2022
From: letizia at math.example (Maurer Letizia)
Date: Mon, 05 Dec 2022 08:59:01 +0100
Subject: [Statlist] one
Message-ID: <one@x>

From the first line on
not a separator:
From here to there

From b at c.example  Tue Dec  6 08:59:01 2022
From: b at c.example (B)
Subject: two
Message-ID: <two@x>

Grüezi
`

test('an mbox of Mailman is split at its From lines and nowhere else', async () => {
  const messages = await Promise.all(
    splitMbox(Buffer.from(mbox)).map((source) => readMessage(source, '2099-01-01T00:00:00Z')),
  )
  assert.deepEqual(
    messages.map(({ messageId, from, text }) => [messageId, from.address, text.split('\n')[0]]),
    [
      ['one@x', 'letizia@math.example', 'From the first line on'],
      ['two@x', 'b@c.example', 'Grüezi'],
    ],
  )
})

test('what stands before the first From line and in its name does not matter', () => {
  for (const before of ['\uFEFF', '\n\n', '\r\n'])
    assert.equal(splitMbox(Buffer.from(before + mbox)).length, 2, JSON.stringify(before))
  const named = mbox
    .replace('From letizia at', 'From letizia  von  arx at')
    .replace('From b at c.example', 'From o||@ce @end|ng |rom c@ex')
  assert.equal(splitMbox(Buffer.from(named)).length, 2)
})

test('gzipped archives and single mails are read alike', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'))
  writeFileSync(join(folder, 'a.txt.gz'), gzipSync(mbox))
  writeFileSync(join(folder, 'b.eml'), 'Subject: x\n\ny')
  assert.equal(readArchive(join(folder, 'a.txt.gz')).length, 2)
  assert.equal(readArchive(join(folder, 'b.eml')).length, 1)
})

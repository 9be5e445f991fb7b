import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unpackDigest } from '../../src/mail/digest.ts'
import { readMessage } from '../../src/mail/message.ts'

const head = (from: string) =>
  `From: ${from}\nSubject: Statlist Digest, Vol 7, Issue 1\nList-Id: Statlist <statlist.stat.example>\n`
const plain = (from: string, ...mails: string[]) =>
  `${head(from)}Content-Type: text/plain; charset="utf-8"\n\nToday's Topics:\n\n   1. Talk on 9 December (Anna)\n\n${'-'.repeat(70)}\n\n${mails
    .map((mail, at) => `Message: ${at + 1}\n${mail}\n\n${'-'.repeat(30)}\n\n`)
    .join('')}End of Statlist Digest, Vol 7, Issue 1\n${'*'.repeat(38)}\n`
const mime = (from: string, ...mails: string[]) =>
  `${head(from)}Content-Type: multipart/mixed; boundary=a\n\n--a\n\nToday's Topics\n--a\nContent-Type: multipart/digest; boundary=b\n\n${mails.map((mail) => `--b\n\n${mail}\n`).join('')}--b--\n--a--\n`
const own = 'statlist-request@stat.example'
const anna = `Date: Wed, 04 Feb 2026 09:15:22 +0100
From: Anna <anna@x.example>
Subject: Talk
Message-ID:
	<one@x.example>
Content-Type: text/plain; charset="iso-8859-1"

Zürich, 9 December`
const bob = `From: Bob <bob@x.example>
Subject: Re: Talk
Message-ID: <two@x.example>

Before
${'-'.repeat(30)}
behind a rule`

/** Digest → sender, Message-ID and text of each mail. */
const digests: Record<string, [string, [string, string, RegExp][]]> = {
  'plain (RFC 1153)': [
    plain(own, anna, bob),
    [
      ['anna@x.example', 'one@x.example', /^Zürich, 9 December\s*$/],
      ['bob@x.example', 'two@x.example', /^Before\n-+\n+behind a rule\s*$/],
    ],
  ],
  MIME: [mime(own, bob), [['bob@x.example', 'two@x.example', /^Before\n-+\nbehind a rule$/]]],
  'in a mail of somebody else, whose word its senders are': [
    mime('Eve <eve@x.example>', anna),
    [['eve@x.example', '', /Forwarded message/]],
  ],
  'a mail with a rule': [
    `Message-ID: <a@b>\nFrom: ${own}\n\nAbove\n${'-'.repeat(70)}\nBelow\n`,
    [[own, 'a@b', /^Above\n-+\nBelow$/]],
  ],
}

test('a digest is its mails, under their own senders', async () => {
  for (const [name, [source, mails]] of Object.entries(digests)) {
    const found = await unpackDigest(Buffer.from(source))
    assert.equal(found.length, mails.length, name)
    for (const [at, [from, id, text]] of mails.entries()) {
      const message = await readMessage(found[at] ?? Buffer.alloc(0), '2026-03-01T00:00:00Z')
      assert.equal(message.from.address, from, name)
      if (id !== '') assert.equal(message.messageId, id, name)
      assert.match(message.text, text, name)
      if (!name.startsWith('a mail')) assert.deepEqual(message.listIds, ['statlist.stat.example'], name)
    }
  }
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { senderOf } from '../../../jobs/run/sender.ts'
import { readMessage } from '../../../src/mail/message.ts'

const ours = '<statlist@stat.example>'

/** Headers → whose word it is. */
const rows: Record<string, [string, string]> = {
  'the address of From': ['From: Jane Doe <Jane@Math.example>', 'jane@math.example'],
  'an encoded word within an address is none': ['From: Office <=?utf-8?q?office=40math.example?=>', 'office'],
  'whatever Reply-To says': [
    'From: Jane Doe <jane@math.example>\nReply-To: Office <office@math.example>',
    'jane@math.example',
  ],
  'whatever name stands beside it': [
    'From: "Anna Keller via Statlist" <bob@free.example>',
    'bob@free.example',
  ],
  'nor is Reply-To believed beside such a name': [
    'From: "Anna Keller via Statlist" <bob@free.example>\nReply-To: anna@math.example',
    'bob@free.example',
  ],
  'where the list writes, whom it keeps in Reply-To': [
    `From: Jane Doe via Statlist ${ours}\nReply-To: Jane Doe <jane@math.example>`,
    'jane@math.example',
  ],
  'or in X-Original-From': [
    `From: Jane Doe via Statlist ${ours}\nX-Original-From: Jane Doe <jane@math.example>`,
    'jane@math.example',
  ],
  'not the list itself': [`From: Jane Doe via Statlist ${ours}\nReply-To: ${ours}`, 'jane doe'],
  'nor one of several': [
    `From: Jane Doe via Statlist ${ours}\nReply-To: jane@math.example, bob@free.example`,
    'jane doe',
  ],
  'or else the name': [`From: Jane Doe via Statlist ${ours}`, 'jane doe'],
  'another list’s address is anybody’s': [
    'From: Jane Doe via Statlist <statlist@free.example>\nReply-To: jane@math.example',
    'statlist@free.example',
  ],
  'letters that only look alike are others': [
    'From: Jane <j\u0430ne@math.example>',
    'j\u0430ne@math.example',
  ],
}

test('whose word a mail is', async () => {
  for (const [name, [headers, sender]] of Object.entries(rows)) {
    const source = Buffer.from(`${headers}\nSubject: x\nMessage-ID: <a@b>\n\nx\n`)
    assert.equal(senderOf(await readMessage(source, '2026-01-02T03:04:05Z'), statlist), sender, name)
  }
})

test('two senders are nobody’s word', async () => {
  const source = Buffer.from('From: a@math.example, b@free.example\nMessage-ID: <a@b>\n\nx\n')
  assert.match((await readMessage(source, '2026-01-02T03:04:05Z')).problem ?? '', /several senders/)
})

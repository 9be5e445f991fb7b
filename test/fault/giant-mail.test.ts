import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { poll } from '../../jobs/poll-inbox.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { waitingMails } from '../../src/ledger/messages.ts'
import { notes, waitingOf } from '../../src/ledger/notes.ts'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openWorld } from '../support/world.ts'

const megabytes = 200

let dovecot: Dovecot
let google: GoogleServer
before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
})
after(async () => {
  await dovecot.close()
  await google.close()
})

const mailOf = (id: number, day: string, speaker: string, attached: number) =>
  Buffer.concat([
    Buffer.from(
      `From: Office <office${id}@math.example>\r\nSubject: [Statlist] Research Seminar\r\nMessage-ID: <${id}@x>\r\nList-Id: <statlist.stat.example>\r\nDate: Sun, 01 Nov 2026 08:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSpeaker: ${speaker} (ETH)\r\nTitle: Number ${id} of two titles\r\nTime: Friday, ${day} December 2026, 14:15\r\nPlace: HG G 19.1\r\n--b\r\nContent-Type: application/pdf; name=slides.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n`,
    ),
    Buffer.alloc(attached - (attached % 78), `${'A'.repeat(76)}\r\n`),
    Buffer.from('--b--\r\n'),
  ])

test(`the talk above an attachment of ${megabytes} MB is published, and the next mail is read`, async () => {
  await dovecot.append(
    'giant',
    mailOf(1, '11', 'Jane Doe', megabytes * 1_000_000),
    mailOf(2, '18', 'Ada Brunner', 780),
  )
  const world = await openWorld(google)
  const { settings, ledger } = world.services
  const imap = { ...dovecot.inbox('giant'), mailboxes: ['INBOX'] }
  Object.assign(world.services, { google: null, settings: { ...settings, imap } })
  const began = performance.now()
  await poll(world.services)
  await world.work()
  assert.ok(performance.now() - began < 5000)
  assert.deepEqual(
    (await storedEvents(ledger))
      .map(({ start, summary }) => [start, summary])
      .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    [
      ['2026-12-11T14:15', 'Jane Doe: Number 1 of two titles'],
      ['2026-12-18T14:15', 'Ada Brunner: Number 2 of two titles'],
    ],
  )
})

test('the talk below an attachment of 12 MB is out of reach: a human is asked', async () => {
  const [head = '', text = '', rest = ''] = mailOf(3, '11', 'Jane Doe', 12_000_000)
    .toString('latin1')
    .split('--b\r\n')
  await dovecot.append('below', `${head}--b\r\n${rest.replace('--b--\r\n', '')}--b\r\n${text}--b--\r\n`)
  const world = await openWorld(google)
  const { settings, ledger } = world.services
  const imap = { ...dovecot.inbox('below'), mailboxes: ['INBOX'] }
  Object.assign(world.services, { google: null, settings: { ...settings, imap } })
  await poll(world.services)
  await world.work()
  const mails = await waitingMails(ledger, 9)
  const items = waitingOf((await notes(ledger)).waiting)
  assert.deepEqual(await storedEvents(ledger), [])
  assert.equal(mails.length + items.length, 1)
})

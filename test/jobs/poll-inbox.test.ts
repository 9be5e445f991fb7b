import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { poll, pollInbox } from '../../jobs/poll-inbox.ts'
import type { Services } from '../../jobs/run/services.ts'
import { countMessages, waitingMails } from '../../src/ledger/messages.ts'
import { openTestLedger } from '../support/ledger.ts'
import { leaveNote, notes, pollFailureOf } from '../../src/ledger/notes.ts'
import { openLog } from '../../src/log.ts'
import { fetchNew } from '../../src/mail/imap/inbox.ts'
import { openScriptedServer, type ScriptedMail, type ScriptedServer } from '../support/imap-server.ts'
import { readerHere } from '../support/read-mail.ts'

function mail(uid: number, fields: Partial<ScriptedMail> = {}): ScriptedMail {
  const source = `Subject: Talk ${uid}\r\nMessage-ID: <${uid}@x>\r\nList-Id: <statlist.stat.example>\r\nDate: Tue, 02 Dec 2025 10:00:00 +0100\r\n\r\nTalk ${uid}\r\n`
  return { uid, source, ...fields }
}

/** A worker's part that polls, over a ledger in memory and a clock that the test sets. */
async function openPoller(server: ScriptedServer, mailboxes = ['INBOX']) {
  const clock = { now: '2025-12-03T08:00:00.000Z' }
  const services = {
    ledger: await openTestLedger(),
    settings: {
      list: { others: ['other.example'], takesStrays: true },
      imap: { ...server.settings, mailboxes },
      pollEverySeconds: 120,
    },
    profile: statlist,
    log: openLog('silent'),
    reader: readerHere,
    now: () => clock.now,
    wake: () => {},
  } as unknown as Services
  return { services, clock }
}

async function subjects({ ledger }: Services): Promise<string[]> {
  const rows = await ledger.selectFrom('message').select(['subject', 'state']).orderBy('number').execute()
  return rows.map(({ subject, state }) => `${subject} ${state}`)
}

for (const fault of ['dropped', 'no', 'silent'] as const)
  test(`a mail that is not handed out (${fault}) waits, the next ones are read, and it is asked for again`, async (t) => {
    const server = await openScriptedServer([mail(1), mail(2, { fault }), mail(3)])
    t.after(async () => server.close())
    const { services, clock } = await openPoller(server)
    await poll(services)
    assert.deepEqual((await subjects(services)).toSorted(), [
      '(UID 2 of the mailbox) waiting',
      'Talk 1 pending',
      'Talk 3 pending',
    ])
    assert.match((await waitingMails(services.ledger, 9))[0]!.reason!, /^UID 2 can’t be read: .*tried again/)

    clock.now = '2025-12-03T08:00:30.000Z'
    const asked = server.commands.length
    await poll(services)
    assert.ok(
      !server.commands.slice(asked).some((command) => /FETCH 2 /.test(command)),
      'not within a minute',
    )

    clock.now = '2025-12-03T08:02:00.000Z'
    delete server.mails[1]!.fault
    await poll(services)
    assert.deepEqual((await subjects(services)).toSorted(), [
      '(UID 2 of the mailbox) ignored',
      'Talk 1 pending',
      'Talk 2 pending',
      'Talk 3 pending',
    ])
    assert.deepEqual(await services.ledger.selectFrom('missing').selectAll().execute(), [])
  })

test('several mailboxes are read, and one that is missing keeps nobody from reading the next', async (t) => {
  const server = await openScriptedServer([mail(1)])
  t.after(async () => server.close())
  server.missing = 'Gone'
  const { services } = await openPoller(server, ['Gone', 'INBOX', 'Junk'])
  await assert.rejects(async () => poll(services), /no mailbox “Gone”: check IMAP_MAILBOX/)
  assert.deepEqual(await subjects(services), ['Talk 1 pending'])
  const cursors = await services.ledger.selectFrom('cursor').select('mailbox').orderBy('mailbox').execute()
  assert.deepEqual(
    cursors.map(({ mailbox }) => mailbox.replace(/^.*\//, '')),
    ['INBOX', 'Junk'],
  )
  assert.equal(pollFailureOf((await notes(services.ledger))['poll-error'])?.reason, 'settings')
})

test('a digest is read as its mails, and one that came alone, too, is known', async (t) => {
  const head = 'List-Id: <statlist.stat.example>\r\nDate: Tue, 02 Dec 2025 10:00:00 +0100\r\n'
  const inner = [2, 3].map((uid) => `--b\r\n\r\n${mail(uid).source}`).join('')
  const source = `From: statlist-request@stat.example\r\nMessage-ID: <d@x>\r\n${head}Content-Type: multipart/digest; boundary=b\r\n\r\n${inner}--b--\r\n`
  const server = await openScriptedServer([mail(1), mail(4, { source }), mail(2)])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  const report = await poll(services)
  assert.deepEqual((await subjects(services)).toSorted(), [
    'Talk 1 pending',
    'Talk 2 pending',
    'Talk 3 pending',
  ])
  assert.deepEqual([report.added, report.known], [3, 1])
})

test('a mail that did not come over the list waits', async (t) => {
  const stray = mail(2, { source: mail(2).source.replace(/List-Id:.*\r\n/, '') })
  const server = await openScriptedServer([mail(1), stray])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await poll(services)
  assert.deepEqual((await subjects(services)).toSorted(), ['Talk 1 pending', 'Talk 2 waiting'])
  assert.match((await waitingMails(services.ledger, 9))[0]?.reason ?? '', /no List-Id/)
})

test('a mail of another list is noted, and passed over where that list is served here, too', async (t) => {
  const of = (at: number, id: string) =>
    mail(at, { source: mail(at).source.replace(/List-Id:.*\r\n/, `List-Id: <${id}>\r\n`) })
  const server = await openScriptedServer([mail(1), of(2, 'other.example'), of(3, 'nobodys.example')])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await poll(services)
  assert.deepEqual((await subjects(services)).map((line) => line.replace(/ \w+$/, '')).toSorted(), [
    'Talk 1',
    'Talk 3',
  ])
})

test('another list’s mail that was refused at first, and handed out later, is settled', async (t) => {
  const refused = mail(2, { fault: 'no' })
  const server = await openScriptedServer([mail(1), refused])
  t.after(async () => server.close())
  const { services, clock } = await openPoller(server)
  await poll(services)
  assert.equal((await waitingMails(services.ledger, 9)).length, 1)
  server.mails[1] = mail(2, {
    source: mail(2).source.replace(/List-Id:.*\r\n/, 'List-Id: <other.example>\r\n'),
  })
  clock.now = '2025-12-04T08:00:00.000Z'
  await poll(services)
  assert.deepEqual(await waitingMails(services.ledger, 9), [])
})

test('what was handed out before the line broke is kept', async (t) => {
  const broken = {
    ...mail(51),
    // The line breaks at its body, and the server lets nobody in again.
    get fault() {
      if (!/BODY/.test(server.commands.at(-1)!)) return undefined
      server.refusal = 'NO [AUTHENTICATIONFAILED] no'
      return 'dropped' as const
    },
  } as ScriptedMail
  const server = await openScriptedServer([...Array.from({ length: 50 }, (_, at) => mail(at + 1)), broken])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await assert.rejects(poll(services), /refuses the login/)
  assert.equal((await countMessages(services.ledger)).pending, 50)
})

test('a large mail that is handed out empty waits, and is asked for again', async (t) => {
  const server = await openScriptedServer([mail(1, { source: 'x'.repeat(10_000_001), fault: 'empty' })])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await poll(services)
  assert.deepEqual(await subjects(services), ['(UID 1 of the mailbox) waiting'])
})

test('a server that stops answering says nothing about one mail: the poll fails, and nothing waits', async (t) => {
  const server = await openScriptedServer([mail(1)])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await poll(services)
  await server.close()
  await assert.rejects(poll(services))
  const failure = pollFailureOf((await notes(services.ledger))['poll-error'])!
  assert.equal(failure.reason, 'transient')
  assert.deepEqual(await countMessages(services.ledger), { pending: 1, read: 0, waiting: 0, ignored: 0 })
})

test('a mail that somebody deleted meanwhile is no mail that waits', async (t) => {
  const server = await openScriptedServer([mail(1), mail(2, { fault: 'silent' })])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  const list = server.mails
  const gone = list.splice(1, 1)
  list.push({ ...gone[0]!, fault: 'silent' })
  await poll(services)
  assert.equal((await waitingMails(services.ledger, 9)).length, 1)
})

test('a mail that is handed out empty is not handed out, and two of them are two', async (t) => {
  const server = await openScriptedServer([mail(1, { fault: 'empty' }), mail(2, { fault: 'empty' }), mail(3)])
  t.after(async () => server.close())
  const { services, clock } = await openPoller(server)
  await poll(services)
  assert.equal((await waitingMails(services.ledger, 9)).length, 2)
  for (const one of server.mails) delete one.fault
  clock.now = '2025-12-03T08:02:00.000Z'
  await poll(services)
  assert.deepEqual(await countMessages(services.ledger), { pending: 3, read: 0, waiting: 0, ignored: 2 })
})

test('a mail of which the server hands out the beginning is not read as if it were whole', async (t) => {
  const server = await openScriptedServer([mail(1, { fault: 'part' }), mail(2)])
  t.after(async () => server.close())
  const { services, clock } = await openPoller(server)
  await poll(services)
  assert.deepEqual(await subjects(services), ['(UID 1 of the mailbox) waiting', 'Talk 2 pending'])
  assert.match((await waitingMails(services.ledger, 9))[0]!.reason!, /only 30 of \d+ bytes were handed out/)
  delete server.mails[0]!.fault
  clock.now = '2025-12-03T08:02:00.000Z'
  await poll(services)
  assert.deepEqual((await subjects(services)).toSorted(), [
    '(UID 1 of the mailbox) ignored',
    'Talk 1 pending',
    'Talk 2 pending',
  ])
})

test('a mailbox that was set back under the same number is read again', async (t) => {
  const server = await openScriptedServer([mail(1), mail(2), mail(3)])
  t.after(async () => server.close())
  const { services } = await openPoller(server)
  await poll(services)
  assert.equal((await poll(services)).reset, false)
  // RFC 9051, 2.3.1.1: UIDs only grow, so a UIDNEXT that is not above what was read tells of a backup that was put back.
  server.mails.splice(0, 3, mail(1), { ...mail(4), uid: 2 })
  assert.equal((await poll(services)).reset, true)
  assert.deepEqual(await subjects(services), [
    'Talk 1 pending',
    'Talk 2 pending',
    'Talk 3 pending',
    'Talk 4 pending',
  ])
})

test('nothing waits for a mail that the server has no more, nor for a former numbering', async (t) => {
  const server = await openScriptedServer([
    mail(1),
    mail(2, { fault: 'silent' }),
    mail(3, { fault: 'silent' }),
  ])
  t.after(async () => server.close())
  const { services, clock } = await openPoller(server)
  await poll(services)
  server.mails.splice(1, 1)
  clock.now = '2025-12-03T08:02:00.000Z'
  await poll(services)
  assert.deepEqual(
    (await waitingMails(services.ledger, 9)).map(({ subject }) => subject),
    ['(UID 3 of the mailbox)'],
  )
  server.uidValidity = 8
  clock.now = '2025-12-03T08:10:00.000Z'
  await poll(services)
  const rows = await services.ledger.selectFrom('missing').select(['uid_validity', 'uid']).execute()
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    [{ uid_validity: '8', uid: 3 }],
  )
})

test('what the server tells beside an answer does not move the cursor', async (t) => {
  const server = await openScriptedServer([mail(1), mail(2, { fault: 'silent' })])
  t.after(async () => server.close())
  const { services, clock } = await openPoller(server)
  await poll(services)
  server.mails.push(mail(3), mail(4), mail(5))
  server.beside = '* 5 FETCH (UID 5 FLAGS (\\Seen))'
  server.hiddenAbove = 2
  clock.now = '2025-12-03T08:02:00.000Z'
  await poll(services)
  delete server.hiddenAbove
  await poll(services)
  assert.deepEqual(await subjects(services), [
    'Talk 1 pending',
    '(UID 2 of the mailbox) waiting',
    'Talk 3 pending',
    'Talk 4 pending',
    'Talk 5 pending',
  ])
})

test('a mail at which the server falls silent is passed when polls have failed for long', async (t) => {
  const server = await openScriptedServer([mail(1, { fault: 'hang' }), mail(2)])
  t.after(async () => server.close())
  const result = await fetchNew(server.settings, null, () => {}, openLog('silent'), [], true, 300)
  assert.deepEqual([result.read, result.refused], [1, 1])
  await assert.rejects(
    fetchNew(server.settings, null, () => {}, openLog('silent'), [], false, 300),
    /stopped answering/,
  )
})

for (const date of ['00-Jan-0000 00:00:00 +0000', '99-Foo-2025 25:00:00 +0000'])
  test(`INTERNALDATE "${date}" is no date: the mail is read all the same`, async (t) => {
    const server = await openScriptedServer([mail(1, { internalDate: date }), mail(2)])
    t.after(async () => server.close())
    const { services } = await openPoller(server)
    await poll(services)
    assert.deepEqual(await subjects(services), ['Talk 1 pending', 'Talk 2 pending'])
  })

/** Last poll, failure, present → is a poll due? */
const due: [
  string,
  string | null,
  { reason: 'transient' | 'credential'; at: string } | null,
  string,
  boolean,
][] = [
  ['never polled', null, null, '2025-12-03T08:00:00.000Z', true],
  ['polled a minute ago', '2025-12-03T07:59:00.000Z', null, '2025-12-03T08:00:00.000Z', false],
  ['polled two minutes ago', '2025-12-03T07:58:00.000Z', null, '2025-12-03T08:00:00.000Z', true],
  ['polled by a clock an hour ahead', '2025-12-03T09:00:00.000Z', null, '2025-12-03T08:00:00.000Z', true],
  [
    'failed ten seconds ago',
    null,
    { reason: 'transient', at: '2025-12-03T07:59:50.000Z' },
    '2025-12-03T08:00:00.000Z',
    false,
  ],
  [
    'failed half a minute ago',
    null,
    { reason: 'transient', at: '2025-12-03T07:59:30.000Z' },
    '2025-12-03T08:00:00.000Z',
    true,
  ],
  [
    'refused four minutes ago',
    null,
    { reason: 'credential', at: '2025-12-03T07:56:00.000Z' },
    '2025-12-03T08:00:00.000Z',
    false,
  ],
  [
    'refused five minutes ago',
    null,
    { reason: 'credential', at: '2025-12-03T07:55:00.000Z' },
    '2025-12-03T08:00:00.000Z',
    true,
  ],
  [
    'refused by a clock two years ahead',
    null,
    { reason: 'credential', at: '2027-12-03T07:45:00.000Z' },
    '2025-12-03T08:00:00.000Z',
    true,
  ],
]

test('when a poll is due, whatever the clock did', async (t) => {
  const server = await openScriptedServer([])
  t.after(async () => server.close())
  for (const [name, last, failure, now, expected] of due) {
    const { services, clock } = await openPoller(server)
    if (last !== null) await leaveNote(services.ledger, 'last-poll', '{}', last)
    if (failure !== null) {
      const note = { reason: failure.reason, text: 'x', since: failure.at }
      await leaveNote(services.ledger, 'poll-error', JSON.stringify(note), failure.at)
    }
    clock.now = now
    const before = server.commands.length
    await pollInbox.run(services)
    assert.equal(server.commands.length > before, expected, name)
  }
})

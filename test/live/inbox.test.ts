import assert from 'node:assert/strict'
import { createServer, connect, type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { MailError } from '../../src/errors.ts'
import { openLog } from '../../src/log.ts'
import type { InboxSettings } from '../../src/mail/imap/error.ts'
import { fetchNew, type Cursor, type RawMessage } from '../../src/mail/imap/inbox.ts'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'

let dovecot: Dovecot
const log = openLog('silent')

before(async () => {
  dovecot = await openDovecot()
})
after(async () => dovecot.close())

function mail(number: number, size = 0): string {
  return `Subject: ${number}\r\nMessage-ID: <${number}@x>\r\n\r\n${'x'
    .repeat(76)
    .concat('\r\n')
    .repeat(size / 78)}`
}

async function read(settings: InboxSettings, cursor: Cursor | null) {
  const mails: RawMessage[] = []
  let last: Cursor | null = cursor
  const result = await fetchNew(
    settings,
    cursor,
    (batch, at) => {
      mails.push(...batch)
      last = at
    },
    log,
  )
  return {
    result,
    subjects: mails.map((raw) => Number(/Subject: (\d+)/.exec(raw.source!.toString())![1])),
    cursor: last,
    mails,
  }
}

test('reads oldest first, once, and leaves the mailbox as it was', async () => {
  const inbox = dovecot.inbox('order')
  assert.deepEqual((await read(inbox, null)).subjects, [], 'an empty mailbox')
  for (const number of [1, 2, 3]) await dovecot.append('order', mail(number))
  const files = dovecot.files('order')
  const first = await read(inbox, null)
  assert.deepEqual(first.subjects, [1, 2, 3])
  assert.deepEqual(
    (await read(inbox, first.cursor)).subjects,
    [],
    'n:* names the last old mail when nothing is new',
  )
  await dovecot.append('order', mail(4))
  assert.deepEqual((await read(inbox, first.cursor)).subjects, [4])
  assert.deepEqual(
    dovecot.files('order').filter((file) => files.includes(file)),
    files,
  )
})

test('gaps are passed, a renumbered mailbox is read again', async () => {
  const inbox = dovecot.inbox('gaps')
  for (const number of [1, 2, 3, 4]) await dovecot.append('gaps', mail(number))
  await dovecot.expunge('gaps', 2)
  const first = await read(inbox, null)
  assert.deepEqual(first.subjects, [1, 3, 4])
  await new Promise((resolve) => setTimeout(resolve, 1100))
  dovecot.renumber('gaps')
  const second = await read(inbox, first.cursor)
  assert.equal(second.result.reset, true)
  assert.deepEqual(
    second.subjects.toSorted((a, b) => a - b),
    [1, 3, 4],
  )
})

test('of a giant mail only the beginning is fetched, and the next ones arrive', async () => {
  await dovecot.append('giant', mail(1, 12_000_000))
  await dovecot.append('giant', mail(2))
  const { mails, subjects } = await read(dovecot.inbox('giant'), null)
  assert.deepEqual(subjects, [1, 2])
  assert.ok(mails[0]!.source!.length <= 1_000_000)
})

test('a failure in the middle of a batch leaves the cursor where it was', async () => {
  for (const number of [1, 2]) await dovecot.append('crash', mail(number))
  await assert.rejects(
    fetchNew(dovecot.inbox('crash'), null, () => Promise.reject(new Error('disk full')), log),
    /disk full/,
  )
  assert.deepEqual((await read(dovecot.inbox('crash'), null)).subjects, [1, 2])
})

async function rejected(settings: InboxSettings): Promise<MailError> {
  try {
    await read(settings, null)
  } catch (error) {
    assert.ok(error instanceof MailError, String(error))
    return error
  }
  return assert.fail('it should have been refused')
}

/** A server between us and Dovecot that hides STARTTLS, and remembers what it saw. */
async function openStripper() {
  let seen = ''
  const server = createServer((client) => {
    const upstream = connect(dovecot.plainPort, '127.0.0.1')
    client.on('data', (data) => {
      seen += data.toString()
      upstream.write(data)
    })
    upstream.on('data', (data) =>
      client.write(data.toString('latin1').replaceAll('STARTTLS', 'XXXXXXXX'), 'latin1'),
    )
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.on('close', () => upstream.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, seen: () => seen, close: () => server.close() }
}

test('no password leaves without TLS that is verified', async (t) => {
  await t.test('self-signed', async () => {
    const error = await rejected(dovecot.inbox('tls', { port: dovecot.tlsPort, tls: 'implicit' }))
    assert.equal(error.reason, 'settings')
    assert.match(error.message, /no certificate that can be trusted .*NODE_EXTRA_CA_CERTS/)
  })
  await t.test('STARTTLS stripped', async () => {
    const stripper = await openStripper()
    const error = await rejected(dovecot.inbox('tls', { port: stripper.port, tls: 'starttls' }))
    assert.equal(error.reason, 'settings')
    assert.doesNotMatch(stripper.seen(), /LOGIN|AUTHENTICATE|secret/i)
    stripper.close()
  })
})

const failures: [string, Partial<InboxSettings>, MailError['reason'], RegExp][] = [
  [
    'wrong password',
    { login: { by: 'password', password: 'wrong' } },
    'credential',
    /refuses the login of failures: “.+”; check IMAP_USER/,
  ],
  ['no such mailbox', { mailbox: 'Nowhere' }, 'settings', /no mailbox “Nowhere”/],
  ['nobody listens', { port: 1 }, 'transient', /127\.0\.0\.1:1 can’t be read/],
]

test('failures say what they are', async (t) => {
  for (const [name, overrides, reason, message] of failures)
    await t.test(name, async () => {
      const error = await rejected(dovecot.inbox('failures', overrides))
      assert.equal(error.reason, reason, error.message)
      assert.match(error.message, message)
    })
})

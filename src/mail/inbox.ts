import { ImapFlow, type FetchMessageObject } from 'imapflow'
import { MailError, messageOf } from '../errors.ts'
import type { Logger } from '../log.ts'

export interface InboxSettings {
  host: string
  port: number
  user: string
  password: string
  mailbox: string
  tls: 'implicit' | 'starttls' | 'none'
}

/** How far a mailbox has been read (RFC 9051, 2.3.1.1): every UID up to `lastUid` is in the ledger. */
export interface Cursor {
  uidValidity: string
  lastUid: number
}

/** A message as the server gave it; `problem` tells why its bytes are not the whole mail. */
export interface RawMessage {
  imapUid: number
  uidValidity: string
  internalDate: string
  source: Buffer
  problem: string | null
}

export interface PollResult {
  uidValidity: string
  /** The server has renumbered the mailbox since the cursor: everything was listed again. */
  reset: boolean
  read: number
  vanished: number
  /** More is waiting than one poll takes. */
  more: boolean
}

const deadlineMs = 120_000
const maxMessageBytes = 10_000_000
const firstBytes = 1_000_000
const maxPerPoll = 5_000
const batchCount = 50
const batchBytes = 8_000_000

/**
 * Reads what is new since the cursor, oldest first, over one fresh read-only connection.
 * `receive` is awaited for each batch before the next one is fetched, so the ledger commits before the cursor moves.
 * Throws `MailError`; ends within two minutes whatever the server does.
 */
export async function fetchNew(
  settings: InboxSettings,
  cursor: Cursor | null,
  receive: (batch: RawMessage[], cursor: Cursor) => void | Promise<void>,
  log: Logger,
): Promise<PollResult> {
  const result = await withConnection(settings, async (client) =>
    readMailbox(client, settings.mailbox, cursor, receive),
  )
  log.debug('imap connection closed')
  return result
}

/** Logs in and opens the mailbox, and does no more; gives the number of its messages. Throws `MailError`. */
export async function checkInbox(settings: InboxSettings): Promise<number> {
  return withConnection(
    settings,
    async (client) => (await client.mailboxOpen(settings.mailbox, { readOnly: true })).exists,
  )
}

async function withConnection<Result>(
  settings: InboxSettings,
  act: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls === 'implicit',
    // true: refuse to log in when the server (or somebody between) does not offer STARTTLS.
    doSTARTTLS: settings.tls === 'starttls',
    auth: { user: settings.user, pass: settings.password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 15_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    maxLiteralSize: maxMessageBytes + 1000,
  })
  // Network failures come here and nowhere else; without a listener they end the process (imapflow #47).
  let networkError: unknown
  client.on('error', (error) => (networkError ??= error))
  let timedOut = false
  const deadline = setTimeout(() => {
    timedOut = true
    client.close()
  }, deadlineMs)
  try {
    await client.connect()
    const result = await act(client)
    await Promise.race([
      client.logout().catch(() => {}),
      new Promise((resolve) => setTimeout(resolve, 3000).unref()),
    ])
    return result
  } catch (error) {
    if (timedOut) throw new MailError('transient', `the poll took longer than ${deadlineMs / 1000} s`, error)
    throw toMailError(networkError ?? error, error, settings)
  } finally {
    clearTimeout(deadline)
    client.close()
  }
}

async function readMailbox(
  client: ImapFlow,
  path: string,
  cursor: Cursor | null,
  receive: (batch: RawMessage[], cursor: Cursor) => void | Promise<void>,
): Promise<PollResult> {
  const mailbox = await client.mailboxOpen(path, { readOnly: true })
  const uidValidity = String(mailbox.uidValidity)
  const reset = cursor !== null && (cursor.uidValidity !== uidValidity || cursor.lastUid >= mailbox.uidNext)
  const lastUid = cursor === null || reset ? 0 : cursor.lastUid
  const result = { uidValidity, reset, read: 0, vanished: 0, more: false }
  if (mailbox.exists === 0) return result
  const listed = await client.fetchAll(
    `${lastUid + 1}:*`,
    { uid: true, size: true, internalDate: true },
    { uid: true },
  )
  // RFC 9051: `n:*` names the last message even when its UID is below n.
  const fresh = listed.filter((item) => item.uid > lastUid).toSorted((a, b) => a.uid - b.uid)
  result.more = fresh.length > maxPerPoll
  for (const batch of batches(fresh.slice(0, maxPerPoll))) {
    const messages = await fetchBatch(client, batch, uidValidity)
    await receive(messages, { uidValidity, lastUid: batch.at(-1)!.uid })
    result.read += messages.length
    result.vanished += batch.length - messages.length
  }
  return result
}

function* batches(items: FetchMessageObject[]): Generator<FetchMessageObject[]> {
  let batch: FetchMessageObject[] = []
  let bytes = 0
  for (const item of items) {
    const size = Math.min(item.size ?? 0, maxMessageBytes)
    if (batch.length > 0 && (batch.length >= batchCount || bytes + size > batchBytes)) {
      yield batch
      batch = []
      bytes = 0
    }
    batch.push(item)
    bytes += size
  }
  if (batch.length > 0) yield batch
}

async function fetchBatch(
  client: ImapFlow,
  batch: FetchMessageObject[],
  uidValidity: string,
): Promise<RawMessage[]> {
  const sources = new Map<number, Buffer>()
  for (const [items, query] of [
    [batch.filter((item) => (item.size ?? 0) <= maxMessageBytes), true],
    // A literal above the limit would close the connection at the same mail in every poll: only its beginning is asked for.
    [batch.filter((item) => (item.size ?? 0) > maxMessageBytes), { start: 0, maxLength: firstBytes }],
  ] as const) {
    if (items.length === 0) continue
    const uids = items.map((item) => item.uid).join(',')
    for (const item of await client.fetchAll(uids, { uid: true, source: query }, { uid: true }))
      if (item.source instanceof Buffer) sources.set(item.uid, item.source)
  }
  return batch.flatMap((item) => {
    const source = sources.get(item.uid)
    if (source === undefined) return []
    // Half, because some servers (Exchange) only estimate RFC822.SIZE; above the limit a part is all that was asked for.
    const size = item.size ?? 0
    const whole = size > maxMessageBytes || source.length * 2 >= size
    return {
      imapUid: item.uid,
      uidValidity,
      internalDate: new Date(item.internalDate ?? 0).toISOString(),
      source,
      problem: whole ? null : `only ${source.length} of ${size} bytes were read`,
    }
  })
}

interface ImapFailure {
  authenticationFailed?: boolean
  code?: string
  responseText?: string
  mailboxMissing?: boolean
}

function toMailError(
  cause: unknown,
  thrown: unknown,
  { host, port, user, mailbox }: InboxSettings,
): MailError {
  const failure = { ...(cause as ImapFailure), ...(thrown as ImapFailure) }
  const text = failure.responseText ?? messageOf(cause)
  const where = `${host}:${port}`
  if (failure.code === 'ETHROTTLE')
    return new MailError('transient', `${where} asks to slow down: ${text}`, cause)
  if (failure.authenticationFailed)
    return new MailError(
      'credential',
      `${where} refuses the login of ${user}: check IMAP_USER and IMAP_PASSWORD`,
      cause,
    )
  if (/authenticated but not connected/i.test(text))
    return new MailError(
      'credential',
      `${where} lets ${user} in but not to the mailbox: IMAP must be allowed for it`,
      cause,
    )
  if (failure.mailboxMissing)
    return new MailError('credential', `${where} has no mailbox “${mailbox}”: check IMAP_MAILBOX`, cause)
  if (/CERT|self.signed|ERR_TLS|altnames/i.test(`${failure.code} ${messageOf(cause)}`))
    return new MailError(
      'credential',
      `${where} has no certificate that can be trusted (${failure.code ?? messageOf(cause)})`,
      cause,
    )
  if (/STARTTLS/i.test(messageOf(cause)))
    return new MailError(
      'credential',
      `${where} does not offer STARTTLS: nothing was sent; check IMAP_PORT and IMAP_TLS`,
      cause,
    )
  return new MailError('transient', `${where} can’t be read: ${text}`, cause)
}

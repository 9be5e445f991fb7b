import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { MailError, messageOf } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import { maxMessageBytes, withConnection } from './connection.ts'
import type { InboxSettings } from './error.ts'

/** How far a mailbox has been read (RFC 9051, 2.3.1.1): every UID up to `lastUid` is in the ledger. */
export interface Cursor {
  uidValidity: string
  lastUid: number
}

/** A message as the server gave it; `problem` tells why its bytes are not the whole mail. */
export interface RawMessage {
  imapUid: number
  uidValidity: string
  /** ISO instant of arrival (RFC 9051, 2.3.3); null when the server gives none that is a date. */
  internalDate: string | null
  /** Null: the server lists it but does not hand it out. */
  source: Buffer | null
  problem: string | null
}

export interface PollResult {
  uidValidity: string
  /** The server has renumbered the mailbox since the cursor: everything was listed again. */
  reset: boolean
  read: number
  /** Listed, but expunged before they were fetched. */
  vanished: number
  /** Listed, but not handed out. */
  refused: number
  /** Of the UIDs that were asked for again: those that the server no longer lists. */
  gone: number[]
  /** More is waiting than one poll takes. */
  more: boolean
}

const usualSilenceMs = 20_000
const firstBytes = 1_000_000
const maxPerPoll = 5_000
const batchCount = 50
const batchBytes = 8_000_000

/** How a poll goes on after the server dropped the line at a mail. */
interface Reading {
  cursor: Cursor | null
  result: PollResult
  /** UIDs to ask for again although the cursor has passed them. */
  again: readonly number[]
  silenceCounts: boolean
  /** Fetched one by one: the line was lost while they were asked for together. */
  single: Set<number>
  /** How often the line was lost at a UID alone. */
  losses: Map<number, number>
  /** What is being asked for right now. */
  asking: number[]
  /** What went wrong on our side, with mails that were handed out. */
  failure: unknown
}

const maxReconnects = 12
const maxLosses = 2

/**
 * Reads what is new since the cursor, oldest first, over read-only connections.
 * `receive` is awaited for each batch before the next one is fetched, so the ledger commits before the cursor moves.
 * A mail at which the server drops the line twice comes without its bytes, and the next ones are read.
 * Throws `MailError`; ends within some minutes whatever the server does.
 * @param again UIDs that were not handed out before
 * @param silenceCounts a mail at which the server falls silent may be skipped: polls have failed for long
 */
export async function fetchNew(
  settings: InboxSettings,
  cursor: Cursor | null,
  receive: (batch: RawMessage[], cursor: Cursor) => void | Promise<void>,
  log: Logger,
  again: readonly number[] = [],
  silenceCounts = false,
  silenceMs = usualSilenceMs,
): Promise<PollResult> {
  const result: PollResult = {
    uidValidity: '',
    reset: false,
    read: 0,
    vanished: 0,
    refused: 0,
    gone: [],
    more: false,
  }
  const reading: Reading = {
    cursor,
    result,
    again,
    silenceCounts,
    single: new Set(again),
    losses: new Map(),
    asking: [],
    failure: null,
  }
  for (let reconnects = 0; ; reconnects++) {
    reading.asking = []
    try {
      await withConnection(settings, silenceMs, async (client) =>
        readMailbox(client, settings.mailbox, reading, receive),
      )
      log.debug('imap connection closed')
      return reading.result
    } catch (error) {
      if (reading.failure !== null) throw reading.failure
      if (!isDroppedAt(reading, error) || reconnects >= maxReconnects) throw error
      log.warn({ uids: reading.asking.slice(0, 5), error: messageOf(error) }, 'the line was lost at a mail')
    }
  }
}

/** A failure that only an admin can mend is no mail's fault. */
function isRefusal({ reason }: MailError): boolean {
  return reason === 'credential' || reason === 'settings'
}

/** Notes the mails at which the line was lost; false when that says nothing about them. */
function isDroppedAt({ asking, single, losses, silenceCounts }: Reading, error: unknown): boolean {
  const [first] = asking
  if (first === undefined || !(error instanceof MailError) || isRefusal(error)) return false
  // A server that answers nothing at all says nothing about one mail, unless it goes on for long.
  if (error.reason === 'silent' && !silenceCounts) return false
  if (asking.length > 1) for (const uid of asking) single.add(uid)
  else losses.set(first, (losses.get(first) ?? 0) + 1)
  return true
}

/** Only logs in and opens the mailbox; returns the number of its messages. Throws `MailError`. */
export async function checkInbox(settings: InboxSettings): Promise<number> {
  return withConnection(
    settings,
    usualSilenceMs,
    async (client) => (await client.mailboxOpen(settings.mailbox, { readOnly: true })).exists,
  )
}

async function readMailbox(
  client: ImapFlow,
  path: string,
  reading: Reading,
  receive: (batch: RawMessage[], cursor: Cursor) => void | Promise<void>,
): Promise<void> {
  const { result, cursor } = reading
  const mailbox = await client.mailboxOpen(path, { readOnly: true })
  const uidValidity = String(mailbox.uidValidity)
  const reset = cursor !== null && (cursor.uidValidity !== uidValidity || cursor.lastUid >= mailbox.uidNext)
  const lastUid = cursor === null || reset ? 0 : cursor.lastUid
  result.uidValidity = uidValidity
  result.reset ||= reset
  if (mailbox.exists === 0) return
  const query = { uid: true, size: true, internalDate: true } as const
  const listed = await client.fetchAll(`${lastUid + 1}:*`, query, { uid: true })
  const answered =
    reset || reading.again.length === 0
      ? []
      : await client.fetchAll(reading.again.join(','), query, { uid: true })
  // Anything may come besides what was asked for: flags of new mails, for one.
  const missed = answered.filter((item) => reading.again.includes(item.uid))
  if (!reset) result.gone = reading.again.filter((uid) => !missed.some((item) => item.uid === uid))
  // RFC 9051: `n:*` names the last message even when its UID is below n.
  const fresh = listed.filter((item) => item.uid > lastUid).toSorted((a, b) => a.uid - b.uid)
  result.more = fresh.length > maxPerPoll
  const isFresh = new Set(fresh)
  const passed = { uidValidity, lastUid }
  const fetched = async (batch: FetchMessageObject[] | undefined) => {
    const messages = batch === undefined ? [] : await fetchBatch(client, batch, uidValidity, reading)
    return { batch, messages }
  }
  const waiting = batches([...fresh.slice(0, maxPerPoll), ...missed], reading.single)
  let coming = fetched(waiting.next().value ?? undefined)
  for (;;) {
    const { batch, messages } = await coming
    if (batch === undefined) return
    for (const item of batch) if (isFresh.has(item)) passed.lastUid = Math.max(passed.lastUid, item.uid)
    // The next ones come while these are stored; their failure is handled when it is their turn.
    coming = fetched(waiting.next().value ?? undefined)
    coming.catch(() => {})
    try {
      await receive(messages, { ...passed })
    } catch (error) {
      reading.failure = error
      throw error
    }
    reading.cursor = { ...passed }
    reading.again = reading.again.filter((uid) => !batch.some((item) => item.uid === uid))
    const refused = messages.filter(({ source }) => source === null).length
    result.read += messages.length - refused
    result.refused += refused
    result.vanished += batch.length - messages.length
  }
}

function* batches(items: FetchMessageObject[], single: ReadonlySet<number>): Generator<FetchMessageObject[]> {
  let batch: FetchMessageObject[] = []
  let bytes = 0
  for (const item of items) {
    const size = Math.min(item.size ?? 0, maxMessageBytes)
    const alone = single.has(item.uid) || single.has(batch.at(-1)?.uid ?? 0)
    if (batch.length > 0 && (alone || batch.length >= batchCount || bytes + size > batchBytes)) {
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
  reading: Reading,
): Promise<RawMessage[]> {
  const asked = batch.filter((item) => (reading.losses.get(item.uid) ?? 0) < maxLosses)
  reading.asking = asked.map((item) => item.uid)
  const sources = await fetchSources(client, asked)
  const silent = asked.filter((item) => !sources.has(item.uid)).map((item) => item.uid)
  const there = new Set<number>()
  // Some servers (Exchange) answer OK and leave out a mail that they list; others have lost it to somebody's
  // expunge.
  if (silent.length > 0)
    for (const item of await client.fetchAll(silent.join(','), { uid: true }, { uid: true }))
      there.add(item.uid)
  reading.asking = []
  return batch.flatMap((item): RawMessage | [] => {
    const raw = { imapUid: item.uid, uidValidity, internalDate: instantOf(item.internalDate) }
    const refused = (how: string): RawMessage => ({
      ...raw,
      source: null,
      problem: `UID ${item.uid} can’t be read: ${how}; it is tried again at each poll`,
    })
    const source = sources.get(item.uid)
    if (source === undefined) {
      const lost = !asked.includes(item)
      if (!lost && !there.has(item.uid)) return []
      return refused(
        lost
          ? 'the server drops the line when it is asked for it'
          : 'the server lists it but does not hand it out',
      )
    }
    // Half, because some servers (Exchange) only estimate RFC822.SIZE; above the limit a part is all that was asked for.
    const size = item.size ?? 0
    const whole = source.length > 0 && (size > maxMessageBytes || source.length * 2 >= size)
    return whole
      ? { ...raw, source, problem: null }
      : refused(`only ${source.length} of ${size} bytes were handed out`)
  })
}

async function fetchSources(client: ImapFlow, batch: FetchMessageObject[]): Promise<Map<number, Buffer>> {
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
  return sources
}

/** Domino gives "00-Jan-0000 00:00:00 +0000" for old mails. */
function instantOf(internalDate: Date | string | undefined): string | null {
  const date = new Date(internalDate ?? Number.NaN)
  return Number.isFinite(date.getTime()) ? date.toISOString() : null
}

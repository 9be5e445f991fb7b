import { createHash } from 'node:crypto'
import { automaticOf, type Automatic } from './automatic.ts'
import { bodyOf, type Body } from './body/body.ts'
import { fieldOf, headerText, mailboxesOf, withoutContentType, type Mailbox } from './header.ts'
import type { Invitation } from './body/invitation.ts'
import { readParts, type Part } from './mime.ts'
import { namesOf } from './body/parts.ts'
import { canonicalBody } from './text.ts'
import { headOf } from '../text.ts'

/** One message of RFC 5322, decoded: what the parser and the ledger know of a mail. */
export interface Message {
  /** Without angle brackets; made from a hash when the header is missing. */
  messageId: string
  inReplyTo: string | null
  references: string[]
  /** RFC 2919, without angle brackets, lower case; a list that is subscribed to another one adds its own. */
  listIds: string[]
  from: Mailbox
  /** The author, where a list writes in its own name (Reply-To, X-Original-From). */
  author: Mailbox | null
  subject: string
  /** ISO 8601 with the sender's own offset, to the second; never later than the arrival. */
  date: string
  /** False: the mail has no readable Date header, and its arrival stands in. */
  dated: boolean
  /** The body as text, without the list's footer, LF line ends. */
  text: string
  /** Where the list's archive keeps it (RFC 5064). */
  archivedAt: string | null
  /** Parts that could not be read, as a human would name them: a PDF, a calendar entry. */
  holds: string[]
  /** Events of its calendar parts (RFC 5545), the same one once. */
  invitations: Invitation[]
  /** What the receiving server says of the sender (RFC 8601): lists break DKIM, so it is only noted. */
  authentication: string | null
  /** An automatic reply (a bounce, a vacation note; RFC 3834), our own mail, or one without a sender. */
  automatic: Automatic | null
  /** SHA-256 of Message-ID and body: the same message has the same key, whichever way it came. */
  key: string
  /** SHA-256 of the body alone. */
  bodyHash: string
  /** Why a human must look before anything of it is used; null when it read well. */
  problem: string | null
}

/** Prefix of the reference that stands for a mail's calendar entry. */
const calendarThread = 'calendar:'
const maxSourceBytes = 10_000_000
const maxHeaderLength = 1000
const maxReferences = 50

function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex')
}

function idsIn(field: string | null): string[] {
  return [...(field ?? '').matchAll(/<([^<>\s]{1,500})>/g)]
    .map((match) => match[1] ?? '')
    .slice(0, maxReferences)
}

/** An earlier Date comes from a clock that was never set: 1970, or 1980 where DOS begins. */
const firstYear = 1981

/** A sender's clock may be this far ahead before the mail waits for a human: a wrong zone makes up to a day. */
const maxAheadHours = 25

interface SentDate {
  /** ISO 8601 with the sender's own offset, never later than the arrival. */
  date: string
  /** The Date header could be read. */
  dated: boolean
  problem: string | null
}

/** The Date header (RFC 5322, 3.6.1); without a readable one, or when it lies ahead of the arrival, the arrival. */
function sentDateOf(mail: Part, receivedAt: string): SentDate {
  const header = (fieldOf(mail, 'date') ?? '').slice(0, maxHeaderLength)
  const time = Date.parse(header.replace(/\([^)]*\)/g, ''))
  const year = new Date(time).getUTCFullYear()
  if (Number.isNaN(year) || year < firstYear || year > 2100)
    return { date: isoOf(Temporal.Instant.from(receivedAt), null), dated: false, problem: null }
  const offset = /([+-])(\d{2})(\d{2})\s*(?:\(|$)/.exec(header)
  const zone =
    offset && Number(offset[2]) < 15 && Number(offset[3]) < 60
      ? `${offset[1]}${offset[2]}:${offset[3]}`
      : 'UTC'
  const sent = Temporal.Instant.fromEpochMilliseconds(time)
  const received = Temporal.Instant.from(receivedAt)
  const ahead = received.until(sent).total('hours')
  return {
    date: isoOf(ahead > 0 ? received : sent, zone),
    dated: true,
    problem: ahead > maxAheadHours ? `its Date, ${header.slice(0, 60)}, lies ahead of its arrival` : null,
  }
}

function isoOf(instant: Temporal.Instant, zone: string | null): string {
  return zone === null
    ? instant.toString({ smallestUnit: 'second' })
    : instant.toZonedDateTimeISO(zone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/**
 * Reads a raw message; never throws for odd mail: what can't be read is told in `problem`.
 * @param receivedAt ISO instant of arrival: a Date header later than this is not believed
 */
export async function readMessage(source: Buffer, receivedAt: string): Promise<Message> {
  const bytes = source.length > maxSourceBytes ? source.subarray(0, maxSourceBytes) : source
  let mail: Part
  let body: Body
  try {
    mail = await readParts(bytes)
    body = await bodyOf(mail)
  } catch (error) {
    return unreadable(
      bytes,
      receivedAt,
      `the mail can’t be decoded (${(error as NodeJS.ErrnoException).code ?? 'broken MIME'})`,
    )
  }
  const { text } = body
  const bodyHash = sha256(canonicalBody(text))
  const messageId = idsIn(fieldOf(mail, 'message-id'))[0] ?? madeIdOf(mail, bodyHash)
  const from = mailboxesOf(mail, 'from')
  const subject = headerText(fieldOf(mail, 'subject') ?? '').slice(0, maxHeaderLength)
  const sent = sentDateOf(mail, receivedAt)
  const automatic = automaticOf((name) => fieldOf(mail, name))
  return {
    messageId,
    inReplyTo: idsIn(fieldOf(mail, 'in-reply-to'))[0] ?? null,
    references: [...idsIn(fieldOf(mail, 'references')), ...threadsOf(body.invitations)],
    listIds: listIdsOf(mail),
    from: from[0] ?? { name: '', address: '' },
    author: authorOf(mail),
    subject,
    date: sent.date,
    dated: sent.dated,
    text,
    archivedAt: archivedAtOf(fieldOf(mail, 'archived-at')),
    holds: holdsOf(mail, body),
    invitations: oncePerUid(body.invitations),
    authentication: fieldOf(mail, 'authentication-results')?.replace(/\s+/g, ' ').slice(0, 300) ?? null,
    automatic,
    key: sha256(messageId, bodyHash).slice(0, 40),
    bodyHash,
    problem:
      body.problem ??
      undecodedOf(`${text}\n${subject}\n${from[0]?.name}`) ??
      severalSenders(from) ??
      sent.problem ??
      (automatic === 'no-sender' ? noSender : null),
  }
}

function holdsOf(mail: Part, { unread, lost, text }: Body): string[] {
  const encrypted = mail.type === 'multipart/encrypted' ? ['an encrypted message'] : []
  const isAnswer = fieldOf(mail, 'in-reply-to') !== null
  return [...new Set([...encrypted, ...lost, ...namesOf(unread, text, isAnswer)])]
}

/** Mails about one calendar entry are a thread: its UID stays the same (RFC 5545, 3.8.4.7). */
function threadsOf(invitations: readonly Invitation[]): string[] {
  return [...new Set(invitations.map(({ uid }) => `${calendarThread}${uid}`))]
}

/** Google sends an entry twice, as a part and as an attachment. */
function oncePerUid(invitations: readonly Invitation[]): Invitation[] {
  return [...new Map(invitations.map((one) => [`${one.uid} ${one.start}`, one])).values()]
}

/** Two mails without a Message-ID may share a body and differ in the subject alone: all that tells mails apart makes the id. */
function madeIdOf(mail: Part, bodyHash: string): string {
  const told = ['subject', 'date', 'from'].map((name) => fieldOf(mail, name) ?? '')
  return `${sha256(...told, bodyHash).slice(0, 32)}@no-message-id`
}

const maxListIds = 10

function listIdsOf(mail: Part): string[] {
  return mail.header
    .filter(({ name }) => name === 'list-id')
    .slice(0, maxListIds)
    .flatMap(
      ({ value }) => /<([^<>\s]{1,300})>/.exec(value.slice(0, maxHeaderLength))?.[1]?.toLowerCase() ?? [],
    )
}

/**
 * Reply-To and X-Original-From are anybody's word: whoever reads them first asks whether the list itself is
 * in From.
 */
function authorOf(mail: Part): Mailbox | null {
  const replyTo = mailboxesOf(mail, 'reply-to')
  if (replyTo.length === 1 && replyTo[0]?.address !== '') return replyTo[0] ?? null
  const original = mailboxesOf(mail, 'x-original-from')
  return original.length === 1 && original[0]?.address.includes('@') === true ? original[0] : null
}

/** An https address and nothing else: it will be a link. */
function archivedAtOf(header: string | null): string | null {
  const url = /^<?(https:\/\/[^\s<>"'\\]{1,500}?)>?$/.exec(header ?? '')?.[1] ?? ''
  return URL.canParse(url) ? url : null
}

/** Which of several senders may change a talk? (RFC 5322, 3.6.2, allows several; they are rare.) */
function severalSenders(from: readonly Mailbox[]): string | null {
  return from.length > 1 ? 'From names several senders: whose word is it?' : null
}

const noSender = 'it has no sender (an empty Return-Path): a program wrote it, or a forwarder sent it on'

function undecodedOf(text: string): string | null {
  return text.includes('\uFFFD') ? 'it has letters that can’t be decoded' : null
}

const maxHeadBytes = 64_000

/** The headers of a mail whose body can't be read; `problem` says why, the whole source makes its key. */
export async function readHead(source: Buffer, receivedAt: string, problem: string): Promise<Message> {
  const head = headOf(source.subarray(0, maxHeadBytes).toString('latin1'), /\r?\n\r?\n/)
  const message = await readMessage(Buffer.from(`${withoutContentType(head)}\n\n`, 'latin1'), receivedAt)
  const bodyHash = createHash('sha256').update(source).digest('hex')
  return { ...message, bodyHash, key: sha256(message.messageId, bodyHash).slice(0, 40), problem }
}

function unreadable(source: Buffer, receivedAt: string, problem: string): Message {
  const bodyHash = createHash('sha256').update(source).digest('hex')
  return {
    messageId: `${bodyHash.slice(0, 32)}@unreadable`,
    inReplyTo: null,
    references: [],
    listIds: [],
    from: { name: '', address: '' },
    author: null,
    subject: '',
    date: receivedAt,
    dated: false,
    text: '',
    archivedAt: null,
    holds: [],
    invitations: [],
    authentication: null,
    automatic: null,
    key: sha256(bodyHash).slice(0, 40),
    bodyHash,
    problem,
  }
}

import { createHash } from 'node:crypto'
import { simpleParser, type ParsedMail } from 'mailparser'
import { automaticOf, type Automatic } from './automatic.ts'
import { unreadParts } from './parts.ts'
import { canonicalBody, cleanText, textOfHtml, withoutListFooter } from './text.ts'
import { headOf } from '../text.ts'

/** A person or an office with an address (RFC 5322, 3.4). */
export interface Mailbox {
  name: string
  address: string
}

/** One message of RFC 5322, decoded: what the parser and the ledger know of a mail. */
export interface Message {
  /** Without angle brackets; made of the hash when the header is missing. */
  messageId: string
  inReplyTo: string | null
  references: string[]
  /** RFC 2919, without angle brackets, lower case; a list that is subscribed to another one adds its own. */
  listIds: string[]
  from: Mailbox
  /** Whom a list that writes as itself leaves here: the author (Reply-To, X-Original-From). */
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
  /** What the receiving server says of the sender (RFC 8601): lists break DKIM, so it is only noted. */
  authentication: string | null
  /** An answer that a program gives (a bounce, a vacation note; RFC 3834), or mail without a sender. */
  automatic: Automatic | null
  /** SHA-256 of Message-ID and body: the same message has the same key, whichever way it came. */
  key: string
  /** SHA-256 of the body alone. */
  bodyHash: string
  /** Why a human must look before anything of it is used; null when it read well. */
  problem: string | null
}

const maxSourceBytes = 10_000_000
const maxHeaderLength = 1000
const maxReferences = 50

function headerOf(mail: ParsedMail, name: string): string | null {
  const line = mail.headerLines.find((header) => header.key === name)?.line
  return line === undefined ? null : line.slice(line.indexOf(':') + 1, maxHeaderLength).trim()
}

function sha256(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex')
}

function idsIn(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(' ') : (header ?? '')
  return [...text.slice(0, 20_000).matchAll(/<([^<>\s]{1,500})>/g)]
    .map((match) => match[1] ?? '')
    .slice(0, maxReferences)
}

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
function sentDateOf(mail: ParsedMail, receivedAt: string): SentDate {
  const header = headerOf(mail, 'date') ?? ''
  // mailparser takes the present for a date that it can't read: nothing here may come from the clock.
  const readable = Number.isFinite(Date.parse(header.replace(/\([^)]*\)/g, '')))
  const year = readable ? (mail.date?.getUTCFullYear() ?? 0) : 0
  if (mail.date === undefined || year < 1970 || year > 2100)
    return { date: isoOf(Temporal.Instant.from(receivedAt), null), dated: false, problem: null }
  const offset = /([+-])(\d{2})(\d{2})\s*(?:\(|$)/.exec(header)
  const zone =
    offset && Number(offset[2]) < 15 && Number(offset[3]) < 60
      ? `${offset[1]}${offset[2]}:${offset[3]}`
      : 'UTC'
  const sent = Temporal.Instant.fromEpochMilliseconds(mail.date.getTime())
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

async function decode(source: Buffer): Promise<ParsedMail> {
  return simpleParser(source, {
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  })
}

/** Text that says utf-8 and is not: decoded again as windows-1252 (it was latin-1 in every case seen). */
async function decodeLatin(source: Buffer): Promise<ParsedMail> {
  const relabelled = source
    .toString('latin1')
    .replace(/charset\s*=\s*"?(?:utf-?8|us-ascii)"?/gi, 'charset=windows-1252')
  return decode(Buffer.from(relabelled, 'latin1'))
}

/**
 * Reads a raw message; never throws for odd mail: what can't be read is told in `problem`.
 * @param receivedAt ISO instant of arrival: no Date header is believed that lies after it
 */
export async function readMessage(source: Buffer, receivedAt: string): Promise<Message> {
  const bytes = source.length > maxSourceBytes ? source.subarray(0, maxSourceBytes) : source
  let mail: ParsedMail
  try {
    mail = await decode(bytes)
    if (mail.text?.includes('\uFFFD')) mail = await decodeLatin(bytes)
  } catch (error) {
    return unreadable(
      bytes,
      receivedAt,
      `the mail can’t be decoded (${(error as NodeJS.ErrnoException).code ?? 'broken MIME'})`,
    )
  }
  const plain = cleanText(mail.text ?? '')
  const html = typeof mail.html === 'string' ? mail.html : ''
  const text = withoutListFooter(plain.trim() ? plain : cleanText(textOfHtml(html)))
  const bodyHash = sha256(canonicalBody(text))
  const messageId = idsIn(mail.messageId)[0] ?? madeIdOf(mail, bodyHash)
  const sent = sentDateOf(mail, receivedAt)
  const automatic = automaticOf((name) => headerOf(mail, name))
  return {
    messageId,
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? null,
    references: idsIn(mail.references),
    listIds: listIdsOf(mail),
    from: mailboxOf(mail.from?.value[0]),
    author: authorOf(mail),
    subject: cleanText(mail.subject ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, maxHeaderLength),
    date: sent.date,
    dated: sent.dated,
    text,
    archivedAt: archivedAtOf(headerOf(mail, 'archived-at')),
    holds: unreadParts(mail, text),
    authentication: headerOf(mail, 'authentication-results')?.replace(/\s+/g, ' ').slice(0, 300) ?? null,
    automatic,
    key: sha256(messageId, bodyHash).slice(0, 40),
    bodyHash,
    problem:
      problemOf(html, text) ??
      severalSenders(mail) ??
      sent.problem ??
      (automatic === 'no-sender' ? noSender : null),
  }
}

/** Two mails without a Message-ID may share a body and differ in the subject alone: all that tells mails apart makes the id. */
function madeIdOf(mail: ParsedMail, bodyHash: string): string {
  const told = ['subject', 'date', 'from'].map((name) => headerOf(mail, name) ?? '')
  return `${sha256(...told, bodyHash).slice(0, 32)}@no-message-id`
}

const maxListIds = 10

function listIdsOf(mail: ParsedMail): string[] {
  return mail.headerLines
    .filter(({ key }) => key === 'list-id')
    .slice(0, maxListIds)
    .flatMap(
      ({ line }) => /<([^<>\s]{1,300})>/.exec(line.slice(0, maxHeaderLength))?.[1]?.toLowerCase() ?? [],
    )
}

function mailboxOf(one: { name: string; address?: string | undefined } | undefined): Mailbox {
  return {
    name: cleanText(one?.name ?? '').slice(0, 200),
    address: (one?.address ?? '').slice(0, 200),
  }
}

/** Reply-To and X-Original-From are anybody's word: who reads them asks first whether the list itself is in From. */
function authorOf(mail: ParsedMail): Mailbox | null {
  const replyTo = mail.replyTo?.value.length === 1 ? mailboxOf(mail.replyTo.value[0]) : null
  if (replyTo !== null && replyTo.address !== '') return replyTo
  const original = /^(?:(.{0,200})<)?([^<>\s@]{1,100}@[^<>\s@]{1,100})>?$/.exec(
    headerOf(mail, 'x-original-from') ?? '',
  )
  return original === null ? null : mailboxOf({ name: original[1]?.trim() ?? '', address: original[2] })
}

/** An https address and nothing else: it will be a link. */
function archivedAtOf(header: string | null): string | null {
  const url = /^<?(https:\/\/[^\s<>"'\\]{1,500}?)>?$/.exec(header ?? '')?.[1] ?? ''
  return URL.canParse(url) ? url : null
}

/** Who of them may change a talk? (RFC 5322, 3.6.2, allows it, and hardly anybody does it.) */
function severalSenders(mail: ParsedMail): string | null {
  return (mail.from?.value.length ?? 0) > 1 ? 'From names several senders: whose word is it?' : null
}

const noSender = 'it has no sender (an empty Return-Path): a program wrote it, or a forwarder sent it on'

function problemOf(html: string, text: string): string | null {
  if (html && !text.trim()) return 'the HTML part gave no text'
  if (text.includes('\uFFFD')) return 'the text has letters that can’t be decoded'
  return null
}

const maxHeadBytes = 64_000

/** What the headers of a mail say whose body can't be read; `problem` says why, and the whole source makes its key. */
export async function readHead(source: Buffer, receivedAt: string, problem: string): Promise<Message> {
  const head = headOf(source.subarray(0, maxHeadBytes).toString('latin1'), /\r?\n\r?\n/)
  const message = await readMessage(Buffer.from(`${withoutContentType(head)}\n\n`, 'latin1'), receivedAt)
  const bodyHash = createHash('sha256').update(source).digest('hex')
  return { ...message, bodyHash, key: sha256(message.messageId, bodyHash).slice(0, 40), problem }
}

/** MIME headers go, with the lines that they are folded over. */
function withoutContentType(head: string): string {
  return head.replace(/^content-[a-z-]+:.*(?:\r?\n[ \t].*)*\r?\n?/gim, '')
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
    authentication: null,
    automatic: null,
    key: sha256(bodyHash).slice(0, 40),
    bodyHash,
    problem,
  }
}

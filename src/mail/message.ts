import { createHash } from 'node:crypto'
import { simpleParser, type ParsedMail } from 'mailparser'
import { canonicalBody, cleanText, textOfHtml, withoutListFooter } from './text.ts'

/** One message of RFC 5322, decoded: what the parser and the ledger know of a mail. */
export interface Message {
  /** Without angle brackets; made of the hash when the header is missing. */
  messageId: string
  inReplyTo: string | null
  references: string[]
  /** RFC 2919, without angle brackets, lower case. */
  listId: string | null
  from: { name: string; address: string }
  subject: string
  /** ISO 8601 with the sender's own offset, to the second. */
  date: string
  /** The body as text, without the list's footer, LF line ends. */
  text: string
  /** Where the list's archive keeps it (RFC 5064). */
  archivedAt: string | null
  /** Auto-Submitted other than `no` (RFC 3834): a bounce, a vacation reply. */
  automatic: boolean
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
    .map((match) => match[1]!)
    .slice(0, maxReferences)
}

/** The Date header as ISO text that keeps the sender's offset; without one, or an absurd one, the fallback. */
function dateOf(mail: ParsedMail, fallback: string): string {
  // mailparser takes the present for a date that it can't read: nothing here may come from the clock.
  const readable = Number.isFinite(Date.parse((headerOf(mail, 'date') ?? '').replace(/\([^)]*\)/g, '')))
  const instant = readable && mail.date ? mail.date : new Date(fallback)
  const year = instant.getUTCFullYear()
  const usable = year >= 1970 && year < 2100 ? instant : new Date(fallback)
  if (usable !== instant || !readable) return zoneless(usable)
  const offset = /([+-])(\d{2})(\d{2})\s*(?:\(|$)/.exec(headerOf(mail, 'date') ?? '')
  const zone =
    offset && Number(offset[2]) < 15 && Number(offset[3]) < 60
      ? `${offset[1]}${offset[2]}:${offset[3]}`
      : 'UTC'
  const zoned = Temporal.Instant.fromEpochMilliseconds(usable.getTime()).toZonedDateTimeISO(zone)
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

function zoneless(instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toString({ smallestUnit: 'second' })
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
 * @param receivedAt ISO instant that stands in for a missing Date header
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
  const messageId = idsIn(mail.messageId)[0] ?? `${bodyHash.slice(0, 32)}@no-message-id`
  const sender = authorOf(mail)
  return {
    messageId,
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? null,
    references: idsIn(mail.references),
    listId: /<([^<>\s]+)>/.exec(headerOf(mail, 'list-id') ?? '')?.[1]?.toLowerCase() ?? null,
    from: {
      name: cleanText(sender?.name ?? '').slice(0, 200),
      address: (sender?.address ?? '').slice(0, 200),
    },
    subject: cleanText(mail.subject ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, maxHeaderLength),
    date: dateOf(mail, receivedAt),
    text,
    archivedAt: archivedAtOf(headerOf(mail, 'archived-at')),
    automatic: (headerOf(mail, 'auto-submitted') ?? 'no').toLowerCase() !== 'no',
    key: sha256(messageId, bodyHash).slice(0, 40),
    bodyHash,
    problem: problemOf(html, text),
  }
}

/** A list that rewrites From for DMARC ("Jane Doe via Statlist") leaves the author in Reply-To. */
function authorOf(mail: ParsedMail): { name: string; address?: string | undefined } | undefined {
  const sender = mail.from?.value[0]
  const author = mail.replyTo?.value[0]
  if (sender === undefined || author?.address === undefined || !/\bvia\b/i.test(sender.name)) return sender
  return { name: sender.name.replace(/\s+via\b.*$/i, ''), address: author.address }
}

/** An https address and nothing else: it will be a link. */
function archivedAtOf(header: string | null): string | null {
  const url = /^<?(https:\/\/[^\s<>"'\\]{1,500}?)>?$/.exec(header ?? '')?.[1] ?? ''
  return URL.canParse(url) ? url : null
}

function problemOf(html: string, text: string): string | null {
  if (html && !text.trim()) return 'the HTML part gave no text'
  if (text.includes('\uFFFD')) return 'the text has letters that can’t be decoded'
  return null
}

function unreadable(source: Buffer, receivedAt: string, problem: string): Message {
  const bodyHash = createHash('sha256').update(source).digest('hex')
  return {
    messageId: `${bodyHash.slice(0, 32)}@unreadable`,
    inReplyTo: null,
    references: [],
    listId: null,
    from: { name: '', address: '' },
    subject: '',
    date: receivedAt,
    text: '',
    archivedAt: null,
    automatic: false,
    key: sha256(bodyHash).slice(0, 40),
    bodyHash,
    problem,
  }
}

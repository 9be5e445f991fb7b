import { fieldOf, mailboxesOf, withoutContentType } from './header.ts'
import { partsOf, readParts, type Part } from './mime.ts'
import { headOf } from '../text.ts'

const maxMails = 200
/** RFC 1153, 3: a line of 70 hyphens ends the preamble, one of 30 each message. */
const preambleEnd = /^-{70}[ \t]*\r?\n/m
const messageEnd = /^-{30}[ \t]*\r?\n/m

/** False for nearly every mail, at a glance. */
function mayBeDigest(source: Buffer): boolean {
  return source.includes('multipart/digest') || preambleEnd.test(source.toString('latin1'))
}

/**
 * The mails of a digest as if each had come by itself, in their order; any other mail alone.
 * Only the list's own digest is opened: in anybody else's the senders are mere claims.
 */
export async function unpackDigest(source: Buffer): Promise<Buffer[]> {
  if (!mayBeDigest(source)) return [source]
  try {
    const digest = await readParts(source)
    if (!isFromList(digest)) return [source]
    const part = partsOf(digest).find(({ type }) => type === 'multipart/digest')
    const mails = part === undefined ? plainMails(digest) : part.parts.map(({ content }) => content)
    const listId = Buffer.from(`List-Id: ${fieldOf(digest, 'list-id')}\r\n`, 'latin1')
    const opened = mails.slice(0, maxMails).map((mail) => Buffer.concat([listId, mail]))
    return opened.length === 0 ? [source] : opened
  } catch {
    // What can't be split is reported where it is read as one mail.
    return [source]
  }
}

/** `statlist-request@…` for the List-Id `statlist.…`. */
function isFromList(mail: Part): boolean {
  const name = /<([^<>.@\s]{1,100})\./.exec(fieldOf(mail, 'list-id') ?? '')?.[1]?.toLowerCase()
  const sender = mailboxesOf(mail, 'from')[0]?.address.toLowerCase().split('@')[0]
  return name !== undefined && [name, `${name}-request`, `${name}-bounces`].includes(sender ?? '')
}

/** The mails of a digest that is plain text; their own headers name charsets that the digest's has replaced. */
function plainMails({ content, charset }: Part): Buffer[] {
  const [, ...rest] = content.toString('latin1').split(preambleEnd)
  const mails: string[] = []
  for (const piece of rest.join('').split(messageEnd)) {
    const text = piece.replace(/^(?:[ \t]*\r?\n)+/, '').replace(/^Message: *\d+[ \t]*\r?\n/, '')
    if (/^(?:Date|From|Subject|To|Message-ID): /.test(text)) mails.push(text)
    // A rule within a mail; what follows the last one is the digest's end.
    else if (mails.length > 0 && !text.startsWith('End of '))
      mails.push(`${mails.pop()}${'-'.repeat(30)}\n${piece}`)
  }
  const type = `Content-Type: text/plain; charset="${charset || 'utf-8'}"\r\n`
  return mails.map((mail) => {
    const head = headOf(mail, /\r?\n\r?\n/)
    return Buffer.from(`${type}${withoutContentType(head).trimEnd()}${mail.slice(head.length)}`, 'latin1')
  })
}

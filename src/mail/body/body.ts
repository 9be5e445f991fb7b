import { contradictionOf, saysAll } from './alternatives.ts'
import { decodeText, withoutHiddenEncoding } from '../charset.ts'
import { fieldOf, headerText } from '../header.ts'
import { textOfHtml } from '../html/html.ts'
import { invitationsOf, isCalendar, type Invitation } from './invitation.ts'
import { unwrapLinks } from './links.ts'
import { readParts, type Part } from '../mime.ts'
import { plainText } from './plain.ts'
import { lostParts } from './parts.ts'
import { signedContent } from './smime.ts'
import { cleanText, isBare, maxTextLength, maxTextLines, withoutListFooter } from '../text.ts'

/** What a mail says to its reader. */
export interface Body {
  /** LF line ends, links unwrapped. */
  text: string
  /** Its HTML has words struck out, which a plain alternative still says. */
  hasStruck: boolean
  /** Why a human must look before anything of it is used; null when nothing is odd. */
  problem: string | null
  /** The leaves that could not be read. */
  unread: Part[]
  /** Parts that the text mentions but no longer has, or has encoded. */
  lost: string[]
  /** Events of its calendar parts. */
  invitations: Invitation[]
}

const maxAttachedDepth = 3

const nothing: Body = { text: '', hasStruck: false, problem: null, unread: [], lost: [], invitations: [] }

/** The text of a mail: of alternatives the one that says most, attached mails below, attached text where there is no other. */
export async function bodyOf(mail: Part): Promise<Body> {
  const body = await read(mail, 0)
  if (!isBare(body.text)) return body
  const attached = body.unread.filter((part) => /^text\/(?:plain|html|markdown)$/.test(part.type))
  const texts = await Promise.all(attached.map((part) => read({ ...part, attached: false }, 0)))
  return together([{ ...body, unread: body.unread.filter((part) => !attached.includes(part)) }, ...texts])
}

async function read(part: Part, depth: number): Promise<Body> {
  const parts = await Promise.all(part.parts.map((one) => read(one, depth)))
  if (part.type === 'multipart/alternative') return choose(part.parts, parts)
  if (part.type.startsWith('multipart/')) return together(parts)
  if (part.type === 'message/rfc822' && depth < maxAttachedDepth) return attachedMail(part, depth)
  const invitations = isCalendar(part) ? invitationsOf(part) : null
  if (invitations !== null) return { ...nothing, invitations }
  if (part.attached) return { ...nothing, unread: [part] }
  if (part.type === 'text/html') {
    const { text, hasStruck, isFaint, isCut } = textOfHtml(
      decodeText(withoutHiddenEncoding(part.content), part.charset),
    )
    const faint = isFaint ? 'some of it is white on an unknown background' : null
    const problem = problemWith(text) ?? faint ?? (isCut ? tooLong : null)
    return { ...nothing, text: tidy(text), hasStruck, problem }
  }
  if (part.type === 'text/plain' || part.type === 'text/markdown') {
    const text = plainText(part)
    return { ...nothing, text: tidy(text), lost: lostParts(text), problem: problemWith(text) }
  }
  const signed = signedContent(part)
  if (signed !== null && depth < maxAttachedDepth) return read(await readParts(signed), depth + 1)
  return { ...nothing, unread: [part] }
}

/** Digits in text that is told to run the other way (UAX 9, LRO and RLO): nobody sees what is written. */
const reordered = /[\u202D\u202E][^\u202C-\u202E\n]{0,200}\d/

const tooLong = `it is longer than what is read of a mail (${maxTextLines} lines, ${maxTextLength} characters): look at its end`

function problemWith(text: string): string | null {
  if (reordered.test(text)) return 'its letters are shown in a different order than they are written'
  return text.length > maxTextLength || text.split('\n').length > maxTextLines ? tooLong : null
}

function tidy(text: string): string {
  return unwrapLinks(withoutListFooter(cleanText(text)))
}

function together(bodies: readonly Body[]): Body {
  return {
    text: bodies.flatMap(({ text }) => (text.trim() === '' ? [] : [text])).join('\n\n'),
    hasStruck: bodies.some(({ hasStruck }) => hasStruck),
    problem: bodies.find(({ problem }) => problem !== null)?.problem ?? null,
    unread: bodies.flatMap(({ unread }) => unread),
    lost: bodies.flatMap(({ lost }) => lost),
    invitations: bodies.flatMap(({ invitations }) => invitations),
  }
}

/** RFC 2046, 5.1.4: the last is the richest. The plain one is taken where it says all that the HTML shows. */
function choose(parts: readonly Part[], bodies: readonly Body[]): Body {
  const isPlain = (_: Body, at: number) => parts[at]?.type === 'text/plain'
  const plain = together(bodies.filter(isPlain))
  const rich = together(bodies.filter((one, at) => !isPlain(one, at)))
  const isPlainEnough = rich.text.trim() === '' || (!rich.hasStruck && saysAll(plain.text, rich.text))
  const both = together([plain, rich])
  return {
    ...both,
    text: isPlainEnough ? plain.text : rich.text,
    problem: both.problem ?? contradictionOf(plain.text, rich.text, rich.hasStruck),
  }
}

/** A mail within a mail reads like one that was forwarded in the text. */
async function attachedMail(part: Part, depth: number): Promise<Body> {
  const mail = await readParts(part.content)
  const body = await read(mail, depth + 1)
  const head = ['From', 'Date', 'Subject'].map(
    (name) => `${name}: ${headerText(fieldOf(mail, name.toLowerCase()) ?? '').slice(0, 500)}`,
  )
  return { ...body, text: ['---------- Forwarded message ----------', ...head, '', body.text].join('\n') }
}

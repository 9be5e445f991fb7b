import addressparser from 'nodemailer/lib/addressparser'
import { bytesOfEscapes, decodeText } from './charset.ts'
import type { Part } from './mime.ts'
import { cleanText } from './text.ts'

/** A person or an office with an address (RFC 5322, 3.4). */
export interface Mailbox {
  name: string
  address: string
}

const maxFieldLength = 20_000

/** The first field of a name, raw, bounded; null when there is none. */
export function fieldOf({ header }: Part, name: string): string | null {
  return header.find((field) => field.name === name)?.value.slice(0, maxFieldLength) ?? null
}

/** Runs of encoded words (RFC 2047), of which one letter may be spread over two. */
const encodedRun =
  /=\?[\w.:+-]{1,40}(?:\*[\w-]{0,20})?\?[bq]\?[^?\r\n]{0,998}\?=(?:\s*=\?[\w.:+-]{1,40}(?:\*[\w-]{0,20})?\?[bq]\?[^?\r\n]{0,998}\?=)*/gi
const encodedWord = /=\?([\w.:+-]+)(?:\*[\w-]*)?\?([bq])\?([^?]*)\?=/gi

/** Unstructured text of a header field as it is meant: encoded words and raw letters decoded, one line. */
export function headerText(raw: string): string {
  const text = /[\x80-\xFF]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1'), '') : raw
  return cleanText(text.replace(encodedRun, decodeRun)).replace(/\s+/g, ' ').trim()
}

function decodeRun(run: string): string {
  const words = [...run.matchAll(encodedWord)].map(([, charset = '', encoding = '', text = '']) => ({
    charset: charset.toLowerCase(),
    bytes: bytesOf(encoding, text),
  }))
  let decoded = ''
  for (let at = 0; at < words.length;) {
    const charset = words[at]?.charset ?? ''
    const next = words.findIndex((word, index) => index > at && word.charset !== charset)
    const end = next === -1 ? words.length : next
    decoded += decodeText(Buffer.concat(words.slice(at, end).map(({ bytes }) => bytes)), charset)
    at = end
  }
  return decoded
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64')
  return bytesOfEscapes(text.replaceAll('_', ' '))
}

const maxMailboxes = 20

/** The mailboxes of a From or Reply-To, groups opened. */
export function mailboxesOf(part: Part, field: string): Mailbox[] {
  return addressparser(fieldOf(part, field) ?? '', { flatten: true })
    .slice(0, maxMailboxes)
    .map(({ name, address }) => ({
      name: headerText(name).slice(0, 200),
      // An encoded word is not an address (RFC 2047, 5), whatever it says.
      address: address.includes('=?') ? '' : headerText(address).slice(0, 200),
    }))
}

/** A header without its MIME fields and the lines that they are folded over. */
export function withoutContentType(head: string): string {
  return head.replace(/^content-[a-z-]+:.*(?:\r?\n[ \t].*)*\r?\n?/gim, '')
}

import { isUtf8 } from 'node:buffer'

/** Two to four bytes that are one letter in UTF-8 (RFC 3629, 4), here one character per byte. */
const utf8Letter = /[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}/g
/** A letter of UTF-8 that the end of a mail cut off. */
const cutLetter = /(?:[\xC2-\xF4]|[\xE0-\xF4][\x80-\xBF]|[\xF0-\xF4][\x80-\xBF]{2})$/
/** Labels that may well be wrong: in their charset any byte is a letter, or nobody checked. */
const single =
  /^(?:|us-ascii|ascii|utf-?8|iso-?8859-?\d+(?:-[ei])?|latin-?\d|windows-125\d|cp-?125\d|unknown.*|x-unknown|default|_iso.*)$/i

/**
 * Decodes text by what its bytes say and, where they say nothing, by its label.
 * Valid UTF-8 with letters beyond ASCII is UTF-8 whatever the label; a byte that is none is read alone, as windows-1252.
 * What can't be decoded becomes U+FFFD.
 */
export function decodeText(bytes: Buffer, label: string): string {
  const charset = label.trim().toLowerCase()
  if (bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfffe || bytes.readUInt16BE(0) === 0xfeff))
    return decode(bytes, bytes[0] === 0xff ? 'utf-16le' : 'utf-16be')
  if (charset === 'utf-16') return decode(bytes, isBigEndian(bytes) ? 'utf-16be' : 'utf-16le')
  if (!single.test(charset)) return decode(bytes, charset)
  if (isUtf8(bytes)) return bytes.toString()
  const text = bytes.toString('latin1')
  const letters = text.match(utf8Letter)?.length ?? 0
  const others =
    text
      .replace(utf8Letter, '')
      .replace(cutLetter, '')
      .match(/[\x80-\xFF]/g)?.length ?? 0
  if (letters === 0 || letters < others)
    return decode(bytes, /utf|ascii|^$|unk|def/.test(charset) ? 'windows-1252' : charset)
  return mixed(text)
}

/**
 * Unmarked UTF-16 should be big-endian (RFC 2781, 4.3), and often is not: the zeros of Latin letters tell.
 */
function isBigEndian(bytes: Buffer): boolean {
  const zeros = [0, 0]
  for (const [at, byte] of bytes.subarray(0, 1000).entries())
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  return (zeros[0] ?? 0) > (zeros[1] ?? 0)
}

function mixed(text: string): string {
  let decoded = ''
  let from = 0
  const whole = text.replace(cutLetter, '')
  for (const letter of whole.matchAll(utf8Letter)) {
    decoded += western(whole.slice(from, letter.index)) + Buffer.from(letter[0], 'latin1').toString()
    from = letter.index + letter[0].length
  }
  return decoded + western(whole.slice(from))
}

function western(text: string): string {
  return decode(Buffer.from(text, 'latin1'), 'windows-1252')
}

function decode(bytes: Buffer, charset: string): string {
  if (utf7Names.test(charset)) return utf7(bytes.toString('latin1'))
  try {
    return new TextDecoder(charset.replace(/^latin-/, 'latin')).decode(bytes)
  } catch {
    // A label that nobody knows: what is ASCII is ASCII in nearly every charset.
    return bytes.toString('latin1').replace(/[\x80-\xFF]/g, '\uFFFD')
  }
}

/** Undeclared quoted-printable: every `=` begins an escape or ends a line, and some are letters of UTF-8. */
export function withoutHiddenEncoding(content: Buffer): Buffer {
  if (!content.includes('=C3=') && !content.includes('=E2=80')) return content
  const text = content.toString('latin1')
  if (/=(?![\dA-F]{2}|\r?\n)/.test(text)) return content
  return bytesOfEscapes(text.replace(/=\r?\n/g, ''))
}

/** Bytes that are written as `=C3=A9` (RFC 2045, 6.7). */
export function bytesOfEscapes(text: string): Buffer {
  const letters = text.replace(/=([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(letters, 'latin1')
}

/** UTF-7, also as RFC 1642 and programs of its time call it. */
const utf7Names = /^(?:x-)?(?:unicode-\d-\d-)?utf-7$/

/** RFC 2152: `+AOk-` is é, `+-` is +. */
function utf7(text: string): string {
  return text.replace(/\+([A-Za-z0-9/]{0,10000})-?/g, (_, base64: string) =>
    base64 === '' ? '+' : wordsOf(Buffer.from(base64, 'base64')),
  )
}

function wordsOf(bytes: Buffer): string {
  return new TextDecoder('utf-16be').decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
}

import type { Attachment, ParsedMail } from 'mailparser'

/** Signatures and address cards announce nothing. */
const silent =
  /^(?:application\/(?:x-)?pkcs7-signature|application\/pgp-(?:signature|keys|encrypted)|text\/(?:x-)?vcard|text\/directory)$/
/** A logo is smaller. */
const posterBytes = 20_000
/** A text that is shorter greets, and says nothing. */
const greetingLetters = 60

const kinds: readonly [RegExp, string][] = [
  [/^text\/calendar$/, 'a calendar entry'],
  [/^application\/pdf$/, 'a PDF'],
  [/^(?:application\/(?:vnd\.)?ms-tnef)$/, 'winmail.dat'],
  [/^application\/(?:x-)?pkcs7-mime$/, 'a signed or encrypted mail (S/MIME)'],
  [/^message\/rfc822$/, 'an attached mail'],
  [/^text\b/, 'a text attachment'],
  [/^image\//, 'an image'],
]

/** What stands in a text in the place of a part that a list's archive took out, or that no MIME program wrote. */
const inText: readonly [RegExp, string][] = [
  [/^(?:An? .{0,40}attachment|.{0,40}attachment) was scrubbed/im, 'a part that the archive took out'],
  [/^begin [0-7]{3} \S/m, 'an encoded file (uuencode)'],
]

/** The parts of a mail that its text does not say and that we can't read: an announcement may stand in them. */
export function unreadParts(mail: ParsedMail, text: string): string[] {
  const isBare = text.trim().length < greetingLetters
  const parts = mail.attachments.flatMap((one) => (isOpaque(one, isBare) ? kindOf(one) : []))
  const told = inText.flatMap(([pattern, kind]) => (pattern.test(mail.text ?? '') ? [kind] : []))
  const encrypted = /^multipart\/encrypted\b/i.test(typeOf(mail)) ? ['an encrypted message'] : []
  return [...new Set([...parts, ...told, ...encrypted])].slice(0, 10)
}

function isOpaque({ contentType, size, related }: Attachment, isBare: boolean): boolean {
  if (silent.test(contentType)) return false
  // Where there is no text the picture is the poster.
  return !contentType.startsWith('image/') || isBare || (related !== true && size >= posterBytes)
}

function kindOf({ contentType, filename }: Attachment): string {
  const kind = kinds.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'a file'
  const name = (filename ?? '').replace(/[\p{C}\s]+/gu, ' ').slice(0, 60)
  return name === '' ? kind : `${kind} (${name})`
}

function typeOf(mail: ParsedMail): string {
  const line = mail.headerLines.find(({ key }) => key === 'content-type')?.line ?? ''
  return line.slice(line.indexOf(':') + 1, 200).trim()
}

import type { Part } from '../mime.ts'
import { isBare } from '../text.ts'

/** Signatures and address cards announce nothing. */
const silent =
  /^(?:application\/(?:x-)?pkcs7-signature|application\/pgp-(?:signature|keys|encrypted)|text\/(?:x-)?vcard|text\/directory)$/
const maxNames = 10
/** A text shorter than this has no room for an announcement and a signature: the picture is the poster. */
const fewLetters = 300
/** A logo is smaller than this. */
const posterBytes = 20_000

const kinds: readonly [RegExp, string][] = [
  [/^text\/calendar$/, 'a calendar entry'],
  [/^application\/pdf$/, 'a PDF'],
  [/^(?:application\/(?:vnd\.)?ms-tnef)$/, 'winmail.dat'],
  [/^application\/(?:x-)?pkcs7-mime$/, 'an encrypted mail (S/MIME)'],
  [/^message\/rfc822$/, 'an attached mail'],
  [/^text\b/, 'a text attachment'],
  [/^image\//, 'an image'],
]

/** What stands in a text in place of a part that an archive took out, or that was written without MIME. */
const inText: readonly [RegExp, string][] = [
  [/^(?:An? .{0,40}attachment|.{0,40}attachment) was scrubbed/im, 'a part that the archive took out'],
  // In whatever language the archive is.
  [/^ *URL ?: *<?https?:\S{1,300}\/attachments?\/\S/im, 'a part that the archive took out'],
  [/^begin [0-7]{3} \S/m, 'an encoded file (uuencode)'],
  [/^(?:[A-Za-z\d+/]{60,76}\r?\n){4}/m, 'an encoded text (base64)'],
]

/** Parts that a text mentions, or has encoded, and that are not parts of the mail. */
export function lostParts(text: string): string[] {
  return inText.flatMap(([pattern, kind]) => (pattern.test(text) ? [kind] : []))
}

/**
 * The parts of a mail that its text does not say and that we can't read: an announcement may stand in them.
 * @param isAnswer in a short reply a picture is a logo
 */
export function namesOf(unread: readonly Part[], text: string, isAnswer: boolean): string[] {
  const showsPictures = isBare(text) || (!isAnswer && text.length < fewLetters)
  const opaque = unread.filter((part) => isOpaque(part, showsPictures))
  return [...new Set(opaque.map(kindOf))].slice(0, maxNames)
}

function isOpaque({ type, content, related }: Part, showsPictures: boolean): boolean {
  if (silent.test(type)) return false
  return !type.startsWith('image/') || showsPictures || (!related && content.length >= posterBytes)
}

function kindOf({ type, filename }: Part): string {
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'a file'
  const name = filename.replace(/[\p{C}\s]+/gu, ' ').slice(0, 60)
  return name === '' ? kind : `${kind} (${name})`
}

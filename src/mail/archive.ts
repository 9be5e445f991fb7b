import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** Largest archive that is unpacked, in bytes: twenty years of Statlist are a tenth of it. */
const maxArchiveBytes = 500_000_000

/** `From `, a sender in whatever form (Mailman hides addresses, names have spaces), and asctime (RFC 4155). */
const separator =
  /^From \S.{0,200}?\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s+\d{1,2}\s+\d{1,2}:\d{2}/

/** Reads .eml, mbox and gzipped mbox (Mailman's monthly archives) into raw messages, in their order. */
export function readArchive(path: string): Buffer[] {
  const bytes = readFileSync(path)
  const plain =
    bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: maxArchiveBytes }) : bytes
  return splitMbox(plain)
}

/** The messages of an mbox (RFC 4155); a file without a `From ` line is one message. */
export function splitMbox(bytes: Buffer): Buffer[] {
  // A byte order mark, blank lines: archives are joined by hand.
  const text = bytes
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .replace(/^(?:[ \t]*\r?\n)+/, '')
  if (!separator.test(text)) return [bytes]
  const messages: string[][] = []
  let previousBlank = true
  for (const line of text.split('\n')) {
    if (previousBlank && separator.test(line)) messages.push([])
    else messages.at(-1)?.push(line)
    previousBlank = line.trim() === ''
  }
  return messages.map((lines) => Buffer.from(repairHeaders(lines).join('\n'), 'latin1'))
}

/** Mailman writes `name at host` for addresses in the headers of its archives. */
function repairHeaders(lines: string[]): string[] {
  const end = lines.findIndex((line) => line.trim() === '')
  return lines.map((line, index) =>
    index < end && /^(?:From|To|Cc|Sender):/i.test(line)
      ? line.replace(/^([\w-]+:\s+\S+) at (\S+)/, '$1@$2')
      : line,
  )
}

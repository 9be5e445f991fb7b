import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const cases = join(import.meta.dirname, '../cases')

/** Mails of every shape that is known here. */
export function readCorpus(): Buffer[] {
  return ['statlist', 'own', 'lists', 'faults/mail', 'faults/mail-siblings', 'made/swiss-en'].flatMap(
    (folder) =>
      readdirSync(join(cases, folder))
        .filter((name) => name.endsWith('.eml'))
        .map((name) => readFileSync(join(cases, folder, name))),
  )
}

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What breaks readers of mail, to be put anywhere. */
const tokens = [
  'Content-Type: multipart/mixed; boundary=b\n\n--b\n',
  'Content-Type: multipart/digest; boundary=b\n\n--b\n\n',
  'Content-Type: message/rfc822\n\n',
  'Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:x\nDTSTART:20251211T141500Z\nRRULE:FREQ=SECONDLY\n',
  'Content-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkqhkiG9w0BBwGggCSA',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'charset=utf-7',
  'charset=utf-16',
  'charset=iso-2022-jp',
  'charset=x-none',
  'format=flowed; delsp=yes',
  '=?utf-8?b?w6k=?= =?x?q?=FF?=',
  'Subject: =?utf-8?q?=',
  'Date: Thu, 32 Foo 99999 25:61:61 +9999\n',
  'From: "a" <a@b>, <c@d>\n',
  '--b--\n',
  `${'-'.repeat(70)}\n`,
  `${'-'.repeat(30)}\n\nMessage: 1\nFrom: x <x@y>\n\n`,
  '<table><tr><td colspan=1000000 rowspan=1000000>',
  '<table><tr><td>'.repeat(40),
  '<style>* > * > * ~ * + *:not(.a){display:none} a{{{}</style>',
  '<div style="color:#fff;background:#fff">',
  '<s><del><blockquote><ul><li><ol start=999999999>',
  '&#1114111;&#xD800;\u0000\u202E\uFEFF',
  '~~~~'.repeat(20),
  'https://urldefense.com/v3/__https:/*****__;!!$',
  'Thursday, 11 December 2025 at 15:15 '.repeat(200),
  'x'.repeat(5000),
  ' \n'.repeat(3000),
  '\r\r\n\n\r',
]

const mostChanges = 6

/** A mail that something happened to. */
export function mutated(corpus: readonly Buffer[], random: () => number): Buffer {
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
  const at = (bytes: Buffer) => Math.floor(random() * (bytes.length + 1))
  const changes: ((bytes: Buffer) => Buffer)[] = [
    (bytes) => insert(bytes, at(bytes), Buffer.from(pick(tokens))),
    (bytes) => insert(bytes, at(bytes), Buffer.from([Math.floor(random() * 256)])),
    (bytes) => remove(bytes, at(bytes), Math.floor(random() * 200)),
    (bytes) => bytes.subarray(0, at(bytes)),
    (bytes) => insert(bytes, at(bytes), slice(bytes, at(bytes), 2000)),
    (bytes) => insert(bytes, at(bytes), slice(pick(corpus), Math.floor(random() * 3000), 3000)),
    (bytes) =>
      Buffer.from(
        bytes
          .toString('latin1')
          .replaceAll(pick(['=', '\n', ';', '<', '"', '-']), pick(['', '\n', '=', '<<'])),
        'latin1',
      ),
    (bytes) =>
      Buffer.from(bytes.map((byte) => (random() < 0.01 ? byte ^ (1 << Math.floor(random() * 8)) : byte))),
  ]
  let mail = pick(corpus)
  for (let left = 1 + Math.floor(random() * mostChanges); left > 0; left--) mail = pick(changes)(mail)
  return mail
}

function insert(bytes: Buffer, at: number, more: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
}

function remove(bytes: Buffer, at: number, length: number): Buffer {
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
}

function slice(bytes: Buffer, at: number, length: number): Buffer {
  return bytes.subarray(at, at + length)
}

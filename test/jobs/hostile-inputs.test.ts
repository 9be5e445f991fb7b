import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import ICAL from 'ical.js'
import { statlist } from '../../config/lists/statlist.ts'
import { notify } from '../../jobs/notify.ts'
import { poll } from '../../jobs/poll-inbox.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { openMailReader, type MailReader } from '../../jobs/run/mail-reader.ts'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { waitingMails } from '../../src/ledger/messages.ts'
import { notes, waitingOf } from '../../src/ledger/notes.ts'
import type { Message } from '../../src/notify/channel.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { makeEvent } from '../support/events.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openScriptedServer, type ScriptedMail } from '../support/imap-server.ts'
import { readMail } from '../support/read-mail.ts'
import { makeSite } from '../support/site.ts'
import { openWorld, type World } from '../support/world.ts'

/** `right`: its talk is published as its reader sees it; `waits`: a human is asked; `ignored`: neither. */
type Fate = 'right' | 'waits' | 'ignored'

/** Letters as the bytes that they are in UTF-8, a byte a character. */
const wire = (text: string) => Buffer.from(text).toString('latin1')
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64')
const word = (text: string) => `=?utf-8?b?${base64(text)}?=`

const id = 'Message-ID: <hostile@x>\r\n'
const date = 'Date: Sun, 01 Nov 2026 08:00:00 +0100\r\n'
const from = 'From: Office <office@math.example>\r\n'
const list = 'List-Id: <statlist.stat.example>\r\n'
const subject = 'Subject: [Statlist] Research Seminar\r\n'
const head = from + subject + id + list + date

const start = '2026-12-11T14:15'
const time = 'Time: Friday, 11 December 2026, 14:15'
const names = 'Speaker: Jane Doe (ETH)\r\nTitle: A title of five words'
const place = 'Place: HG G 19.1'
const talk = `${names}\r\n${time}\r\n${place}\r\n`
const talkOn = (when: string) => `${names}\r\nTime: ${when}\r\n${place}\r\n`
const seen = `<p>Speaker: Jane Doe (ETH)</p><p>Title: A title of five words</p><p>${time}</p><p>${place}</p>`
const other =
  '<p>Speaker: Eve Moor (ETH)</p><p>Title: Quite another title</p><p>Time: Monday, 14 December 2026, 10:15</p>'

const plain = (text: string, more = '') =>
  `${head}Content-Type: text/plain; charset=utf-8\r\n${more}\r\n${wire(text)}`
const html = (body: string) => `${head}Content-Type: text/html; charset=utf-8\r\n\r\n${wire(body)}`
const quoted = (text: string) => plain(text, 'Content-Transfer-Encoding: quoted-printable\r\n')
const titled = (raw: string, body = talk) => `${from}Subject: ${raw}\r\n${id}${list}${date}\r\n${body}`
const inBase64 = (text: string) => plain(text, 'Content-Transfer-Encoding: base64\r\n')
const inCharset = (charset: string, body: string | Buffer) =>
  `${head}Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64(body)}\r\n`
const part = (type: string, content: string) => `--b\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`
const mixed = (...parts: string[]) =>
  `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--\r\n`
const calendar = (entry: string, more = '') =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${more}${entry}END:VCALENDAR\r\n`
const entry = (lines: string, uid = 'u1') =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:Jane Doe: A title of five words\r\nLOCATION:HG G 19.1\r\n${lines}\r\nEND:VEVENT\r\n`
const invited = (content: string) =>
  mixed(part('text/plain', 'See the entry.'), part('text/calendar', content))

const nested = (depth: number) =>
  Array.from(
    { length: depth },
    (_, at) => `--n${at}\r\nContent-Type: multipart/mixed; boundary=n${at + 1}\r\n\r\n`,
  ).join('')
const first = part('text/plain', talk)
const utf16 = (text: string, order: 'LE' | 'BE') => {
  const bytes = Buffer.from(text, 'utf16le')
  return order === 'LE' ? bytes : bytes.swap16()
}

const rightOrWaits: Fate[] = ['right', 'waits']
const right: Fate[] = ['right']
const waits: Fate[] = ['waits']
const ignored: Fate[] = ['ignored']

/** A sort of input → mails, and what may become of each. */
const inputs: Record<string, Record<string, [string, Fate[]]>> = {
  'H00 nothing evil': { 'a plain talk': [plain(talk), right], HTML: [html(seen), right] },
  'H02 parts': {
    '20,000 in each other below the talk': [
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${first}--b\r\nContent-Type: multipart/mixed; boundary=n0\r\n\r\n${nested(20_000)}`,
      rightOrWaits,
    ],
    '200,000 empty ones below the talk': [mixed(first, '--b\r\n\r\n\r\n'.repeat(200_000)), rightOrWaits],
    'a thousand mails in each other, the talk in the last': [
      `${head}${'Content-Type: message/rfc822\r\n\r\n'.repeat(1000)}${subject}\r\n${talk}`,
      rightOrWaits,
    ],
  },
  'H03 headers': {
    'ten megabytes in one': [`X-Long: ${'a'.repeat(9_900_000)}\r\n${plain(talk)}`, rightOrWaits],
    '200,000 of them': [`${'X-a: b\r\n'.repeat(200_000)}${plain(talk)}`, rightOrWaits],
    '100,000 readers': [`To: ${'a@b.example, '.repeat(100_000)}\r\n${plain(talk)}`, rightOrWaits],
    '30,000 groups in each other': [`To: ${'a:'.repeat(30_000)}\r\n${plain(talk)}`, rightOrWaits],
    '30,000 groups in each other as the sender': [
      plain(talk).replace('From: Office', `From: ${'a:'.repeat(30_000)}`),
      rightOrWaits,
    ],
  },
  'H04 subject': {
    '100,000 encoded words': [titled(`${word('Talk')} `.repeat(100_000)), rightOrWaits],
    'a letter in two words': [titled('=?utf-8?q?Z=C3?= =?utf-8?q?=BCrcher Kolloquium?='), rightOrWaits],
    'a charset of nobody': [titled('=?x-evil-8?q?Kolloquium_=FC?='), rightOrWaits],
    'words in words': [titled('=?utf-8?q?=3D=3Futf-8=3Fq=3FTalk=3F=3D?='), rightOrWaits],
    'line ends in a word': [
      titled(word('Talk\r\nBcc: all@x.example\r\n\r\nTime: Monday, 14 December 2026, 10:15')),
      rightOrWaits,
    ],
    'three hundred letters and more': [
      titled(`Vortrag: ${'Wort '.repeat(300)}`, talk.replace('Title: A title of five words\r\n', '')),
      rightOrWaits,
    ],
  },
  'H05 charsets': {
    'one of nobody, with letters beyond ASCII': [
      inCharset('x-evil-8', Buffer.from(talk.replace('Jane', 'J\xFCrg'), 'latin1')),
      rightOrWaits,
    ],
    'UTF-16 little-endian without a mark': [inCharset('utf-16', utf16(talk, 'LE')), rightOrWaits],
    'UTF-16 big-endian without a mark': [inCharset('utf-16', utf16(talk, 'BE')), rightOrWaits],
    'UTF-16 big-endian under its name': [inCharset('utf-16be', utf16(talk, 'BE')), rightOrWaits],
    'UTF-16 without any word of it': [inCharset('utf-8', utf16(talk, 'LE')), rightOrWaits],
    'UTF-32': [
      inCharset('utf-32le', Buffer.from([...Buffer.from(talk)].flatMap((byte) => [byte, 0, 0, 0]))),
      rightOrWaits,
    ],
    'EBCDIC, which is not decoded': [
      inCharset('ibm037', Buffer.from([...Buffer.from(talk)].map((byte) => byte ^ 0x80))),
      waits,
    ],
    'UTF-7 with a script in the title': [
      inCharset('utf-7', talk.replace('A title', '+ADw-script+AD4-alert(1)+ADw-/script+AD4- A title')),
      rightOrWaits,
    ],
    'UTF-7 that is not called so': [plain(talk.replace('A title', '+ADw-script+AD4- A title')), rightOrWaits],
    'escapes of ISO-2022-JP, 1.5 MB before the talk': [
      inCharset('iso-2022-jp', `${'\x1B$B\x1B(B'.repeat(250_000)}${talk}`),
      rightOrWaits,
    ],
  },
  'H06 damage on the way': {
    'an escape that is none': [quoted(`${talk}=ZZ =\r\n`), rightOrWaits],
    'an escape that is none beside the hour': [quoted(talk.replace('14:15', '14=ZZ15')), rightOrWaits],
    'a soft line end within the hour': [quoted(talk.replace('14:15', '1=\r\n4:15')), right],
    'the same with spaces behind it': [quoted(talk.replace('14:15', '1=  \r\n4:15')), rightOrWaits],
    'the same with a bare line feed': [quoted(talk.replace('14:15', '1=\n4:15')), rightOrWaits],
    'the same, of a mail that does not say it': [plain(talk.replace('14:15', '1=\r\n4:15')), rightOrWaits],
    'a soft line end within the day': [quoted(talk.replace('11 Dec', '1=\r\n1 Dec')), right],
    'the same day, of a mail that does not say it': [
      plain(talk.replace('11 December 2026,', '1=\r\n1 December 2026,')),
      rightOrWaits,
    ],
    'an escaped hour': [quoted(talk.replace('14:15', '=31=34=3A15')), right],
    'junk in base64': [inBase64(base64(talk).replace(/.{20}/g, '$&\r\n!*')), rightOrWaits],
    'base64 that ends too soon': [inBase64(base64(talk).slice(0, -9)), rightOrWaits],
  },
  'H07 long mails': {
    'four megabytes, flowed': [
      `${head}Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n${talk}${'a line that was wrapped by whoever wrote it, or perhaps by nobody \r\n'.repeat(60_000)}`,
      rightOrWaits,
    ],
    'nine megabytes of nearly a boundary': [
      mixed(first, `--${'b'.repeat(69)}\r\n`.repeat(125_000))
        .replaceAll('boundary=b', `boundary=${'b'.repeat(70)}`)
        .replace('--b\r\n', `--${'b'.repeat(70)}\r\n`),
      rightOrWaits,
    ],
    'more than ten megabytes of it': [
      mixed(first, `--${'b'.repeat(69)}\r\n`.repeat(165_000))
        .replaceAll('boundary=b', `boundary=${'b'.repeat(70)}`)
        .replace('--b\r\n', `--${'b'.repeat(70)}\r\n`),
      rightOrWaits,
    ],
  },
  'H07 the talk at the end': {
    'of five thousand lines': [
      plain(`${'We look at many things.\r\n'.repeat(5000)}\r\n${talk}`),
      rightOrWaits,
    ],
    'of 300,000 letters': [
      plain(`${`${'many things '.repeat(80)}\r\n`.repeat(320)}\r\n${talk}`),
      rightOrWaits,
    ],
  },
  'H08 deep HTML': {
    'the talk before 5,000 elements in each other': [html(`${seen}${'<div>'.repeat(5000)}`), rightOrWaits],
    'the talk within a hundred': [html(`${'<div>'.repeat(100)}${seen}`), rightOrWaits],
    'the talk within 25 tables': [html(`${'<table><tbody><tr><td>'.repeat(25)}${seen}`), rightOrWaits],
    'the talk within 5,000': [html(`${'<div>'.repeat(5000)}${seen}`), rightOrWaits],
    'the talk within 100,000': [html(`${'<div>'.repeat(100_000)}${seen}`), rightOrWaits],
  },
  'H09 hidden text': Object.fromEntries(
    [
      '<div style="display:none">*</div>',
      '<div style="color:#fff;background:#ffffff">*</div>',
      '<div style="color:white">*</div>',
      '<div style="background:white"><div style="color:#fefefe">*</div></div>',
      '<div style="font-size:1px">*</div>',
      '<div style="font-size:0.1pt">*</div>',
      '<div style="font:1px/1px serif">*</div>',
      '<font size="1" color="#FFFFFF">*</font>',
      '<div style="color:transparent">*</div>',
      '<div style="color:rgba(0,0,0,0)">*</div>',
      '<div style="opacity:0.01">*</div>',
      '<div style="clip:rect(0,0,0,0);position:absolute">*</div>',
      '<div style="transform:scale(0)">*</div>',
      '<div style="position:relative;left:-9999px">*</div>',
      '<div style="margin-left:-9999px">*</div>',
      '<div style="display:/**/none">*</div>',
      '<style>#x{display:none}</style><div id="x">*</div>',
      '<template>*</template>',
      '<!-- * -->',
    ].flatMap((around): [string, [string, Fate[]]][] => [
      [`${around}, below`, [html(`<body>${seen}${around.replace('*', other)}</body>`), rightOrWaits]],
    ]),
  ),
  'H10 patterns that run away': Object.fromEntries(
    [' ', '-', '1', 'THU ', '\t', '1:', '.', 'a@', '=?', '&', '<', '~', '_', 'http://', '>', '+'].flatMap(
      (piece): [string, [string, Fate[]]][] => {
        const line = piece.repeat(1_000_000 / piece.length)
        return [
          [`a megabyte of ${JSON.stringify(piece)} in text`, [plain(`${talk}\r\n${line}`), rightOrWaits]],
          [`a megabyte of ${JSON.stringify(piece)} in HTML`, [html(`${seen}<p>${line}`), rightOrWaits]],
          [`a megabyte of ${JSON.stringify(piece)} in the subject`, [titled(line), rightOrWaits]],
        ]
      },
    ),
  ),
  'H11 line ends and calendar words': Object.fromEntries(
    ['\r', '\n', '\r\n', '\u0085', '\u2028', '\0', '\x1B'].flatMap((end): [string, [string, Fate[]]][] => {
      const words = `A title${end}END:VEVENT${end}END:VCALENDAR${end}ATTENDEE:mailto:all@x.example${end}BEGIN:VALARM`
      const fields = talk.replace('A title', words).replace('HG G', `HG${end}ATTENDEE:x${end}G`)
      return [
        [`${JSON.stringify(end)} in title and place`, [inCharset('utf-8', fields), rightOrWaits]],
        [
          `${JSON.stringify(end)} in subject and Message-ID`,
          [
            `${from}Subject: ${word(`Talk ${words}`)}\r\nMessage-ID: <a${wire(end.replace(/[\r\n]/g, '%0D%0A'))}END:VCALENDAR@x>\r\n${list}${date}\r\n${talk}`,
            rightOrWaits,
          ],
        ],
      ]
    }),
  ),
  'H12 markup': Object.fromEntries(
    [
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      'javascript:alert(1)//zoom.us/j/1',
      'data:text/html,<script>alert(1)</script>',
      '{{7*7}}',
      '%0d%0aSet-Cookie: a=b',
    ].map((evil): [string, [string, Fate[]]] => [
      evil,
      [
        plain(
          `Speaker: Jane Doe (${evil})\r\nTitle: A title of five words ${evil}\r\n${time}\r\n${place} ${evil}\r\nSeries: Seminar ${evil}\r\nZoom: ${evil}\r\nAbstract: ${evil}\r\n`,
        ).replace('Office', `"${evil.replaceAll('"', '')}"`),
        rightOrWaits,
      ],
    ]),
  ),
  'H13 letters that deceive': {
    'a day written backwards': [plain(talkOn('\u202E6202.21.11\u202C, 14:15')), rightOrWaits],
    'an hour written backwards': [plain(talkOn('Friday, 11 December 2026, \u202E51:41\u202C')), rightOrWaits],
    'an hour that reads as another one backwards': [
      plain(talkOn('Friday, 11 December 2026, \u202E11:01\u202C')),
      waits,
    ],
    'a day that reads as another one backwards': [plain(talkOn('\u202E21\u202C.12.2026, 14:15')), waits],
    'a space without width in the host': [
      plain(`${talk}Zoom: https://ethz.zo\u200Bom.us/j/123\r\n`),
      rightOrWaits,
    ],
    'a Cyrillic letter in the host': [plain(`${talk}Zoom: https://\u0435thz.zoom.us/j/123\r\n`), waits],
    'a Cyrillic letter in the place': [plain(talk.replace('HG G', '\u0415TH Zurich, HG G')), waits],
    'a Greek letter in the place': [plain(talk.replace('HG G', '\u0395TH Zurich, HG G')), waits],
    'tag characters in the title': [
      plain(talk.replace('A title', 'A \u{E0054}\u{E0069}title')),
      rightOrWaits,
    ],
    'digits of another script': [plain(talk.replace('14:15', '\u0661\u0664:\u0661\u0665')), rightOrWaits],
    'wide digits': [plain(talk.replace('14:15', '\uFF11\uFF14\uFF1A\uFF11\uFF15')), rightOrWaits],
  },
  'H14 over another way': {
    'another list': [plain(talk).replace('statlist.stat.example', 'news.evil.example'), ignored],
    'no list': [plain(talk).replace(list, ''), waits],
    'a List-Id that only looks like ours': [
      plain(talk).replace('<statlist.stat.example>', '"<statlist.stat.example" <news.evil.example>'),
      ['waits', 'ignored'],
    ],
    'ours in a comment': [
      plain(talk).replace('<statlist.stat.example>', 'statlist.stat.example (<x@y>) <news.evil.example>'),
      ['waits', 'ignored'],
    ],
  },
  'H17 calendar entries': {
    'a plain one': [invited(calendar(entry('DTSTART;TZID=Europe/Zurich:20261211T141500'))), rightOrWaits],
    'every second': [invited(calendar(entry('DTSTART:20261211T131500Z\r\nRRULE:FREQ=SECONDLY'))), waits],
    'in the year 9999': [invited(calendar(entry('DTSTART:99991231T235959Z'))), ['waits', 'ignored']],
    'in the year 0': [invited(calendar(entry('DTSTART:00000101T000000Z'))), ['waits', 'ignored']],
    'on no day': [invited(calendar(entry('DTSTART:20261341T256199Z'))), ['waits', 'ignored']],
    '50,000 of them': [
      invited(
        calendar(
          Array.from({ length: 50_000 }, (_, at) => entry('DTSTART:20261211T131500Z', `u${at}`)).join(''),
        ),
      ),
      waits,
    ],
    'a zone that changes every second': [
      invited(
        calendar(
          entry('DTSTART;TZID=Bomb:20261211T141500'),
          'BEGIN:VTIMEZONE\r\nTZID:Bomb\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n',
        ),
      ),
      ['right', 'waits', 'ignored'],
    ],
    'a file to be fetched': [
      invited(calendar(entry('DTSTART;TZID=Europe/Zurich:20261211T141500\r\nATTACH:file:///etc/passwd'))),
      rightOrWaits,
    ],
    'another day than the text': [
      mixed(first, part('text/calendar', calendar(entry('DTSTART;TZID=Europe/Zurich:20261214T101500')))),
      waits,
    ],
  },
  'H18 days that are none': {
    '31 February': [plain(talkOn('31 February 2027, 14:15')), waits],
    '29 February 2027': [plain(talkOn('29 February 2027, 14:15')), waits],
    '29.2.2027': [plain(talkOn('29.2.2027, 14:15')), waits],
    '25:61': [plain(talkOn('Friday, 11 December 2026, 25:61')), waits],
    'the hour that is left out': [plain(talkOn('Sunday, 28 March 2027, 02:30')), waits],
    'the hour that comes twice': [plain(talkOn('Sunday, 31 October 2027, 02:30')), waits],
    'the year 26': [plain(talkOn('Friday, 11.12.26, 14:15')), rightOrWaits],
    'the year 2062': [plain(talkOn('11 December 2062, 14:15')), waits],
    'the year 1926': [plain(talkOn('11 December 1926, 14:15')), waits],
    'the year 20266': [plain(talkOn('11 December 20266, 14:15')), rightOrWaits],
    'month 13': [plain(talkOn('11.13.2026, 14:15')), waits],
  },
  'H19 no announcements': {
    'an empty mail': ['', ['ignored', 'waits']],
    'an empty text': [plain(''), ignored],
    'a signature': [plain('-- \r\nJane Doe\r\nETH Zurich, HG G 19.1\r\nTel. 044 632 11 12\r\n'), ignored],
    'a delivery report': [
      `${from.replace('office@', 'MAILER-DAEMON@')}Subject: Undelivered Mail Returned to Sender\r\n${id}${list}${date}Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n${part('text/plain', 'It was not delivered.')}${part('message/delivery-status', 'Action: failed')}${part('message/rfc822', plain(talk))}--b--\r\n`,
      ignored,
    ],
    'a delivery report without its type': [
      `From: Mail System <MAILER-DAEMON@math.example>\r\nSubject: failure notice\r\n${id}${list}${date}\r\nI could not deliver this:\r\n\r\n${talk}`,
      ignored,
    ],
    'a vacation note that quotes the talk': [
      plain(`I am away until 14 December 2026.\r\n\r\n> ${talk.replaceAll('\r\n', '\r\n> ')}`).replace(
        id,
        `${id}Auto-Submitted: auto-replied\r\n`,
      ),
      ignored,
    ],
    'our own alert': [
      `From: calendar@uni.example\r\nSubject: Statlist calendar: “[Statlist] Seminar by Jane Doe” of 2026-11-01 waits\r\n${id}${list}${date}Auto-Submitted: auto-generated\r\nX-Statlist-Calendar: notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${wire('Needs you:\r\n- “[Statlist] Seminar by Jane Doe, 18 December 2026, 15:15” of 2026-11-01 waits: the weekday does not agree (statlist review 0123456789)\r\n- “[Statlist] Seminar by Max Muster” still waits, and is on 2026-12-11 14:15 (statlist review 1123456789)\r\n')}`.replace(
        /Subject: .*/,
        (line) => wire(line),
      ),
      ignored,
    ],
    'an encrypted mail of PGP': [
      `${head}Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b\r\n\r\n${part('application/pgp-encrypted', 'Version: 1')}${part('application/octet-stream', '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----')}--b--\r\n`,
      ['waits', 'ignored'],
    ],
    'PGP in the text': [
      plain('-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA1fQ8\r\n=abcd\r\n-----END PGP MESSAGE-----\r\n'),
      ['waits', 'ignored'],
    ],
    'an encrypted mail of S/MIME': [
      `${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CAMIACAQA=\r\n`,
      ['waits', 'ignored'],
    ],
    'winmail.dat': [
      `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAA\r\n--b--\r\n`,
      ['waits', 'ignored'],
    ],
  },
  'H20 names of mails': {
    'no Message-ID': [plain(talk).replace(id, ''), right],
    'one of ten kilobytes, with colons and spaces': [
      plain(talk).replace(id, `Message-ID: <${'a: b '.repeat(2000)}@x>\r\n`),
      right,
    ],
    'one without its brackets': [plain(talk).replace(id, 'Message-ID: hostile@x\r\n'), right],
    'an empty one': [plain(talk).replace(id, 'Message-ID: <>\r\n'), right],
    'two of them': [plain(talk).replace(id, `${id}Message-ID: <second@x>\r\n`), rightOrWaits],
  },
}

let reader: MailReader
let google: GoogleServer
before(async () => {
  reader = openMailReader(statlist)
  google = await openGoogleServer()
})
after(async () => {
  await reader.close()
  await google.close()
})

const neighbour = (at: number) =>
  `From: Good <good@stat.example>\r\n${subject}Message-ID: <good${at}@x>\r\n${list}${date}\r\nSpeaker: Ada Brunner (Basel)\r\nTitle: Number ${at} of two good talks\r\nTime: Friday, ${at === 1 ? 4 : 18} December 2026, 15:15\r\nPlace: HG E ${at}\r\n`

/** A program that has read these mails, in their order, between two others. */
async function inboxOf(...sources: string[]): Promise<World> {
  const world = await openWorld(google)
  const mails = [neighbour(1), ...sources, neighbour(2)].map((source, at) => ({
    uid: at + 1,
    source,
    internalDate: '01-Nov-2026 07:30:00 +0000',
  }))
  const server = await openScriptedServer(mails)
  const { settings } = world.services
  Object.assign(world.services, {
    reader,
    google: null,
    settings: { ...settings, imap: { ...server.settings, mailboxes: ['INBOX'] } },
  })
  await poll(world.services)
  await server.close()
  await world.work()
  return world
}

interface Outcome {
  events: CalendarEvent[]
  waiting: string[]
}

async function outcomeOf({ services, feed }: World): Promise<Outcome> {
  const all = await storedEvents(services.ledger)
  const good = all.filter(({ summary }) => summary.startsWith('Ada Brunner: Number'))
  assert.deepEqual(
    good.map(({ start }) => start).toSorted(),
    ['2026-12-04T15:15', '2026-12-18T15:15'],
    'the other mails are read as ever',
  )
  const rows = await services.ledger.selectFrom('message').select(['key', 'state']).execute()
  assert.ok(
    rows.every(({ state }) => state !== 'pending'),
    'a mail that makes its reader fail stays unread',
  )
  for (const { key } of rows) assert.match(key, /^[0-9a-f]{40}$/)
  const waiting = [
    ...waitingOf((await notes(services.ledger)).waiting).flatMap(({ reasons }) => reasons.join('; ')),
    ...(await waitingMails(services.ledger, 99)).map(({ reason }) => reason ?? ''),
  ]
  assert.doesNotMatch(waiting.join('\n'), /takes more than|reading it/, 'within five seconds and 256 MB')
  checkFeed(feed(), all)
  return { events: all.filter((event) => !good.includes(event)), waiting }
}

/** As any other program reads it: our events, our properties, and no letter that does harm. */
function checkFeed(feed: string, events: readonly CalendarEvent[]): void {
  const calendar = new ICAL.Component(ICAL.parse(feed) as never[])
  const entries = calendar.getAllSubcomponents('vevent')
  assert.deepEqual(
    entries.map((one) => String(one.getFirstPropertyValue('uid'))).toSorted(),
    events.map(({ uid }) => uid).toSorted(),
  )
  for (const one of entries) {
    assert.deepEqual(one.getAllSubcomponents(), [])
    for (const name of ['attendee', 'attach', 'organizer', 'rrule']) assert.ok(!one.hasProperty(name), name)
    const summary = String(one.getFirstPropertyValue('summary'))
    assert.ok(summary.length <= 300 && !/[\p{Cc}\uFFFD\u2028\u2029]/u.test(summary), summary)
  }
  assert.doesNotMatch(feed.replace(/\r\n/g, ''), /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/)
}

/** No markup of a mail is markup of ours, and no link leads elsewhere than to the web. */
async function checkPages(events: CalendarEvent[]): Promise<void> {
  const { server } = makeSite(events, { now: () => '2026-11-02T08:00:00Z' })
  const pages = events.map(({ uid }) => `/talks/${uid.slice(0, 12)}`)
  for (const path of ['/', ...pages, '/all.atom', '/talks.json', '/sitemap.xml']) {
    const { body, headers } = await server.inject(path)
    if (!String(headers['content-type']).includes('json'))
      assert.doesNotMatch(body, /<script>alert|<img src=x|(?:href|src)="(?:javascript|data):/i, path)
    assert.match(String(headers['content-security-policy']), /default-src 'none'/, path)
    assert.equal(headers['set-cookie'], undefined, path)
  }
}

for (const [sort, mails] of Object.entries(inputs))
  describe(sort, () => {
    for (const [name, [source, fates]] of Object.entries(mails))
      it(name, async () => {
        const { events, waiting } = await outcomeOf(await inboxOf(source))
        const told = JSON.stringify([events.map((event) => [event.start, event.summary]), waiting])
        for (const event of events) assert.equal(event.start, start, told)
        assert.ok(events.length <= 1, told)
        const fate: Fate = events.length > 0 ? 'right' : waiting.length > 0 ? 'waits' : 'ignored'
        assert.ok(fates.includes(fate), `${fate}: ${told}`)
        if (events.length > 0) await checkPages(events)
      })
  })

interface Story {
  mails: string[]
  /** Start, status and room of each event. */
  events: [string, string, string | null][]
  waits: boolean | null
}

const announced: [string, string, string] = [start, 'confirmed', 'HG G 19.1']
const passed =
  'Authentication-Results: mx.example; dmarc=pass header.from=math.example\r\nARC-Seal: i=1; cv=none; d=math.example\r\nARC-Authentication-Results: i=1; mx.example; dkim=pass header.d=math.example\r\n'
const answered = (sender: string, about: string, body: string, type = 'text/plain; charset=utf-8') =>
  `From: ${wire(sender)}\r\nSubject: ${about}\r\nMessage-ID: <evil@x>\r\nIn-Reply-To: <hostile@x>\r\nReferences: <hostile@x>\r\n${passed}${list}Date: Sun, 01 Nov 2026 08:20:00 +0100\r\nContent-Type: ${type}\r\n\r\n${body}`

/** Senders who are not the office that announced the talk. */
const strangers: Record<string, string> = {
  'a stranger': 'Eve <eve@evil.example>',
  'a stranger of the same name': 'Office <office@evil.example>',
  'a stranger with the address for a name': '"office@math.example" <eve@evil.example>',
  'a stranger who names the office in Reply-To':
    'Office via Statlist <eve@evil.example>\r\nReply-To: Office <office@math.example>',
  'a stranger who names it as Sender': 'Eve <eve@evil.example>\r\nSender: office@math.example',
  'a longer host': 'Office <office@math.example.evil.example>',
  'a host with a Cyrillic letter': 'Office <office@m\u0430th.example>',
  'somebody of the same host': 'Eve <eve@math.example>',
  'the office and a stranger': 'Office <office@math.example>, Eve <eve@evil.example>',
  'the office in a group': 'office@math.example: Eve <eve@evil.example>;',
  'the office in an encoded word': `${word('Office <office@math.example>')} <eve@evil.example>`,
  nobody: '',
}

/** What they write → a mail. */
const claims: Record<string, (sender: string) => string> = {
  'calls it off in a sentence': (sender) =>
    answered(sender, 'Re: [Statlist] Research Seminar', 'Dear all,\r\n\r\nthe talk is cancelled.\r\n'),
  'calls it off in full': (sender) =>
    answered(
      sender,
      'CANCELLED: [Statlist] Research Seminar by Jane Doe',
      `The following talk is cancelled:\r\n\r\n${talk}`,
    ),
  'moves it to another hour': (sender) =>
    answered(
      sender,
      '[Statlist] New time: Research Seminar by Jane Doe',
      `Please note the new time.\r\n\r\n${talk.replace('14:15', '16:15')}`,
    ),
  'moves it to another day': (sender) =>
    answered(
      sender,
      '[Statlist] New date: Research Seminar by Jane Doe',
      `The talk was moved. Please note the new date.\r\n\r\n${talk.replace('Friday, 11', 'Monday, 14')}`,
    ),
  'moves it to another room': (sender) =>
    answered(
      sender,
      '[Statlist] New room: Research Seminar by Jane Doe',
      `Please note the new room.\r\n\r\n${talk.replace('HG G 19.1', 'HG E 3')}`,
    ),
}

const invitation = (method: string, lines: string) =>
  calendar(entry(`DTSTART;TZID=Europe/Zurich:20261211T141500${lines}`), `METHOD:${method}\r\n`)
const tomorrow = (dateLine: string) => plain(talkOn('tomorrow, 14:15')).replace(date, dateLine)
const nextDay: [string, string, string] = ['2026-11-02T14:15', 'confirmed', 'HG G 19.1']

/** A sort of input → mails in their order, and what must come of them. */
const stories: Record<string, Record<string, Story>> = {
  'H15 a talk that a stranger changes': Object.fromEntries(
    Object.entries(strangers).flatMap(([who, sender]) =>
      Object.entries(claims).map(([what, claim]): [string, Story] => [
        `${who} ${what}`,
        { mails: [plain(talk), claim(sender)], events: [announced], waits: true },
      ]),
    ),
  ),
  'H17 calendar entries of strangers': {
    'a foreign entry is called off': {
      mails: [
        `${plain(talk).replace('text/plain', 'multipart/mixed; boundary=b').replace(talk, '')}${first}${part('text/calendar', invitation('REQUEST', ''))}--b--\r\n`,
        answered(
          'Eve <eve@evil.example>',
          'Cancelled: Talk',
          invitation('CANCEL', ''),
          'text/calendar; method=CANCEL',
        ),
      ],
      events: [announced],
      waits: true,
    },
    'an entry that nobody knows is called off': {
      mails: [
        answered(
          'Eve <eve@evil.example>',
          'Cancelled: Talk',
          invitation('CANCEL', ''),
          'text/calendar; method=CANCEL',
        ),
      ],
      events: [],
      waits: null,
    },
  },
  'H18 tomorrow': {
    'of a mail of 1970': {
      mails: [tomorrow('Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n')],
      events: [nextDay],
      waits: false,
    },
    'of a mail without a date': { mails: [tomorrow('')], events: [nextDay], waits: false },
    'of a mail whose date is none': {
      mails: [tomorrow('Date: Sun, 31 Feb 2026 25:61:00 +9999\r\n')],
      events: [nextDay],
      waits: null,
    },
    'of a mail of 2099': {
      mails: [tomorrow('Date: Fri, 01 May 2099 08:00:00 +0000\r\n')],
      events: [],
      waits: true,
    },
  },
  'H20 two mails of one name': {
    'another body': {
      mails: [plain(talk), plain(talk.replace('14:15', '16:15'))],
      events: [announced],
      waits: true,
    },
    'the same bytes': { mails: [plain(talk), plain(talk)], events: [announced], waits: false },
    'none of them has one, and a byte differs': {
      mails: [plain(talk), plain(talk.replace('words', 'wordz'))].map((mail) => mail.replace(id, '')),
      events: [announced],
      waits: null,
    },
    'none of them has one, and the hour differs': {
      mails: [plain(talk), plain(talk.replace('14:15', '16:15'))].map((mail) => mail.replace(id, '')),
      events: [['2026-12-11T16:15', 'confirmed', 'HG G 19.1']],
      waits: null,
    },
  },
}

for (const [sort, rows] of Object.entries(stories))
  describe(sort, () => {
    for (const [name, { mails, events: wanted, waits: asked }] of Object.entries(rows))
      it(name, async () => {
        const { events, waiting } = await outcomeOf(await inboxOf(...mails))
        const told = JSON.stringify(waiting)
        assert.deepEqual(
          events.map((event) => [event.start, event.status, event.talk.location]),
          wanted,
          told,
        )
        if (asked !== null) assert.equal(waiting.length > 0, asked, told)
      })
  })

/** Readings of mails that came within ten minutes. */
async function foldOf(sources: string[]) {
  const readings: Reading[] = []
  for (const [at, source] of sources.entries()) {
    const arrivedAt = Temporal.Instant.from('2026-11-01T07:30:00Z')
      .add({ seconds: Math.floor((at * 600) / sources.length) })
      .toString()
    const read = await readMail(Buffer.from(source, 'latin1'), arrivedAt, { arrivedAt })
    const { announcement } = readingOf(read, statlist)
    if (announcement !== null)
      readings.push({
        key: read.message.key,
        number: at + 1,
        arrivedAt,
        ...(JSON.parse(announcement) as StoredReading),
      })
  }
  return fold(readings, [], statlist)
}

const letters = (number: number) =>
  number
    .toString(26)
    .padStart(3, '0')
    .replace(/\d/g, (digit) => 'qrstuvwxyz'[Number(digit)]!)
const oneOf = (at: number) => {
  const day = Temporal.PlainDate.from('2026-12-01').add({ days: Math.floor(at / 6) })
  return `Speaker: Jane D${letters(at)} (ETH)\r\nTitle: On the matter of ${letters(at)} and ${letters(at * 7)}\r\nTime: ${day.day}.${day.month}.${day.year}, ${8 + 2 * (at % 6)}:15\r\nPlace: HG G ${at}\r\n\r\n`
}
const mailOf = (at: number, sender: string) =>
  plain(oneOf(at)).replace(id, `Message-ID: <${at}@flood>\r\n`).replace('office@math.example', sender)
const many = (count: number) => Array.from({ length: count }, (_, at) => at)
const mostNew = 60
const tellsOfMore = (waiting: readonly { reasons: string[] }[]) =>
  waiting.some(({ reasons }) => /\b(?:more|left|only|first|too many|a calendar entry)\b/.test(reasons.join()))

describe('H16 floods', () => {
  it('of one sender', async () => {
    const { talks, waiting } = await foldOf(many(300).map((at) => mailOf(at, 'bot@evil.example')))
    assert.ok(talks.length <= mostNew, `${talks.length} are published`)
    assert.equal(waiting.length, 1)
  })
  it('of a thousand events in one mail', async () => {
    const { talks, waiting } = await foldOf([plain(many(1000).map(oneOf).join(''))])
    assert.ok(talks.length <= mostNew, `${talks.length} are published`)
    assert.ok(waiting.length > 0 && waiting.length <= mostNew, `${waiting.length} items wait`)
  })
  it('of a thousand copies with new Message-IDs', async () => {
    const copies = many(1000).map((at) => plain(talk).replace(id, `Message-ID: <${at}@copy>\r\n`))
    const { talks, waiting } = await foldOf(copies)
    assert.equal(talks.length, 1)
    assert.ok(waiting.length <= 1, `${waiting.length} items wait`)
  })
  it('of two hundred events of an organiser in one mail: none is left out without a word', async () => {
    const mail = plain(many(200).map(oneOf).join('')).replace('@math.example', '@math.ethz.ch')
    const { talks, waiting } = await foldOf([mail])
    const starts = new Set([...talks, ...waiting].map((one) => one.start))
    assert.ok(starts.size === 200 || tellsOfMore(waiting), `of 200 starts ${starts.size} are known`)
  })
  it('of a hundred entries in a calendar part: none is left out without a word', async () => {
    const entries = many(100).map((at) => {
      const day = Temporal.PlainDate.from('2026-12-01').add({ days: at }).toString().replaceAll('-', '')
      return entry(
        `DTSTART;TZID=Europe/Zurich:${day}T141500\r\nDESCRIPTION:Speaker: Jane Doe (ETH)\\nTitle: On the matter of ${letters(at)}`,
        `u${at}`,
      ).replace(/SUMMARY:.*/, 'SUMMARY:Seminar')
    })
    const { talks, waiting } = await foldOf([invited(calendar(entries.join('')))])
    const starts = new Set([...talks, ...waiting].map((one) => one.start))
    assert.ok(starts.size === 100 || tellsOfMore(waiting), `of 100 starts ${starts.size} are known`)
  })
})

describe('H19 the admin’s mails come to the inbox that is read', () => {
  for (const [name, lists] of [
    ['by themselves', ''],
    ['over the list', list],
  ] as const)
    it(name, async () => {
      const told: Message[] = []
      const world = await openWorld(google)
      const mails: ScriptedMail[] = []
      const receive = (source: string) =>
        mails.push({ uid: mails.length + 1, source, internalDate: '01-Nov-2026 07:30:00 +0000' })
      const server = await openScriptedServer(mails)
      const tell = async (message: Message) => {
        told.push(message)
        receive(
          wire(
            `From: calendar@uni.example\r\nSubject: ${message.subject}\r\nMessage-ID: <alert${told.length}@uni.example>\r\n${lists}${date}Auto-Submitted: auto-generated\r\nX-Statlist-Calendar: notice\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${message.text}\r\n`,
          ),
        )
      }
      const settings = { ...world.services.settings, imap: { ...server.settings, mailboxes: ['INBOX'] } }
      Object.assign(world.services, { reader, google: null, settings, channels: [{ name: 'mail', tell }] })
      receive(plain(talk).replace('Friday', 'Monday'))
      for (let round = 0; round < 5; round++) {
        await poll(world.services)
        await world.work()
        await notify.run(world.services)
      }
      await server.close()
      assert.deepEqual(await storedEvents(world.services.ledger), [])
      assert.equal(told.length, 1, JSON.stringify(told.map(({ text }) => text)))
    })
})

describe('H12 markup in every field', () => {
  for (const evil of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</script><script>alert(1)</script>',
    ']]><script>alert(1)</script>',
    '\r\nSet-Cookie: a=b',
    '{{7*7}}',
  ])
    it(JSON.stringify(evil), async () => {
      const facts = {
        title: evil,
        speakers: [{ name: evil, affiliation: evil }],
        location: evil,
        series: evil,
        abstract: evil,
        subject: evil,
        access: evil,
        online: `https://zoom.us/j/1?${evil}`,
      }
      const fields = { summary: evil, description: evil, location: evil, categories: [evil] }
      await checkPages([
        makeEvent(
          { uid: 'dddddddddddd0004@x', start: '2026-12-11T14:15', end: '2026-12-11T15:15', ...fields },
          facts,
        ),
      ])
    })
})

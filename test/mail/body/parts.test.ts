import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMessage } from '../../../src/mail/message.ts'

/** A part beside some text. */
const withPart = (
  type: string,
  text = 'Please find the invitation attached; we look forward to seeing many of you there. '.repeat(5),
) =>
  `Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: ${type}\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nQUJD\n--b--\n`

/** Headers and body → what can't be read of it. */
const rows: Record<string, [string, string[]]> = {
  'text alone': ['\nThe text says all.\n', []],
  'a PDF': [withPart('application/pdf; name="Seminar.pdf"'), ['a PDF (Seminar.pdf)']],
  'a calendar entry': [withPart('text/calendar'), ['a calendar entry']],
  'winmail.dat': [withPart('application/ms-tnef; name=winmail.dat'), ['winmail.dat (winmail.dat)']],
  'a signature': [withPart('application/pkcs7-signature; name=smime.p7s'), []],
  'an address card': [withPart('text/vcard; name=me.vcf'), []],
  'a logo beside text': [withPart('image/png; name=logo.png'), []],
  'a picture where there is no text': [
    withPart('image/png; name=poster.png', 'Best regards'),
    ['an image (poster.png)'],
  ],
  'a picture where there is room for nothing else': [
    withPart(
      'image/png; name=image001.png',
      'Our next talk; see below. Jane Doe, Institute of Statistics, +41 44 555 12 34',
    ),
    ['an image (image001.png)'],
  ],
  'a logo below a short answer': [
    `In-Reply-To: <x@y>\n${withPart('image/png; name=image001.png', 'Thank you, I shall be there with two of my students. Jane Doe, Institute of Statistics')}`,
    [],
  ],
  'a calendar entry that is none': [withPart('text/calendar; name=x.ics'), ['a calendar entry (x.ics)']],
  'what an archive in Spanish took out': [
    '\nSe ha borrado un adjunto...\nURL: <https://x.example/pipermail/statlist/attachments/2026/a.html>\n',
    ['a part that the archive took out'],
  ],
  'what the archive took out': [
    '\n-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <http://x>\n',
    ['a part that the archive took out'],
  ],
  uuencode: ['\nbegin 644 a.txt\nM1&5A<B!A;&P\n`\nend\n', ['an encoded file (uuencode)']],
}

test('what can’t be read of a mail is named', async () => {
  for (const [name, [rest, holds]] of Object.entries(rows)) {
    const message = await readMessage(
      Buffer.from(`Subject: x\nMessage-ID: <a@b>\n${rest}`),
      '2026-01-02T03:04:05Z',
    )
    assert.deepEqual(message.holds, holds, name)
  }
})

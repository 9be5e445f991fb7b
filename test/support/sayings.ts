import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { resolveDate } from '../../src/announcement/mentions/resolve.ts'
import { readDocument } from '../../src/announcement/text/document.ts'
import { fold, type Folded } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { readMail } from './read-mail.ts'

/** A short mail of `test/cases/sayings`. */
export interface Saying {
  subject: string
  text: string
  headers?: Record<string, string>
}

export function readSayings(name: string): Saying[] {
  const lines = readFileSync(join(import.meta.dirname, `../cases/sayings/${name}.jsonl`), 'utf8')
  return lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Saying)
}

const office = 'Office <office@stat.example>'
const encoded = (text: string) => `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`

function mailOf(id: string, hour: number, { subject, text, headers = {} }: Saying): Buffer {
  const all: Record<string, string> = {
    From: office,
    ...headers,
    Subject: encoded(subject),
    'Message-ID': `<${id}@sayings.example>`,
    Date: `Mon, 09 Nov 2026 ${String(hour).padStart(2, '0')}:00:00 +0100`,
    'List-Id': '<statlist.stat.example>',
    'Content-Type': 'text/plain; charset=utf-8',
  }
  const lines = Object.entries(all).map(([name, value]) =>
    name === 'From'
      ? `From: ${value.replace(/^[^<]+(?=<)/, (person) => `${encoded(person.trim())} `)}`
      : `${name}: ${value}`,
  )
  return Buffer.from(`${lines.join('\n')}\n\n${text}\n`)
}

/** The day that a saying names, or some day. */
function dayOf({ subject, text }: Saying): Temporal.PlainDate {
  const document = readDocument({ subject, text, date: '2026-11-09T09:00:00+01:00', from: { name: '' } })
  const days = document.dates.flatMap((mention) => resolveDate(mention, document.sent)?.date ?? [])
  const ahead = [...document.subjectDays, ...days].find((day) => {
    const { days: away } = document.sent.until(day)
    return away >= 0 && away < 120
  })
  return ahead ?? Temporal.PlainDate.from('2026-11-12')
}

/** What comes of a talk when its announcer says this in its thread, after having called it off where wanted. */
export async function heard(
  saying: Saying,
  { off = false, apart = false, on = dayOf(saying) } = {},
): Promise<Folded> {
  const day = on.toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const answers = { 'In-Reply-To': '<talk@sayings.example>' }
  const mails = [
    mailOf('talk', 9, {
      subject: 'Seminar by Jane Doe',
      text: `Speaker: Jane Doe (ETH)\nTitle: Random forests for the rest of us\nDate: ${day}, 16:15\nPlace: HG G 19.1`,
    }),
    ...(off ? [mailOf('off', 10, { subject: 'Off', text: 'The talk is cancelled.', headers: answers })] : []),
    mailOf('said', 11, { ...saying, headers: { ...(apart ? {} : answers), ...saying.headers } }),
  ]
  const readings: Reading[] = []
  for (const [at, source] of mails.entries()) {
    const { announcement } = readingOf(await readMail(source), statlist)
    if (announcement !== null)
      readings.push({ key: `${at}`, number: at + 1, ...(JSON.parse(announcement) as StoredReading) })
  }
  return fold(readings)
}

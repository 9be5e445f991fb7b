import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { sampleMails } from '../../src/demo/sample.ts'
import { eventOf, type CalendarEvent } from '../../src/calendar/event.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { readMail } from './read-mail.ts'

/** The events of the demo's sample mails, as read on a day. */
export async function sampleEvents(day: string): Promise<CalendarEvent[]> {
  const readings: Reading[] = []
  for (const [at, mail] of sampleMails(Temporal.PlainDate.from(day)).entries()) {
    const read = await readMail(Buffer.from(mail.source), `${day}T23:59:59Z`)
    const { announcement } = readingOf(read, statlist)
    if (announcement !== null)
      readings.push({ key: read.message.key, number: at + 1, ...(JSON.parse(announcement) as StoredReading) })
  }
  const profile = { ...statlist, publicUrl: 'https://calendar.example' }
  return fold(readings, [], statlist).talks.map((talk) => eventOf(talk, profile))
}

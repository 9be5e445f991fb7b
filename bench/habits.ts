import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../config/lists/statlist.ts'
import { readSettings } from '../config/settings.ts'
import { readPlaced } from '../jobs/run/examples.ts'
import { readMail } from '../jobs/run/read-mail.ts'
import { openServices } from '../jobs/run/services.ts'
import { recordExample } from '../src/ledger/examples.ts'
import { openLog } from '../src/log.ts'
import { readMessage } from '../src/mail/message.ts'
import type { TalkFacts } from '../src/talks/talk.ts'
import type { Tell } from './tell.ts'

const [offices, mailsEach, warm, asked] = [200, 50, 600, 400]
const rooms = ['HG G 19.1', 'Hörsaal B 78', 'Saal EDE10-03', 'im Keller links']

/** Mail number `at` of an office; every office has its own words, and one of four layouts. */
function mailOf(office: number, at: number): { source: Buffer; facts: TalkFacts } {
  const day = Temporal.PlainDate.from('2026-01-06').add({ days: 7 * (at % 40) })
  const told = day.toLocaleString('de-CH', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const facts: TalkFacts = {
    type: 'talk',
    title: `Lange Reihen ${at}, gemessen in ${office} Teilen`,
    speakers: [{ name: 'Anna Weiss', affiliation: `Institut ${office}` }],
    start: `${day.toString()}T16:15`,
    end: null,
    timeZone: null,
    location: rooms[office % 4] ?? null,
    online: null,
    series: null,
    abstract: null,
    status: 'confirmed',
  }
  const who = `Anna Weiss (Institut ${office})`
  const layouts = [
    `Datum: ${told}\nZeit: 16.15 Uhr\nOrt: ${facts.location}\nReferentin: ${who}\nTitel: ${facts.title}`,
    `${told}, 16.15 Uhr\n${who}\n${facts.title}\n${facts.location}`,
    `${told}, 16.15 Uhr, ${facts.location}\n${who} - ${facts.title}`,
    `«${facts.title}»\n\n${who}\n\n${told}, 16.15 Uhr, ${facts.location}`,
  ]
  const abstract =
    'Wir zeigen an einigen Reihen, was geschieht, wenn man sie länger macht als nötig.\n'.repeat(8)
  const text = `Guten Tag\n\nKolloquium Nummer ${office}\n\n${layouts[office % 4]}\n\n${abstract}\nFreundliche Grüsse\nSekretariat ${office}\nTel. 044 632 34 ${office % 90}`
  const sent = 'Date: Mon, 05 Jan 2026 09:00:00 +0100'
  const head = `From: Sekretariat <s${office}@math.example>\nSubject: [Statlist] Kolloquium ${office}\nMessage-ID: <${office}-${at}@x>\n${sent}`
  return { source: Buffer.from(`${head}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`), facts }
}

/** What one more mail costs where 10,000 mails of 200 offices were confirmed. */
export async function benchHabits(tell: Tell): Promise<void> {
  const settings = readSettings({ DATA_FOLDER: mkdtempSync(join(tmpdir(), 'bench-')) }, { needsInbox: false })
  const services = await openServices(settings, statlist, openLog('error'))
  try {
    for (let office = 0; office < offices; office++) {
      const { source, facts } = mailOf(office, 0)
      const message = await readMessage(source, '2026-01-05T08:00:00Z')
      const { shape } = readMail(statlist, message, { confirmed: { talks: [facts], others: false } })
      const from = `s${office}@math.example`
      for (let at = 0; at < mailsEach; at++) {
        const number = office * mailsEach + at + 1
        const lesson = {
          number,
          after: number,
          mail: `${office}-${at}`,
          office: from,
          from,
          talks: [facts],
          others: false,
        }
        await recordExample(
          services.ledger,
          { ...lesson, date: '2026-01-05T09:00:00+01:00' },
          { head: 'kolloquium', facts: '', shape: JSON.stringify(shape) },
        )
      }
    }
    const costs: number[] = []
    let byExample = 0
    for (let at = 0; at < warm + asked; at++) {
      const { source } = mailOf(at % offices, at)
      const before = process.cpuUsage()
      const read = await readPlaced(services, {
        number: 20_000,
        source,
        date: '2026-01-05T08:00:00Z',
        arrivedAt: null,
      })
      const { user, system } = process.cpuUsage(before)
      // The first few hundred run before the code is compiled: their cost would be that of compiling.
      if (at < warm) continue
      if (read.by !== null) byExample += 1
      costs.push((user + system) / 1000)
    }
    costs.sort((a, b) => a - b)
    const at = (share: number) => `${(costs[Math.floor(share * costs.length)] ?? 0).toFixed(1)} ms`
    tell(
      'CPU for one more mail, after 10,000 confirmed ones of 200 offices',
      `${at(0.5)} (p95 ${at(0.95)}; ${byExample} of ${asked} read by an example)`,
    )
  } finally {
    await services.close()
  }
}

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { secondOf } from '../../jobs/read-again.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { readMail } from '../../jobs/run/read-mail.ts'
import { readMessage } from '../../src/mail/message.ts'
import { fold, type Folded } from '../../src/talks/fold.ts'
import type { Reading, SecondReading, StoredReading } from '../../src/talks/reading.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import { foldCase } from '../../src/text.ts'
import { readAnswers } from '../support/answers.ts'

const folder = join(import.meta.dirname, '../cases/month')

interface Wanted {
  id: string
  title: string | null
  speakers: { name: string }[]
  start: string
  status: string
  announced: string
  optional?: boolean
  accept?: { start?: string[]; status?: string[] }
}

interface WantedMail {
  kind: string
  of?: string[]
  mustWait: boolean
}

const want = JSON.parse(readFileSync(join(folder, 'want.json'), 'utf8')) as {
  events: Wanted[]
  mails: Record<string, WantedMail>
}
const mailsOf = ({ id }: Wanted) =>
  Object.entries(want.mails).flatMap(([mail, { of }]) => (of?.includes(id) === true ? [mail] : []))
const startsOf = ({ start, accept }: Wanted) => [start, ...(accept?.start ?? [])]
const statusOf = ({ status }: KnownTalk) => (status === 'postponed' ? 'cancelled' : status)

/** The month folded, by our reading alone or with the answers of a large model, which were given without sight of any label. */
async function foldMonth(answers: ReadonlyMap<string, string[]>): Promise<Folded> {
  const readings: Reading[] = []
  const seconds: SecondReading[] = []
  for (const [at, name] of Object.keys(want.mails).toSorted().entries()) {
    const message = await readMessage(readFileSync(join(folder, `${name}.eml`)), '2099-01-01T00:00:00Z')
    const told = answers.get(message.key)
    const read = readMail(statlist, message, told === undefined ? {} : { answers: [told] })
    const { announcement } = readingOf(read, statlist)
    if (announcement === null) continue
    const stored = JSON.parse(announcement) as StoredReading
    const number = at + 1
    readings.push({ key: name, number, ...stored })
    const second = secondOf(stored, read.seconds[0], [])
    if (second !== null) seconds.push({ key: name, number, after: number, at: message.date, ...second })
  }
  return fold(readings, [], statlist, seconds)
}

/** What is known of the month in the end, and what a human would have. */
interface Seen {
  folded: Folded
  waits: (mail: string) => boolean
  talkOf: (event: Wanted) => KnownTalk | undefined
}

async function seeMonth(answers: ReadonlyMap<string, string[]>): Promise<Seen> {
  const folded = await foldMonth(answers)
  return {
    folded,
    waits: (mail) => folded.waiting.some(({ key }) => key === mail),
    // Of one of its mails, with its speaker or words, or its start.
    talkOf(event) {
      const mails = mailsOf(event)
      const own = folded.talks.filter(({ sources }) => sources.some((source) => mails.includes(source)))
      const named = own.filter(
        ({ speakers, title }) =>
          speakers.some(({ name }) => event.speakers.some((one) => one.name === name)) ||
          (event.title !== null && foldCase(title ?? '') === foldCase(event.title)),
      )
      const isAt = ({ start }: KnownTalk) => startsOf(event).includes(start)
      return named.find(isAt) ?? own.find(isAt) ?? named[0]
    },
  }
}

/** How many times and statuses are right at least, of 88, and how many mails wait at most, of 200. */
const ways: [string, string | null, { right: number; waiting: number }][] = [
  ['by our reading alone', null, { right: 52, waiting: 95 }],
  ['with a reader’s answers', join(folder, 'answers.jsonl'), { right: 74, waiting: 40 }],
]

for (const [way, file, least] of ways)
  describe(`a month ${way}`, () => {
    let seen: Seen
    before(async () => {
      seen = await seeMonth(file === null ? new Map() : readAnswers(file))
    })

    it('loses no event: it is there, or a mail of it waits', () => {
      const lost = want.events.filter(
        (event) =>
          event.optional !== true && seen.talkOf(event) === undefined && !mailsOf(event).some(seen.waits),
      )
      assert.deepEqual(
        lost.map(({ id }) => id),
        [],
      )
    })

    it('has no wrong time or status without anybody being asked', () => {
      const wrong = want.events.flatMap((event) => {
        const talk = seen.talkOf(event)
        if (talk === undefined || mailsOf(event).some(seen.waits)) return []
        const right =
          isAtStart(talk, event) && [event.status, ...(event.accept?.status ?? [])].includes(statusOf(talk))
        return right ? [] : [`${event.id}: ${talk.start} ${talk.status} for ${event.start} ${event.status}`]
      })
      assert.deepEqual(wrong, [])
    })

    it('publishes nothing else: of no reader, robot, job or forward', () => {
      const events = new Set(want.events.flatMap((event) => seen.talkOf(event)?.uid ?? []))
      const others = seen.folded.talks.filter(({ uid }) => !events.has(uid))
      assert.deepEqual(
        others.map(({ start, title, sources }) => `${start} ${title} of ${sources[0]}`),
        [],
      )
    })

    it('lets wait what nobody who may say it said', () => {
      const must = Object.entries(want.mails).flatMap(([mail, { mustWait }]) => (mustWait ? [mail] : []))
      assert.deepEqual(
        must.filter((mail) => !seen.waits(mail)),
        [],
      )
    })

    it('understands no less than before', (t) => {
      const right = want.events.filter((event) => {
        const talk = seen.talkOf(event)
        return talk !== undefined && isAtStart(talk, event) && statusOf(talk) === event.status
      })
      const mails = new Set(seen.folded.waiting.map(({ key }) => key))
      const count = `${right.length} of ${want.events.length} times and statuses are right, ${mails.size} of 200 mails wait`
      t.diagnostic(count)
      assert.ok(right.length >= least.right && mails.size <= least.waiting, count)
    })
  })

/** At its start, in whatever zone that is told. */
function isAtStart({ start, timeZone }: KnownTalk, event: Wanted): boolean {
  const here =
    timeZone === null || !start.includes('T')
      ? start
      : Temporal.PlainDateTime.from(start)
          .toZonedDateTime(timeZone)
          .withTimeZone(statlist.timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'minute' })
  return startsOf(event).includes(here)
}

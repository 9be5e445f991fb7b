import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { fold, type Folded } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import { foldCase } from '../../src/text.ts'
import { readMail } from '../support/read-mail.ts'

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
let folded: Folded
const waits = (mail: string) => folded.waiting.some(({ key }) => key === mail)
const mailsOf = ({ id }: Wanted) =>
  Object.entries(want.mails).flatMap(([mail, { of }]) => (of?.includes(id) === true ? [mail] : []))

before(async () => {
  const readings: Reading[] = []
  for (const [at, name] of Object.keys(want.mails).toSorted().entries()) {
    const read = await readMail(readFileSync(join(folder, `${name}.eml`)))
    const { announcement } = readingOf(read, statlist)
    if (announcement !== null)
      readings.push({ key: name, number: at + 1, ...(JSON.parse(announcement) as StoredReading) })
  }
  folded = fold(readings, [], statlist)
})

/** The talk that is this event: of its mail, with its speaker or words, or its start. */
function talkOf(event: Wanted): KnownTalk | undefined {
  const own = folded.talks.filter(({ sources }) => sources.includes(event.announced))
  const named = own.find(
    ({ speakers, title }) =>
      speakers.some(({ name }) => event.speakers.some((one) => one.name === name)) ||
      (event.title !== null && foldCase(title ?? '') === foldCase(event.title)),
  )
  return named ?? own.find(({ start }) => startsOf(event).includes(start))
}

const startsOf = ({ start, accept }: Wanted) => [start, ...(accept?.start ?? [])]
const statusOf = ({ status }: KnownTalk) => (status === 'postponed' ? 'cancelled' : status)

test('no event is lost: it is there, or a mail of it waits', () => {
  const lost = want.events.filter(
    (event) => event.optional !== true && talkOf(event) === undefined && !mailsOf(event).some(waits),
  )
  assert.deepEqual(
    lost.map(({ id }) => id),
    [],
  )
})

test('no time and no status is wrong without anybody being asked', () => {
  const wrong = want.events.flatMap((event) => {
    const talk = talkOf(event)
    if (talk === undefined || mailsOf(event).some(waits)) return []
    const right =
      startsOf(event).includes(talk.start) &&
      [event.status, ...(event.accept?.status ?? [])].includes(statusOf(talk))
    return right ? [] : [`${event.id}: ${talk.start} ${talk.status} for ${event.start} ${event.status}`]
  })
  assert.deepEqual(wrong, [])
})

test('nothing else is published: of no reader, robot, job or forward', () => {
  const events = new Set(want.events.flatMap((event) => talkOf(event)?.uid ?? []))
  const others = folded.talks.filter(({ uid }) => !events.has(uid))
  assert.deepEqual(
    others.map(({ start, title, sources }) => `${start} ${title} of ${sources[0]}`),
    [],
  )
})

test('what nobody who may say it said waits', () => {
  const must = Object.entries(want.mails).flatMap(([mail, { mustWait }]) => (mustWait ? [mail] : []))
  assert.deepEqual(
    must.filter((mail) => !waits(mail)),
    [],
  )
})

test('what is understood does not grow less', () => {
  const right = want.events.filter((event) => {
    const talk = talkOf(event)
    return talk !== undefined && startsOf(event).includes(talk.start) && statusOf(talk) === event.status
  })
  assert.ok(right.length >= 52, `${right.length} of ${want.events.length} times and statuses are right`)
  const mails = new Set(folded.waiting.map(({ key }) => key))
  assert.ok(mails.size <= 95, `${mails.size} of 200 mails wait`)
})

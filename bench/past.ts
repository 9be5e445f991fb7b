import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dovecot } from '../test/support/dovecot.ts'
import { openGoogleServer } from '../test/support/google-server.ts'
import { makeWorker, until, type WorkerProcess } from '../test/support/worker.ts'
import { talkMail } from '../test/support/talk-mail.ts'
import { nameOf, pastMail } from './past-mail.ts'
import type { Tell } from './tell.ts'

const pastMails = 20_000
const newMails = 12
const measuredSeconds = 60

/** Searches and filters, as ordinary and as curious readers ask for them. */
const views = Array.from({ length: 50 }, (_, at) => {
  const year = 2015 + (at % 7)
  return [
    `/?q=matter+${nameOf(at * 397)}`,
    `/zurich?q=${nameOf(at * 211).slice(0, 2)}`,
    `/bern+${year}`,
    `/epfl+${year}-0${1 + (at % 9)}`,
    `/?from=${year}-02-03&to=${year}-03-04`,
  ][at % 5]!
})

/** Filters and searches over many past talks, from many addresses, while new mails come in. */
export async function benchPast(dovecot: Dovecot, tell: Tell): Promise<void> {
  const google = await openGoogleServer()
  // Without Google: its twenty thousand writes would be all that is measured.
  const none = { GOOGLE_CALENDAR_ID: '', GOOGLE_KEY_FILE: '', GOOGLE_API_URL: '', TRUST_PROXY: 'loopback' }
  const worker = await makeWorker(dovecot, 'past', google, none)
  const archive = join(worker.env['DATA_FOLDER']!, 'past.mbox')
  writeFileSync(
    archive,
    Array.from({ length: pastMails }, (_, at) => `From x Mon Jan 1 00:00:00 2015\n${pastMail(at)}`).join(
      '\n',
    ),
  )
  const { code, stderr } = await worker.command('import', archive)
  if (code !== 0) throw new Error(stderr)
  await worker.start()
  await until(async () => (await fetch(`${worker.url}/2015`)).ok, 120, 'the past on the page')
  const coming = appendAll(dovecot)
  const times = await askAll(worker)
  await coming
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1)
  tell(
    `${views.length} filters and searches over ${pastMails} past talks while mails are read: requests, median, p99, slowest (ms)`,
    `${times.length}, ${at(0.5)}, ${at(0.99)}, ${at(1)}`,
  )
  await worker.stop()
  worker.remove()
  await google.close()
}

async function appendAll(dovecot: Dovecot): Promise<void> {
  for (let at = 0; at < newMails; at++) {
    await dovecot.append('past', talkMail(at))
    await new Promise((resolve) => setTimeout(resolve, (measuredSeconds * 1000) / newMails))
  }
}

/** Each request comes from another address, so that no address uses up its share of rendering. */
async function askAll({ url }: WorkerProcess): Promise<number[]> {
  const times: number[] = []
  const until = performance.now() + measuredSeconds * 1000
  for (let at = 0; performance.now() < until; at++) {
    const from = performance.now()
    const headers = { 'x-forwarded-for': `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}` }
    const answer = await fetch(url + views[at % views.length]!, { headers })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${views[at % views.length]}: ${answer.status}`)
    times.push(performance.now() - from)
  }
  return times
}

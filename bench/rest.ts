import { readFileSync } from 'node:fs'
import type { Dovecot } from '../test/support/dovecot.ts'
import { openGoogleServer } from '../test/support/google-server.ts'
import { makeWorker, until, type WorkerProcess } from '../test/support/worker.ts'
import { talkMail } from '../test/support/talk-mail.ts'
import type { Tell } from './tell.ts'

const fewMails = 20
const backlog = 1000
/** The thread that reads mails ends after a minute without any. */
const restSeconds = 90
const measuredSeconds = 60
const ticksPerSecond = 100
/** As bin/launch.mjs starts it. */
const fromLauncher = {
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '2',
  NODE_OPTIONS: '--max-semi-space-size=2',
}

/** Memory and CPU at rest, and most memory while a full mailbox is read: of all threads, without Redis. */
export async function benchRest(dovecot: Dovecot, tell: Tell): Promise<void> {
  await withWorker(dovecot, 'rest', fewMails, async (worker) => {
    await sleep(restSeconds)
    const before = ticksOf(worker)
    await sleep(measuredSeconds)
    const share = ((ticksOf(worker) - before) / ticksPerSecond / measuredSeconds) * 100
    tell('at rest: resident memory (MB), CPU (%)', `${megabytes(worker, 'VmRSS')}, ${share.toFixed(2)}`)
  })
  await withWorker(dovecot, 'backlog', backlog, (worker) =>
    tell(`most memory while ${backlog} mails are read and published (MB)`, megabytes(worker, 'VmHWM')),
  )
}

/** A worker that has all its mails on the page and in Google. */
async function withWorker(
  dovecot: Dovecot,
  user: string,
  mails: number,
  measure: (worker: WorkerProcess) => Promise<void> | void,
): Promise<void> {
  const google = await openGoogleServer()
  for (let at = 0; at < mails; at++) await dovecot.append(user, talkMail(at))
  const worker = await makeWorker(dovecot, user, google, fromLauncher)
  await worker.start()
  await until(async () => (await talksOf(worker)) === mails, 180, `${mails} talks on the page`)
  await until(() => google.events.size === mails, 400, `${mails} events in Google`)
  await measure(worker)
  await worker.stop()
  worker.remove()
  await google.close()
}

async function sleep(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

async function talksOf({ url }: WorkerProcess): Promise<number> {
  const answer = await fetch(`${url}/talks.json`)
  return answer.ok ? ((await answer.json()) as { talks: unknown[] }).talks.length : 0
}

function megabytes({ pid }: WorkerProcess, name: 'VmRSS' | 'VmHWM'): string {
  const kilobytes = new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid()}/status`, 'utf8'))?.[1]
  return (Number(kilobytes) / 1024).toFixed(0)
}

/** CPU time of all its threads, in ticks. */
function ticksOf({ pid }: WorkerProcess): number {
  const fields = readFileSync(`/proc/${pid()}/stat`, 'utf8').split(' ')
  return Number(fields[13]) + Number(fields[14])
}

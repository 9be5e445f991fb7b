import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../support/dovecot.ts'
import type { Fault } from '../support/google-server.ts'
import { openRig, secondsUntil, sleep } from './rig.ts'

/** A redis-server of its own that keeps what it has. */
export async function openRedis(
  port: number,
  folder = mkdtempSync(join(tmpdir(), 'fault-redis-')),
): Promise<ChildProcess> {
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    'yes',
    '--save',
    '',
  ]
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  await sleep(0.5)
  return server
}

const faults: readonly Fault[] = [
  'commit-then-drop',
  'internal',
  'drop-before',
  'rateLimitExceeded',
  'unavailable',
]
/** Mails that come at once. */
const handful = 5
/** Google's pace is some 280 events a minute. */
const settleSeconds = 420

/** What SIGKILLs at random moments, while mails come in and Google fails now and then, leave. */
export async function killed(
  redis: 'private' | 'external',
  kills: number,
  mails: number,
  told: (text: string) => void = () => {},
): Promise<{ faults: string[]; recoverySeconds: number | null; slowestStart: number }> {
  const port = await freePort()
  const server = redis === 'external' ? await openRedis(port) : null
  const rig = await openRig(server === null ? {} : { REDIS_URL: `redis://127.0.0.1:${port}` })
  let slowestStart = 0
  for (let kill = 0; kill < kills; kill++) {
    const due = Math.floor((mails * (kill + 1)) / kills) - Math.floor((mails * kill) / kills)
    const delivery = (async () => {
      for (let sent = 0; sent < due; sent += handful) await rig.deliver(Math.min(handful, due - sent))
    })()
    const fault = faults[kill % faults.length]
    if (fault !== undefined && kill % 4 === 0) rig.google.faults.push(fault)
    const from = performance.now()
    const starting = rig.worker.start().then(
      () => (slowestStart = Math.max(slowestStart, (performance.now() - from) / 1000)),
      () => {},
    )
    await sleep(0.5 + Math.random() ** 2 * 6)
    await rig.worker.kill()
    await Promise.all([starting, delivery])
    told(`kill ${kill + 1} of ${kills}`)
  }
  await rig.worker.start()
  // Back at work: the first event that Google gets from the new process, or nothing is left to do.
  const before = rig.google.requests.length
  const recoverySeconds = await secondsUntil(
    async () => rig.google.requests.length > before || (await rig.faults()).length === 0,
    60,
  )
  await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
  const left = await rig.faults()
  await rig.close()
  server?.kill('SIGKILL')
  return { faults: left, recoverySeconds, slowestStart: Math.round(slowestStart * 10) / 10 }
}

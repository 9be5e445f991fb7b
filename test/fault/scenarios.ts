import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from '../support/dovecot.ts'
import { talkMail } from '../support/talk-mail.ts'
import { makeWorker } from '../support/worker.ts'
import { openRedis } from './kills.ts'
import { openProxy } from './proxy.ts'
import { openRig, secondsUntil, sleep, type Rig } from './rig.ts'

/** What is done to a worker with mails before and after it; gives what did not hold, in words. */
interface Scenario {
  does(rig: Rig, redisPort: number): Promise<string[]>
}

const [before, behind] = [20, 10]
const settleSeconds = 180
const nothing: string[] = []

export const scenarios: Readonly<Record<string, Scenario>> = {
  'Redis loses everything, twice': {
    async does(rig, redisPort) {
      const redis = new Redis(redisPort, '127.0.0.1')
      for (const _ of [1, 2]) {
        await redis.flushall()
        await rig.deliver(behind)
        await sleep(3)
      }
      await redis.flushall()
      redis.disconnect()
      return nothing
    },
  },
  'data folder deleted': {
    async does({ worker }) {
      await worker.kill()
      rmSync(worker.env['DATA_FOLDER'] ?? '', { recursive: true })
      await worker.start()
      return nothing
    },
  },
  'mailbox renumbered': {
    async does({ dovecot, deliver }) {
      dovecot.renumber('box')
      await deliver(behind)
      return nothing
    },
  },
  'stopped for 30 s (SIGSTOP)': {
    async does({ worker, deliver }) {
      process.kill(worker.pid(), 'SIGSTOP')
      await deliver(behind)
      await sleep(30)
      process.kill(worker.pid(), 'SIGCONT')
      return nothing
    },
  },
  'two workers and resyncs on one ledger': {
    async does({ dovecot, google, worker, deliver }) {
      const second = await makeWorker(dovecot, 'box', google, {
        DATA_FOLDER: worker.env['DATA_FOLDER'] ?? '',
        REDIS_URL: worker.env['REDIS_URL'] ?? '',
      })
      await second.start()
      for (let round = 0; round < 4; round++) {
        await deliver(behind)
        // One that finds a poll running does nothing, and says so.
        await worker.command('resync')
        await sleep(5)
      }
      const { code } = await second.stop()
      return code === 0 ? nothing : [`the second ended with ${code}`]
    },
  },
  'IMAP lines cut after 50 to 50,000 bytes': {
    async does({ dovecot, worker, deliver }) {
      const proxy = await openProxy(dovecot.plainPort)
      await worker.stop()
      worker.env['IMAP_PORT'] = String(proxy.port)
      for (const bytes of [50, 400, 2000, 8000, 50_000]) {
        proxy.resetAfter = bytes
        await deliver(2)
        if (bytes === 50) await worker.start()
        await sleep(12)
      }
      proxy.resetAfter = null
      return nothing
    },
  },
  'away for a day: 400 mails wait, 90 readers dawdle': {
    async does({ worker, deliver }) {
      await worker.stop()
      await deliver(400)
      await worker.start()
      const { hostname, port } = new URL(worker.url)
      const readers = Array.from({ length: 90 }, () => connect(Number(port), hostname))
      for (const reader of readers) reader.on('error', () => {}).write('GET /statlist.ics HTTP/1.1\r\n')
      const answers: number[] = []
      for (let at = 0; at < 20; at++) {
        const from = performance.now()
        const { status } = await fetch(`${worker.url}/statlist.ics`)
        answers.push(status === 200 ? performance.now() - from : Infinity)
        await sleep(1)
      }
      for (const reader of readers) reader.destroy()
      const slowest = Math.round(Math.max(...answers))
      return slowest <= 1000 ? nothing : [`the feed took ${slowest} ms`]
    },
  },
  'a mail of 200 MB': {
    async does({ deliver }) {
      await deliver(1, (mail) => withAttachment(mail, 200_000_000))
      await deliver(3)
      return nothing
    },
  },
  'a stranger changes every talk': {
    async does({ deliverInVain }) {
      await deliverInVain(Array.from({ length: before }, (_, at) => updateBy('mal@evil.example', at)))
      // Two polls, and what follows them.
      await sleep(25)
      return nothing
    },
  },
  'Google: 503, 403, lost answers, dropped lines': {
    async does({ google, deliver }) {
      const bad = ['unavailable', 'commit-then-drop', 'drop-before', 'rateLimitExceeded', 'internal'] as const
      google.faults.push(...Array.from({ length: 30 }, (_, at) => bad[at % bad.length]!))
      await deliver(behind)
      return nothing
    },
  },
  'the clock is set an hour ahead, then two back': {
    async does({ worker, deliver }) {
      const clock = join(mkdtempSync(join(tmpdir(), 'fault-clock-')), 'offset')
      const setClock = (offset: string) => writeFileSync(clock, offset)
      await worker.stop()
      setClock('+0')
      Object.assign(worker.env, {
        LD_PRELOAD: fakeClock(),
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      })
      await worker.start()
      for (const offset of ['+1h', '-1h', '+0']) {
        setClock(offset)
        await deliver(2)
        await sleep(15)
      }
      return nothing
    },
  },
  'SIGTERM while Google hangs': {
    async does({ google, worker, deliver }) {
      google.faults.push('hang', 'hang')
      await deliver(behind)
      await sleep(14)
      const { code, seconds } = await worker.stop()
      await worker.start()
      return code === 0 && seconds <= 10 ? nothing : [`ended with ${code} after ${seconds.toFixed(1)} s`]
    },
  },
}

/** The library that gives a process a clock of its own. */
function fakeClock(): string {
  const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')
  if (library === undefined) throw new Error('the clock needs Debian’s package libfaketime')
  return library
}

/** A stranger's change of a talk that stands: an hour later. */
function updateBy(stranger: string, at: number): string {
  return talkMail(at)
    .replace(/^From: .*/m, `From: ${stranger}`)
    .replace('Subject: [Statlist] ', 'Subject: [Statlist] UPDATE: ')
    .replace(/^Message-ID: <.*/m, `Message-ID: <update-${at}@evil.example>`)
    .replace(/ at (\d+)\./, (_, hour: string) => ` at ${Number(hour) + 1}.`)
}

/** A talk with a large file behind it. */
function withAttachment(mail: string, bytes: number): string {
  const [head = '', body = ''] = mail.split(/\n\n(.*)/s)
  const file = `${'QUJD'.repeat(19)}\n`.repeat(Math.ceil(bytes / 77))
  return `${head}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

${body}
--b
Content-Type: application/octet-stream; name=slides.bin
Content-Disposition: attachment; filename=slides.bin
Content-Transfer-Encoding: base64

${file}
--b--
`
}

/** Runs one over a rig of its own with a Redis that keeps what it has; gives what did not hold. */
export async function played({ does }: Scenario): Promise<{ faults: string[]; seconds: number | null }> {
  const redisPort = await freePort()
  const redis = await openRedis(redisPort)
  const DATA_FOLDER = mkdtempSync(join(tmpdir(), 'fault-data-'))
  const rig = await openRig({ REDIS_URL: `redis://127.0.0.1:${redisPort}`, DATA_FOLDER })
  await rig.deliver(before)
  await rig.worker.start()
  await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
  const own = await does(rig, redisPort)
  const seconds = await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
  const faults = [...own, ...(await rig.faults())]
  await rig.close()
  redis.kill('SIGKILL')
  return { faults, seconds }
}

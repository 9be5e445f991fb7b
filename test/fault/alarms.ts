import { spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { freePort } from '../support/dovecot.ts'
import { openRedis } from './kills.ts'
import { openProxy, type Proxy } from './proxy.ts'
import { openRig, secondsUntil, type Rig } from './rig.ts'

/** What stands around the worker, and can be broken. */
export interface Surroundings {
  rig: Rig
  redisPort: number
  redisFolder: string
  redis: { server: ChildProcess }
  /** Between worker and Redis, and between worker and mail server. */
  redisProxy: Proxy
  mailProxy: Proxy
  /** A small disk of its own for the data folder. */
  disk: string
}

/** Something that goes wrong, and how it is mended. */
export interface Alarm {
  breaks(around: Surroundings): Promise<void> | void
  mends(around: Surroundings): Promise<void> | void
  says: RegExp
}

const client = ({ redisPort }: Surroundings) => new Redis(redisPort, '127.0.0.1', { maxRetriesPerRequest: 1 })

async function setMaxMemory(around: Surroundings, value: string): Promise<void> {
  const redis = client(around)
  await redis.config('SET', 'maxmemory', value)
  redis.disconnect()
}

/** Stops or lets go the queue of unread mails, from outside. */
async function stopQueue(around: Surroundings, stop: boolean): Promise<void> {
  const database = new DatabaseSync(join(around.disk, 'ledger.sqlite'), { readOnly: true })
  const instance = String(database.prepare("select value from note where name = 'instance'").get()?.['value'])
  database.close()
  const connection = client(around)
  const queue = new Queue('read-message', { connection, prefix: `{statlist-${instance}}` })
  await (stop ? queue.pause() : queue.resume())
  await queue.close()
  connection.disconnect()
}

export const alarms: Readonly<Record<string, Alarm>> = {
  'Redis killed': {
    breaks: ({ redis }) => void redis.server.kill('SIGKILL'),
    mends: async (around) =>
      void (around.redis.server = await openRedis(around.redisPort, around.redisFolder)),
    says: /Redis/,
  },
  'Redis half-open': {
    breaks: ({ redisProxy }) => void (redisProxy.deaf = true),
    mends: ({ redisProxy }) => {
      redisProxy.deaf = false
      redisProxy.cut()
    },
    says: /Redis/,
  },
  'Redis full': {
    breaks: async (around) => setMaxMemory(around, '1'),
    mends: async (around) => setMaxMemory(around, '512mb'),
    says: /Redis is full/,
  },
  'mail server gone': {
    breaks({ mailProxy }) {
      mailProxy.refuse = true
      mailProxy.cut()
    },
    mends: ({ mailProxy }) => void (mailProxy.refuse = false),
    says: /can’t be read|no poll/,
  },
  'mail server silent': {
    breaks: ({ mailProxy }) => void (mailProxy.deaf = true),
    mends({ mailProxy }) {
      mailProxy.deaf = false
      mailProxy.cut()
    },
    says: /stopped answering|can’t be read|no poll/,
  },
  'calendar no longer shared': {
    async breaks({ rig }) {
      rig.google.settings.shared = false
      await rig.deliver(1)
    },
    mends: ({ rig }) => void (rig.google.settings.shared = true),
    says: /[Ss]hare/,
  },
  'Google answers 503 only': {
    async breaks({ rig }) {
      rig.google.faults.push(...Array<'unavailable'>(500).fill('unavailable'))
      await rig.deliver(1)
    },
    mends: ({ rig }) => void rig.google.faults.splice(0),
    says: /Google/,
  },
  'work stuck': {
    async breaks(around) {
      await stopQueue(around, true)
      await around.rig.deliver(1)
    },
    mends: async (around) => stopQueue(around, false),
    says: /read-message not done/,
  },
  'disk full': {
    breaks({ disk }) {
      const filler = openSync(join(disk, 'filler'), 'w')
      try {
        for (;;) writeSync(filler, Buffer.alloc(4096, 1))
      } catch {
        closeSync(filler)
      }
    },
    mends: ({ disk }) => rmSync(join(disk, 'filler')),
    says: /disk is full/,
  },
}

const limitSeconds = 90

/** Breaks something, and measures until /health is red with the right word, and green again when it is mended. */
export async function alarmed(
  around: Surroundings,
  { breaks, mends, says }: Alarm,
): Promise<{ red: number | null; green: number | null; said: string }> {
  const { worker } = around.rig
  const details = async () => {
    const headers = { authorization: `Bearer ${worker.env['ADMIN_TOKEN']}` }
    const answer = await fetch(`${worker.url}/health/details`, { headers }).catch(() => null)
    const { problems = [] } = ((await answer?.json()) ?? {}) as { problems?: string[] }
    return { status: answer?.status ?? 0, said: problems.join('; ') }
  }
  await secondsUntil(async () => (await details()).status === 200, limitSeconds)
  await breaks(around)
  let said = ''
  const red = await secondsUntil(async () => {
    const { status, ...now } = await details()
    said = now.said
    return status === 503 && says.test(said)
  }, limitSeconds)
  await mends(around)
  const green = await secondsUntil(async () => (await details()).status === 200, limitSeconds)
  return { red, green, said }
}

/** A worker with a Redis, a mail server and a disk that can be broken; the disk needs the right to mount. */
export async function openSurroundings(): Promise<{ around: Surroundings; close(): Promise<void> }> {
  const redisPort = await freePort()
  const redisFolder = mkdtempSync(join(tmpdir(), 'fault-redis-'))
  const redis = { server: await openRedis(redisPort, redisFolder) }
  const redisProxy = await openProxy(redisPort)
  const disk = mkdtempSync(join(tmpdir(), 'fault-disk-'))
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', disk])
  if (status !== 0) throw new Error('the disk needs the right to mount: run it as root')
  const rig = await openRig({ REDIS_URL: `redis://127.0.0.1:${redisProxy.port}`, DATA_FOLDER: disk })
  const mailProxy = await openProxy(rig.dovecot.plainPort)
  rig.worker.env['IMAP_PORT'] = String(mailProxy.port)
  await rig.deliver(3)
  await rig.worker.start()
  const around = { rig, redisPort, redisFolder, redis, redisProxy, mailProxy, disk }
  return {
    around,
    async close() {
      await rig.close()
      around.redis.server.kill('SIGKILL')
      await redisProxy.close()
      await mailProxy.close()
      spawnSync('umount', [disk])
    },
  }
}

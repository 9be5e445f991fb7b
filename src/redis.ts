import { spawn, type ChildProcess } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Redis } from 'ioredis'
import { messageOf } from './errors.ts'
import type { Logger } from './log.ts'

/** Where Redis is: a URL, a unix socket, or a port of this machine. */
export type RedisAddress = string | { path: string } | { host: string; port: number }

/** A Redis of our own, stopped with the program. */
export interface PrivateRedis {
  address: RedisAddress
  kind: string
  close(): Promise<void>
}

const startMs = 10_000
const ownersFile = 'owners.json'
const firstRestartMs = 500
const longestRestartMs = 30_000
/** A server that ran this long did not fail at its start. */
const steadyMs = 60_000

/** Starts a private Redis: the `redis-server` on the path, else one in this process (in memory: the ledger makes that harmless). */
export async function openPrivateRedis(folder: string, path: string, log: Logger): Promise<PrivateRedis> {
  const program = path
    .split(delimiter)
    .map((directory) => join(directory, 'redis-server'))
    .find(isExecutable)
  if (program === undefined) return openRedisInProcess()
  try {
    return await openRedisServer(program, folder, log)
  } catch (error) {
    log.error(
      { error: messageOf(error) },
      'no private redis-server could be started: one in the process is used instead',
    )
    return openRedisInProcess()
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A folder that no other living process uses; what a killed program left running there is stopped first. */
async function claimFolder(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  accessSync(folder, constants.W_OK)
  const owners = readOwners(folder)
  if (owners === null) return folder
  const { program, server, socket } = owners
  if (program !== process.pid && isAlive(program)) return mkdtempSync(join(tmpdir(), 'statlist-redis-'))
  if (isAlive(server) && isRedis(server)) {
    process.kill(server, 'SIGTERM')
    for (let waited = 0; isAlive(server) && waited < 5000; waited += 50) await sleep(50)
  }
  if (socket?.startsWith(join(tmpdir(), 'statlist-')))
    rmSync(dirname(socket), { recursive: true, force: true })
  return folder
}

/** Who runs a Redis in a folder; null when nobody does, or when the file is damaged. */
function readOwners(folder: string): { program: number; server: number; socket: string | null } | null {
  try {
    const owners = JSON.parse(readFileSync(join(folder, ownersFile), 'utf8')) as {
      program?: unknown
      server?: unknown
      socket?: unknown
    }
    const { program, server, socket } = owners
    if (typeof program !== 'number' || typeof server !== 'number') return null
    return { program, server, socket: typeof socket === 'string' ? socket : null }
  } catch {
    return null
  }
}

function writeOwners(folder: string, server: number | undefined, socket: string): void {
  const file = join(folder, ownersFile)
  writeFileSync(`${file}.new`, JSON.stringify({ program: process.pid, server, socket }))
  renameSync(`${file}.new`, file)
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

/** A process id may have been given anew: only a redis-server is stopped. */
function isRedis(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('redis-server')
  } catch {
    return false
  }
}

/** Starts redis-server and starts it again whenever it ends, at the same socket, until it is closed. */
async function openRedisServer(program: string, folder: string, log: Logger): Promise<PrivateRedis> {
  const directory = await claimFolder(folder).catch(() => mkdtempSync(join(tmpdir(), 'statlist-redis-')))
  // A socket's path may have 107 bytes at most, so it is not below the data folder, which may lie deep.
  const socket = join(mkdtempSync(join(tmpdir(), 'statlist-')), 'redis.sock')
  let closing = false
  let child: ChildProcess | null = null
  let pause = firstRestartMs

  async function run(): Promise<void> {
    child = await startServer(program, directory, socket, log)
    log.debug({ socket, directory }, 'private redis-server runs')
    const startedAt = performance.now()
    child.once('exit', (code, signal) => {
      child = null
      if (closing) return
      if (performance.now() - startedAt > steadyMs) pause = firstRestartMs
      log.warn({ ended: signal ?? code, again: pause }, 'the private redis-server ended: it is started again')
      setTimeout(again, pause).unref()
      pause = Math.min(pause * 2, longestRestartMs)
    })
  }

  let starting: Promise<void> = Promise.resolve()
  function again(): void {
    if (closing) return
    starting = run().catch((error: unknown) => {
      log.error({ error: messageOf(error) }, 'the private redis-server could not be restarted')
      setTimeout(again, pause).unref()
      pause = Math.min(pause * 2, longestRestartMs)
    })
  }

  await run()
  return {
    address: { path: socket },
    kind: 'private redis-server',
    async close() {
      closing = true
      // One that is being started must not outlive us.
      await starting
      const last = child
      last?.kill('SIGTERM')
      for (let waited = 0; child !== null && waited < 3000; waited += 20) await sleep(20)
      if (child !== null) last?.kill('SIGKILL')
      rmSync(join(directory, ownersFile), { force: true })
      rmSync(dirname(socket), { recursive: true, force: true })
      if (directory !== folder) rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** One redis-server that answers; when its files are damaged it begins without them: the ledger has all work. */
async function startServer(
  program: string,
  directory: string,
  socket: string,
  log: Logger,
): Promise<ChildProcess> {
  try {
    return await startOnce(program, directory, socket)
  } catch (error) {
    const [old, aside] = [join(directory, 'appendonlydir'), join(directory, 'damaged')]
    log.warn({ error: messageOf(error), aside }, 'the private redis-server starts without its old files')
    rmSync(aside, { recursive: true, force: true })
    if (existsSync(old)) renameSync(old, aside)
    return startOnce(program, directory, socket)
  }
}

async function startOnce(program: string, directory: string, socket: string): Promise<ChildProcess> {
  const options = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: directory,
    appendonly: 'yes',
    save: '',
    maxmemory: '512mb',
    'maxmemory-policy': 'noeviction',
  }
  const list = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  rmSync(socket, { force: true })
  const child = spawn(program, list, { stdio: 'ignore' })
  let ended: string | null = null
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`))
  writeOwners(directory, child.pid, socket)
  for (let waited = 0; !(await answers(socket)); waited += 50) {
    if (ended !== null || waited > startMs) {
      child.kill('SIGKILL')
      throw new Error(
        `the private redis-server did not start (${ended ?? 'no answer'}): free the folder ${directory}, or set REDIS_URL`,
      )
    }
    await sleep(50)
  }
  return child
}

async function answers(socket: string): Promise<boolean> {
  if (!existsSync(socket)) return false
  const client = new Redis({
    path: socket,
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    connectTimeout: 1000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    client.disconnect()
  }
}

async function openRedisInProcess(): Promise<PrivateRedis> {
  const { createRedisServer } = await import('js-redis-server')
  const server = await createRedisServer({ port: 0 })
  return {
    address: { host: '127.0.0.1', port: server.port },
    kind: 'private Redis in the process (install redis-server for a faster one)',
    close: async () => server.close(),
  }
}

/** The version of the Redis at an address, and whether it evicts keys; throws after 5 s without one. */
export async function redisVersion(address: string): Promise<{ version: string; evicts: boolean }> {
  const client = new Redis(address, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: 5000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const policy = await client.config('GET', 'maxmemory-policy').catch(() => [])
    const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1] ?? 'unknown'
    const evicts = Array.isArray(policy) && typeof policy[1] === 'string' && policy[1] !== 'noeviction'
    return { version, evicts }
  } finally {
    client.disconnect()
  }
}

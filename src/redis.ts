import { spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { Redis } from 'ioredis'
import type { Logger } from './log.ts'

/** Where Redis is: an URL, a unix socket, or a port of this machine. */
export type RedisAddress = string | { path: string } | { host: string; port: number }

/** A Redis of our own, stopped with the program. */
export interface PrivateRedis {
  address: RedisAddress
  kind: string
  close(): Promise<void>
}

const startMs = 10_000

/** Starts a private Redis: the `redis-server` on the path, else one in this process (in memory: the ledger makes that harmless). */
export async function openPrivateRedis(folder: string, path: string, log: Logger): Promise<PrivateRedis> {
  const program = path
    .split(delimiter)
    .map((directory) => join(directory, 'redis-server'))
    .find(isExecutable)
  return program === undefined ? openRedisInProcess() : openRedisServer(program, folder, log)
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
  const owners = join(folder, 'owners.json')
  if (existsSync(owners)) {
    const { program, server } = JSON.parse(readFileSync(owners, 'utf8')) as {
      program: number
      server: number
    }
    if (program !== process.pid && isAlive(program)) return mkdtempSync(join(tmpdir(), 'statlist-redis-'))
    if (isAlive(server) && isRedis(server)) {
      process.kill(server, 'SIGTERM')
      for (let waited = 0; isAlive(server) && waited < 5000; waited += 50)
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return folder
}

/** A process id may have been given anew: only a redis-server is stopped. */
function isRedis(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('redis-server')
  } catch {
    return false
  }
}

async function openRedisServer(program: string, folder: string, log: Logger): Promise<PrivateRedis> {
  const directory = await claimFolder(folder)
  // A socket's path may have 107 bytes at most: not below a data folder that may lie deep.
  const socket = join(mkdtempSync(join(tmpdir(), 'statlist-')), 'redis.sock')
  const options = [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--unixsocketperm',
    '700',
    '--dir',
    directory,
    '--appendonly',
    'yes',
    '--save',
    '',
    '--maxmemory',
    '512mb',
    '--maxmemory-policy',
    'noeviction',
  ]
  const child = spawn(program, options, { stdio: 'ignore' })
  let ended: string | null = null
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`))
  writeFileSync(join(directory, 'owners.json'), JSON.stringify({ program: process.pid, server: child.pid }))
  for (let waited = 0; !(await answers(socket)); waited += 50) {
    if (ended !== null || waited > startMs)
      throw new Error(
        `the private redis-server did not start (${ended ?? 'no answer'}): free the folder ${directory}, or set REDIS_URL`,
      )
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  log.debug({ socket, directory }, 'private redis-server runs')
  return {
    address: { path: socket },
    kind: 'private redis-server',
    async close() {
      if (ended === null) child.kill('SIGTERM')
      for (let waited = 0; ended === null && waited < 3000; waited += 20)
        await new Promise((resolve) => setTimeout(resolve, 20))
      if (ended === null) child.kill('SIGKILL')
      rmSync(join(directory, 'owners.json'), { force: true })
      rmSync(join(socket, '..'), { recursive: true, force: true })
      if (directory !== folder) rmSync(directory, { recursive: true, force: true })
    },
  }
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

/** Asks the Redis at an address for its version; throws within five seconds when there is none. */
export async function redisVersion(address: string): Promise<string> {
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
    return evicts ? `${version}, but maxmemory-policy is not noeviction` : version
  } finally {
    client.disconnect()
  }
}

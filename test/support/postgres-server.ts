import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from './dovecot.ts'

/** A real PostgreSQL on a free port, with its data in a temporary folder. */
export interface PostgresServer {
  /** Of its one database. */
  url: string
  port: number
  /** Ends it as a crash does; `start` brings it back with its data. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Stops answering, with all connections left open, until `resume`. */
  pause(): void
  resume(): void
  /** Leaves no room on its disk, which must be a small one, until `freeDisk`; started again if that has ended it. */
  fillDisk(): void
  freeDisk(): Promise<void>
  close(): Promise<void>
}

const packaged = '/usr/lib/postgresql'
const startMs = 30_000

/** Debian keeps the server's programs out of PATH, a folder a version. */
function programFolder(): string {
  const versions = existsSync(packaged) ? readdirSync(packaged) : []
  const newest = versions.toSorted((a, b) => Number(a) - Number(b)).at(-1)
  return newest === undefined ? '' : join(packaged, newest, 'bin')
}

/** It refuses to run as root: then it runs as its own user. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout)
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** @param disk size of a disk of its own, as for mount, which needs the right to: "160m" */
export async function openPostgresServer(disk: string | null = null): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  if (
    disk !== null &&
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${disk}`, 'tmpfs', folder]).status !== 0
  )
    throw new Error('a disk of its own needs the right to mount: run it as root')
  const user = serverUser()
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? 0)
  const [programs, port, data] = [programFolder(), await freePort(), join(folder, 'data')]
  const made = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'statlist',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--locale-provider=icu',
      '--icu-locale=de',
      '--no-sync',
    ],
    { ...user, encoding: 'utf8', env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' } },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}${made.error ?? ''}`)
  let child: ChildProcess | null = null
  const filler = join(folder, 'filler')

  async function start(): Promise<void> {
    const options = [
      '-p',
      String(port),
      '-N',
      '400',
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${folder}`,
      // Its processes are killed here, never the machine: what is written stays.
      '-c',
      'fsync=off',
    ]
    child = spawn(join(programs, 'postgres'), ['-D', data, ...options], { ...user, stdio: 'ignore' })
    const until = performance.now() + startMs
    while (performance.now() < until) {
      const ready = spawnSync(join(programs, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)])
      if (ready.status === 0) return
      await wait(50)
    }
    throw new Error('PostgreSQL did not start')
  }

  /** SIGINT: it disconnects everybody; SIGQUIT: it drops everything at once, as in a crash. */
  async function end(signal: NodeJS.Signals): Promise<void> {
    const running = child
    if (running === null || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill(signal)
    await ended
  }

  /** The server and all the processes that it has made. */
  function signalAll(signal: NodeJS.Signals): void {
    const own = String(child?.pid)
    const { stdout } = spawnSync('pgrep', ['-P', own], { encoding: 'utf8' })
    for (const pid of [own, ...stdout.split('\n').filter(Boolean)]) process.kill(Number(pid), signal)
  }

  await start()
  return {
    url: `postgres://statlist@127.0.0.1:${port}/postgres`,
    port,
    kill: async () => end('SIGQUIT'),
    start,
    pause: () => signalAll('SIGSTOP'),
    resume: () => signalAll('SIGCONT'),
    fillDisk: () => void spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k']),
    async freeDisk() {
      rmSync(filler, { force: true })
      if (child?.exitCode !== null) await start()
    },
    async close() {
      await end('SIGINT')
      if (disk !== null) spawnSync('umount', [folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

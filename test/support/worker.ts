import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, inboxPassword, type Dovecot } from './dovecot.ts'
import type { GoogleServer } from './google-server.ts'
import { plainEnv } from './plain-env.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')

/** The real program in a process of its own, with a data folder that outlives its kills. */
export interface WorkerProcess {
  url: string
  env: Record<string, string>
  pid(): number
  start(): Promise<void>
  /** SIGKILL: no chance to tidy up. */
  kill(): Promise<void>
  /** SIGTERM; gives the exit code and the seconds that it took. */
  stop(): Promise<{ code: number | null; seconds: number }>
  command(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }>
  remove(): void
}

export const adminToken = '0123456789abcdef0123456789abcdef'

export async function makeWorker(
  dovecot: Dovecot,
  user: string,
  google: GoogleServer,
  extra: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<WorkerProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'))
  const port = await freePort()
  const keyFile = join(folder, 'key.json')
  writeFileSync(keyFile, google.keyFile)
  const inbox = dovecot.inbox(user)
  const env: Record<string, string> = {
    ...plainEnv,
    TZ: 'UTC',
    IMAP_HOST: inbox.host,
    IMAP_PORT: String(inbox.port),
    IMAP_TLS: inbox.tls,
    IMAP_USER: inbox.user,
    IMAP_PASSWORD: inboxPassword,
    GOOGLE_CALENDAR_ID: google.calendarId,
    GOOGLE_KEY_FILE: keyFile,
    GOOGLE_API_URL: google.url,
    POLL_EVERY_SECONDS: '10',
    DATA_FOLDER: folder,
    WEB_PORT: String(port),
    ADMIN_TOKEN: adminToken,
    ADMIN_PORT: '0',
    LOG_LEVEL: 'error',
    ...extra,
  }
  let child: ChildProcess | null = null
  const url = `http://127.0.0.1:${port}`
  const run = (args: string[]) =>
    spawn(process.execPath, [main, ...args], { env, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })

  async function ended(process: ChildProcess): Promise<number | null> {
    return process.exitCode ?? new Promise((resolve) => process.once('exit', resolve))
  }

  return {
    url,
    env,
    pid: () => child?.pid ?? 0,
    async start() {
      let output = ''
      child = run(['start', ...options])
      child.stderr!.on('data', (data) => (output += String(data)))
      // It serves no page that would say that it is up.
      if (options.includes('worker')) return
      await until(async () => {
        if (child!.exitCode !== null || child!.signalCode !== null)
          throw new Error(`the worker ended: ${output}`)
        return (await fetch(`${url}/health`).catch(() => null)) !== null
      }, 20)
    },
    async kill() {
      child!.kill('SIGKILL')
      await ended(child!)
    },
    async stop() {
      const from = performance.now()
      child!.kill('SIGTERM')
      const code = await ended(child!)
      return { code, seconds: (performance.now() - from) / 1000 }
    },
    async command(...args) {
      const process = run(args)
      let [stdout, stderr] = ['', '']
      process.stdout.on('data', (data) => (stdout += String(data)))
      process.stderr.on('data', (data) => (stderr += String(data)))
      const code = await new Promise<number | null>((resolve) => process.once('close', resolve))
      return { code, stdout, stderr }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What is wrong, as /health/details tells the admin; empty while nobody answers. */
export async function problemsAt(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${adminToken}` }
  const response = await fetch(`${url}/health/details`, { headers }).catch(() => null)
  const found = (await response?.json()) as { problems?: string[] } | undefined
  return found?.problems?.join('; ') ?? ''
}

/** Waits for a condition; throws after so many seconds. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  seconds: number,
  what = 'the condition',
): Promise<void> {
  const end = performance.now() + seconds * 1000
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`${what} did not come true within ${seconds} s`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

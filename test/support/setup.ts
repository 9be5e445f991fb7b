import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { until } from './worker.ts'
import { plainEnv } from './plain-env.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')

const sleep = async (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What is asked, and what is typed; `clear` first takes away what is offered. */
export type Step = [asks: RegExp, types: string]

export const enter = '\r'
export const clear = '\u0015'
export const down = '\u001B[B'
export const controlC = '\u0003'

/** Runs `setup` and answers as a human does: each question when it is there. */
export async function setUp(
  folder: string,
  steps: Step[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [main, 'setup'], {
    cwd: folder,
    env: { ...plainEnv, DATA_FOLDER: folder, ...env },
  })
  let [said, seen] = ['', 0]
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => (said += stripVTControlCharacters(String(data))))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  for (const [asks, types] of steps) {
    await until(() => asks.test(said.slice(seen)), 30, `the question ${asks}`)
    // clack opens its line a moment after it has shown the question: when all is said it listens.
    for (let length = -1; length !== said.length; await sleep(100)) length = said.length
    seen = said.length
    child.stdin.write(types)
  }
  child.stdin.end()
  return { code: await ended, said }
}

/** Answers for an inbox with a password. */
export const inbox = (host: string, port: number, tls: string, user: string, password: string): Step[] => [
  [/IMAP_HOST/, `${clear}${host}${enter}`],
  [/IMAP_PORT/, `${clear}${port}${enter}`],
  [/IMAP_TLS/, `${clear}${tls}${enter}`],
  [/IMAP_USER/, `${clear}${user}${enter}`],
  [/IMAP_LOGIN/, enter],
  [/IMAP_PASSWORD/, `${password}${enter}`],
  [/IMAP_MAILBOX/, enter],
]
export const web: Step[] = [
  [/PUBLIC_URL/, `https://calendar.example${enter}`],
  [/WEB_HOST/, enter],
  [/WEB_PORT/, `${clear}0${enter}`],
]

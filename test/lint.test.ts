import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '..')
const imports = 'no-restricted-imports'
const globals = 'no-restricted-globals'
const properties = 'no-restricted-properties'
const long = (lines: number) => Array.from({ length: lines }, (_, at) => `  values.push(${at})\n`).join('')

/** What may not be written where, and the rule that says so. */
const forbidden: readonly [folder: string, code: string, rule: string][] = [
  ['src/announcement/gate', "export { readFileSync } from 'node:fs'", imports],
  ['src/announcement/mentions', "export { ImapFlow } from 'imapflow'", imports],
  ['src/announcement/fields', "export type { Message } from '../../mail/message.ts'", imports],
  ['src/announcement', "export { fold } from '../talks/fold.ts'", imports],
  ['src/announcement', "export { openLog } from '../log.ts'", imports],
  ['src/announcement/text', 'export const now = () => new Date()', globals],
  ['src/announcement/text', 'export const home = () => process.cwd()', globals],
  ['src/announcement/text', "export const page = async () => fetch('https://example.org')", globals],
  ['src/announcement/text', 'export const soon = () => setTimeout(() => {}, 1)', globals],
  ['src/announcement/text', 'export const now = () => Temporal.Now.instant()', properties],
  ['src/announcement/text', 'export const any = () => Math.random()', properties],
  ['src/announcement/text', 'export const now = () => new globalThis.Date()', properties],
  ['src/talks', "export { parse } from '../announcement/parse.ts'", imports],
  ['src/talks', "export { toFeed } from '../calendar/feed.ts'", imports],
  ['src/talks', "export { sql } from 'kysely'", imports],
  ['src/talks', 'export const now = () => Date.now()', globals],
  ['src/talks', 'export const any = () => Math.random()', properties],
  ['src/calendar', "export { google } from 'googleapis'", imports],
  ['src/calendar', "export { openLedger } from '../ledger/ledger.ts'", imports],
  ['src/calendar', 'export const now = () => performance.now()', globals],
  ['src/calendar', 'export const now = () => Temporal.Now.instant()', properties],
  ['src/google', "export { sql } from 'kysely'", imports],
  ['src/google', "export { notes } from '../ledger/note.ts'", imports],
  ['src/ledger', "export { google } from 'googleapis'", imports],
  ['src/ledger', "export { fold } from '../mail/message.ts'", imports],
  ['src/mail', "export { Queue } from 'bullmq'", imports],
  ['src/notify', "export { fastify } from 'fastify'", imports],
  ['src/web', "export { sql } from 'kysely'", imports],
  ['src/web', "export { openLedger } from '../ledger/ledger.ts'", imports],
  ['src/web', "export { poll } from '../../jobs/poll-inbox.ts'", imports],
  ['src/desk', "export { start } from '../cli/start.ts'", imports],
  ['src/desk', "export { sql } from 'kysely'", imports],
  ['jobs', "export { openDesk } from '../src/desk/listen.ts'", imports],
  ['src/demo', "export { jobs } from '../../jobs/index.ts'", imports],
  ['src/cli', "export { ImapFlow } from 'imapflow'", imports],
  ['jobs', "export { Queue } from 'bullmq'", imports],
  ['jobs/run', "export { start } from '../../src/cli/start.ts'", imports],
  ['config', "export { foldCase } from '../src/text.ts'", imports],
  ['src', "export const home = () => process.env['HOME']", 'no-process-env'],
  ['src', "console.log('here')", 'no-console'],
  ['src', "// @ts-ignore\nexport const one: number = 'two'", 'ban-ts-comment'],
  ['src', "// @ts-expect-error\nexport const one: number = 'two'", 'ban-ts-comment'],
  ['src', 'export const first = (all: string[]) => all[0]!', 'no-non-null-assertion'],
  ['src', 'export const first = (all: any) => all', 'no-explicit-any'],
  [
    'src',
    `export function values(): number[] {\n  const values: number[] = []\n${long(80)}  return values\n}`,
    'max-lines-per-function',
  ],
  ['src', `export const values: number[] = []\n${long(300)}`, 'max-lines'],
]

/** What stands beside it and must stay allowed. */
const allowed: readonly [folder: string, code: string][] = [
  ['src/announcement/gate', "export { foldCase } from '../../text.ts'"],
  ['src/announcement/text', 'export const day = Temporal.PlainDate.from("2026-03-01")'],
  ['src/talks', "export type { Announcement } from '../announcement/announcement.ts'"],
  ['src/calendar', "export { ICalCalendar } from 'ical-generator'"],
  ['src/google', "export { auth } from 'googleapis/build/src/apis/calendar/index.js'"],
  ['src/ledger', "export { sql } from 'kysely'"],
  ['jobs', "export { schedule } from 'node-cron'"],
  ['test', 'export const first = (all: string[]) => all[0]!'],
]

const copy = mkdtempSync(join(tmpdir(), 'statlist-lint-'))
after(() => rmSync(copy, { recursive: true }))

function copyProject(): void {
  for (const name of ['config', 'jobs', 'src', '.oxlintrc.json', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
}

function write(file: string, code: string): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true })
  writeFileSync(join(copy, file), `${code}\n`)
}

/** The rules that each file breaks, as the linter tells them. */
function lint(): Map<string, string[]> {
  const args = ['--format=json', 'config', 'jobs', 'src', 'test']
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/oxlint'), args, { cwd: copy, encoding: 'utf8' })
  const broken = new Map<string, string[]>()
  for (const { filename, code } of JSON.parse(stdout).diagnostics as { filename: string; code: string }[])
    broken.set(filename, [...(broken.get(filename) ?? []), /\(([^)]+)\)/.exec(code)?.[1] ?? code])
  return broken
}

test('what is forbidden where is an error, and what is allowed is none', () => {
  copyProject()
  for (const [at, [folder, code]] of forbidden.entries()) write(`${folder}/forbidden-${at}.ts`, code)
  for (const [at, [folder, code]] of allowed.entries()) write(`${folder}/allowed-${at}.ts`, code)
  write('src/talks/circle-a.ts', "import type { B } from './circle-b.ts'\nexport type A = B | 1")
  write('src/talks/circle-b.ts', "import type { A } from './circle-a.ts'\nexport type B = A | 2")
  const broken = lint()
  for (const [at, [folder, code, rule]] of forbidden.entries()) {
    const file = `${folder}/forbidden-${at}.ts`
    assert.ok(broken.get(file)?.includes(rule), `${file}: ${rule} must forbid ${code.slice(0, 80)}`)
  }
  for (const side of ['a', 'b'])
    assert.ok(broken.get(`src/talks/circle-${side}.ts`)?.includes('no-cycle'), 'a circle of types')
  assert.deepEqual(
    [...broken.keys()].filter((file) => !/forbidden-|circle-/.test(file)),
    [],
  )
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { plainEnv } from '../support/plain-env.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')
const statlistCases = join(import.meta.dirname, '../cases/statlist')

function run(
  args: string[],
  { input = '', env = {} }: { input?: string | Buffer; env?: Record<string, string> } = {},
  prepare: (folder: string) => void = () => {},
) {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-'))
  prepare(cwd)
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...plainEnv, ...env },
    timeout: 30_000,
  })
  return { status, stdout, stderr, left: readdirSync(cwd) }
}

const commands =
  'setup doctor start status review approve reject correct merge split withdraw history habits retry resync rebuild backup restore import parse read demo'.split(
    ' ',
  )

test('every command explains itself', () => {
  const overview = run(['--help']).stdout
  for (const command of commands) {
    assert.match(overview, new RegExp(`^  ${command} `, 'm'))
    const { status, stdout, left } = run([command, '--help'])
    assert.deepEqual([status, left], [0, []])
    assert.match(stdout, new RegExp(`^statlist ${command}`))
  }
})

const misuse: [string[], number, RegExp][] = [
  [[], 2, /statlist <command>/],
  [['fly'], 2, /no command “fly”/],
  [
    ['start'],
    2,
    /IMAP_HOST is missing[\s\S]*IMAP_USER is missing[\s\S]*IMAP_PASSWORD is missing[\s\S]*npm run demo/,
  ],
  [['resync', '--hard'], 2, /Unknown option '--hard'[\s\S]*statlist resync/],
  [['import'], 2, /Which files\?/],
  [['import', '/nowhere.mbox'], 1, /ENOENT.*\/nowhere\.mbox/],
  [['parse', '/nowhere.eml'], 1, /\/nowhere\.eml/],
  [['status'], 1, /There is no ledger in .*: run this where \.env is, or set DATA_FOLDER/],
  [['login'], 1, /There is no ledger in/],
  [['show'], 2, /Which mail\?/],
  [['approve'], 2, /Which item\?/],
  [['reject'], 2, /Which item\?/],
  [['review', '--list'], 2, /--list needs the name of a list/],
  [['start', '--list', 'x'], 2, /“start” serves all lists/],
  [['backup'], 2, /Into which file\?/],
  [['backup', 'copy.sqlite'], 1, /there is no ledger at .*DATA_FOLDER/],
  [['restore', './nowhere.sqlite'], 1, /there is no file \.\/nowhere\.sqlite/],
  [['--version'], 0, /^statlist \d+\.\d+\.\d+, Node 2\d/],
  [['read', 'mail.eml'], 2, /statlist read --requests DIR FILE/],
]

test('wrong use says what to do, and leaves nothing behind', () => {
  for (const [args, code, pattern] of misuse) {
    const { status, stdout, stderr, left } = run(args)
    assert.equal(status, code, args.join(' '))
    assert.match(stdout + stderr, pattern)
    assert.deepEqual(left, [], args.join(' '))
  }
})

test('a .env that can’t be read is an error, and not left out', () => {
  const { status, stderr } = run(['start'], {}, (folder) => mkdirSync(join(folder, '.env')))
  assert.equal(status, 2)
  assert.match(stderr, /\.env can’t be read \(E\w+\): it must be readable by the user/)
})

test('an error that is no fault of ours is told in a sentence', () => {
  const { stderr } = run(['import', '/nowhere.mbox'])
  assert.equal(stderr.trim().split('\n').length, 1)
})

test('read writes what a model would be asked, a file a mail', () => {
  const folder = mkdtempSync(join(tmpdir(), 'requests-'))
  const mail = join(statlistCases, '2022-12-05-su.eml')
  const { status, stdout, stderr } = run(['read', '--requests', folder, mail, '/nowhere.eml'])
  assert.equal(status, 1)
  assert.match(stdout, /^1 requests in /)
  assert.match(stderr, /nowhere\.eml: ENOENT/)
  const [file, ...more] = readdirSync(folder)
  assert.match(file!, /^[0-9a-f]{40}-1\.json$/)
  assert.deepEqual(more, [])
  const request = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as {
    mail: string
    messages: { role: string; content: string }[]
  }
  assert.equal(`${request.mail}-1.json`, file)
  assert.match(request.messages.at(-1)!.content, /^0\| \[Statlist\] ETH\/UZH Research Seminar by Weijie Su/m)
})

test('parse prints one JSON object a line, from files and from standard input', () => {
  const files = readdirSync(statlistCases)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => join(statlistCases, file))
  const lines = run(['parse', ...files])
    .stdout.trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          file: string
          events: { start: string; review: boolean; evidence: Record<string, string> }[]
        },
    )
  assert.deepEqual(
    lines.map((line) => line.file),
    files,
  )
  const [seed] = JSON.parse(
    run(['parse'], { input: readFileSync(join(statlistCases, '2022-12-05-su.eml')) }).stdout,
  ).events
  assert.deepEqual(
    [seed.start, seed.end, seed.location, seed.review, seed.speakers],
    [
      '2022-12-16T15:15',
      null,
      'ETH Zurich, HG G 19.1',
      false,
      [{ name: 'Weijie Su', affiliation: 'Wharton, University of Pennsylvania' }],
    ],
  )
  assert.equal(seed.evidence.start, 'Friday, 16.12.2022 at 15.15 h')
})

test('import fills the feed from an archive, twice is once, and status tells of it', () => {
  const data = mkdtempSync(join(tmpdir(), 'data-'))
  const env = { DATA_FOLDER: data }
  const files = readdirSync(statlistCases)
    .filter((file) => file.endsWith('.eml'))
    .map((file) => join(statlistCases, file))
  assert.match(
    run(['import', ...files], { env }).stdout,
    /7 mails: 7 new, 0 known, 0 in conflict; events: 7 new, 0 changed/,
  )
  const feed = readFileSync(join(data, 'feed/statlist.ics'))
  assert.match(
    run(['import', ...files], { env }).stdout,
    /7 mails: 0 new, 7 known, 0 in conflict; events: 0 new, 0 changed/,
  )
  assert.deepEqual(readFileSync(join(data, 'feed/statlist.ics')), feed)
  const status = run(['status'], { env })
  assert.match(status.stdout, /7 read, 0 pending[\s\S]*Events {11}7/)
})

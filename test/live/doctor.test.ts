import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openTokenServer } from '../support/token-server.ts'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { modelName, openModelServer, type ModelServer } from '../support/model-server.ts'
import { makeWorker, type WorkerProcess } from '../support/worker.ts'

let dovecot: Dovecot
let google: GoogleServer
let worker: WorkerProcess
let model: ModelServer

before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
  worker = await makeWorker(dovecot, 'doctor', google)
  model = await openModelServer('ollama', () => '')
})
after(async () => {
  await dovecot.close()
  await google.close()
  await model.close()
  worker.remove()
})

test('doctor: all is well', async () => {
  const { code, stdout } = await worker.command('doctor')
  assert.equal(code, 0, stdout)
  for (const line of [
    /^ok +settings +all there/m,
    /^ok +disk +[\d.]+ GB free/m,
    /^ok +inbox +doctor on 127\.0\.0\.1: 0 mails in INBOX/m,
    /^ok +redis +a private one/m,
    /^ok +google +worker@statlist\.iam\.gserviceaccount\.com may change the events of “Statlist” \(writer\)/m,
    /^ok +google +the calendar is public/m,
    /^note +reader +off: with READER_URL/m,
    /^note +feed +PUBLIC_URL is not set/m,
  ])
    assert.match(stdout, line)
})

/** What a model makes of the sample mail. */
const pointed = (start: string) =>
  JSON.stringify({
    kind: 'announcement',
    events: [
      {
        title: { line: 5, quote: 'Small samples, large trees' },
        speakers: [{ name: { line: 6, quote: 'Ada Brunner' }, affiliation: null }],
        date: { line: 8, quote: 'Friday, 14.03.2025' },
        start: { line: 8, quote: start },
        place: { line: 9, quote: 'ETH Zurich, HG G 19.1' },
      },
    ],
    account: [
      { id: 'd1', is: 'event' },
      { id: 'c1', is: start === '15.15 h' ? 'event' : 'programme' },
      { id: 'c2', is: start === '15.15 h' ? 'programme' : 'event' },
      { id: 'd2', is: 'history' },
      { id: 'd3', is: 'deadline' },
    ],
  })

const readings: [string, () => string, RegExp][] = [
  [
    'a language model that reads well',
    () => pointed('15.15 h'),
    /^ok +reader +qwen3:8b reads the sample mail in [\d.]+ s: 2025-03-14 15:15, “Small samples, large trees”, ETH Zurich, HG G 19\.1$/m,
  ],
  [
    'one that takes coffee for the talk',
    () => pointed('14.45 h'),
    /^note +reader +.*2025-03-14 14:45.*; 2025-03-14 15:15 was right: a larger model reads more$/m,
  ],
  ['one that chats', () => 'Sure! The talk is on Friday.', /^FAIL +reader +qwen3:8b, after .* no JSON/m],
]

for (const [name, answer, expected] of readings)
  test(`doctor: ${name}`, async () => {
    model.behave(answer)
    Object.assign(worker.env, { READER_URL: model.url, READER_MODEL: modelName })
    const { stdout } = await worker.command('doctor')
    delete worker.env['READER_URL']
    delete worker.env['READER_MODEL']
    assert.match(stdout, expected)
  })

const faults: [string, Record<string, string>, (on: boolean) => void, RegExp][] = [
  ['a wrong password', { IMAP_PASSWORD: 'wrong' }, () => {}, /^FAIL +inbox +.*password/im],
  ['no such mailbox', { IMAP_MAILBOX: 'Nowhere' }, () => {}, /^FAIL +inbox +.*Nowhere/m],
  [
    'a calendar that is not shared',
    {},
    (on) => (google.settings.shared = !on),
    /^FAIL +google +.*shared with worker@statlist\.iam\.gserviceaccount\.com, with the right “Make changes to events”/m,
  ],
  [
    'a calendar that nobody can see',
    {},
    (on) => (google.settings.isPublic = !on),
    /^FAIL +google +the calendar is not public: in its settings, “Make available to public”/m,
  ],
  [
    'no key file',
    { GOOGLE_KEY_FILE: '/nowhere.json' },
    () => {},
    /^FAIL +google +GOOGLE_KEY_FILE \/nowhere\.json can’t be read/m,
  ],
  [
    'no Redis',
    { REDIS_URL: 'redis://127.0.0.1:1' },
    () => {},
    /^FAIL +redis +.*is the Redis of REDIS_URL running/m,
  ],
  [
    'nobody at PUBLIC_URL',
    { PUBLIC_URL: 'http://127.0.0.1:1' },
    () => {},
    /^FAIL +feed +.*does not answer.*is the worker running/m,
  ],
  [
    'nobody at READER_URL',
    { READER_URL: 'http://127.0.0.1:9', READER_MODEL: 'any' },
    () => {},
    /^FAIL +reader +127\.0\.0\.1:9 can’t be asked/m,
  ],
  ['settings', { POLL_EVERY_SECONDS: 'often' }, () => {}, /^FAIL +settings +POLL_EVERY_SECONDS is “often”/m],
]

for (const [name, env, turn, expected] of faults)
  test(`doctor: ${name}`, async () => {
    const before = { ...worker.env }
    Object.assign(worker.env, env)
    turn(true)
    const { code, stdout } = await worker.command('doctor')
    turn(false)
    Object.assign(worker.env, before)
    for (const key of Object.keys(env)) if (!(key in before)) delete worker.env[key]
    assert.match(stdout, expected)
    assert.equal(code, 1)
  })

const main = join(import.meta.dirname, '../../src/cli/main.ts')

/** Runs `setup` with these answers. */
async function setup(folder: string, answers: string[]): Promise<{ code: number | null; stdout: string }> {
  const child = spawn(process.execPath, [main, 'setup'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', DATA_FOLDER: folder, GOOGLE_API_URL: google.url },
  })
  let stdout = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (stdout += String(data)))
  child.stdin.end(`${answers.join('\n')}\n`)
  return { code: await new Promise((resolve) => child.once('close', resolve)), stdout }
}

test('setup leads to a worker that starts, and keeps what was there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  const keyFile = join(folder, 'key.json')
  writeFileSync(keyFile, google.keyFile)
  writeFileSync(join(folder, '.env'), '# mine\nLOG_LEVEL=warn\nIMAP_HOST=old.example\n')
  const imap = ['127.0.0.1', String(dovecot.plainPort), 'none', 'newcomer', 'password', 'secret', 'INBOX']
  const { code, stdout } = await setup(folder, [
    ...imap,
    'yes',
    keyFile,
    google.calendarId,
    'no',
    '',
    '127.0.0.1',
    '0',
  ])
  assert.equal(code, 0, stdout)
  assert.match(stdout, /IMAP_HOST – the mail server .*\[old\.example\]/)
  assert.match(stdout, /worker@statlist\.iam\.gserviceaccount\.com\n.*Make changes to events/)
  assert.match(stdout, /^ok +google/m)
  assert.match(stdout, /Use a language model\? yes or no \[no\]/)
  assert.doesNotMatch(stdout, /secret/)
  const env = readFileSync(join(folder, '.env'), 'utf8')
  assert.match(env, /^# mine\nLOG_LEVEL=warn\nIMAP_HOST=127\.0\.0\.1\n/)
  assert.match(env, /^ADMIN_TOKEN=[0-9a-f]{64}$/m)
  assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600)
})

test('setup leads through OAuth, and doctor says in whose words it is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  const imap = [
    '127.0.0.1',
    String(dovecot.plainPort),
    'none',
    'newcomer',
    'microsoft',
    't-1',
    'c-1',
    'shh',
    'INBOX',
  ]
  const tokens = await openTokenServer('newcomer')
  writeFileSync(join(folder, '.env'), `IMAP_OAUTH_TOKEN_URL=${tokens.url}\n`)
  const { stdout } = await setup(folder, [...imap, 'no', 'no', '', '127.0.0.1', '0', 'yes'])
  await tokens.close()
  assert.match(stdout, /docs\/inbox\.md says what to set up/)
  assert.match(stdout, /^FAIL +inbox +127\.0\.0\.1:\d+ gives no token for newcomer: “AADSTS7000215/m)
  assert.doesNotMatch(stdout, /IMAP_PASSWORD|shh/)
  const env = readFileSync(join(folder, '.env'), 'utf8')
  assert.match(env, /^IMAP_LOGIN=microsoft\nIMAP_OAUTH_TENANT=t-1\nIMAP_OAUTH_CLIENT_ID=c-1\n/m)
})

test('setup writes nothing when it is broken off, and says so', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'setup-'))
  const { code, stdout } = await setup(folder, ['127.0.0.1'])
  assert.equal(code, 1)
  assert.match(stdout, /The input ended before the last question: nothing was written/)
  assert.throws(() => statSync(join(folder, '.env')), /ENOENT/)
})

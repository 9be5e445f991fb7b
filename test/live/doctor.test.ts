import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
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
  ['one that chats', () => 'Sure! The talk is on Friday.', /^FAIL +reader +qwen3:8b, after .* not JSON/m],
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
    /^FAIL +google +.*shared with worker@statlist\.iam\.gserviceaccount\.com, with the permission “Make changes to events”/m,
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

import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inboxPassword, openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openTokenServer } from '../support/token-server.ts'
import { clear, controlC, down, enter, inbox, setUp, web, type Step } from '../support/setup.ts'

let dovecot: Dovecot
let google: GoogleServer
before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
  await dovecot.append('newcomer', 'Subject: Hello\r\n\r\nHello\r\n')
})
after(async () => {
  await dovecot.close()
  await google.close()
})

const converse = async (folder: string, steps: Step[]) => setUp(folder, steps, { GOOGLE_API_URL: google.url })
const makeFolder = () => mkdtempSync(join(tmpdir(), 'setup-'))
const no = (asks: RegExp): Step => [asks, 'n']
const envOf = (folder: string) => readFileSync(join(folder, '.env'), 'utf8')

test('setup leads to settings that work, keeps what was there, and shows no secret', async () => {
  const folder = makeFolder()
  const keyFile = join(folder, 'key.json')
  writeFileSync(keyFile, google.keyFile)
  writeFileSync(join(folder, '.env'), '# mine\nLOG_LEVEL=warn\nIMAP_HOST=old.example\n')
  const { code, said } = await converse(folder, [
    ...inbox('127.0.0.1', dovecot.plainPort, 'none', 'newcomer', inboxPassword),
    [/1 mails in INBOX[^]*Push to a shared/, 'y'],
    [/GOOGLE_KEY_FILE/, `${keyFile}${enter}`],
    [
      /worker@statlist\.iam\.gserviceaccount\.com[^]*Make changes to events[^]*GOOGLE_CALENDAR_ID/,
      `${google.calendarId}${enter}`,
    ],
    no(/the calendar is public[^]*Use a language model/),
    ...web,
  ])
  assert.equal(code, 0, said)
  assert.match(said, /old\.example/, 'the present value is offered')
  assert.ok(!said.includes(inboxPassword))
  assert.doesNotMatch(
    said,
    /FAIL|does not answer/,
    'the worker can’t run yet, and nobody says that it should',
  )
  const env = envOf(folder)
  assert.match(env, /^# mine\nLOG_LEVEL=warn\nIMAP_HOST=127\.0\.0\.1\n/)
  assert.match(env, /^ADMIN_TOKEN=[0-9a-f]{64}$/m)
  assert.match(env, new RegExp(`^RUN_AS=${process.getuid?.()}:${process.getgid?.()}$`, 'm'))
  assert.equal(statSync(join(folder, '.env')).mode & 0o777, 0o600)
  assert.ok(!existsSync(join(folder, '.env.draft')))
})

test('a wrong answer is asked again, what does not work is tried again, and no answer is lost', async () => {
  const folder = makeFolder()
  const { code, said } = await converse(folder, [
    [/IMAP_HOST/, enter],
    [/IMAP_HOST is missing/, `127.0.0.1${enter}`],
    [/IMAP_PORT/, `${clear}abc${enter}`],
    [/IMAP_PORT is “abc”: a whole number/, `${clear}${dovecot.plainPort}${enter}`],
    [/IMAP_TLS/, `${clear}none${enter}`],
    [/IMAP_USER/, `newcomer${enter}`],
    [/IMAP_LOGIN/, `${clear}telepathy${enter}`],
    [/IMAP_LOGIN is “telepathy”: allowed is/, `${clear}password${enter}`],
    [/IMAP_PASSWORD/, `wrong${enter}`],
    [/IMAP_MAILBOX/, enter],
    [/refuses the login of newcomer[^]*That did not work/, enter],
    [/IMAP_HOST/, enter],
    [/IMAP_PORT/, enter],
    [/IMAP_TLS/, enter],
    [/IMAP_USER/, enter],
    [/IMAP_LOGIN/, enter],
    [/IMAP_PASSWORD[^]*Enter keeps it/, `${inboxPassword}${enter}`],
    [/IMAP_MAILBOX/, enter],
    no(/1 mails in INBOX[^]*Push to a shared/),
    no(/Use a language model/),
    ...web,
  ])
  assert.equal(code, 0, said)
  assert.match(envOf(folder), new RegExp(`^IMAP_PORT=${dovecot.plainPort}$`, 'm'))
})

test('a server with a CA of its own leads to the question for it', async () => {
  const folder = makeFolder()
  const { code, said } = await converse(folder, [
    ...inbox('localhost', dovecot.tlsPort, 'implicit', 'newcomer', inboxPassword),
    [/no certificate that can be trusted[^]*NODE_EXTRA_CA_CERTS[^]*That did not work/, enter],
    [/NODE_EXTRA_CA_CERTS/, `/nowhere.pem${enter}`],
    [/\/nowhere\.pem can’t be read/, `${clear}${dovecot.caFile}${enter}`],
    [/IMAP_HOST/, enter],
    [/IMAP_PORT/, enter],
    [/IMAP_TLS/, enter],
    [/IMAP_USER/, enter],
    [/IMAP_LOGIN/, enter],
    [/IMAP_PASSWORD/, enter],
    [/IMAP_MAILBOX/, enter],
    no(/1 mails in INBOX[^]*Push to a shared/),
    no(/Use a language model/),
    ...web,
  ])
  assert.equal(code, 0, said)
  assert.match(envOf(folder), new RegExp(`^NODE_EXTRA_CA_CERTS=${dovecot.caFile}$`, 'm'))
})

test('setup leads through OAuth; what does not work yet may be left so', async () => {
  const folder = makeFolder()
  const tokens = await openTokenServer('newcomer')
  writeFileSync(join(folder, '.env'), `IMAP_OAUTH_TOKEN_URL=${tokens.url}\n`)
  const { code, said } = await converse(folder, [
    ...inbox('127.0.0.1', dovecot.plainPort, 'none', 'newcomer', '').slice(0, 4),
    [/IMAP_LOGIN/, `${clear}microsoft${enter}`],
    [/IMAP_OAUTH_TENANT/, `t-1${enter}`],
    [/IMAP_OAUTH_CLIENT_ID/, `c-1${enter}`],
    [/IMAP_OAUTH_CLIENT_SECRET/, `shh${enter}`],
    [/IMAP_MAILBOX/, enter],
    [/gives no token for newcomer: “AADSTS7000215[^]*That did not work/, `${down}${enter}`],
    no(/Push to a shared/),
    no(/Use a language model/),
    ...web,
  ])
  await tokens.close()
  assert.equal(code, 0, said)
  assert.match(said, /docs\/inbox\.md says what to set up/)
  assert.doesNotMatch(said, /IMAP_PASSWORD|shh/)
  assert.match(envOf(folder), /^IMAP_LOGIN=microsoft\nIMAP_OAUTH_TENANT=t-1\nIMAP_OAUTH_CLIENT_ID=c-1\n/m)
})

for (const [how, last] of [
  ['Ctrl-C', [/IMAP_TLS/, controlC]],
  ['the end of the input', [/IMAP_TLS/, '']],
] as [string, Step][])
  test(`broken off by ${how} nothing is written, and the answers are there again`, async () => {
    const folder = makeFolder()
    const first = await converse(folder, [
      [/IMAP_HOST/, `mail.example${enter}`],
      [/IMAP_PORT/, `${clear}1993${enter}`],
      last,
    ])
    assert.equal(first.code, 1)
    assert.match(first.said, /\.env was not written\. The answers so far are in \.env\.draft/)
    assert.ok(!existsSync(join(folder, '.env')))
    assert.equal(statSync(join(folder, '.env.draft')).mode & 0o777, 0o600)
    assert.match(
      readFileSync(join(folder, '.env.draft'), 'utf8'),
      /^IMAP_HOST=mail\.example\nIMAP_PORT=1993$/m,
    )
    const second = await converse(folder, [[/answers from last time[^]*IMAP_HOST/, controlC]])
    assert.match(second.said, /mail\.example/)
  })

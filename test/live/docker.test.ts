import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readSettings } from '../../config/settings.ts'
import { composeServices } from '../support/compose.ts'
import { freePort, inboxPassword, openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { enter, inbox, setUp, web, type Step } from '../support/setup.ts'
import { until } from '../support/worker.ts'
import { plainEnv } from '../support/plain-env.ts'

/*
 * There is no Docker here: the environment is made as Compose makes it, and a real worker started with it.
 */
const root = join(import.meta.dirname, '../..')
const composeFile = join(root, 'docker-compose.yml')

let dovecot: Dovecot
let google: GoogleServer
before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
  await dovecot.append('docker', readFileSync(join(root, 'test/cases/statlist/2022-12-05-su.eml')))
})
after(async () => {
  await dovecot.close()
  await google.close()
})

/** A folder with the .env that `setup` writes. */
async function madeBySetup(withGoogle: boolean): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'docker-'))
  const keyFile = join(folder, 'key.json')
  writeFileSync(keyFile, google.keyFile, { mode: 0o600 })
  const googleSteps: Step[] = withGoogle
    ? [
        [/Push to a shared/, 'y'],
        [/GOOGLE_KEY_FILE/, `${keyFile}${enter}`],
        [/GOOGLE_CALENDAR_ID/, `${google.calendarId}${enter}`],
      ]
    : [[/Push to a shared/, 'n']]
  const { code, said } = await setUp(
    folder,
    [
      ...inbox('127.0.0.1', dovecot.plainPort, 'none', 'docker', inboxPassword),
      ...googleSteps,
      [/Use a language model/, 'n'],
      ...web,
    ],
    { GOOGLE_API_URL: google.url },
  )
  assert.equal(code, 0, said)
  return folder
}

for (const withGoogle of [true, false])
  test(`compose starts with exactly what setup writes, Google ${withGoogle ? 'on' : 'off'}`, async (t) => {
    const folder = await madeBySetup(withGoogle)
    const { env, files, user } = composeServices(composeFile, join(folder, '.env'))['worker']!
    assert.equal(user, `${process.getuid?.()}:${process.getgid?.()}`)
    const settings = readSettings(env, { readFile: (path) => readFileSync(files.get(path) ?? path, 'utf8') })
    assert.deepEqual(
      [
        settings.redisUrl,
        settings.dataFolder,
        settings.web.host,
        settings.web.port,
        settings.google !== null,
      ],
      ['redis://redis:6379', '/data', '0.0.0.0', 8080, withGoogle],
    )

    const redisPort = await freePort()
    const redis = spawn('redis-server', ['--port', String(redisPort), '--save', ''], { stdio: 'ignore' })
    const webPort = await freePort()
    // What only a container has is put in its place: the other host's name, the volume, the mounted key.
    const here = {
      REDIS_URL: `redis://127.0.0.1:${redisPort}`,
      DATA_FOLDER: join(folder, 'data'),
      WEB_HOST: '127.0.0.1',
      WEB_PORT: String(webPort),
      POLL_EVERY_SECONDS: '10',
      GOOGLE_API_URL: google.url,
      ...(withGoogle ? { GOOGLE_KEY_FILE: files.get(env['GOOGLE_KEY_FILE']!)! } : {}),
    }
    const worker = spawn(process.execPath, [join(root, 'src/cli/main.ts'), 'start'], {
      cwd: folder,
      stdio: 'ignore',
      env: { ...plainEnv, ...env, ...here },
    })
    t.after(() => {
      worker.kill('SIGKILL')
      redis.kill('SIGKILL')
    })
    const feed = async () =>
      (await fetch(`http://127.0.0.1:${webPort}/statlist.ics`).catch(() => null))?.text() ?? ''
    await until(async () => /Weijie Su/.test(await feed()), 40, 'the talk in the feed')
    if (withGoogle) await until(() => google.events.size === 1, 20, 'the talk in Google')
    const health = await fetch(`http://127.0.0.1:${webPort}/health`)
    assert.equal(health.status, 200)
  })

const openPorts: Readonly<Record<string, string[]>> = {
  worker: ['127.0.0.1:8080:8080', '127.0.0.1:8081:8081'],
  caddy: ['127.0.0.1:8090:8080'],
}

test('the cluster’s hosts have the database of DATABASE_PASSWORD and folders of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docker-'))
  writeFileSync(join(folder, '.env'), 'DATABASE_PASSWORD=secret\n')
  const services = composeServices(composeFile, join(folder, '.env'))
  const hosts = ['worker', 'worker-2', 'web-1', 'web-2'].map((name) => services[name])
  for (const host of hosts)
    assert.equal(host?.env['DATABASE_URL'], 'postgres://statlist:secret@postgres/statlist')
  const folders = hosts.map((host) => host?.volumes?.find((volume) => volume.endsWith(':/data')))
  assert.equal(new Set(folders).size, 4)
})

test('every service is hardened, bounded, and keeps its log small; only page and desk have a port, on this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'docker-'))
  writeFileSync(join(folder, '.env'), '')
  for (const [name, service] of Object.entries(composeServices(composeFile, join(folder, '.env')))) {
    assert.deepEqual(service.cap_drop, ['ALL'], name)
    assert.deepEqual(
      service.logging,
      { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
      name,
    )
    if (name === 'ollama') continue
    assert.equal(service.read_only, true, name)
    assert.match(service.mem_limit ?? '', /^\d+m$/, name)
    assert.ok((service.pids_limit ?? 0) > 0, name)
    assert.deepEqual(service.ports ?? [], openPorts[name] ?? [], name)
  }
})

test('of Google’s APIs, which the image does without, only the calendar’s is loaded', () => {
  const code = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { if (/src\\/apis\\/(?!calendar\\/)/.test(url)) console.log(url); return next(url, context) } })
    await import(${JSON.stringify(join(root, 'src/google/client.ts'))})`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    encoding: 'utf8',
    cwd: root,
  })
  assert.deepEqual([status, stdout], [0, ''], stderr)
})

test('the image has all that its commands load', () => {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8')
  const copied = [...dockerfile.matchAll(/^COPY (\w+) \1$/gm)].map(([, folder]) => folder)
  assert.deepEqual(copied, ['bin', 'config', 'jobs', 'src'])
  const code = `
    import { registerHooks } from 'node:module'
    registerHooks({ load(url, context, next) { if (url.startsWith('file://${root}/') && !/\\/(bin|config|jobs|src|node_modules)\\//.test(url)) console.log(url); return next(url, context) } })
    await import(${JSON.stringify(join(root, 'src/cli/main.ts'))})`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code, '--', '--help'], {
    encoding: 'utf8',
    cwd: root,
  })
  assert.match(stdout, /^statlist: reads the announcements/m)
  assert.doesNotMatch(stdout, /file:\/\//)
})

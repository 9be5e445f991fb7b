import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { makeLink } from '../../jobs/desk-link.ts'
import { openDesk } from '../../src/desk/listen.ts'
import { freePort } from '../support/dovecot.ts'
import { openGoogleServer } from '../support/google-server.ts'
import { makeSite } from '../support/site.ts'
import { sampleEvents } from '../support/talks.ts'
import { until } from '../support/worker.ts'
import { openWorld } from '../support/world.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/run.md'), 'utf8')

/** The block of docs/run.md in a language, as written; the first, or another. */
function blockOf(language: string, at = 0): string {
  const block = [...guide.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))][at]?.[1]
  assert.ok(block !== undefined, language)
  return block
}

/** A web server that is started with the block, but for its port, certificate and folders. */
const fronts: Record<string, (port: number, upstream: number, folder: string) => ChildProcess> = {
  nginx: (port, upstream, folder) => startNginx(blockOf('nginx'), port, upstream, folder),
  caddy(port, upstream, folder) {
    const block = blockOf('caddy')
      .replace('calendar.example.org', `http://127.0.0.1:${port}`)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${upstream}`)
      .replace('lb_try_duration 10s', 'lb_try_duration 1s')
    const file = join(folder, 'Caddyfile')
    writeFileSync(file, `{\n  admin off\n}\n${block}`)
    return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder },
    })
  },
}

function startNginx(written: string, port: number, upstream: number, folder: string): ChildProcess {
  const block = written
    .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
    .replace(/ssl_certificate.*\n/g, '\n')
    .replace('/var/cache/nginx/statlist', `${folder}/cache`)
    .replaceAll(/127\.0\.0\.1:808\d/g, `127.0.0.1:${upstream}`)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n')
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `pid ${folder}/pid;\nerror_log ${folder}/error.log;\nuser root;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${block}\n}\n`,
  )
  return spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' })
}

for (const [name, open] of Object.entries(fronts))
  test(`${name} as docs/run.md has it: no error of a restart reaches a calendar program`, async (t: TestContext) => {
    const folder = mkdtempSync(join(tmpdir(), `${name}-`))
    mkdirSync(join(folder, 'cache'))
    const [port, upstream] = [await freePort(), await freePort()]
    const events = await sampleEvents('2025-09-15')
    let { server } = makeSite(events)
    await server.listen({ host: '127.0.0.1', port: upstream })
    const front = open(port, upstream, folder)
    t.after(async () => {
      front.kill('SIGTERM')
      await server.close()
    })
    const ask = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`)
    await until(async () => (await ask('/').catch(() => null))?.status === 200, 15, `${name}’s first answer`)
    const feed = await ask('/statlist.ics')
    assert.deepEqual([feed.status, feed.headers.get('content-type')], [200, 'text/calendar; charset=utf-8'])
    const bytes = await feed.text()

    server.server.closeAllConnections()
    await server.close()
    const down = await ask('/statlist.ics')
    assert.ok(down.status === 404 || (await down.clone().text()) === bytes, String(down.status))
    if (name === 'nginx') assert.equal(down.status, 200, 'the last good copy')
    const never = await ask('/zurich.ics')
    assert.equal(never.status, 404)
    assert.doesNotMatch(String(never.headers.get('content-type')), /html/)
    assert.ok((await ask('/')).status >= 500, 'a page says that it is down')

    ;({ server } = makeSite(events.slice(1)))
    await server.listen({ host: '127.0.0.1', port: upstream })
    await until(
      async () => {
        const again = await ask('/statlist.ics')
        return again.status === 200 && (await again.text()) !== bytes
      },
      15,
      'the new feed',
    )
  })

test('readers behind the web server are told apart', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  mkdirSync(join(folder, 'cache'))
  const [port, upstream] = [await freePort(), await freePort()]
  const { server } = makeSite(await sampleEvents('2025-09-15'))
  const seen: string[] = []
  server.addHook('onRequest', async (request) => void seen.push(request.ip))
  await server.listen({ host: '127.0.0.1', port: upstream })
  const front = fronts['nginx']!(port, upstream, folder)
  t.after(async () => {
    front.kill('SIGTERM')
    await server.close()
  })
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  await until(
    async () => (await fetch(`http://127.0.0.1:${port}/health`, { headers }).catch(() => null)) !== null,
    15,
  )
  assert.deepEqual([...new Set(seen)], ['127.0.0.1'], 'what a reader says of himself is nothing')
})

test('the desk behind nginx as docs/run.md has it: a login and a form go through', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  const [port, upstream] = [await freePort(), await freePort()]
  const google = await openGoogleServer()
  const { services } = await openWorld(google)
  const url = 'https://desk.example.org'
  services.settings.desk = { host: '127.0.0.1', port: upstream, url }
  const desk = await openDesk([{ settings: services.settings.desk, services: () => services }])
  const front = startNginx(blockOf('nginx', 1), port, upstream, folder)
  t.after(async () => {
    front.kill('SIGTERM')
    await desk.close()
    await google.close()
  })
  const ask = async (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init })
  await until(async () => (await ask('/login').catch(() => null))?.status === 401, 15, 'nginx’s first answer')
  const link = new URL((await makeLink(services, 'Letizia')) ?? '')
  const post = (path: string, body: Record<string, string>, cookie = '') =>
    ask(path, { method: 'POST', headers: { origin: url, cookie }, body: new URLSearchParams(body) })
  const login = await post('/login', { key: link.searchParams.get('key') ?? '' })
  assert.equal(login.status, 303)
  const [cookie = ''] = (login.headers.get('set-cookie') ?? '').split(';')
  const page = await (await ask('/logout', { headers: { cookie } })).text()
  assert.match(page, /Letizia/)
  const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? ''
  assert.equal((await post('/logout', { token }, cookie)).status, 303)
  assert.equal((await ask('/', { headers: { cookie } })).status, 401)
})

// Only Linux has systemd.
test('the unit of docs/run.md is one that systemd takes', { skip: process.platform !== 'linux' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'unit-'))
  const file = join(folder, 'statlist.service')
  // Here Node may lie elsewhere, and nobody is called statlist.
  const unit = blockOf('ini').replace('User=statlist', 'User=root').replace('/usr/bin/node', process.execPath)
  writeFileSync(file, unit)
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
  const ours = stderr.split('\n').filter((line) => line.includes('statlist.service'))
  assert.deepEqual([status, ours], [0, []], stderr)
})

test('what docs/run.md has typed is what there is', () => {
  const commands = [...guide.matchAll(/(?:npx|worker) statlist (\w+)/g)].map(([, name]) => name)
  const help = spawnSync(process.execPath, [join(import.meta.dirname, '../../src/cli/main.ts'), '--help'], {
    encoding: 'utf8',
  }).stdout
  for (const name of new Set(commands)) assert.match(help, new RegExp(`^  ${name} `, 'm'))
})

import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { freePort } from '../support/dovecot.ts'
import { makeSite } from '../support/site.ts'
import { sampleEvents } from '../support/talks.ts'
import { until } from '../support/worker.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/run.md'), 'utf8')

/** The block of docs/run.md in a language, as written. */
function blockOf(language: string): string {
  const block = new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(guide)?.[1]
  assert.ok(block !== undefined, language)
  return block
}

/** A web server that is started with the block, but for its port, certificate and folders. */
const fronts: Record<string, (port: number, upstream: number, folder: string) => ChildProcess> = {
  nginx(port, upstream, folder) {
    const block = blockOf('nginx')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port}`)
      .replace(/ssl_certificate.*\n/g, '\n')
      .replace('/var/cache/nginx/statlist', `${folder}/cache`)
      .replaceAll('127.0.0.1:8080', `127.0.0.1:${upstream}`)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join('\n')
    const file = join(folder, 'nginx.conf')
    writeFileSync(
      file,
      `pid ${folder}/pid;\nerror_log ${folder}/error.log;\nuser root;\nevents {}\nhttp {\naccess_log off;\n${temporary}\n${block}\n}\n`,
    )
    return spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' })
  },
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

// Only Linux has systemd.
test('the unit of docs/run.md is one that systemd takes', { skip: process.platform !== 'linux' }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'unit-'))
  const file = join(folder, 'statlist.service')
  writeFileSync(file, blockOf('ini').replace('User=statlist', 'User=root'))
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

import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freePort, openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { talkMail } from '../support/talk-mail.ts'
import { adminToken, makeWorker, until, type WorkerProcess } from '../support/worker.ts'

let dovecot: Dovecot
let google: GoogleServer
let worker: WorkerProcess

const mailOf = (list: string, at: number) =>
  talkMail(at)
    .replace('<statlist.stat.example>', `<${list}>`)
    .replace('[Statlist]', `[${list}]`)
    .replace('@bench.example', `@${list}`)

const page = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${worker.url}${path}`, { redirect: 'manual', headers })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const uidsIn = (feed: string) => [...feed.matchAll(/^UID:(.*)\r$/gm)].map(([, uid = '']) => uid).toSorted()
const talksAt = async (path: string) =>
  uidsIn((await page(path)).text).filter((uid) => !uid.startsWith('notice')).length

before(async () => {
  google = await openGoogleServer()
  dovecot = await openDovecot()
  await dovecot.append('box', mailOf('statlist.stat.example', 1), mailOf('statlist.stat.example', 2))
  worker = await makeWorker(dovecot, 'box', google, { ADMIN_PORT: String(await freePort()) })
  await worker.start()
  await until(async () => (await talksAt('/statlist.ics')) === 2 && google.events.size === 2, 30)
})

after(async () => {
  await worker.stop()
  worker.remove()
  await dovecot.close()
  await google.close()
})

test('a second list, set up as docs/lists.md says, beside one that readers have subscribed to', async (t) => {
  const statlist = uidsIn((await page('/statlist.ics')).text)
  await worker.stop()
  const added = await worker.command(
    'list',
    'add',
    'physics',
    '--title',
    'Physics Colloquia',
    '--list-id',
    'physics.lists.example.org',
    '--time-zone',
    'America/New_York',
  )
  assert.equal(added.code, 0, added.stderr)
  const twice = await worker.command(
    'list',
    'add',
    'maths',
    '--title',
    'X',
    '--list-id',
    'physics.lists.example.org',
    '--time-zone',
    'Europe/Zurich',
  )
  assert.equal(twice.code, 2)
  assert.match(twice.stderr, /that of maths and physics: a mail belongs to one list\nNothing was written/)
  assert.ok(!existsSync(join(worker.env['DATA_FOLDER'] ?? '', 'lists/maths.json')))
  const again = await worker.command(
    'list',
    'add',
    'physics',
    '--title',
    'X',
    '--list-id',
    'x.y',
    '--time-zone',
    'Europe/Zurich',
  )
  assert.equal(again.code, 2)
  assert.match(again.stderr, /physics\.json already exists/)
  // One mailbox for both; a mail that goes to neither.
  await dovecot.append('box', mailOf('physics.lists.example.org', 5), mailOf('other.lists.example.org', 7))
  await worker.start()
  await until(async () => (await talksAt('/physics/physics.ics')) === 1, 30, 'the talk of the second list')

  await t.test('readers of the first list notice nothing', async () => {
    assert.deepEqual(uidsIn((await page('/statlist.ics')).text), statlist)
    assert.equal((await page('/statlist')).status, 200)
    const found = await page('/search?q=matter')
    assert.equal(found.headers.get('location'), '/statlist?q=matter')
    assert.match((await page('/statlist?q=matter')).text, /Jane D/)
    const links = [...(await page('/statlist')).text.matchAll(/\s(?:href|src|action)="(\/[^"]*)"/g)]
    assert.ok(
      links.every(([, path]) => path !== '/' && !path!.startsWith('/?')),
      'home is its own page',
    )
    assert.equal(google.events.size, 2)
  })

  await t.test('each mail is in the calendar of its list alone, in its zone', async () => {
    const { text } = await page('/physics/physics.ics')
    assert.match(text, /X-WR-CALNAME:Physics Colloquia/)
    assert.match(text, /TZID=America\/New_York/)
    assert.doesNotMatch(text, /Archive:/)
    assert.equal((await page('/physics/talks.json')).text.match(/"title"/g)?.length, 1)
    assert.equal(
      uidsIn(text).some((uid) => statlist.includes(uid)),
      false,
    )
  })

  await t.test('every link of its pages stays below its path, and leads somewhere', async () => {
    const front = await page('/physics/')
    const links = [...front.text.matchAll(/\s(?:href|src|action|data-events)="(\/[^"]*)"/g)].map(
      ([, path]) => path!,
    )
    assert.ok(links.length > 10)
    for (const path of new Set(links)) {
      assert.match(path, /^\/physics\//)
      const { status } = await page(path.replaceAll('&#38;', '&').replaceAll('&amp;', '&'))
      assert.ok(status === 200 || status === 302 || status === 303, `${path}: ${status}`)
    }
    const search = await page('/physics/search?q=matter')
    assert.equal(search.headers.get('location'), '/physics/?q=matter')
    const missing = await page('/physics/nothing-like-this')
    assert.equal(missing.status, 404)
    assert.match(missing.text, /href="\/physics\/"/)
    const talk = /href="(\/physics\/talks\/[0-9a-f]{12})"/.exec(front.text)![1]!
    assert.match((await page(talk)).text, /Jane D/)
  })

  await t.test('the page over all lists, and their health', async () => {
    const { text } = await page('/')
    assert.match(text, /href="\/statlist">Statlist calendar/)
    assert.match(text, /href="\/physics\/">Physics Colloquia calendar/)
    assert.match((await page('/', { 'accept-language': 'de' })).text, /Kalender/)
    const health = JSON.parse((await page('/health')).text)
    assert.deepEqual(health, { ok: true, lists: { physics: true, statlist: true } })
    assert.equal((await page('/physics/health')).status, 200)
    const headers = { authorization: `Bearer ${adminToken}` }
    assert.match((await page('/health/details', headers)).text, /"problems":\[\]/, 'of the first list')
    assert.equal((await page('/robots.txt')).status, 200)
    assert.equal((await page('/favicon.svg')).headers.get('content-type'), 'image/svg+xml')
    const posted = await fetch(`${worker.url}/`, { method: 'POST' })
    assert.equal(posted.status, 405)
  })

  await t.test('commands say which list they are for', async () => {
    const all = await worker.command('status')
    assert.match(all.stdout, /— physics —\n[^]*— statlist —\n/)
    const nothing = await worker.command('review')
    assert.equal(nothing.code, 2)
    assert.match(nothing.stderr, /several lists: name one of them with --list \(physics, statlist\)/)
    assert.match(
      (await worker.command('mails', '--list', 'physics')).stdout,
      /\[physics\.lists\.example\.org\]/,
    )
    assert.doesNotMatch((await worker.command('mails', '--list=statlist')).stdout, /\[physics/)
    assert.match(
      (await worker.command('status', '--list', 'chemistry')).stderr,
      /there is no list “chemistry”/,
    )
    const shown = await worker.command('list')
    assert.match(shown.stdout, /physics {2}Physics Colloquia\n.*\/physics\/physics\.ics/)
  })

  await t.test('each list has a desk of its own', async () => {
    const link = new URL((await worker.command('login', '--list', 'physics')).stdout.trim())
    assert.equal(link.pathname, '/physics/login')
    const desk = `http://127.0.0.1:${worker.env['ADMIN_PORT']}`
    const form = await (await fetch(`${desk}${link.pathname}${link.search}`)).text()
    assert.match(form, /action="\/physics\/login"/)
    const key = link.searchParams.get('key')!
    const answer = await fetch(`${desk}/physics/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: `http://127.0.0.1:${worker.env['ADMIN_PORT']}` },
      body: new URLSearchParams({ key, next: '/' }),
    })
    assert.equal(answer.headers.get('location'), '/physics/')
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
    assert.match(cookie, /^__Host-desk-physics=/)
    const talks = await fetch(`${desk}/physics/talks`, { headers: { cookie } })
    assert.match(await talks.text(), /href="\/physics\/talks\/[0-9a-f]{12}"/)
    const resync = await (await fetch(`${desk}/physics/resync`, { headers: { cookie } })).text()
    for (const [, path] of resync.matchAll(/\s[a-z-]+="(\/[^"]*)"/g)) assert.match(path!, /^\/physics\//)
    assert.match(await (await fetch(`${desk}/physics/`)).text(), /statlist login --list physics/)
    assert.equal((await fetch(`${desk}/statlist/talks`, { headers: { cookie } })).status, 401)
  })

  await t.test('the first list keeps its data where they were', () => {
    const folder = worker.env['DATA_FOLDER']!
    assert.ok(existsSync(join(folder, 'ledger.sqlite')))
    assert.deepEqual(
      readdirSync(join(folder, 'lists')).filter((name) => !name.includes('.')),
      ['physics'],
    )
    assert.match(readFileSync(join(folder, '.env'), 'utf8'), /LISTS=lists/)
  })
})

import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../config/lists/statlist.ts'
import { poll } from '../jobs/poll-inbox.ts'
import { openServices } from '../jobs/run/services.ts'
import { readSettings } from '../config/settings.ts'
import { parseAnnouncement } from '../src/announcement/parse.ts'
import { openLog } from '../src/log.ts'
import { openFeedStore } from '../src/publication/store.ts'
import { readMessage } from '../src/mail/message.ts'
import { sampleMails } from '../src/demo/sample.ts'
import { inboxPassword, freePort, openDovecot, type Dovecot } from '../test/support/dovecot.ts'
import { makeEvent } from '../test/support/events.ts'
import { openGoogleServer } from '../test/support/google-server.ts'
import { publicationOf, saveAll } from '../test/support/site.ts'
import { makeWorker, until } from '../test/support/worker.ts'
import { benchGoogle } from './google.ts'
import { talkMail } from '../test/support/talk-mail.ts'
import { benchHabits } from './habits.ts'
import { benchHostile } from './hostile.ts'
import { benchMutated } from './mutated.ts'
import { benchPast } from './past.ts'
import { benchRest } from './rest.ts'
import { benchScale } from './scale.ts'
import { benchWorkers } from './workers.ts'

const mailCount = 3000
const latencies = 16
const feedEvents = 999
const seconds = 4
const busyMails = 400

const rows: [string, string][] = []
function tell(what: string, figure: string): void {
  rows.push([what, figure])
  process.stdout.write(`${what.padEnd(62)} ${figure}\n`)
}

/** Announcements of one kind, each with its own title and Message-ID. */
function variants(count: number): string[] {
  const base = readFileSync(join(import.meta.dirname, '../test/cases/statlist/2025-09-15-002126.eml'), 'utf8')
  return Array.from({ length: count }, (_, at) =>
    base
      .replace('2025-09-15-002126@', `${at}-bench@`)
      .replace('Data Integration', `Data Integration number ${at}`),
  )
}

async function benchLedger(dovecot: Dovecot): Promise<void> {
  await dovecot.append('ledger', ...variants(mailCount))
  const inbox = dovecot.inbox('ledger')
  const env = {
    IMAP_HOST: inbox.host,
    IMAP_PORT: String(inbox.port),
    IMAP_TLS: 'none',
    IMAP_USER: inbox.user,
    IMAP_PASSWORD: inboxPassword,
    DATA_FOLDER: mkdtempSync(join(tmpdir(), 'bench-')),
  }
  const services = await openServices(readSettings(env), statlist, openLog('error'))
  const from = performance.now()
  const report = await poll(services)
  tell(
    'messages a second from Dovecot into the ledger',
    (report.added / ((performance.now() - from) / 1000)).toFixed(0),
  )
  await services.close()
}

async function benchParser(): Promise<void> {
  const messages = await Promise.all(
    sampleMails(Temporal.PlainDate.from('2026-01-05')).map(async (mail) =>
      readMessage(Buffer.from(mail.source), '2099-01-01T00:00:00Z'),
    ),
  )
  for (let warm = 0; warm < 5; warm++) for (const message of messages) parseAnnouncement(message, statlist)
  const from = performance.now()
  for (let round = 0; round < 20; round++)
    for (const message of messages) parseAnnouncement(message, statlist)
  tell(
    'announcements parsed a second (one core)',
    ((20 * messages.length) / ((performance.now() - from) / 1000)).toFixed(0),
  )
}

async function benchLatency(dovecot: Dovecot): Promise<void> {
  const google = await openGoogleServer()
  const worker = await makeWorker(dovecot, 'latency', google, { POLL_EVERY_SECONDS: '10' })
  await worker.start()
  const times: number[] = []
  const polled: number[] = []
  const mails = variants(latencies)
  for (const [at, mail] of mails.entries()) {
    // At moments spread evenly between two polls.
    await new Promise((resolve) => setTimeout(resolve, ((at * 7) % 10) * 1000))
    await dovecot.append('latency', mail)
    const from = performance.now()
    const number = `number ${at}:`
    let readAt = 0
    await until(
      async () => {
        const health = (await (await fetch(`${worker.url}/health`)).json()) as { lastPollAt: string | null }
        if (
          readAt === 0 &&
          health.lastPollAt !== null &&
          Date.parse(health.lastPollAt) > performance.timeOrigin + from
        )
          readAt = performance.now()
        const feed = await (await fetch(`${worker.url}/statlist.ics`)).text()
        const page = await (await fetch(`${worker.url}/2025`)).text()
        return feed.replace(/\r\n /g, '').includes(number) && page.includes(number)
      },
      60,
      `mail ${at} in feed and page`,
    )
    times.push(performance.now() - from)
    polled.push(readAt === 0 ? 0 : performance.now() - readAt)
  }
  const at = (list: number[], share: number) =>
    list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(0)
  tell(
    'from mail to feed and page, polling every 10 s: median, p95 (ms)',
    `${at(times, 0.5)}, ${at(times, 0.95)}`,
  )
  tell('… of that after the end of the poll: median, p95 (ms)', `${at(polled, 0.5)}, ${at(polled, 0.95)}`)
  await worker.stop()
  await google.close()
}

/** Requests a second of one address, and the time in which 99 % of them were answered, by wrk. */
function wrk(url: string, header: string | null): { perSecond: number; p99: string } {
  const { stdout } = spawnSync(
    'wrk',
    ['-t1', '-c64', '--latency', `-d${seconds}s`, ...(header === null ? [] : ['-H', header]), url],
    { encoding: 'utf8' },
  )
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0),
    p99: /99%\s+(\S+)/.exec(stdout)?.[1] ?? '?',
  }
}

async function benchFeed(): Promise<void> {
  const folder = mkdtempSync('/var/tmp/bench-feed-')
  const day = Temporal.Now.plainDateISO('Europe/Zurich')
  const events = Array.from({ length: feedEvents }, (_, at) => {
    const start = `${day.add({ days: Math.floor(at / 8) }).toString()}T1${at % 8}:15`
    const uid = `${String(at).padStart(12, '0')}bench@statlist-calendar`
    return makeEvent(
      { uid, start, end: start.replace(':15', ':59'), description: 'short', location: null, categories: [] },
      { title: `Talk number ${at}` },
    )
  })
  const publication = publicationOf(events)
  saveAll(openFeedStore(join(folder, 'feed')), publication, new Date().toISOString())
  const [port, nginxPort] = [await freePort(), await freePort()]
  const worker = spawn(process.execPath, [join(import.meta.dirname, '../src/cli/main.ts'), 'start'], {
    env: {
      ...process.env,
      TZ: 'UTC',
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: '1',
      IMAP_TLS: 'none',
      IMAP_USER: 'x',
      IMAP_PASSWORD: 'x',
      DATA_FOLDER: folder,
      WEB_PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: 'ignore',
  })
  const web = join(folder, 'www')
  mkdirSync(web)
  writeFileSync(join(web, 'statlist.ics'), publication.feed)
  spawnSync('chmod', ['-R', 'a+rX', folder])
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1;\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents { worker_connections 1024; }\nhttp { access_log off; sendfile on; types { text/calendar ics; } server { listen 127.0.0.1:${nginxPort}; root ${web}; } }\n`,
  )
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const ours = `http://127.0.0.1:${port}/statlist.ics`
  const theirs = `http://127.0.0.1:${nginxPort}/statlist.ics`
  const isUp = async (url: string) => (await fetch(url).catch(() => null))?.ok === true
  await until(async () => (await isUp(ours)) && (await isUp(theirs)), 20, 'both servers')
  const size = `${events.length} events, ${(publication.feed.length / 1000).toFixed(0)} kB`
  const tag = async (url: string) => `If-None-Match: ${(await fetch(url)).headers.get('etag')}`
  for (const status of ['200', '304']) {
    // Twice in turn: the first round warms both up.
    let [own, other] = [
      wrk(ours, status === '304' ? await tag(ours) : null),
      wrk(theirs, status === '304' ? await tag(theirs) : null),
    ]
    own = wrk(ours, status === '304' ? await tag(ours) : null)
    other = wrk(theirs, status === '304' ? await tag(theirs) : null)
    tell(
      `feed (${size}), ${status} a second at 64 connections: ours, nginx, ratio, our p99`,
      `${own.perSecond.toFixed(0)}, ${other.perSecond.toFixed(0)}, ${(own.perSecond / other.perSecond).toFixed(2)}, ${own.p99}`,
    )
  }
  const page = `http://127.0.0.1:${port}/`
  const plain = await (await fetch(page, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer()
  const { stdout } = spawnSync('curl', ['-s', '-H', 'Accept-Encoding: br', page], { maxBuffer: 1e7 })
  const icon = await (
    await fetch(`${page}favicon.svg`, { headers: { 'accept-encoding': 'identity' } })
  ).arrayBuffer()
  tell(
    'front page with everything that it asks for (kB): plain, compressed',
    `${((plain.byteLength + icon.byteLength) / 1000).toFixed(1)}, ${((stdout.length + icon.byteLength) / 1000).toFixed(1)}`,
  )
  worker.kill('SIGTERM')
  nginx.kill('SIGTERM')
}

const started = performance.now()
const dovecot = await openDovecot()
/** Page and feed are requested again and again while the worker reads a full mailbox. */
async function benchBusy(dovecot: Dovecot): Promise<void> {
  const google = await openGoogleServer()
  for (let at = 0; at < busyMails; at++) await dovecot.append('busy', talkMail(at))
  const worker = await makeWorker(dovecot, 'busy', google)
  await worker.start()
  const times: number[] = []
  await until(
    async () => {
      for (const path of ['/', '/statlist.ics']) {
        const from = performance.now()
        await (await fetch(worker.url + path)).arrayBuffer()
        times.push(performance.now() - from)
      }
      const { talks } = (await (
        await fetch(`${worker.url}/talks.json`)
      )
        .json()
        .catch(() => ({ talks: [] }))) as {
        talks: unknown[]
      }
      return talks.length === busyMails
    },
    60,
    `${busyMails} talks on the page`,
  )
  const slowest = times.toSorted((a, b) => b - a)
  tell(
    `while ${busyMails} mails are read, page and feed answer: requests, p99, slowest (ms)`,
    `${times.length}, ${slowest[Math.floor(times.length / 100)]!.toFixed(0)}, ${slowest[0]!.toFixed(0)}`,
  )
  await worker.stop()
  worker.remove()
  await google.close()
}

const benches: Record<string, () => Promise<void>> = {
  parser: benchParser,
  hostile: async () => benchHostile(tell),
  habits: async () => benchHabits(tell),
  ledger: () => benchLedger(dovecot),
  feed: benchFeed,
  latency: () => benchLatency(dovecot),
  busy: () => benchBusy(dovecot),
  past: async () => benchPast(dovecot, tell),
  scale: async () => benchScale(tell),
  workers: async () => benchWorkers(tell),
  rest: async () => benchRest(dovecot, tell),
  google: () => benchGoogle(dovecot, tell),
  mutated: async () => benchMutated(tell),
}
const wanted = process.argv.slice(2)
/** Each takes a quarter of an hour. */
const onlyWhenAsked = ['mutated', 'scale', 'workers']
for (const [name, run] of Object.entries(benches))
  if (wanted.length === 0 ? !onlyWhenAsked.includes(name) : wanted.includes(name)) await run()
await dovecot.close()
const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`
process.stdout.write(
  `\n${machine}; ${((performance.now() - started) / 1000).toFixed(0)} s in all\n\n| what | figure |\n| --- | --- |\n${rows.map(([what, figure]) => `| ${what} | ${figure} |`).join('\n')}\n`,
)
process.exit(0)

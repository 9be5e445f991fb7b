import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { statlist } from '../config/profile.ts'
import { poll } from '../jobs/poll-inbox.ts'
import { openServices } from '../jobs/services.ts'
import { readSettings } from '../config/settings.ts'
import { parseAnnouncement } from '../src/announcement/parse.ts'
import { renderFeed } from '../src/calendar/feed.ts'
import { openLog } from '../src/log.ts'
import { readMessage } from '../src/mail/message.ts'
import { sampleMails } from '../src/cli/sample.ts'
import { freePort, openDovecot, type Dovecot } from '../test/support/dovecot.ts'
import { makeEvent } from '../test/support/events.ts'
import { openGoogleServer } from '../test/support/google-server.ts'
import { makeWorker, until } from '../test/support/worker.ts'
import { benchGoogle } from './google.ts'

const mailCount = 1000
const latencies = 16
const feedEvents = 700
const seconds = 4

/** Notes a figure, at once and in the table at the end. */
export type Tell = (what: string, figure: string) => void

const rows: [string, string][] = []
function tell(what: string, figure: string): void {
  rows.push([what, figure])
  process.stdout.write(`${what.padEnd(62)} ${figure}\n`)
}

/** Announcements of one kind with another title, speaker and Message-ID each. */
function variants(count: number): string[] {
  const base = readFileSync(join(import.meta.dirname, '../test/cases/statlist/2025-09-15-002126.eml'), 'utf8')
  return Array.from({ length: count }, (_, at) =>
    base
      .replace('2025-09-15-002126@', `${at}-bench@`)
      .replace('Data Integration', `Data Integration number ${at}`),
  )
}

async function benchLedger(dovecot: Dovecot): Promise<void> {
  for (const mail of variants(mailCount)) await dovecot.append('ledger', mail)
  const inbox = dovecot.inbox('ledger')
  const env = {
    IMAP_HOST: inbox.host,
    IMAP_PORT: String(inbox.port),
    IMAP_TLS: 'none',
    IMAP_USER: inbox.user,
    IMAP_PASSWORD: inbox.password,
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
      readMessage(Buffer.from(mail.source), '2026-01-01T00:00:00Z'),
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
    // At any moment between two polls, evenly spread.
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
        return (await (await fetch(`${worker.url}/statlist.ics`)).text())
          .replace(/\r\n /g, '')
          .includes(number)
      },
      60,
      `mail ${at} in the feed`,
    )
    times.push(performance.now() - from)
    polled.push(readAt === 0 ? 0 : performance.now() - readAt)
  }
  const at = (list: number[], share: number) =>
    list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]!.toFixed(0)
  tell('from mail to feed, polling each 10 s: median, p95 (ms)', `${at(times, 0.5)}, ${at(times, 0.95)}`)
  tell('… of that after the end of the poll: median, p95 (ms)', `${at(polled, 0.5)}, ${at(polled, 0.95)}`)
  await new Promise((resolve) => setTimeout(resolve, 3000))
  const pid = spawnSync('pgrep', ['-f', 'src/cli/main.ts start'], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .at(-1)!
  const rss = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  tell('resident memory at rest (MB)', (Number(rss) / 1024).toFixed(0))
  await worker.stop()
  await google.close()
}

/** Requests a second of one address, by wrk. */
function wrk(url: string, header: string | null): number {
  const { stdout } = spawnSync(
    'wrk',
    ['-t1', '-c32', `-d${seconds}s`, ...(header === null ? [] : ['-H', header]), url],
    { encoding: 'utf8' },
  )
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1] ?? 0)
}

async function benchFeed(): Promise<void> {
  const folder = mkdtempSync('/var/tmp/bench-feed-')
  const events = Array.from({ length: feedEvents }, (_, at) =>
    makeEvent({ uid: `${at}@x`, description: `number ${at}\n${'An abstract of some length. '.repeat(5)}` }),
  )
  const feed = renderFeed(events, statlist)
  const { openFeedStore } = await import('../src/web/store.ts')
  openFeedStore(join(folder, 'feed')).save(feed, '[]')
  const [port, nginxPort] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    TZ: 'UTC',
    IMAP_HOST: '127.0.0.1',
    IMAP_PORT: '1',
    IMAP_TLS: 'none',
    IMAP_USER: 'x',
    IMAP_PASSWORD: 'x',
    DATA_FOLDER: folder,
    WEB_PORT: String(port),
    LOG_LEVEL: 'silent',
  }
  const worker = spawn(process.execPath, [join(import.meta.dirname, '../src/cli/main.ts'), 'start'], {
    env: { ...env, LOG_LEVEL: 'error' },
    stdio: 'ignore',
  })
  const web = join(folder, 'www')
  mkdirSync(web)
  writeFileSync(join(web, 'statlist.ics'), feed)
  spawnSync('chmod', ['-R', 'a+rX', folder])
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1;\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/error.log;\nevents { worker_connections 1024; }\nhttp { access_log off; sendfile on; types { text/calendar ics; } server { listen 127.0.0.1:${nginxPort}; root ${web}; } }\n`,
  )
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const [ours, theirs] = [
    `http://127.0.0.1:${port}/statlist.ics`,
    `http://127.0.0.1:${nginxPort}/statlist.ics`,
  ]
  await until(
    async () =>
      (await fetch(ours).catch(() => null))?.ok === true &&
      (await fetch(theirs).catch(() => null))?.ok === true,
    20,
    'both servers',
  )
  const tag = async (url: string) => `If-None-Match: ${(await fetch(url)).headers.get('etag')}`
  for (const [name, header] of [
    ['200', null],
    ['304', tag],
  ] as const) {
    const [own, nginxFigure] = [
      wrk(ours, header === null ? null : await header(ours)),
      wrk(theirs, header === null ? null : await header(theirs)),
    ]
    tell(
      `feed of ${(feed.length / 1000).toFixed(0)} kB, ${name} a second: ours, nginx, ratio`,
      `${own.toFixed(0)}, ${nginxFigure.toFixed(0)}, ${(own / nginxFigure).toFixed(2)}`,
    )
  }
  worker.kill('SIGTERM')
  nginx.kill('SIGTERM')
}

const started = performance.now()
const dovecot = await openDovecot()
await benchParser()
await benchLedger(dovecot)
await benchFeed()
await benchLatency(dovecot)
await benchGoogle(dovecot, tell)
await dovecot.close()
const machine = `${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`
process.stdout.write(
  `\n${machine}; ${((performance.now() - started) / 1000).toFixed(0)} s in all\n\n| what | figure |\n| --- | --- |\n${rows.map(([what, figure]) => `| ${what} | ${figure} |`).join('\n')}\n`,
)
process.exit(0)

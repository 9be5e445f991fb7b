import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger } from '../../src/ledger/ledger.ts'
import { freePort, openDovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { openPostgresServer, type PostgresServer } from '../support/postgres-server.ts'
import { talkMail } from '../support/talk-mail.ts'
import { makeWorker, type WorkerProcess } from '../support/worker.ts'
import { openRedis } from './kills.ts'
import { secondsUntil, sleep } from './rig.ts'

/** Hosts, which are processes with data folders of their own, over one PostgreSQL, one Redis and one inbox. */
export interface Hosts {
  hosts: WorkerProcess[]
  postgres: PostgresServer
  /** Of each list. */
  google: GoogleServer[]
  /** Puts so many more mails into the inbox, one list after the other. */
  deliver(count: number): Promise<void>
  /** What is not as it must be in the end, in words. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

const nameOf = (list: number) => `list-${list}`

/**
 * @param roles what each host does: `--only` of its start, or null
 * @param disk size of the database's own disk, or null
 */
export async function openHosts(
  lists: number,
  roles: readonly ('web' | 'worker' | null)[],
  disk: string | null = null,
): Promise<Hosts> {
  const folder = mkdtempSync(join(tmpdir(), 'hosts-'))
  const google: GoogleServer[] = []
  for (let list = 0; list < lists; list++)
    google.push(await openGoogleServer(`list-${list}@group.calendar.google.com`))
  const [dovecot, postgres, port] = [await openDovecot(), await openPostgresServer(disk), await freePort()]
  const redis: ChildProcess = await openRedis(port)
  const shared = {
    DATABASE_URL: postgres.url,
    REDIS_URL: `redis://127.0.0.1:${port}`,
    LISTS: writeLists(folder, google),
  }
  const hosts: WorkerProcess[] = []
  for (const only of roles)
    hosts.push(await makeWorker(dovecot, 'box', google[0]!, shared, only === null ? [] : ['--only', only]))
  const sent = Array.from({ length: lists }, () => 0)
  return {
    hosts,
    postgres,
    google,
    async deliver(count) {
      await dovecot.append('box', ...mailsFor(sent, count))
    },
    async faults() {
      const found: string[] = []
      for (const [list, server] of google.entries())
        found.push(...(await faultsOf(list, sent[list]!, { hosts, roles, postgres, server })))
      return found
    },
    async close() {
      for (const host of hosts) {
        await host.kill()
        host.remove()
      }
      redis.kill('SIGKILL')
      for (const server of google) await server.close()
      await postgres.close()
      await dovecot.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** A profile and settings for each list; the first is served at the root. */
function writeLists(folder: string, google: readonly GoogleServer[]): string {
  const lists = join(folder, 'lists')
  mkdirSync(lists)
  for (const [list, server] of google.entries()) {
    const key = join(folder, `key-${list}.json`)
    writeFileSync(key, server.keyFile)
    const profile = {
      name: `List ${list}`,
      listIds: [`list-${list}.stat.example`],
      timeZone: 'Europe/Zurich',
      ...(list === 0 ? { root: true } : {}),
    }
    writeFileSync(join(lists, `${nameOf(list)}.json`), JSON.stringify(profile))
    const settings = {
      GOOGLE_CALENDAR_ID: server.calendarId,
      GOOGLE_KEY_FILE: key,
      GOOGLE_API_URL: server.url,
    }
    writeFileSync(
      join(lists, `${nameOf(list)}.env`),
      Object.entries(settings)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
  }
  return lists
}

function mailsFor(sent: number[], count: number): string[] {
  return Array.from({ length: count }, () => {
    const list = sent.indexOf(Math.min(...sent))
    const at = sent[list]!++
    return talkMail(at)
      .replace('statlist.stat.example', `list-${list}.stat.example`)
      .replace(`<${at}@`, `<${list}-${at}@`)
  })
}

interface Around {
  hosts: readonly WorkerProcess[]
  roles: readonly (string | null)[]
  postgres: PostgresServer
  server: GoogleServer
}

/** Each mail of a list is one talk in the ledger, in Google and in the feed of every host that serves it. */
async function faultsOf(
  list: number,
  sent: number,
  { hosts, roles, postgres, server }: Around,
): Promise<string[]> {
  const name = nameOf(list)
  const { mails, different, open, starts } = await ledgerOf(postgres, name)
  const inGoogle = [...server.events.values()].flatMap(({ status, start }) =>
    status === 'cancelled' ? [] : [(start as { dateTime: string }).dateTime.slice(0, 16)],
  )
  const found = [
    ...(mails === sent ? [] : [`${sent - mails} mails lost`]),
    ...(different === mails ? [] : [`${mails - different} mails twice`]),
    ...(open === 0 ? [] : [`${open} pieces of work open`]),
    ...(new Set(starts).size === sent && starts.length === sent ? [] : [`${starts.length} talks of ${sent}`]),
    ...(sorted(inGoogle) === sorted(starts)
      ? []
      : [`${inGoogle.length} talks in Google, ${starts.length} in the ledger`]),
  ]
  const path = list === 0 ? `/${name}.ics` : `/${name}/${name}.ics`
  const feeds = await Promise.all(
    hosts.flatMap(({ url }, at) => (roles[at] === 'worker' ? [] : [textAt(`${url}${path}`)])),
  )
  if (new Set(feeds).size > 1) found.push('the hosts’ feeds differ')
  const inFeed = [...(feeds[0] ?? '').matchAll(/^DTSTART;TZID=[^:]*:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/gm)]
  const feedStarts = inFeed.map(
    ([, year, month, day, hour, minute]) => `${year}-${month}-${day}T${hour}:${minute}`,
  )
  if (sorted(feedStarts) !== sorted(starts)) found.push(`${feedStarts.length} talks in the feed`)
  return found.map((fault) => `${name}: ${fault}`)
}

const sorted = (texts: readonly string[]) => texts.toSorted().join('\n')

async function ledgerOf({ url }: PostgresServer, name: string) {
  const ledger = await openLedger({ url, schema: `list_${name.replaceAll('-', '_')}` })
  const messages = await ledger
    .selectFrom('message')
    .select('message_id')
    .where('state', '!=', 'ignored')
    .execute()
  const open = await ledger.selectFrom('outbox').select('key').execute()
  const events = await ledger.selectFrom('event').select('event').execute()
  await ledger.destroy()
  return {
    mails: messages.length,
    different: new Set(messages.map(({ message_id: id }) => id)).size,
    open: open.length,
    starts: events.map(({ event }) => (JSON.parse(event) as { start: string }).start.slice(0, 16)),
  }
}

async function textAt(url: string): Promise<string> {
  const answer = await fetch(url).catch(() => null)
  return answer?.ok === true ? answer.text() : `${answer?.status ?? 'no answer'}`
}

/** What SIGKILLs of either of two hosts at random moments, while mails come in, leave. */
export async function hostsKilled(
  kills: number,
  mails: number,
  lists: number,
  told: (text: string) => void = () => {},
): Promise<string[]> {
  const rig = await openHosts(lists, [null, null])
  try {
    await Promise.all(rig.hosts.map(async (host) => host.start()))
    for (let kill = 0; kill < kills; kill++) {
      const due = Math.floor((mails * (kill + 1)) / kills) - Math.floor((mails * kill) / kills)
      const delivery = rig.deliver(due)
      await sleep(0.5 + Math.random() ** 2 * 6)
      const host = rig.hosts[kill % 2]
      await host?.kill()
      await Promise.all([host?.start(), delivery])
      told(`kill ${kill + 1} of ${kills}`)
    }
    await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
    return await rig.faults()
  } finally {
    await rig.close()
  }
}

/** Google's pace is some 280 events a minute and list. */
const settleSeconds = 420

type Outage = (postgres: PostgresServer, seconds: number) => Promise<void>

/** Ways in which the database is away for a minute. */
export const outages: Readonly<Record<string, Outage>> = {
  'PostgreSQL is killed, and back after 60 s': async (postgres, seconds) => {
    await postgres.kill()
    await sleep(seconds)
    await postgres.start()
  },
  'PostgreSQL answers nothing for 60 s': async (postgres, seconds) => {
    postgres.pause()
    await sleep(seconds)
    postgres.resume()
  },
  'PostgreSQL has no room on its disk for 60 s': async (postgres, seconds) => {
    postgres.fillDisk()
    await sleep(seconds)
    await postgres.freeDisk()
  },
}

/** More than fits into what a full disk has allotted. */
const mailsMeanwhile = 60
/** Room for an empty cluster and some mails. */
const diskSize = '128m'

/** What an outage of a minute does: seconds until `/health` is red and green again, and what is wrong in the end. */
export async function databaseOut(
  outage: Outage,
): Promise<{ faults: string[]; red: number | null; green: number | null }> {
  const rig = await openHosts(1, [null, null], diskSize)
  const [first] = rig.hosts
  const status = async (path: string) =>
    (await fetch(`${first?.url}${path}`, { signal: AbortSignal.timeout(10_000) }).catch(() => null))?.status
  try {
    await Promise.all(rig.hosts.map(async (host) => host.start()))
    await rig.deliver(10)
    await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
    const away = outage(rig.postgres, 60)
    await rig.deliver(mailsMeanwhile)
    const red = await secondsUntil(async () => (await status('/health')) === 503, 90)
    const served = await status('/list-0.ics')
    await away
    const green = await secondsUntil(async () => (await status('/health')) === 200, 90)
    await secondsUntil(async () => (await rig.faults()).length === 0, settleSeconds)
    const faults = await rig.faults()
    return { faults: served === 200 ? faults : [...faults, `the feed answered ${served}`], red, green }
  } finally {
    rig.postgres.resume()
    await rig.close()
  }
}

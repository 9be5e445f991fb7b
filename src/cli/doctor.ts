import { unknownSettings } from './env-file.ts'
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { readList, readLists, type List } from '../../config/lists.ts'
import { SettingsError } from '../../config/settings.ts'
import { freeBytesOf } from '../../jobs/run/disk.ts'
import { ledgerPlace } from '../../jobs/run/paths.ts'
import { openGoogleCalendar } from '../google/calendar.ts'
import { damageOf, openLedger } from '../ledger/ledger.ts'
import { messageOf } from '../errors.ts'
import { checkInbox } from '../mail/imap/inbox.ts'
import { readAnswerAlone } from '../reader/again.ts'
import { requestsOf } from '../reader/request.ts'
import { sampleMail, sampleStart } from '../reader/sample.ts'
import { redisVersion } from '../redis.ts'
import type { Command } from './command.ts'

/** What one check found: fine, worth knowing, or broken; with what to do. */
interface Finding {
  what: string
  state: 'ok' | 'note' | 'fail'
  text: string
}

const freeBytes = 500_000_000
const feedMs = 10_000
const clockSeconds = 60

export const doctor: Command = {
  name: 'doctor',
  summary: 'check inbox, Redis, ledger, Google, reader, feed, clock and disk, and say what to do',
  help: `
statlist doctor

Checks settings, disk, ledger, inbox, Redis, Google (key, sharing, rights, public or not), the language
model (it reads a sample mail), the feed from outside and the clock; changes nothing. Each line says ok, note or FAIL, and what to do.
Exit code 1 when something failed.`,
  async run() {
    return (await tellFindings(process.env)) > 0 ? 1 : 0
  },
}

/** Runs the checks and prints a line for each finding; gives the number of failures. */
export async function tellFindings(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  let failures = 0
  for await (const { what, state, text } of examine(env)) {
    if (state === 'fail') failures += 1
    const mark = state === 'fail' ? 'FAIL' : state
    process.stdout.write(`${mark.padEnd(5)} ${what.padEnd(9)} ${text}\n`)
  }
  return failures
}

/**
 * Runs the checks one after the other; each has its own deadline.
 * @param wanted only these, unless the settings themselves are wrong
 */
export async function* examine(
  env: Readonly<Record<string, string | undefined>>,
  wanted: readonly string[] | null = null,
): AsyncGenerator<Finding> {
  let lists: readonly List[]
  try {
    lists = env['LIST'] ? [await readList(env)] : await readLists(env)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    for (const problem of error.problems) yield { what: 'settings', state: 'fail', text: problem }
    if (wanted !== null) return
    yield {
      what: 'settings',
      state: 'note',
      text: 'nothing else was checked: “npx statlist setup” guides you through the settings',
    }
    return
  }
  if (wanted === null) {
    yield { what: 'settings', state: 'ok', text: 'all there' }
    for (const text of unknownSettings()) yield { what: 'settings', state: 'note', text }
  }
  for (const list of lists)
    for (const check of [
      checkDisk,
      checkLedger,
      checkImap,
      checkRedis,
      checkGoogle,
      checkReader,
      checkFeed,
    ]) {
      const what = names.get(check) ?? ''
      if (wanted?.includes(what) === false) continue
      const told = (text: string) => (lists.length === 1 ? text : `${list.id}: ${text}`)
      try {
        for (const finding of await check(list)) yield { ...finding, text: told(finding.text) }
      } catch (error) {
        yield { what, state: 'fail', text: told(messageOf(error)) }
      }
    }
}

type Check = (list: List) => Finding[] | Promise<Finding[]>

function checkDisk({ settings: { dataFolder } }: List): Finding[] {
  mkdirSync(dataFolder, { recursive: true })
  accessSync(dataFolder, constants.W_OK)
  const free = freeBytesOf(dataFolder)
  const text = `${(free / 1e9).toFixed(1)} GB free in ${dataFolder}`
  return [
    free < freeBytes
      ? { what: 'disk', state: 'fail', text: `${text}: make room, mails are kept there` }
      : { what: 'disk', state: 'ok', text },
  ]
}

async function checkLedger({ settings }: List): Promise<Finding[]> {
  const place = ledgerPlace(settings)
  if (typeof place === 'string' && !existsSync(place))
    return [{ what: 'ledger', state: 'note', text: `${place} is made at the first start` }]
  const ledger = await openLedger(place)
  try {
    const damage = await damageOf(ledger, place)
    const where = typeof place === 'string' ? place : `schema ${place.schema} of DATABASE_URL`
    return [{ what: 'ledger', state: damage === null ? 'ok' : 'fail', text: damage ?? where }]
  } finally {
    await ledger.destroy()
  }
}

async function checkImap({ settings: { imap } }: List): Promise<Finding[]> {
  const found: Finding[] = []
  for (const mailbox of imap?.mailboxes ?? []) {
    const count = await checkInbox({ ...imap!, mailbox })
    found.push({
      what: 'inbox',
      state: 'ok',
      text: `${imap!.user} on ${imap!.host}: ${count} mails in ${mailbox}`,
    })
  }
  return found
}

async function checkRedis({ settings: { redisUrl, databaseUrl } }: List): Promise<Finding[]> {
  if (redisUrl === null && databaseUrl !== null)
    return [
      { what: 'redis', state: 'note', text: 'a private one: before a second host works, set REDIS_URL, too' },
    ]
  if (redisUrl === null)
    return [{ what: 'redis', state: 'ok', text: 'a private one is started with the worker' }]
  try {
    const { version, evicts } = await redisVersion(redisUrl)
    const policy = evicts ? ', but maxmemory-policy is not noeviction' : ''
    return [{ what: 'redis', state: evicts ? 'note' : 'ok', text: `version ${version}${policy}` }]
  } catch (error) {
    return [
      {
        what: 'redis',
        state: 'fail',
        text: `${messageOf(error)}: is the Redis of REDIS_URL running, and its password right? Without REDIS_URL a private one is used`,
      },
    ]
  }
}

async function checkGoogle({ profile, settings: { google } }: List): Promise<Finding[]> {
  if (google === null)
    return [
      {
        what: 'google',
        state: 'note',
        text: 'off: set GOOGLE_CALENDAR_ID and GOOGLE_KEY_FILE to turn it on (docs/google.md)',
      },
    ]
  const { summary, account, role, isPublic } = await openGoogleCalendar(google, profile.timeZone).access()
  const writes = role === 'writer' || role === 'owner' || role === 'writerWithoutPrivateAccess'
  return [
    writes
      ? { what: 'google', state: 'ok', text: `${account} may change the events of “${summary}” (${role})` }
      : {
          what: 'google',
          state: 'fail',
          text: `${account} is only “${role}” in “${summary}”: share the calendar with it, permission “Make changes to events”`,
        },
    isPublic === true
      ? { what: 'google', state: 'ok', text: 'the calendar is public' }
      : {
          what: 'google',
          state: isPublic === null ? 'note' : 'fail',
          text: `${isPublic === null ? 'it is not known whether the calendar is public' : 'the calendar is not public'}: in its settings, “Make available to public”`,
        },
  ]
}

/** Lets the language model read a sample mail: what comes out, and how long it takes. */
async function checkReader({ profile, settings: { reader } }: List): Promise<Finding[]> {
  const finding = (state: Finding['state'], text: string) => [{ what: 'reader', state, text }]
  if (reader === null)
    return finding(
      'note',
      'off: with READER_URL and READER_MODEL a language model reads each mail, too (docs/reader.md)',
    )
  const { ask } = await import('../reader/call.ts')
  const requests = requestsOf(sampleMail, profile) ?? []
  const begun = performance.now()
  const answers: string[] = []
  for (const request of requests) answers.push(await ask(reader, request))
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const read = readAnswerAlone(sampleMail, profile, answers)
  if ('problem' in read) return finding('fail', `${reader.model}, after ${seconds} s: ${read.problem}`)
  const [talk] = read.talks
  const said = `${reader.model} reads the sample mail in ${seconds} s: ${talk?.start.value.replace('T', ' ') ?? 'no event'}, “${talk?.title?.value ?? 'no title'}”, ${talk?.location?.value ?? 'no place'}`
  const right = read.talks.length === 1 && talk?.start.value === sampleStart && talk.doubts.length === 0
  return right
    ? finding('ok', said)
    : finding('note', `${said}; ${sampleStart.replace('T', ' ')} was right: a larger model reads more`)
}

/** Reads the feed as a distant reader does; the Date of the answer tells whether our clock is right. */
async function checkFeed({ id, settings: { web } }: List): Promise<Finding[]> {
  if (web.publicUrl === null)
    return [
      {
        what: 'feed',
        state: 'note',
        text: 'PUBLIC_URL is not set: the feed from outside and the clock were not checked',
      },
    ]
  const address = `${web.publicUrl}/${id}.ics`
  let response: Response
  try {
    response = await fetch(address, { signal: AbortSignal.timeout(feedMs), redirect: 'manual' })
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : messageOf(error)
    return [
      {
        what: 'feed',
        state: 'fail',
        text: `${address} does not answer (${cause}): is the worker running, and the web server in front of it?`,
      },
    ]
  }
  const body = await response.text()
  const skew = Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.now()) / 1000
  const good =
    response.ok &&
    body.startsWith('BEGIN:VCALENDAR') &&
    /text\/calendar/.test(response.headers.get('content-type') ?? '')
  const plain = address.startsWith('http:') && !/\/\/(?:localhost|127\.)/.test(address)
  return [
    good
      ? { what: 'feed', state: 'ok', text: `${address}: ${body.match(/BEGIN:VEVENT/g)?.length ?? 0} events` }
      : {
          what: 'feed',
          state: 'fail',
          text: `${address} answers ${response.status} ${response.headers.get('content-type') ?? ''}: it must be the feed itself, without redirect or login`,
        },
    ...(plain
      ? [
          {
            what: 'feed',
            state: 'fail' as const,
            text: 'PUBLIC_URL is plain http: Google shows such a feed empty; put TLS in front',
          },
        ]
      : []),
    ...(Number.isFinite(skew) && skew > clockSeconds
      ? [
          {
            what: 'clock',
            state: 'fail' as const,
            text: `${Math.round(skew)} s off from the clock of ${address}: set it by NTP`,
          },
        ]
      : [{ what: 'clock', state: 'ok' as const, text: new Date().toISOString() }]),
  ]
}

const names = new Map<Check, string>([
  [checkDisk, 'disk'],
  [checkLedger, 'ledger'],
  [checkImap, 'inbox'],
  [checkRedis, 'redis'],
  [checkGoogle, 'google'],
  [checkReader, 'reader'],
  [checkFeed, 'feed'],
])

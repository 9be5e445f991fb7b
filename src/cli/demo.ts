import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { statlist } from '../../config/lists/statlist.ts'
import { readSettings } from '../../config/settings.ts'
import { openServices, type Services } from '../../jobs/run/services.ts'
import { makeLink } from '../../jobs/desk-link.ts'
import { takeRemark } from '../../jobs/take-remark.ts'
import { detailsOf } from '../../jobs/run/details.ts'
import { openWorker } from '../../jobs/run/worker.ts'
import { openDesk } from '../desk/listen.ts'
import { storedEvents } from '../ledger/events.ts'
import { countMessages } from '../ledger/messages.ts'
import { notes } from '../ledger/notes.ts'
import { countWork } from '../ledger/outbox.ts'
import { openLog } from '../log.ts'
import type { Command } from './command.ts'
import { resyncForAdmin } from './resync.ts'
import { openWebThread } from './web-thread.ts'
import { freePort, openSampleInbox, portOf } from '../demo/inbox.ts'
import { sampleMails } from '../demo/sample.ts'
import { stopSignal } from './start.ts'

const root = join(import.meta.dirname, '../..')
const wantedPort = 8080
const wantedDeskPort = 8081
const passSeconds = 120

export const demo: Command = {
  name: 'demo',
  summary: 'see it at work: a sample inbox, a private Redis, page and feed',
  help: `
statlist demo [--once]

Starts a sample inbox (a real IMAP server in this process), a private Redis and a stand-in for Google's
server, reads the sample mails, serves page and feed on http://localhost:8080, and prints a link to the admin's desk,
where five doubtful mails wait. Ctrl-C ends it.
Everything lives in data/demo, which starts empty each time. No settings are read.

  --once  one whole pass: print the table and the feed's path, and end`,
  async run(args) {
    const { values } = parseArgs({ args, options: { once: { type: 'boolean', default: false } } })
    const say = (line: string) => process.stdout.write(`${line}\n`)
    const folder = resolve(root, 'data/demo')
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })

    const mails = sampleMails(Temporal.Now.plainDateISO(statlist.timeZone))
    const inbox = await openSampleInbox(mails.map((mail) => mail.source))
    say(`Sample inbox: ${mails.length} mails on an IMAP server in this process (port ${portOf(inbox)})`)
    // From the tests: it behaves as Google does, so the push can be seen without an account.
    const { openGoogleServer } = await import('../../test/support/google-server.ts')
    const google = await openGoogleServer()
    const keyFile = join(folder, 'service-account.json')
    writeFileSync(keyFile, google.keyFile, { mode: 0o600 })
    say(
      `Google: a stand-in for its server on ${google.url} (no account is needed, nothing leaves this machine)`,
    )

    const settings = readSettings({
      IMAP_HOST: '127.0.0.1',
      IMAP_PORT: String(portOf(inbox)),
      IMAP_TLS: 'none',
      IMAP_USER: 'testuser',
      IMAP_PASSWORD: 'testpass',
      POLL_EVERY_SECONDS: '10',
      GOOGLE_CALENDAR_ID: google.calendarId,
      GOOGLE_KEY_FILE: keyFile,
      GOOGLE_API_URL: google.url,
      DATA_FOLDER: folder,
      WEB_PORT: String(await freePort(wantedPort)),
      ADMIN_PORT: String(await freePort(wantedDeskPort)),
      LOG_LEVEL: 'warn',
    })
    const services = await openServices(settings, statlist, openLog(settings.logLevel))
    const worker = await openWorker(services, process.env['PATH'] ?? '', say)
    say(`Redis: ${worker.redisKind}`)
    // No subscribe link to a stand-in that readers could not reach.
    const web = await openWebThread(
      [{ id: 'statlist', profile: statlist, settings: { ...settings, google: null } }],
      () => ({
        resync: async () => resyncForAdmin(worker.services),
        remark: async (remark) => takeRemark(worker.services, remark),
        health: async () => detailsOf(worker.services),
      }),
      services.log,
    )
    const desk =
      settings.desk === null
        ? null
        : await openDesk([{ settings: settings.desk, services: () => worker.services }])
    const done = await firstPass(services, say)
    say(await renderTable(services, google.events.size))
    say(`Feed: ${services.feed.path}`)
    if (!values.once) {
      const address = web.address.replace('127.0.0.1', 'localhost')
      say(`\nPage: ${address}/   Feed: ${address}/statlist.ics   (Ctrl-C ends the demo)`)
      say(
        `Desk: ${await makeLink(services, 'you')}   (five mails wait there; the link is good for ten minutes)`,
      )
      await stopSignal()
    }
    await Promise.allSettled([web.close(), desk?.close(), worker.close()])
    await services.close()
    await google.close()
    inbox.close()
    return done ? 0 : 1
  },
}

/** Waits until the first poll is over and nothing is left to do; reports its progress. */
async function firstPass(services: Services, say: (line: string) => void): Promise<boolean> {
  let told = ''
  for (let waited = 0; waited < passSeconds * 10; waited++) {
    const [mails, work, left] = [
      await countMessages(services.ledger),
      await countWork(services.ledger),
      await notes(services.ledger),
    ]
    const events = (await storedEvents(services.ledger)).length
    const open = Object.values(work).reduce((sum, count) => sum + count, 0)
    const line = `  ${mails.read + mails.ignored} of ${mails.read + mails.ignored + mails.pending} mails read, ${events} events, ${open} things to do`
    if (line !== told && waited % 3 === 0) say((told = line))
    if (left['last-poll'] !== undefined && open === 0 && mails.pending === 0) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  say(`The first pass did not end within ${passSeconds} s: see the lines above.`)
  return false
}

async function renderTable({ ledger }: Services, inGoogle: number): Promise<string> {
  const events = (await storedEvents(ledger)).toSorted((a, b) => (a.start < b.start ? -1 : 1))
  const fit = (text: string, width: number) =>
    text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width)
  const rows = events.map(
    (event) =>
      `${event.start.replace('T', ' ')}  ${fit(event.summary, 62)}  ${fit(event.location ?? '', 34)}`,
  )
  const mails = await countMessages(ledger)
  return `\n${'When'.padEnd(16)}  ${'What'.padEnd(62)}  Where\n${rows.join('\n')}\n\n${mails.read} mails read, ${events.length} events in the feed, ${inGoogle} in the stand-in for Google`
}

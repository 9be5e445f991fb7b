import { parseArgs } from 'node:util'
import { detailsOf } from '../../jobs/run/details.ts'
import type { Waiting } from '../talks/reading.ts'
import { allWritten, countEvents } from '../ledger/events.ts'
import { countMessages, waitingMails } from '../ledger/messages.ts'
import { notes, waitingOf } from '../ledger/notes.ts'
import { openRemarks, type Remark } from '../ledger/remarks.ts'
import { shortIdOf } from '../talks/talk.ts'
import { countWork } from '../ledger/outbox.ts'
import type { Command } from './command.ts'
import { withEach } from './services.ts'

const shown = 20

export const status: Command = {
  name: 'status',
  summary: 'tell how things stand: last poll, events, what waits for a human',
  help: `
statlist status [--json]

Prints the age of the last good poll, the numbers of mails and events, open work, what is wrong,
and the mails that wait for a human, with the reasons (decide with “statlist review”).
Of several lists all are told, or the one of --list; with --json a line each.
Exit code 0 when all is well, 1 when something serious is wrong.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    const codes = await withEach(
      async (services) => {
        const { ledger, settings } = services
        const left = await notes(ledger)
        const written = [...(await allWritten(ledger)).values()]
        const report: Report = {
          health: await detailsOf(services),
          mails: await countMessages(ledger),
          events: await countEvents(ledger),
          google:
            settings.google === null
              ? 'off'
              : {
                  events: written.filter(({ state }) => state === 'held').length,
                  deletedByHand: written
                    .filter(({ state }) => state === 'hand-deleted')
                    .map(
                      ({ sent }) => `${sent.start.dateTime?.slice(0, 16) ?? sent.start.date} ${sent.summary}`,
                    ),
                  agreedAt: left['google-agreed']?.at ?? null,
                },
          openWork: await countWork(ledger),
          waiting: waitingOf(left.waiting),
          waitingMails: await waitingMails(ledger, shown),
          remarks: await openRemarks(ledger),
        }
        const { id, others } = settings.list
        const named = others.length === 0 ? {} : { list: id }
        if (values.json) process.stdout.write(`${JSON.stringify({ ...named, ...report })}\n`)
        else process.stdout.write(`${others.length === 0 ? '' : `— ${id} —\n`}${render(report)}`)
        return report.health.ok ? 0 : 1
      },
      { needsInbox: false },
    )
    return Math.max(...codes)
  },
}

interface Report {
  health: Awaited<ReturnType<typeof detailsOf>>
  mails: Awaited<ReturnType<typeof countMessages>>
  events: number
  google: 'off' | { events: number; deletedByHand: string[]; agreedAt: string | null }
  openWork: Record<string, number>
  waiting: Waiting[]
  waitingMails: Awaited<ReturnType<typeof waitingMails>>
  remarks: Remark[]
}

function render(report: Report): string {
  const { health, mails, events, google, openWork, waiting } = report
  const work = Object.entries(openWork).map(([job, count]) => `${count} ${job}`)
  const lines = [
    `Last good poll   ${health.lastPollAt === null ? 'never' : `${health.lastPollAt} (${health.secondsSinceLastPoll} s ago)`}`,
    `Mails            ${mails.read} read, ${mails.pending} pending, ${mails.ignored} ignored, ${mails.waiting} unreadable`,
    `Events           ${events}`,
    `Google           ${google === 'off' ? 'off' : `${google.events} events, last in agreement with the ledger ${google.agreedAt?.slice(0, 19) ?? 'never yet'}`}`,
    ...(google === 'off' ? [] : google.deletedByHand.map((event) => `  deleted there by hand: ${event}`)),
    `Last backup      ${health.backup.secondsSince === null ? 'none yet' : `${Math.round(health.backup.secondsSince / 3600)} h ago`}`,
    `Open work        ${work.length === 0 ? 'none' : work.join(', ')}`,
    ...health.problems.map((problem) => `Problem          ${problem}`),
    `Waiting for you  ${waiting.length + report.waitingMails.length + report.remarks.length}`,
    ...waiting
      .slice(-shown)
      .map(
        (item) =>
          `  ${item.date.slice(0, 10)}  ${item.subject}\n              ${item.start ?? 'no date'} ${item.title ?? ''}: ${item.reasons.join('; ')}`,
      ),
    ...report.waitingMails.map(
      (item) => `  ${item.date.slice(0, 10)}  ${item.subject}\n              ${item.reason}`,
    ),
    ...report.remarks.map(
      ({ at, event, text }) => `  ${at.slice(0, 10)}  a reader, about event ${shortIdOf(event)}: ${text}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}

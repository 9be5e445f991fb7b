import { parseArgs } from 'node:util'
import { waitingNow } from '../../jobs/decide.ts'
import { waitingMails } from '../ledger/messages.ts'
import { openRemarks } from '../ledger/remarks.ts'
import { shortIdOf } from '../talks/talk.ts'
import type { Waiting } from '../talks/reading.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

const shown = 100

export const review: Command = {
  name: 'review',
  summary: 'what waits for a human: doubtful talks, changes by strangers, unreadable mails',
  help: `
statlist review [--json]

Shows each thing that is in no calendar yet because a human should look first: the mail, what it would do,
and why it waits. Decide with

  statlist approve ITEM                 publish it
  statlist approve ITEM --event EVENT   it is about this event
  statlist reject ITEM                  it is nothing for the calendar; for a reader’s remark: looked at`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    return withServices(
      async (services) => {
        const waiting = await waitingNow(services)
        const mails = await waitingMails(services.ledger, shown)
        if (values.json)
          // Scripts know these names from version 0.1: talks and mails that wait.
          process.stdout.write(`${JSON.stringify({ held: waiting, quarantined: mails })}\n`)
        else {
          const unread = mails.map(
            (mail) =>
              `${mail.key.slice(0, 10)}  ${mail.date.slice(0, 10)}  ${mail.subject}\n    ${mail.reason}`,
          )
          const remarks = (await openRemarks(services.ledger)).map(
            ({ number, event, text, at }) =>
              `remark.${number}  ${at.slice(0, 10)}  a reader on event ${shortIdOf(event)}\n    “${text}”`,
          )
          const lines = [...waiting.map(renderWaiting), ...unread, ...remarks]
          process.stdout.write(
            lines.length === 0
              ? 'Nothing waits for you.\n'
              : `${lines.join('\n\n')}\n\n${lines.length} wait.\n`,
          )
        }
        return 0
      },
      { needsInbox: false },
    )
  },
}

function renderWaiting(item: Waiting): string {
  const what = [item.start?.replace('T', ' '), item.title].filter(Boolean).join('  ')
  const about = item.event === null ? 'would be a new event' : `would change event ${item.event.slice(0, 12)}`
  return [
    `${item.id}  ${item.date.slice(0, 10)}  ${item.subject}`,
    `    from ${item.from}; ${about}${what === '' ? '' : `: ${what}`}`,
    ...item.reasons.map((reason) => `    ! ${reason}`),
  ].join('\n')
}

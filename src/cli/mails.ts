import { parseArgs } from 'node:util'
import { toldMails, type ToldMail } from '../../jobs/told-mails.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

export const mails: Command = {
  name: 'mails',
  summary: 'every mail with what became of it',
  help: `
statlist mails [--why WORD] [--json]

Every mail, newest first: its name, day and subject, and the event that it made or changed, why it waits,
or why it is nothing for the calendar. “statlist show MAIL” prints one.

  --why WORD    only mails whose entry has this word: waits, nothing, aside, a room, a sender …`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { why: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    return withServices(
      async (services) => {
        const word = values.why?.toLowerCase() ?? ''
        const all = (await toldMails(services)).filter((mail) =>
          renderMail(mail).toLowerCase().includes(word),
        )
        process.stdout.write(
          values.json
            ? all.map((mail) => `${JSON.stringify(mail)}\n`).join('')
            : `${all.map((mail) => `${renderMail(mail)}\n`).join('')}${all.length} mails\n`,
        )
        return 0
      },
      { needsInbox: false },
    )
  },
}

function renderMail({ key, date, from, subject, became }: ToldMail): string {
  const head = `${key.slice(0, 10)}  ${date.slice(0, 10)}  ${subject}${from === null ? '' : `  (${from})`}`
  return [head, ...became.map((one) => `    ${one}`)].join('\n')
}

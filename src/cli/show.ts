import { parseArgs } from 'node:util'
import type { Services } from '../../jobs/run/services.ts'
import type { Talk } from '../announcement/announcement.ts'
import { allMails, sourceOf, type ListedMail } from '../ledger/messages.ts'
import { wordsAsWritten } from '../text.ts'
import type { StoredReading } from '../talks/reading.ts'
import type { Command } from './command.ts'
import { theOnly, UnknownNameError } from './decision.ts'
import { toldMails } from './mails.ts'
import { withServices } from './services.ts'

export const show: Command = {
  name: 'show',
  summary: 'print a mail with the words that were read marked',
  help: `
statlist show MAIL

MAIL is the beginning of a mail's key, as “statlist mails”, “review” and “history” show it.
What was read stands in ⟦field: words⟧; below it, what became of the mail.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    return withServices(
      async (services) => {
        const mail = await findMail(services, positionals[0] ?? '')
        process.stdout.write(await renderMail(services, mail))
        return 0
      },
      { needsInbox: false },
    )
  },
}

/** The mail whose key begins so; what waits is named after its mail. */
export async function findMail({ ledger }: Services, name: string): Promise<ListedMail> {
  const [key = ''] = name.split('.')
  const found = (await allMails(ledger)).filter((mail) => key.length >= 6 && mail.key.startsWith(key))
  return theOnly('mail', name, found, (mail) => mail.key)
}

async function renderMail(services: Services, { key }: ListedMail): Promise<string> {
  const became = (await toldMails(services)).find((mail) => mail.key === key)?.became ?? []
  const stored = await sourceOf(services.ledger, key)
  if (stored === null) throw new UnknownNameError('mail', key, [])
  const { message } = await services.reader.decode(stored.source, stored.date)
  const reading = stored.announcement === null ? null : (JSON.parse(stored.announcement) as StoredReading)
  const text = (reading?.announcement.talks ?? []).reduce(marked, message.text)
  const { name, address } = message.from
  return [
    `Key:     ${key}`,
    `From:    ${name} <${address}>`,
    ...(message.authentication === null ? [] : [`         (${message.authentication})`]),
    `Date:    ${message.date}`,
    `Subject: ${message.subject}`,
    '',
    text.trimEnd(),
    '',
    ...became.map((one) => `→ ${one}`),
    '',
  ].join('\n')
}

const fields = ['start', 'end', 'title', 'location', 'online', 'series', 'status'] as const

/** What was read of an abstract is longer, and known by its beginning. */
const shownWords = 60

/** The words of a talk's fields, longest first, each marked once and never within another. */
function marked(text: string, talk: Talk): string {
  const sources = [
    ...fields.flatMap((field) => {
      const source = talk[field]?.source ?? ''
      return source.trim() === '' ? [] : [{ field, source }]
    }),
    ...talk.speakers.map(({ source }) => ({ field: 'speaker', source })),
  ].filter(({ source }) => source.trim() !== '')
  return sources
    .toSorted((a, b) => b.source.length - a.source.length)
    .reduce((rest, { field, source }) => {
      const found = wordsAsWritten(source, shownWords).exec(rest)
      if (found === null || isMarked(rest, found.index)) return rest
      const end = found.index + found[0].length
      return `${rest.slice(0, found.index)}⟦${field}: ${found[0]}⟧${rest.slice(end)}`
    }, text)
}

function isMarked(text: string, at: number): boolean {
  return text.lastIndexOf('⟦', at) > text.lastIndexOf('⟧', at)
}

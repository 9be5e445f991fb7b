import { parseArgs } from 'node:util'
import type { Services } from '../../jobs/run/services.ts'
import { toldMails } from '../../jobs/told-mails.ts'
import { allMails, sourceOf, type ListedMail } from '../ledger/messages.ts'
import { partsOf, readParts, type Part } from '../mail/mime.ts'
import { cleanText } from '../mail/text.ts'
import { markedWords } from '../talks/marked-words.ts'
import type { StoredReading } from '../talks/reading.ts'
import type { Command } from './command.ts'
import { theOnly, UnknownNameError } from './decision.ts'
import { wrongUse } from './decision.ts'
import { withServices } from './services.ts'

export const show: Command = {
  name: 'show',
  summary: 'print a mail, marking the words that were read, or one of its parts',
  help: `
statlist show MAIL
statlist show MAIL --part N > FILE

MAIL is the beginning of a mail's key (six characters or more), as “statlist mails”, “review” and “history” show it.
What was read is shown as ⟦field: words⟧; below are its parts, by number, and what became of the mail.
--part: the bytes of a part, such as a poster; 0 is the whole mail.`,
  async run(args) {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { part: { type: 'string' } },
    })
    if (positionals.length !== 1) return wrongUse('Which mail?', this.help)
    return withServices(
      async (services) => {
        const mail = await findMail(services, positionals[0] ?? '')
        if (values.part !== undefined) return writePart(services, mail, values.part)
        process.stdout.write(await renderMail(services, mail))
        return 0
      },
      { needsInbox: false },
    )
  },
}

/** The mail whose key begins with this name; the name of what waits begins with its mail's. */
export async function findMail({ ledger }: Services, name: string): Promise<ListedMail> {
  const [key = ''] = name.split('.')
  const found = (await allMails(ledger)).filter((mail) => key.length >= 6 && mail.key.startsWith(key))
  return theOnly('mail', name, found, (mail) => mail.key)
}

/** Writes a part's bytes, but not to a terminal, which would obey them. */
async function writePart({ ledger }: Services, { key }: ListedMail, number: string): Promise<number> {
  const source = (await sourceOf(ledger, key))?.source ?? Buffer.alloc(0)
  const parts = [{ content: source }, ...leavesOf(await readParts(source))]
  const part = /^\d{1,4}$/.test(number) ? parts[Number(number)] : undefined
  if (part === undefined) {
    process.stderr.write(`The mail has parts 0 to ${parts.length - 1}; there is no part “${number}”.\n`)
    return 1
  }
  if (process.stdout.isTTY) {
    process.stderr.write(`Write it to a file: statlist show ${key.slice(0, 10)} --part ${number} > FILE\n`)
    return 1
  }
  process.stdout.write(part.content)
  return 0
}

function leavesOf(part: Part): Part[] {
  return partsOf(part).filter(({ parts }) => parts.length === 0)
}

/** A mail of one text has no parts worth a line. */
async function partLines(source: Buffer): Promise<string[]> {
  const leaves = leavesOf(await readParts(source))
  if (leaves.length === 1 && leaves[0]?.type === 'text/plain') return []
  const lines = leaves.map(({ type, filename, content }, at) => {
    const name = cleanText(filename).replace(/\s+/g, ' ').slice(0, 60)
    return `Part ${at + 1}:  ${cleanText(type)}, ${content.length} bytes${name === '' ? '' : `, ${name}`}`
  })
  return [...lines, '']
}

async function renderMail(services: Services, { key }: ListedMail): Promise<string> {
  const became = (await toldMails(services)).find((mail) => mail.key === key)?.became ?? []
  const stored = await sourceOf(services.ledger, key)
  if (stored === null) throw new UnknownNameError('mail', key, [])
  const { message } = await services.reader.decode(stored.source, stored.date)
  const reading = stored.announcement === null ? null : (JSON.parse(stored.announcement) as StoredReading)
  const text = markedWords(message.text, reading?.announcement.talks ?? [])
    .map(({ text, field }) => (field === null ? text : `⟦${field}: ${text}⟧`))
    .join('')
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
    ...(await partLines(stored.source).catch(() => [])),
    ...became.map((one) => `→ ${one}`),
    '',
  ].join('\n')
}

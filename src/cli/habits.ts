import { parseArgs } from 'node:util'
import { allEvents } from '../../jobs/decide.ts'
import { hasLearnt } from '../../jobs/run/examples.ts'
import { learnNow, storedReadings } from '../../jobs/publish-feed.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Shape } from '../announcement/habits/layout.ts'
import { allExamples } from '../ledger/examples.ts'
import type { ExampleRow } from '../ledger/schema.ts'
import { marksOf } from '../talks/marks.ts'
import type { Reading } from '../talks/reading.ts'
import type { Command } from './command.ts'
import { withServices } from './services.ts'

export const habits: Command = {
  name: 'habits',
  summary: 'how each office lays out its mails, by those that you confirmed, and how often that was right',
  help: `
statlist habits [--json]

A mail whose event you approved or corrected is an example: the next mails of the same sender are read as it is
laid out, and wait where they are not. For each office its examples, what is read by them, how many mails were,
and of how many you had to put something right since. Put an example right and the coming talks that were read
by it are asked about; “statlist history EVENT” names the example of an event.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    return withServices(
      async (services) => {
        if (!(await hasLearnt(services))) await learnNow(services)
        const offices = await officesOf(services)
        process.stdout.write(values.json ? `${JSON.stringify(offices)}\n` : render(offices))
        return 0
      },
      { needsInbox: false },
    )
  },
}

interface ShownExample {
  mail: string
  date: string
  from: string
  /** What is read by it: days and hours always, and these fields. */
  fields: string[]
  /** Mails that were read by it, and those of them that a human put right since. */
  mails: number
  corrected: number
}

async function officesOf(services: Services): Promise<{ office: string; examples: ShownExample[] }[]> {
  const readings = await storedReadings(services)
  const events = await allEvents(services)
  const put = new Set(
    events.filter(({ talk }) => talk.changes.some(({ by }) => by.kind === 'human')).map(({ uid }) => uid),
  )
  const isCorrected = (reading: Reading) => marksOf(reading).some(({ uid }) => put.has(uid))
  const latest = new Map<string, ExampleRow>()
  for (const row of await allExamples(services.ledger)) if (!latest.has(row.mail)) latest.set(row.mail, row)
  const offices = Map.groupBy(
    [...latest.values()].filter(({ shape }) => shape !== null),
    ({ office }) => office,
  )
  return [...offices].map(([office, rows]) => ({
    office,
    examples: rows.map(({ mail, date, sender, shape }) => {
      const read = readings.filter(({ by }) => by?.mail === mail)
      return {
        mail,
        date,
        from: sender,
        fields: fieldsOf(JSON.parse(shape ?? 'null') as Shape),
        mails: read.length,
        corrected: read.filter(isCorrected).length,
      }
    }),
  }))
}

function fieldsOf({ fields, people, records }: Shape): string[] {
  const inRecords = records
    .flat()
    .flatMap(({ pieces }) => pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : [])))
  return [...new Set([...fields, ...(people === null ? [] : ['speakers']), ...inRecords])]
}

function render(offices: Awaited<ReturnType<typeof officesOf>>): string {
  if (offices.length === 0)
    return 'No office is known yet: approve or correct an event, and the next mails of its sender are read by it.\n'
  return `${offices
    .map(({ office, examples }) => [office, ...examples.map(renderExample)].join('\n'))
    .join('\n\n')}\n`
}

function renderExample({ mail, date, from, fields, mails, corrected }: ShownExample): string {
  const read =
    mails === 0 ? 'no mail yet' : `${mails} ${mails === 1 ? 'mail' : 'mails'}, ${corrected} put right since`
  return `  ${mail.slice(0, 10)}  ${date.slice(0, 10)} by ${from}: day and hour, ${fields.join(', ') || 'no field'} — ${read}`
}

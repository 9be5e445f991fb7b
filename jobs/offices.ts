import type { Shape } from '../src/announcement/habits/layout.ts'
import { allExamples } from '../src/ledger/examples.ts'
import type { ExampleRow } from '../src/ledger/schema.ts'
import { marksOf } from '../src/talks/marks.ts'
import type { Reading } from '../src/talks/reading.ts'
import { allEvents } from './decide.ts'
import { learnNow } from './publish-feed.ts'
import { storedReadings } from './run/folding.ts'
import { hasLearnt } from './run/examples.ts'
import type { Services } from './run/services.ts'

/** A confirmed mail, and what is read by it. */
export interface ShownExample {
  mail: string
  date: string
  from: string
  /** The fields that are read by it, besides days and hours. */
  fields: string[]
  /** Mails that were read by it, and those of them that a human has put right since. */
  mails: number
  corrected: number
}

/** What is known of one sender's way of writing. */
export interface Office {
  office: string
  examples: ShownExample[]
}

/** Every office of which a mail was confirmed. */
export async function officesOf(services: Services): Promise<Office[]> {
  if (!(await hasLearnt(services))) await learnNow(services)
  const readings = await storedReadings(services.ledger)
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

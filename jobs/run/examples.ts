import { subjectHead } from '../../src/announcement/habits/office.ts'
import type { Shape } from '../../src/announcement/habits/layout.ts'
import type { Example } from '../../src/announcement/habits/read.ts'
import {
  examplesFor,
  forgetExamples,
  knownLessons,
  lastDecision,
  recordExample,
} from '../../src/ledger/examples.ts'
import { sourceOf } from '../../src/ledger/messages.ts'
import { leaveNote, notes } from '../../src/ledger/notes.ts'
import type { ExampleRow } from '../../src/ledger/schema.ts'
import type { Lesson } from '../../src/talks/reading.ts'
import type { ReadMail, Wanted } from './mail-reader.ts'
import { parserVersion } from './parser-version.ts'
import { senderOf } from './sender.ts'
import type { Services } from './services.ts'

/** A mail with its place among the others. */
export interface PlacedMail {
  number: number
  source: Buffer
  date: string
  arrivedAt: string | null
}

/** Reads a mail with what was confirmed of its office before it came. */
export async function readPlaced(
  { ledger, reader, profile }: Services,
  { number, source, date, arrivedAt }: PlacedMail,
  wanted: Wanted = {},
): Promise<ReadMail> {
  const mail = await reader.decode(source, date)
  const from = senderOf(mail.message, profile)
  const head = subjectHead(mail.message.subject)
  const { own, foreign } = await examplesFor(ledger, { from, head, number })
  const examples = [
    ...newestOf(own).map((row) => exampleOf(row, true)),
    ...newestOf(foreign).map((row) => exampleOf(row, false)),
  ]
  return reader.read(mail, { ...wanted, examples, arrivedAt })
}

/** Of mails with exactly the same layout, only the newest. */
function newestOf(rows: readonly ExampleRow[]): ExampleRow[] {
  return [...Map.groupBy(rows, ({ shape }) => shape).values()].flatMap(([newest]) => newest ?? [])
}

function exampleOf({ mail, date, office, shape }: ExampleRow, trusted: boolean): Example {
  return { key: mail, date, from: office, trusted, shape: JSON.parse(shape ?? 'null') as Shape }
}

/** True when the examples are those of this parser and all decisions. */
export async function hasLearnt(services: Services): Promise<boolean> {
  const { ledger } = services
  const last = (await lastDecision(ledger)) ?? 0
  return last === 0 || (await notes(ledger)).learnt?.value === stampOf(services, last)
}

function stampOf(services: Services, decision: number): string {
  return `${parserVersion(services)} ${decision}`
}

/** Brings the examples in line with what humans confirmed; only what is new costs anything. */
export async function learnFrom(
  services: Services,
  { lessons, decided }: { lessons: readonly Lesson[]; decided: number },
): Promise<void> {
  const { ledger, reader, now } = services
  const stamp = stampOf(services, decided)
  const learnt = (await notes(ledger)).learnt?.value ?? ''
  if (learnt === stamp || (decided === 0 && learnt === '')) return
  // Another parser sees other layouts in the same mails.
  if (!learnt.startsWith(parserVersion(services))) await forgetExamples(ledger, 'all')
  const nameOf = ({ number, mail }: { number: number; mail: string }) => `${number} ${mail}`
  const known = new Map((await knownLessons(ledger)).map((row) => [nameOf(row), row]))
  for (const lesson of lessons) {
    const facts = JSON.stringify([lesson.office, lesson.talks, lesson.others])
    const before = known.get(nameOf(lesson))
    known.delete(nameOf(lesson))
    if (before?.facts === facts) continue
    const mail = await sourceOf(ledger, lesson.mail)
    if (mail === null) continue
    const { message, shape } = await reader.read(await reader.decode(mail.source, mail.date), {
      confirmed: { talks: lesson.talks, others: lesson.others },
    })
    await recordExample(ledger, lesson, {
      head: subjectHead(message.subject),
      facts,
      shape: shape === null ? null : JSON.stringify(shape),
    })
  }
  await forgetExamples(ledger, [...known.values()])
  await leaveNote(ledger, 'learnt', stamp, now())
}

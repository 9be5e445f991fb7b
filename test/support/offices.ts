import { statlist } from '../../config/lists/statlist.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import type { DecisionWeights } from '../../src/announcement/decisions/weigh.ts'
import weights from '../../src/announcement/decisions/weights.json' with { type: 'json' }
import { readByHabit, type Example } from '../../src/announcement/habits/read.ts'
import { shapeOf } from '../../src/announcement/habits/shape.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { readAgain } from '../../src/reader/again.ts'
import type { Case } from './cases.ts'
import { scoreCase, type CaseScore } from './score.ts'

/** A mail of an office, as it was read before its label was given. */
export interface OfficeRead {
  one: Case
  office: string
  /** Its place among the mails of its office, from 1. */
  position: number
  announcement: Announcement
  score: CaseScore
  /** The mail whose layout it was read by. */
  by: string | null
}

/** How an office's mail is read: with examples of its earlier ones, or without. */
export type ReadOffice = (
  one: Case,
  examples: readonly Example[],
) => { announcement: Announcement; by: string | null; asks: string | null }

export const withHabits =
  (given: DecisionWeights = weights): ReadOffice =>
  ({ message }, examples) => {
    const { announcement, by, asks } = readByHabit(message, statlist, examples, given)
    return { announcement, by: by?.key ?? null, asks: asks?.from ?? null }
  }

export const withoutHabits =
  (given: DecisionWeights = weights): ReadOffice =>
  ({ message }) => ({ announcement: parseAnnouncement(message, statlist, given), by: null, asks: null })

/** The same with a language model beside it, as it answered. */
export const withAnswers =
  (answers: ReadonlyMap<string, string[]>, read: ReadOffice): ReadOffice =>
  (one, examples) => {
    const first = read(one, examples)
    const texts = answers.get(one.message.key)
    if (texts === undefined) return first
    const again = readAgain(one.message, statlist, texts, first.announcement)
    return 'problem' in again ? first : { ...first, announcement: again.announcement }
  }

/** Reads mails in the order of their dates; behind each its label is given, as an admin confirms it. */
export function readOffices(cases: readonly Case[], read: ReadOffice): OfficeRead[] {
  const examples: Omit<Example, 'trusted'>[] = []
  const positions = new Map<string, number>()
  /** Who was confirmed to write for whose office. */
  const colleagues = new Map<string, string>()
  return cases
    .toSorted((a, b) => order(a) - order(b))
    .map((one) => {
      const { message, label, id } = one
      const office = id.replace(/-\d+$/, '')
      const position = (positions.get(office) ?? 0) + 1
      positions.set(office, position)
      const from = message.from.address.toLowerCase()
      const writesFor = colleagues.get(from) ?? from
      const { announcement, by, asks } = read(
        one,
        examples.map((example) => ({ ...example, trusted: example.from === writesFor })),
      )
      if (asks !== null && label.events.length > 0) colleagues.set(from, asks)
      const shape = label.events.length === 0 ? null : shapeOf(message, statlist, label.events)
      if (shape !== null)
        examples.push({ key: id, date: message.date, from: colleagues.get(from) ?? from, shape })
      const score = { ...scoreCase(id, label, announcement), folder: one.folder }
      return { one, office, position, announcement, score, by }
    })
}

function order({ message: { date } }: Case): number {
  return Temporal.Instant.from(date).epochMilliseconds
}

/** What an admin has to do about a mail: approve or reject what waits, correct each wrong field, add what is missing. */
export function touchesOf({ announcement, score }: OfficeRead): number {
  const waiting = announcement.talks.filter(({ doubts }) => doubts.length > 0).length
  const wrong = score.misses.filter((miss) =>
    /^(?:start|end|title|speakers|location|status|missing)\b/.test(miss),
  )
  return waiting + wrong.length
}

import { parseArgs } from 'node:util'
import { correctableFields, type CorrectableField } from '../talks/decision.ts'
import type { Command } from './command.ts'
import { decideAndTell, decisionHelp, decisionOptions, findEvent } from './decision.ts'
import { withServices } from './services.ts'

export const correct: Command = {
  name: 'correct',
  summary: 'put one field of an event right, for good',
  help: `
statlist correct EVENT FIELD=VALUE

FIELD is ${correctableFields.join(', ')}.
Times are wall times in the event's own zone, 2026-12-16T15:15, or 2026-12-16 for whole days.
Speakers: "Jane Doe (ETH Zurich); John Roe". An empty value takes a field away. status: confirmed, tentative or cancelled.
A mail that later says something else about the field waits for review.

${decisionHelp}`,
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: decisionOptions })
    const [name = '', assignment = ''] = positionals
    const at = assignment.indexOf('=')
    const field = assignment.slice(0, at) as CorrectableField
    const value = assignment.slice(at + 1).trim() || null
    const problem = at < 1 ? 'FIELD=VALUE is missing' : problemWith(field, value)
    if (problem !== null) {
      process.stderr.write(`${problem}\n\n${correct.help.trim()}\n`)
      return 2
    }
    return withServices(
      async (services) => {
        const event = await findEvent(services, name)
        return decideAndTell(services, { kind: 'correct', event: event.uid, field, value }, values)
      },
      { needsInbox: false },
    )
  },
}

/** What is wrong with a correction; null when nothing is. */
export function problemWith(field: string, value: string | null): string | null {
  if (!(correctableFields as readonly string[]).includes(field))
    return `“${field.slice(0, 40)}” is no field: ${correctableFields.join(', ')} are`
  if (field === 'status' && !/^(?:confirmed|tentative|cancelled)$/.test(value ?? ''))
    return `status is “${value}”: confirmed, tentative or cancelled is allowed`
  if ((field === 'start' || field === 'end') && !isTime(value) && !(field === 'end' && value === null))
    return `${field} is “${value}”: a time like 2026-12-16T15:15 or a day like 2026-12-16 is needed`
  if (field === 'online' && value !== null && !/^https?:\/\/\S+$/.test(value))
    return `online is “${value}”: an address that begins with https:// is needed`
  return null
}

function isTime(value: string | null): boolean {
  if (value === null || !/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2})?$/.test(value)) return false
  try {
    return value.includes('T')
      ? Temporal.PlainDateTime.from(value, { overflow: 'reject' }) !== null
      : Temporal.PlainDate.from(value, { overflow: 'reject' }) !== null
  } catch {
    return false
  }
}

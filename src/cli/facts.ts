import { problemWith } from '../talks/checked-facts.ts'
import { correctableFields, type CorrectableField, type StatedFacts } from '../talks/decision.ts'

export const factsHelp = `FIELD is ${correctableFields.join(', ')}.
Times are wall times in the event's own zone, 2026-12-16T15:15, or 2026-12-16 for whole days.
Speakers: "Jane Doe (ETH Zurich); John Roe". An empty value removes a field. status: confirmed, tentative or cancelled.`

/** Reads FIELD=VALUE arguments; a string says what is wrong with them. */
export function readFacts(assignments: readonly string[]): StatedFacts | string {
  const facts: StatedFacts = {}
  for (const assignment of assignments) {
    const at = assignment.indexOf('=')
    if (at < 1) return `“${assignment.slice(0, 60)}” is not FIELD=VALUE`
    const field = assignment.slice(0, at)
    const value = assignment.slice(at + 1).trim() || null
    const problem = problemWith(field, value)
    if (problem !== null) return problem.text
    facts[field as CorrectableField] = value
  }
  return facts
}

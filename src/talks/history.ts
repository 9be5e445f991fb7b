import type { Field, Talk } from '../announcement/announcement.ts'
import { renderSpeakers } from './decision.ts'
import { differingFacts, factNames, type Change, type FieldChange, type TalkFacts } from './talk.ts'

/** What changed between two states of a talk; all stated fields for the first mail. */
export function fieldChanges(before: TalkFacts | null, after: TalkFacts, talk: Talk | null): FieldChange[] {
  const names =
    before === null ? factNames.filter((name) => textOf(after, name) !== null) : differingFacts(before, after)
  return names.map((name) => ({
    field: name,
    before: before === null ? null : textOf(before, name),
    after: textOf(after, name),
    source: talk === null ? '' : sourceOf(talk, name),
  }))
}

function textOf(facts: TalkFacts, name: keyof TalkFacts): string | null {
  return name === 'speakers' ? renderSpeakers(facts.speakers) || null : (facts[name] ?? null)
}

const maxSource = 300

function sourceOf(talk: Talk, name: keyof TalkFacts): string {
  if (name === 'speakers') return talk.speakers.map((speaker) => speaker.source).join('; ')
  const field: Field<unknown> | string | null | undefined =
    name === 'status' && talk.notice !== null ? talk.notice : talk[name]
  if (typeof field === 'string' || name === 'abstract') return ''
  return (field?.source ?? '').slice(0, maxSource)
}

/** Where each field of a talk was read last: the change that set it. */
export function evidenceOf(
  changes: readonly Change[],
): Map<keyof TalkFacts, { change: Change; source: string }> {
  return new Map(
    changes.flatMap((change) =>
      change.fields.map(({ field, source }) => [field, { change, source }] as const),
    ),
  )
}

import type { Announcement, Talk } from '../../src/announcement/announcement.ts'
import type { Label, LabelledEvent } from './label.ts'

/** How one mail was read: which fields of which events are right, and what must not happen. */
export interface CaseScore {
  /** The folder of test/cases, or another. */
  folder: string
  id: string
  /** Every start that was read: how sure, right, published unasked. */
  starts: { sure: number; right: boolean; published: boolean }[]
  kindRight: boolean
  kind: string
  labelled: number
  /** Of the labelled events: fields right. */
  right: Record<ScoredField, number>
  wholly: number
  published: number
  /** Published with the right start and status. */
  rightPublished: number
  /** Published and wholly right. */
  whollyPublished: number
  produced: number
  silentErrors: string[]
  misses: string[]
}

export const scoredFields = [
  'start',
  'end',
  'title',
  'speakers',
  'location',
  'status',
  'affiliation',
  'online',
  'series',
  'type',
] as const
export type ScoredField = (typeof scoredFields)[number]
const wholeFields: readonly ScoredField[] = ['start', 'end', 'title', 'speakers', 'location', 'status']

function words(text: string | null): Set<string> {
  return new Set(
    (text ?? '')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  )
}

function jaccard(a: string | null, b: string | null): number {
  const [left, right] = [words(a), words(b)]
  if (left.size === 0 && right.size === 0) return 1
  const shared = [...left].filter((word) => right.has(word)).length
  return shared / (left.size + right.size - shared)
}

function bareName(name: string): string {
  return [...words(name.replace(/\b(?:Prof|Dr|PD|Mr|Mrs|Ms)\.? /g, ''))].join(' ')
}

/** Title or location as labelled, or as one of the other good answers. */
export function isRightText(field: 'title' | 'location', label: LabelledEvent, value: string): boolean {
  const accepted = [label[field], ...((label.accept?.[field] ?? []) as (string | null)[])]
  return accepted.some(
    (wanted) => wanted !== null && jaccard(wanted, value) >= (field === 'title' ? 0.9 : 0.75),
  )
}

/** One of the people labelled as speaking. */
export function isSpeaker(label: LabelledEvent, { name }: { name: string }): boolean {
  const lists = [label.speakers, ...((label.accept?.speakers ?? []) as LabelledEvent['speakers'][])]
  return lists.some((list) => list.some((speaker) => bareName(speaker.name) === bareName(name)))
}

/** The same people, academic titles aside. */
export function areRightSpeakers(label: LabelledEvent, speakers: Talk['speakers']): boolean {
  const found = new Set(speakers.map((speaker) => bareName(speaker.value.name)))
  const lists = [label.speakers, ...((label.accept?.speakers ?? []) as LabelledEvent['speakers'][])]
  return lists.some(
    (list) => list.length === found.size && list.every((speaker) => found.has(bareName(speaker.name))),
  )
}

function agrees(field: ScoredField, label: LabelledEvent, talk: Talk): boolean {
  const accepted = [label[field as 'title'], ...(label.accept?.[field] ?? [])] as (string | null)[]
  const text = (value: string | null | undefined, least: number) =>
    accepted.some((wanted) => jaccard(wanted, value ?? null) >= least)
  switch (field) {
    case 'start':
      return accepted.includes(talk.start.value)
    case 'end':
      return accepted.includes(talk.end?.value ?? null)
    case 'title':
      return text(talk.title?.value, 0.9)
    case 'location':
      return text(talk.location?.value, 0.75)
    case 'series':
      return text(talk.series?.value, 0.6)
    case 'online':
      return accepted.includes(talk.online?.value ?? null)
    case 'status':
      return accepted.includes(talk.status.value)
    case 'type':
      return accepted.includes(talk.type)
    case 'speakers':
      return areRightSpeakers(label, talk.speakers)
    case 'affiliation':
      return label.speakers.every((wanted) => {
        const found = talk.speakers.find((speaker) => bareName(speaker.value.name) === bareName(wanted.name))
        return found !== undefined && jaccard(wanted.affiliation, found.value.affiliation) >= 0.6
      })
  }
}

/** Under the title of another event of the mail, at this one's time: people travel for the wrong talk. */
function isMixedUp(label: Label, event: LabelledEvent, talk: Talk): boolean {
  if (talk.title?.certainty !== 'stated' || agrees('title', event, talk)) return false
  return label.events.some(
    (other) => other.title !== null && agrees('title', other, talk) && !agrees('start', other, talk),
  )
}

/** Compares an answer with its label; each produced event is matched with the label that it fits best. */
export function scoreCase(id: string, label: Label, answer: Announcement): CaseScore {
  const score: CaseScore = {
    folder: '',
    id,
    starts: [],
    kind: answer.kind,
    kindRight: [label.kind, ...(label.accept_kind ?? [])].includes(answer.kind),
    labelled: 0,
    right: Object.fromEntries(scoredFields.map((field) => [field, 0])) as Record<ScoredField, number>,
    wholly: 0,
    published: 0,
    rightPublished: 0,
    whollyPublished: 0,
    produced: answer.talks.length,
    silentErrors: [],
    misses: [],
  }
  if (!score.kindRight) score.misses.push(`kind: ${answer.kind} for ${label.kind} (${answer.reason})`)
  const free = new Set(answer.talks)
  const fit = (event: LabelledEvent, talk: Talk) =>
    scoredFields.filter((field) => agrees(field, event, talk)).length +
    (agrees('start', event, talk) ? 3 : 0) +
    (agrees('title', event, talk) && event.title ? 3 : 0)
  const pairs = label.events
    .flatMap((event) => answer.talks.map((talk) => ({ event, talk, fit: fit(event, talk) })))
    .toSorted((a, b) => b.fit - a.fit)
  const matched = new Map<LabelledEvent, Talk>()
  const heard = new Map<Talk, LabelledEvent>()
  for (const { event, talk, fit } of pairs) {
    if (matched.has(event) || !free.has(talk) || fit < 4) continue
    matched.set(event, talk)
    heard.set(talk, event)
    free.delete(talk)
  }
  for (const event of label.events) {
    const talk = matched.get(event)
    if (talk === undefined) {
      if (event.optional) continue
      score.labelled += 1
      score.misses.push(`missing: ${event.start} ${event.title}`)
      continue
    }
    score.labelled += 1
    if (talk.doubts.length === 0) score.published += 1
    const isRight =
      agrees('start', event, talk) && agrees('status', event, talk) && !isMixedUp(label, event, talk)
    if (talk.doubts.length === 0 && isRight) score.rightPublished += 1
    for (const field of scoredFields) {
      if (agrees(field, event, talk)) score.right[field] += 1
      else if (wholeFields.includes(field))
        score.misses.push(`${field}: ${show(field, talk)} ≠ ${JSON.stringify(event[field as 'title'])}`)
    }
    if (wholeFields.every((field) => agrees(field, event, talk))) {
      score.wholly += 1
      if (talk.doubts.length === 0) score.whollyPublished += 1
    }
    if (talk.doubts.length === 0 && !isRight)
      score.silentErrors.push(`${talk.start.value} ${talk.status.value} for ${event.start} ${event.status}`)
    if (talk.doubts.length > 0) score.misses.push(`review: ${talk.doubts.join('; ')}`)
  }
  for (const talk of answer.talks) {
    const event = heard.get(talk)
    score.starts.push({
      sure: talk.sure,
      right: event !== undefined && agrees('start', event, talk),
      published: talk.doubts.length === 0,
    })
  }
  for (const talk of free) {
    score.misses.push(`spurious: ${talk.start.value} ${talk.title?.value ?? ''} [${talk.doubts.join('; ')}]`)
    if (talk.doubts.length === 0)
      score.silentErrors.push(`spurious ${talk.start.value} ${talk.title?.value ?? ''}`)
  }
  return score
}

function show(field: ScoredField, talk: Talk): string {
  if (field === 'speakers') return JSON.stringify(talk.speakers.map((speaker) => speaker.value.name))
  if (field === 'type') return talk.type
  if (field === 'affiliation') return ''
  return JSON.stringify(talk[field]?.value ?? null)
}

/** Sums over cases, as the table of `npm run eval` shows them. */
export function summarize(scores: readonly CaseScore[]) {
  const sum = (of: (score: CaseScore) => number) => scores.reduce((total, score) => total + of(score), 0)
  const labelled = sum((score) => score.labelled)
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole)
  return {
    mails: scores.length,
    events: labelled,
    kinds: share(scores.filter((score) => score.kindRight).length, scores.length),
    wholly: share(
      sum((score) => score.wholly),
      labelled,
    ),
    fields: Object.fromEntries(
      scoredFields.map((field) => [
        field,
        share(
          sum((score) => score.right[field]),
          labelled,
        ),
      ]),
    ) as Record<ScoredField, number>,
    published: share(
      sum((score) => score.published),
      labelled,
    ),
    rightPublished: share(
      sum((score) => score.rightPublished),
      labelled,
    ),
    silentErrors: scores.flatMap((score) => score.silentErrors.map((error) => `${score.id}: ${error}`)),
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import type { Mail, Talk } from '../../src/announcement/announcement.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'

/** One made-up mail with what may be published of it (test/cases/siblings/README.md). */
export interface Sibling {
  name: string
  date: string
  from: string
  subject: string
  want: string
  mustWait: boolean
  body: string
}

export function readSiblings(folder: string): Sibling[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .toSorted()
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('@@ ').slice(1).map(readSibling))
}

function readSibling(text: string): Sibling {
  const [name = '', ...lines] = text.split('\n')
  const fields = new Map<string, string>()
  while (/^(?:date|from|subject|want|mayhold|must):/.test(lines[0] ?? '')) {
    const [, field = '', value = ''] = /^(\w+): ?(.*)$/.exec(lines[0]!)!
    if (fields.has(field) && !/^(?:mayhold|must)$/.test(field)) break
    fields.set(field, value.trim())
    lines.shift()
  }
  const field = (key: string) => fields.get(key) ?? ''
  return {
    name: name.trim(),
    date: field('date'),
    from: field('from'),
    subject: field('subject'),
    want: field('want'),
    mustWait: field('must') !== '',
    body: lines.join('\n'),
  }
}

/** A sibling as the parser gets it. */
export function mailOf(sibling: Sibling): Mail {
  const sent = Temporal.PlainDateTime.from(sibling.date.replace(' ', 'T')).toZonedDateTime(statlist.timeZone)
  return {
    subject: sibling.subject.startsWith('[Statlist]') ? sibling.subject : `[Statlist] ${sibling.subject}`,
    date: sent.toString({ timeZoneName: 'never', smallestUnit: 'second' }),
    text: sibling.body.trimEnd(),
    from: { name: sibling.from.split('<')[0]!.trim() },
  }
}

/** The starts that a sibling may be published with. */
export function startsOf({ want }: Sibling): string[] {
  return [...want.matchAll(/\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?/g)].map(([start]) => start)
}

/** What became of a sibling: `wrong` with what was published, or how it was got right or missed. */
export type Outcome = { state: 'right' | 'waits' | 'not seen' } | { state: 'wrong'; published: string }

export function judgeSibling(sibling: Sibling): Outcome {
  const { talks } = parseAnnouncement(mailOf(sibling), statlist)
  const published = talks.filter(({ doubts }) => doubts.length === 0)
  const waits = talks.length > published.length
  const answers = /^(?:none|off)$/.test(sibling.want)
    ? [[]]
    : sibling.want.split(' | ').map((answer) => answer.split(';').map((part) => part.trim()))
  const left = answers.map((answer) => restOf(published, answer)).filter((rest) => rest !== null)
  if (left.length === 0 || (sibling.mustWait && !waits && published.length > 0))
    return { state: 'wrong', published: published.map(tell).join('; ') }
  if (left.some((rest) => rest.length === 0)) return { state: waits ? 'waits' : 'right' }
  return { state: waits ? 'waits' : 'not seen' }
}

function tell(talk: Talk): string {
  return `${talk.start.value}${talk.end === null ? '' : `..${talk.end.value}`} ${talk.status.value}`
}

/** The parts of an answer that were not published; null when something else was. */
function restOf(published: readonly Talk[], answer: readonly string[]): string[] | null {
  const rest = [...answer]
  for (const talk of published) {
    const at = rest.findIndex((part) => isAs(talk, part))
    if (at === -1) return null
    rest.splice(at, 1)
  }
  return rest
}

function isAs({ start, end, timeZone, status }: Talk, part: string): boolean {
  const off = part.endsWith(' off')
  const [times = '', zone] = part.replace(/ off$/, '').split('@')
  const [from = '', until] = times.split('..')
  const same = (got: string, want: string) => instantOf(got, timeZone?.value) === instantOf(want, zone)
  if ((status.value === 'cancelled') !== off || !same(start.value, from)) return false
  return until === undefined
    ? end === null || end.value === start.value
    : end !== null && same(end.value, until)
}

function instantOf(wall: string, zone: string | undefined): string {
  if (!wall.includes('T')) return wall
  return Temporal.PlainDateTime.from(wall)
    .toZonedDateTime(zone ?? statlist.timeZone)
    .toInstant()
    .toString()
}

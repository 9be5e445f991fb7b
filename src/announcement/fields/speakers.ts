import type { Field, Speaker } from '../announcement.ts'
import { bucketOf, featuresOf, probabilityOf, type Weights } from '../decisions/weigh.ts'
import { givenNames } from '../languages/given-names.ts'
import { findPeople, type PersonMention } from '../mentions/people.ts'
import { parsePeople } from '../mentions/person.ts'
import type { Line } from '../text/line.ts'
import { smallWordsOf } from '../text/small-words.ts'
import {
  findBesideSpeaker,
  findBy,
  findInstitution,
  findSpeaks,
  findType,
  foldWords,
} from '../text/vocabulary.ts'
import { pairOf } from './labelled.ts'
import { lineFeatures, type Scope } from './scope.ts'
import { findFirstPerson, findSpeakerInSentence, findSpeakerList } from './speaker.ts'
import type { SubjectFacts } from './subject.ts'

/** A person whom a mail names, with what speaks for and against their being the speaker. */
export interface Named {
  speaker: Speaker
  source: string
  features: string[]
}

const maxPeople = 60
/** From this chance on a person speaks; where nobody does, the likeliest one from `least` on is taken. */
const accepted = 0.5
const least = 0.35

/** The people who speak, and how sure the least sure of them is. */
export function readSpeakers(
  named: readonly Named[],
  weights: Weights,
): { value: Field<Speaker>[]; sure: number } {
  const people: { speaker: Speaker; source: string; sure: number }[] = []
  const rated = named
    .map(({ speaker, source, features }) => ({ speaker, source, sure: probabilityOf(weights, features) }))
    .toSorted((a, b) => b.sure - a.sure)
  for (const one of rated) {
    const known = people.find(({ speaker }) => isOnePerson(speaker.name, one.speaker.name))
    if (known === undefined) people.push(one)
    else
      known.speaker = { ...known.speaker, affiliation: known.speaker.affiliation ?? one.speaker.affiliation }
  }
  const speaking = people.filter(({ sure }) => sure >= accepted)
  const likely = speaking.length > 0 ? speaking : people.filter(({ sure }) => sure >= least).slice(0, 1)
  return {
    value: likely.map(({ speaker, source }) => ({ value: speaker, certainty: 'stated', source })),
    sure: Math.min(1, ...likely.map(({ sure }) => sure)),
  }
}

/** "C. Ulcigrai" is Corinna Ulcigrai, and "Wer Jane Doe" Jane Doe with a word too many. */
function isOnePerson(a: string, b: string): boolean {
  const [first, second] = [foldWords(a).split(' '), foldWords(b).split(' ')]
  return (
    first.at(-1) === second.at(-1) &&
    (first[0]![0] === second[0]![0] ||
      first.join(' ').includes(second.join(' ')) ||
      second.join(' ').includes(first.join(' ')))
  )
}

/** Everybody whom the lines of a talk name. */
export function namedIn(scope: Scope, subject: SubjectFacts): Named[] {
  const { document, values, alone } = scope
  const found: Named[] = []
  for (const value of values.get('speaker') ?? [])
    for (const [at, { value: speaker, source }] of parsePeople(value).entries())
      found.push({
        speaker: withLabelledWork(speaker, scope),
        source,
        features: ['bias', 'origin:label', bucketOf('of label', at, [0, 1, 2, 4])],
      })
  for (const { value: speaker, source } of pairOf(values)?.speakers ?? [])
    found.push({ speaker, source, features: ['bias', 'origin:pair'] })
  const lines = scope.lines.filter(({ region, text }) => region !== 'quoted' && text !== '')
  const all = lines.flatMap((line) => peopleOf(scope, line).map((mention) => ({ mention, line })))
  const labelled = values.has('speaker')
  const told = toldIn(scope, subject)
  const count = new Set(all.map(({ mention }) => foldWords(mention.name))).size
  for (const [rank, { mention, line }] of all.slice(0, maxPeople).entries())
    found.push({
      speaker: { name: mention.name, affiliation: mention.affiliation ?? workBelow(scope, mention, line) },
      source: line.text,
      features: [
        'bias',
        'origin:line',
        `origin:line, ${labelled ? 'a label elsewhere' : 'no label'}`,
        bucketOf('people', count, [1, 2, 3, 5, 9]),
        bucketOf('rank', rank, [0, 1, 2, 4]),
        ...mentionFeatures(scope, mention, line, all),
        ...lineFeatures(scope, line),
        ...told.filter(({ names }) => names.has(foldWords(mention.name))).map(({ by }) => `told ${by}`),
      ],
    })
  for (const { by, people } of told)
    if (by.startsWith('by '))
      for (const { value, source } of people)
        found.push({
          speaker: value,
          source,
          features: ['bias', `origin:${by}`, bucketOf(`people ${by}`, people.length, [1, 2, 4])],
        })
  if (alone)
    for (const mention of findPeople(document.subject))
      found.push({
        speaker: { name: mention.name, affiliation: mention.affiliation },
        source: document.subject,
        features: [
          'bias',
          'origin:subject',
          `origin:subject, ${labelled ? 'a label elsewhere' : 'no label'}`,
          ...beside(document.subject, mention).map((feature) => `subject ${feature}`),
          ...featuresOf({
            'subject only': !all.some((one) => foldWords(one.mention.name) === foldWords(mention.name)),
          }),
        ],
      })
  return found
}

interface Told {
  by: string
  people: Field<Speaker>[]
  names: ReadonlySet<string>
}

/** Whom sentences of the usual kinds name: "Vortrag von …", "three talks by …", "I will speak". */
function toldIn({ document, told, lines, alone }: Scope, subject: SubjectFacts): Told[] {
  const body = lines
    .filter(({ region }) => region === 'body')
    .map(({ text }) => text)
    .join('\n')
    .slice(0, 6000)
  const rows: [string, Field<Speaker>[]][] = [
    ['beside the date', findSpeakerInSentence(told)],
    [
      'in the text',
      body
        .split(/\n{2,}/)
        .slice(0, 12)
        .flatMap(findSpeakerInSentence),
    ],
    ['in a list', alone ? findSpeakerList(body) : []],
    ['in the subject', alone ? subject.speakers : []],
    ['by the sender', alone ? findFirstPerson(body, document.from) : []],
  ]
  return rows.map(([by, people]) => ({
    by,
    people,
    names: new Set(people.map(({ value }) => foldWords(value.name))),
  }))
}

/** The people of a line, also one whose name goes on in the next line. */
function peopleOf({ document }: Scope, line: Line): PersonMention[] {
  const below = document.lines[line.index + 1]
  const wrapped = line.text.length > 50 && below !== undefined && below.text !== '' && below.label === null
  const text = wrapped ? `${line.text} ${below.text}` : line.text
  return findPeople(text).filter(({ start }) => start < line.text.length)
}

function withLabelledWork(speaker: Speaker, { values }: Scope): Speaker {
  const work = values.get('affiliation')?.find((value) => value.trim() !== '')
  return speaker.affiliation === null && work !== undefined
    ? { ...speaker, affiliation: work.replace(/\n/g, ', ') }
    : speaker
}

/** The lines below a name that stands alone say where the person works. */
function workBelow({ document }: Scope, mention: PersonMention, line: Line): string | null {
  if (line.text.slice(mention.end).trim() !== '') return null
  const parts: string[] = []
  for (const below of document.lines.slice(line.index + 1, line.index + 4)) {
    if (below.text === '' && parts.length === 0) continue
    if (
      below.label !== null ||
      below.text.length > 120 ||
      findInstitution(below.text) === null ||
      findPeople(below.text).length > 0
    )
      break
    parts.push(below.text)
  }
  return parts.length === 0
    ? null
    : parts
        .join(', ')
        .replace(/[,;]$/, '')
        .replace(/^\((.*)\)$/, '$1')
}

/** What stands right before and after a name. */
function beside(text: string, mention: PersonMention): string[] {
  const before = text.slice(0, mention.start)
  const behind = text.slice(mention.end)
  const near = before.slice(-40).replace(/^.*[.;!?]/, '')
  const next = behind
    .replace(/^ ?\([^()]*\)/, '')
    .replace(/^, [^,;.]{2,60},/, '')
    .slice(0, 30)
  return featuresOf({
    'by before': findBy(near.split(' ').slice(-4).join(' ')) !== null,
    'speaks behind': findSpeaks(next) !== null,
    'beside the speaker': findBesideSpeaker(near) !== null,
    'type before': findType(near) !== null,
    'work in brackets': /^,? ?\(/.test(behind),
    'work behind a comma': behind.startsWith(', '),
    'a colon behind': /^(?: ?\([^()]*\)|, [^:]{2,60})? ?:/.test(behind),
    'a dash behind': /^(?: ?\([^()]*\))? [-–—] /.test(behind),
    'a dash before': /[-–—] $/.test(before),
    'a quote behind': /^(?: ?\([^()]*\)|, [^:"“„«]{2,60})?[:,]? ?["“„«]/.test(behind),
    'a quote before': /["”“»],? ?(?:\p{L}{2,4} )?$/u.test(before),
    'and before': /(?:,| and| und| et| e| y| &) $/.test(before),
    'begins its line': mention.start <= 2,
    'ends its line': behind.trim() === '',
    titled: mention.titled,
    'behind a greeting': /^(?:dear|liebe[r]?|sehr geehrte[r]?|ch[eè]re?|cara|caro|estimad[oa])\b/i.test(text),
  })
}

function mentionFeatures(
  { document, subjectWords, section }: Scope,
  mention: PersonMention,
  line: Line,
  all: readonly { mention: PersonMention; line: Line }[],
): string[] {
  const surname = foldWords(mention.name).split(' ').at(-1)!
  const small = smallWordsOf(document)
  const given = foldWords(mention.name).split(/[ -]/)
  const written = given.filter((word) => small.has(word)).length
  const twins = all.filter((one) => foldWords(one.mention.name) === foldWords(mention.name)).length
  const onLine = all.filter((one) => one.line === line)
  const whole = line.text.length - (mention.end - mention.start)
  const above = document.lines[line.index - 1]
  return [
    ...beside(line.text, mention),
    bucketOf('twins', twins, [1, 2, 3]),
    bucketOf('on its line', onLine.length, [1, 2, 3]),
    ...featuresOf({
      'whole line': whole <= 2,
      'whole line but its title': whole <= 8 && mention.titled,
      'first on its line': onLine[0]?.mention === mention,
      'in subject': subjectWords.has(surname),
      'the sender': foldWords(document.from).includes(surname),
      works: mention.affiliation !== null,
      'given name': givenNames.has(given[0]!),
      'given name behind a word':
        !givenNames.has(given[0]!) && given.slice(1, -1).some((word) => givenNames.has(word)),
      'no given name': !given.some((word) => givenNames.has(word)),
      initials: /\b\p{L}\./u.test(mention.name),
      'a word of it written small': written === 1,
      'words of it written small': written > 1,
      'in capitals': mention.name === mention.name.toUpperCase(),
      'in the sentence of the date': section.when.setting === 'prose' && line === section.when.line,
      'label above': above?.label != null && above.label.value === '',
      'beside the speaker above':
        above !== undefined &&
        line.label === null &&
        mention.start <= 2 &&
        findBesideSpeaker(above.text.slice(-30)) !== null,
    }),
  ]
}

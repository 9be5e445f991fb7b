import type { Field } from '../announcement.ts'
import { bucketOf, featuresOf } from '../decisions/weigh.ts'
import { around, stripWhen } from '../items/blocks.ts'
import { isPerson, parseProgrammeLine } from '../items/pair.ts'
import { looksLikeName } from '../mentions/person.ts'
import { looksLikePlace } from '../mentions/place-like.ts'
import type { Line } from '../text/line.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findInstitution, findType, wordsOf } from '../text/vocabulary.ts'
import type { Candidate, Take } from './candidate.ts'
import { pairOf } from './labelled.ts'
import { isNoTitle } from './no-title.ts'
import { isOfLaterHour, isSingle, lineFeatures, type Scope } from './scope.ts'
import type { SubjectFacts } from './subject.ts'
import { cleanTitle, findEventName, findQuoted, findTitleInSentence, unquote } from './title.ts'
import { seriesHead } from './series.ts'

type Title = Field<string>
const maxRun = 4
const maxLines = 40

/** Every text of a mail that may be the talk's title. */
export function titleCandidates(scope: Scope, subject: SubjectFacts): Candidate<Title>[] {
  const found: Candidate<Title>[] = []
  const open = scope.values.get('title')?.some((value) => value !== '' && cleanTitle(value) === null) ?? false
  const labelled = scope.values.has('title')
  const take: Take = (origin, text, line, more = {}) => {
    if (text == null) return
    const value = cleanTitle(text)
    if (value === null || value.length < 3 || isNoTitle(value)) return
    if (line !== null && isOfLaterHour(scope, line)) return
    found.push({
      value: { value, certainty: 'stated', source: text },
      features: [
        `origin:${origin}`,
        `${origin}, ${labelled ? 'a label elsewhere' : 'no label'}`,
        ...valueFeatures(scope, value, text),
        ...(line === null ? [] : lineFeatures(scope, line, origin !== 'lines')),
        ...featuresOf({ ...more, bias: true, 'open label': open }),
      ],
    })
  }
  for (const value of scope.values.get('title') ?? []) {
    take('label', value, null)
    if (value.includes('\n')) take('label, first line', value.split('\n')[0], null)
  }
  take('pair', pairOf(scope.values)?.title.value, null)
  const { when } = scope.section
  if (when.line.index >= 0 && when.setting !== 'prose') {
    const { before, behind } = around(scope.document, when)
    const inline = parseProgrammeLine(behind.replace(/^[\s,;:.)|–—-]+/, ''))
    if (inline !== null) take('date line, pair', inline.title.value, when.line)
    else if (behind.length > 8) take('date line, behind', behind.replace(/^[\s,;:.)|–—-]+/, ''), when.line)
    if (before.length > 8) take('date line, before', before, when.line)
  }
  takeSubject(scope, subject, take)
  takeLines(scope, take)
  takeQuoted(scope, take)
  if (scope.told !== '') {
    take('told', findTitleInSentence(scope.told)?.value, when.line)
    take('event name', findEventName(scope.told)?.value, when.line)
  }
  return found
}

function takeSubject({ document, alone }: Scope, subject: SubjectFacts, take: Take): void {
  if (!alone) return
  if (subject.title !== null) take(`subject, ${subject.title.certainty}`, subject.title.value, null)
  take('subject, quoted', findQuoted(document.subject)?.inner, null)
  const parts = document.subject.split(/: | - | – | — |, | \| /)
  if (parts.length > 1)
    for (const [at, part] of parts.entries())
      if (part.split(' ').length >= 2)
        take('subject, part', part, null, {
          'last part': at === parts.length - 1,
          'first part': at === 0,
          'a person beside it': parts.some((other) => other !== part && isPerson(other)),
        })
  const colon = document.subject.indexOf(': ')
  if (colon !== -1) take('subject, behind the colon', document.subject.slice(colon + 2), null)
}

/** Lines outside running text, one or a few of them together, and the parts of a line between marks. */
function takeLines(scope: Scope, take: Take): void {
  const own = scope.section.line.index
  const lines = scope.lines.filter(
    ({ region, text, rule, label }) =>
      /^(?:body|aside|people)$/.test(region) && text !== '' && !rule && label?.names[0] !== 'title',
  )
  const near = lines.toSorted((a, b) => Math.abs(a.index - own) - Math.abs(b.index - own)).slice(0, maxLines)
  for (const line of near.toSorted((a, b) => a.index - b.index)) {
    if (isRunningText(scope, line)) continue
    const bare = stripWhen(scope.document, line)
      .replace(/\u0000/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    takeRuns(scope, line, take)
    takeParts(line, bare, take)
  }
}

/** Three or more full lines in a row. */
function isRunningText({ document }: Scope, line: Line): boolean {
  const full = (index: number) => (document.lines[index]?.text.length ?? 0) > 62
  const around = [-2, -1, 0, 1, 2].map((step) => full(line.index + step))
  return (
    (around[0]! && around[1]! && around[2]!) ||
    (around[1]! && around[2]! && around[3]!) ||
    (around[2]! && around[3]! && around[4]!)
  )
}

function takeRuns(scope: Scope, first: Line, take: Take): void {
  const { document } = scope
  const above = document.lines[first.index - 1]
  const plain = (line: Line | undefined) =>
    line !== undefined && line.text !== '' && !line.rule && line.label === null && line.region !== 'quoted'
  let text = first.label === null ? '' : first.label.value
  for (let length = 1; length <= maxRun; length++) {
    const last = document.lines[first.index + length - 1]
    if (last === undefined || (length > 1 && (!plain(last) || stripWhen(document, last).includes('\u0000'))))
      break
    text = length === 1 ? (first.label?.value ?? last.text) : `${text} ${last.text}`
    const next = document.lines[first.index + length]
    const run = document.lines.slice(first.index, first.index + length)
    take('lines', text, first, {
      [`lines:${length}`]: true,
      'ends its block': !plain(next),
      'begins its block': !plain(above),
      'whole block': !plain(next) && !plain(above),
      'a person below': isPerson(next?.text ?? ''),
      'a person above': isPerson(above?.text ?? ''),
      'a person above, and a block of one line below':
        isPerson(above?.text ?? '') && isSingle(document, first.index + length + 1),
      'a full line above': plain(above) && above!.text.length > 45,
      'cut at a full line': last.text.length > 55 && plain(next),
      'next begins small': plain(next) && /^\p{Ll}/u.test(next!.text),
      'holds a person line': run.some((one) => isPerson(one.text)),
      'holds a place line': run.some((one) => looksLikePlace(one.text)),
      'quote closed': unquote(text) !== text,
      'quote open': /^["“„«][^"”“»]*$/.test(text),
    })
  }
}

/** "Jane Doe (ETH): Title", "Title – Jane Doe", "16:15 Title": a part of a line. */
function takeParts(line: Line, bare: string, take: Take): void {
  take('pair line', parseProgrammeLine(bare)?.title.value, line)
  const parts = [...bare.matchAll(/: | [-–—|] |\), |\) |, (?=["“„«\p{Lu}])/gu)].slice(0, 6)
  for (const mark of parts) {
    const [before, behind] = [bare.slice(0, mark.index), bare.slice(mark.index + mark[0].length)]
    // "(CAS: 1 Jahr, DAS: 2 Jahre bis Juni": in brackets that are still open nothing begins.
    if (before.split('(').length > `${before}${mark[0]}`.split(')').length) continue
    const sign = mark[0].trim().slice(-1)
    if (behind.split(' ').length >= 2)
      take('behind a mark', behind, line, {
        [`mark ${sign}`]: true,
        'a person before': isPerson(before.replace(/^[-•*·]\s*/, '')),
        'first mark': mark === parts[0],
      })
    if (before.split(' ').length >= 2)
      take('before a mark', before, line, {
        [`mark ${sign}`]: true,
        'a person behind': isPerson(behind),
        'first mark': mark === parts[0],
      })
  }
  if (bare !== line.text && bare.length > 6) take('line without its date', bare, line)
}

const maxQuotes = 8

/** What stands in quotes in running text. */
function takeQuoted(scope: Scope, take: Take): void {
  let from = 0
  const text = scope.lines
    .filter(({ region }) => region === 'body')
    .map((line) => line.text)
    .join('\n')
    .slice(0, 6000)
  for (let count = 0; count < maxQuotes; count++) {
    const quoted = findQuoted(text.slice(from))
    if (quoted === null) return
    const at = from + quoted.index
    const told = findTitleInSentence(text.slice(Math.max(0, at - 60), at + quoted.source.length + 30))
    const line = scope.lines.find((one) => one.text.includes(quoted.source.split('\n')[0]!.slice(0, 30)))
    take('quoted', quoted.inner, line ?? null, {
      'first quote': count === 0,
      'announced quote': told?.value === cleanTitle(quoted.inner),
      'quote fills its line': line !== undefined && line.text.length - quoted.source.length < 4,
      'quote in the sentence of the date': scope.told.includes(quoted.inner.slice(0, 20)),
    })
    from = at + quoted.source.length
  }
}

const startsWithSeries = new RegExp(`^(?:\\p{L}+ )?${seriesHead.source}`, 'iu')

/** "Kolloquium Mathematische Statistik" of "Kolloquium Mathematische Statistik, Bern: A. Lindqvist". */
function isHeadOf(value: string, subject: string): boolean {
  const words = wordsOf(value).join(' ')
  const all = wordsOf(subject).join(' ')
  return all.length > words.length && all.startsWith(words)
}

function valueFeatures({ document, section, subjectWords }: Scope, value: string, text: string): string[] {
  const words = wordsOf(value)
  const shared = words.filter((word) => subjectWords.has(word)).length
  const sentence = section.when.line.index < 0 ? '' : sentenceAt(document, section.when.mention.start).text
  return [
    bucketOf('words', words.length, [1, 2, 3, 5, 8, 12, 18, 30]),
    bucketOf('in subject', words.length === 0 ? 0 : shared / words.length, [0, 0.3, 0.6, 0.9]),
    ...featuresOf({
      'in quotes': unquote(text) !== text,
      'full stop': /[.!]$/.test(text),
      'full stop inside': /\p{Ll}[.!?] \p{Lu}/u.test(value),
      asks: value.endsWith('?'),
      'open end':
        /[,;:(–-]$/.test(text) ||
        /\b(?:and|of|the|for|und|der|die|de|la|et|di|e|y|en|in|on|a|an|mit|with|für|von)$/iu.test(value),
      'begins small': /^\p{Ll}/u.test(value),
      'has digits': /\d/.test(value),
      'a name': looksLikeName(value),
      'a person': isPerson(value),
      'a place': looksLikePlace(value),
      'an institution': findInstitution(value) !== null,
      'a type': findType(value) !== null,
      'only a type': words.every((word) => findType(word) !== null),
      'a series': seriesHead.test(value),
      'begins with a series': startsWithSeries.test(value),
      'shouted series': seriesHead.test(value) && value === value.toUpperCase(),
      shouted: value === value.toUpperCase(),
      'begins the subject': isHeadOf(value, document.subject),
      'in the sentence of the date': sentence.includes(value),
      'brackets open': value.split('(').length !== value.split(')').length,
      'a colon': /: \S/.test(value),
      'a person, then more': parseProgrammeLine(value) !== null,
      'capital words':
        words.length > 2 &&
        value.split(' ').filter((word) => /^\p{Lu}/u.test(word)).length / words.length > 0.6,
      'has a link': /https?:|@/.test(value),
    }),
  ]
}

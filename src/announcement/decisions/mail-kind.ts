import type { Kind, Talk } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import {
  findAltered,
  findCancelled,
  findChanged,
  findHappening,
  findNotAnEvent,
  findOnlyOnline,
  findPostponed,
  findReminder,
  findTentative,
  findType,
  purposesIn,
  relativeDays,
  wordsOf,
} from '../text/vocabulary.ts'
import { isOfAnotherTime, readCancelledSubject, readCancelling, saysItTakesPlace } from './cancellation.ts'
import { openingOf, sentencesOf, type KindHint } from './kind.ts'
import { bucketOf, featuresOf, scoreOf, type Weights } from './weigh.ts'

/** Every kind but the usual one, which is what remains when none of these is likelier. */
const marked = ['update', 'cancellation', 'reminder', 'other'] as const satisfies readonly Kind[]

/** The kind of a mail, and how sure that is among all. */
export interface DecidedKind {
  kind: Kind
  sure: number
}

export function decideKind(features: readonly string[], weights: Weights): DecidedKind {
  const chances = marked.map((kind) => ({
    kind: kind as Kind,
    chance: Math.exp(Math.min(30, scoreOf(weights, kindFeatures(kind, features)))),
  }))
  const all = chances.reduce((sum, { chance }) => sum + chance, 1)
  const best = [{ kind: 'announcement' as Kind, chance: 1 }, ...chances].toSorted(
    (a, b) => b.chance - a.chance,
  )[0]!
  return { kind: best.kind, sure: Math.round((1000 * best.chance) / all) / 1000 }
}

/** The kinds to choose from, each with its features; for training. */
export function kindChoices(features: readonly string[]): { kind: Kind; features: string[] }[] {
  return marked.map((kind) => ({ kind, features: kindFeatures(kind, features) }))
}

function kindFeatures(kind: Kind, features: readonly string[]): string[] {
  return features.map((feature) => `${kind}: ${feature}`)
}

/** What a mail's subject, its opening and its talks say about its kind. */
export function mailFeatures(
  document: Document,
  hint: KindHint,
  talks: readonly Talk[],
  other: string | null,
): string[] {
  const { subject } = document
  const opening = sentencesOf(openingOf(document))
  const body = sentencesOf(
    document.lines
      .filter(({ region }) => region === 'body' || region === 'aside')
      .map(({ text }) => text)
      .join('\n')
      .slice(0, 8000),
  ).slice(0, 120)
  const sure = Math.max(0, ...talks.map((talk) => talk.sure))
  const said = opening.map((sentence) => (isOfAnotherTime(sentence) ? null : readCancelling(sentence)))
  const past = talks.filter((talk) => talk.start.value.slice(0, 10) < document.sent.toString()).length
  const labels = new Set(document.lines.flatMap(({ label }) => label?.names ?? []))
  const some = (sentences: readonly string[], find: (text: string) => string | null) =>
    sentences.some((one) => find(one) !== null)
  return [
    `hint:${hint.kind}`,
    `subject off:${readCancelledSubject(subject)}`,
    bucketOf('talks', talks.length, [0, 1, 2, 4]),
    bucketOf('sure', sure, [0.3, 0.6, 0.85, 0.95]),
    bucketOf('sentences', body.length, [3, 8, 20, 50]),
    bucketOf('questions', body.filter((one) => one.endsWith('?')).length, [0, 1, 2]),
    bucketOf('altered', body.filter((one) => findAltered(one) !== null).length, [0, 1, 2]),
    ...featuresOf({
      bias: true,
      'subject asks': subject.includes('?'),
      'subject altered': findAltered(subject) !== null,
      'subject changed': findChanged(subject) !== null,
      'subject postponed': findPostponed(subject) !== null,
      'subject reminds': findReminder(subject) !== null,
      'subject not an event': findNotAnEvent(subject) !== null,
      'other by its subject': other !== null,
      'subject of a type': findType(subject) !== null,
      'subject happening': findHappening(subject) !== null,
      'subject tentative': findTentative(subject) !== null,
      'subject of a recording': purposesIn(subject).includes('record'),
      'opening of a recording': opening.some((one) => purposesIn(one).includes('record')),
      'subject today': wordsOf(subject).some((word) => relativeDays.has(word)),
      'subject has a day': document.subjectDays.length > 0,
      reply: document.isReply,
      'forwarded only': document.quotedOnly,
      'opening off': said.includes('off'),
      'opening off first': said[0] === 'off',
      'opening unsure': said.includes('unsure'),
      'takes place': opening.some(saysItTakesPlace),
      'opening cancelled': some(opening, findCancelled),
      'opening altered': some(opening, findAltered),
      'opening changed': some(opening, findChanged),
      'opening postponed': some(opening, findPostponed),
      'opening online': some(opening, findOnlyOnline),
      'opening reminds': some(opening, findReminder),
      'body reminds': some(body, findReminder),
      'a former hour': body.some((one) => purposesIn(one).includes('former')),
      'all cancelled': talks.length > 0 && talks.every(({ status }) => status.value === 'cancelled'),
      'some cancelled': talks.some(({ status }) => status.value === 'cancelled'),
      'all past': talks.length > 0 && past === talks.length,
      timed: talks.some(({ start }) => start.value.length > 10),
      titled: talks.some(({ title }) => title !== null),
      'with speaker': talks.some(({ speakers }) => speakers.length > 0),
      labelled: labels.has('title') || labels.has('speaker'),
      'labelled when': labels.has('when') || labels.has('date') || labels.has('time'),
      today: document.dates.some(({ relative }) => relative !== null && relative <= 1),
    }),
  ]
}

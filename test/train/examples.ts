import { statlist } from '../../config/lists/statlist.ts'
import { kindChoices, mailFeatures } from '../../src/announcement/decisions/mail-kind.ts'
import { applyRules } from '../../src/announcement/gate/gate.ts'
import { draftOf } from '../../src/announcement/parse.ts'
import { clockOfDateFeatures } from '../../src/announcement/decisions/clock-of-date.ts'
import { eventDateFeatures } from '../../src/announcement/decisions/event-date.ts'
import { momentOf } from '../../src/announcement/decisions/moment.ts'
import { ownEventFeatures } from '../../src/announcement/decisions/own-event.ts'
import { startClockFeatures } from '../../src/announcement/decisions/start-clock.ts'
import { usualHours, withUsual } from '../../src/announcement/decisions/usual.ts'
import { isReadable } from '../../src/announcement/decisions/excluded.ts'
import { datesNear, findWhens, readableDates } from '../../src/announcement/decisions/when.ts'
import { placeCandidates } from '../../src/announcement/fields/place-candidates.ts'
import { readByRules } from '../../src/announcement/fields/rules.ts'
import { scopeOf } from '../../src/announcement/fields/scope.ts'
import { startOf } from '../../src/announcement/fields/span.ts'
import { namedIn } from '../../src/announcement/fields/speakers.ts'
import { readSubject } from '../../src/announcement/fields/subject.ts'
import { titleCandidates } from '../../src/announcement/fields/title-candidates.ts'
import { mergeRepeats } from '../../src/announcement/items/repeats.ts'
import { splitSections } from '../../src/announcement/items/sections.ts'
import { resolveDate } from '../../src/announcement/mentions/resolve.ts'
import { readDocument } from '../../src/announcement/text/document.ts'
import { join } from 'node:path'
import type { Mail } from '../../src/announcement/announcement.ts'
import type { Message } from '../../src/mail/message.ts'
import { casesFolder, type Case } from '../support/cases.ts'
import { mailOf, readSiblings, startsOf as siblingStarts } from '../support/siblings.ts'
import { isRightText, isSpeaker } from '../support/score.ts'
import type { Label } from '../support/label.ts'
import type { DecisionWeights } from '../../src/announcement/decisions/weigh.ts'
import { learn, learnChoice, type Example } from './logistic.ts'

/** What one labelled mail teaches, by decision. */
export interface Examples {
  eventDate: Example[]
  startClock: Example[]
  clockOfDate: Example[]
}

function minutesOf(start: string): number | null {
  return start.length > 10 ? Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16)) : null
}

/** Every start that a label accepts. */
function startsIn(label: Label): string[] {
  return label.events
    .flatMap((event) => [event.start, ...((event.accept?.start ?? []) as (string | null)[])])
    .filter((start) => start !== null)
}

/** Lays a label over the dates and clocks of its mail. */
export function examplesOf(message: Mail, starts: readonly string[]): Examples {
  const document = readDocument(message)
  const days = new Set(starts.map((start) => start.slice(0, 10)))
  const hours = new Set(starts.map(minutesOf))
  const dates = readableDates(document)
  const dayOf = (mention: (typeof dates)[number]) => resolveDate(mention, document.sent)!.date.toString()
  const times = document.times.filter((time) => isReadable(document, time))
  return {
    eventDate: dates.map((mention) => ({
      features: eventDateFeatures(document, mention),
      yes: days.has(dayOf(mention)),
    })),
    startClock: times.map((time) => ({
      features: startClockFeatures(document, time),
      // Of one moment in several zones any is the start.
      yes: momentOf(document, time).some(({ from }) => hours.has(from)),
    })),
    clockOfDate: times
      .filter((time) => hours.has(time.from))
      .flatMap((time) =>
        datesNear(document, dates, time).map((mention) => ({
          features: clockOfDateFeatures(document, mention, time),
          yes: starts.some(
            (start) => start.slice(0, 10) === dayOf(mention) && minutesOf(start) === time.from,
          ),
        })),
      ),
  }
}

/** Which of several days and hours are events of their own, once they can be read. */
function ownEventExamplesOf(
  { message, label }: Pick<Case, 'message' | 'label'>,
  weights: DecisionWeights,
): Example[] {
  const { document, whens } = whensOf(message, weights)
  const starts = new Set(startsIn(label))
  const distinct = mergeRepeats(document, whens)
  if (distinct.length < 2) return []
  return distinct.map((when) => ({
    features: ownEventFeatures(document, when, distinct),
    yes: starts.has(startOf(document, when).value),
  }))
}

/** The days and hours of a mail by the weights so far. */
function whensOf(message: Mail, weights: DecisionWeights) {
  const document = readDocument(message)
  const subject = readSubject(document)
  const { whens: dated, chances } = findWhens(document, weights)
  const whens = withUsual(dated, usualHours(document, dated, chances))
  return { document, subject, whens: whens.length > 0 ? whens : subject.whens }
}

/** The readings of each title and place, and everybody who may speak. */
interface FieldExamples {
  title: Example[][]
  speaker: Example[]
  place: Example[][]
}

/** What the fields of a mail's talks teach, once its days and hours can be read. */
function fieldExamplesOf(
  { message, label }: Pick<Case, 'message' | 'label'>,
  weights: DecisionWeights,
): FieldExamples {
  const found: FieldExamples = { title: [], speaker: [], place: [] }
  const { document, subject, whens } = whensOf(message, weights)
  const sections = splitSections(document, whens, weights)
  const labelled = label.events.filter((event) => event.start !== null)
  for (const section of sections) {
    const start = startOf(document, section.when).value
    const event =
      labelled.find((one) => one.start === start) ??
      (labelled.length === 1 && sections.length === 1 ? labelled[0] : undefined)
    if (event === undefined) continue
    const scope = scopeOf(document, section)
    const ruled = readByRules(document, section, subject)
    found.title.push(
      titleCandidates(scope, subject).map(({ value, features }) => ({
        features,
        yes: isRightText('title', event, value.value),
      })),
    )
    for (const { speaker, features } of namedIn(scope, subject))
      found.speaker.push({ features, yes: isSpeaker(event, speaker) })
    found.place.push(
      placeCandidates(scope, subject, ruled.location?.value ?? null).map(({ value, features }) => ({
        features,
        yes: isRightText('location', event, value.value),
      })),
    )
  }
  return found
}

/** Learns every decision from labelled mails: first days and hours, then with them the fields. */
export function trainOn(cases: readonly Pick<Case, 'message' | 'label'>[]): DecisionWeights {
  const all = [
    ...cases.map(({ message, label }) => examplesOf(message, startsIn(label))),
    ...readSiblings(join(casesFolder, 'siblings')).map((one) => examplesOf(mailOf(one), siblingStarts(one))),
  ]
  const weights: DecisionWeights = {
    mailKind: {},
    eventDate: learn(all.flatMap(({ eventDate }) => eventDate)),
    startClock: learn(all.flatMap(({ startClock }) => startClock)),
    clockOfDate: learn(all.flatMap(({ clockOfDate }) => clockOfDate)),
    ownEvent: {},
    title: {},
    speaker: {},
    place: {},
  }
  const split = { ...weights, ownEvent: learn(cases.flatMap((one) => ownEventExamplesOf(one, weights))) }
  const fields = cases.map((one) => fieldExamplesOf(one, split))
  const read = {
    ...split,
    title: learnChoice(fields.flatMap(({ title }) => title)),
    speaker: learn(fields.flatMap(({ speaker }) => speaker)),
    place: learnChoice(fields.flatMap(({ place }) => place)),
  }
  return { ...read, mailKind: learnChoice(cases.map((one) => kindExampleOf(one, read))) }
}

/** The kinds that a mail may be of, once its talks are read. */
function kindExampleOf(
  { message, label }: Pick<Case, 'message' | 'label'>,
  weights: DecisionWeights,
): Example[] {
  const right = [label.kind, ...(label.accept_kind ?? [])]
  return kindChoices(featuresOfMail(message, weights)).map(({ kind, features }) => ({
    features,
    yes: right.includes(kind) && label.kind === kind,
  }))
}

function featuresOfMail(message: Message, weights: DecisionWeights): string[] {
  const { document, hint, talks, other } = applyRules(draftOf(message, statlist, weights))
  return mailFeatures(
    document,
    hint,
    talks.map(({ talk }) => talk),
    other,
  )
}

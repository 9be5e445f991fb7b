import { saysSameHour } from '../decisions/same-hour.ts'
import { findAbstract } from './abstract.ts'
import type { Field, ParserProfile, Talk } from '../announcement.ts'
import type { KindHint } from '../decisions/kind.ts'
import { isRanged } from '../decisions/when.ts'
import type { DecisionWeights } from '../decisions/weigh.ts'
import { footnoteOf, noteText } from '../items/footnote.ts'
import type { Section } from '../items/sections.ts'
import { findAccess, findLinks, findJoinLink } from '../mentions/link.ts'
import { findPlaceInSentence, findPlaceRightBehind } from '../mentions/place.ts'
import type { Document } from '../text/document.ts'
import { findCondition, findTentative, findType } from '../text/vocabulary.ts'
import { likeliest } from './candidate.ts'
import { seriesOf } from './labelled.ts'
import { isDenied } from './denied-place.ts'
import { isElsewhere } from './elsewhere.ts'
import { placeCandidates } from './place-candidates.ts'
import { shorterPlaces } from './place-cuts.ts'
import { readByRules, type RuledFields } from './rules.ts'
import { scopeOf, type Scope } from './scope.ts'
import { findSeries } from './series.ts'
import { endOf, startOf, zoneOf } from './span.ts'
import { namedIn, readSpeakers } from './speakers.ts'
import { readStatus } from './status.ts'
import type { SubjectFacts } from './subject.ts'
import { titleCandidates } from './title-candidates.ts'

/** A reading is taken from this many times the chance of none on. */
const least = { title: 0.25, place: 0.25 }

/** Reads one section into a talk: for each field the likeliest of all that may be it. */
export function readTalk(
  document: Document,
  section: Section,
  sections: readonly Section[],
  profile: ParserProfile,
  subject: SubjectFacts,
  hint: KindHint,
  weights: DecisionWeights,
): Talk {
  const { when, lines } = section
  const { status, doubts } = readStatus(document, section, sections, hint, subject)
  const scope = scopeOf(document, section)
  const ruled = readByRules(document, section, subject)
  // Where a rule reads that the place is open, there is none.
  const isOpen = isElsewhere(scope) || ruled.location?.value === null
  const location = isOpen ? null : readPlace(scope, subject, ruled.location, weights)
  const place = location?.value?.value ?? ''
  // The people named for an event of several days are guests, not its speakers.
  const speakers =
    ruled.speakers ??
    (isRanged(when) ? { value: [], sure: 1 } : readSpeakers(namedIn(scope, subject), weights.speaker))
  const names = new Set(speakers.value.map(({ value }) => value.name))
  const titles = () =>
    titleCandidates(scope, subject).filter(
      ({ value: { value } }) => !place.includes(value) && !names.has(value),
    )
  const title = ruled.title ?? likeliest(titles(), weights.title, least.title)
  const around = scope.told
  const online = findJoinLink(lines)
  const access = online === null ? null : findAccess(lines)
  return {
    type: findType(document.subject) ?? findType(ruled.series ?? '') ?? findType(around) ?? 'talk',
    title: asSure(title),
    // "Les Diablerets" is where the school is, not who teaches.
    speakers: speakers.value.flatMap((value) =>
      place.includes(value.value.name) ? [] : [asSure({ ...speakers, value })!],
    ),
    start: startOf(document, when),
    ...(when.time === null && saysSameHour(document) ? { keepsHour: true as const } : {}),
    end: endOf(document, when),
    timeZone: zoneOf(when, profile),
    location: asSure(
      location !== null && hasCondition(document, place) ? { ...location, sure: 0 } : location,
    ),
    online,
    ...(access === null ? {} : { access }),
    ...findLinks(lines),
    series: seriesOf(scope.values) ?? findSeries(document, ruled.series, profile.knownSeries),
    abstract: findAbstract(lines),
    // What is struck out was the old day: this is the new one.
    notice: document.hasStruck && hint.notice?.value === 'postponed' ? null : hint.notice,
    status,
    sure: Math.round(1000 * when.sure.day * when.sure.hour) / 1000,
    doubts: [...when.doubts, ...doubts],
  }
}

/** The likeliest place; under a label nothing else is asked, and where no reading is sure, what a rule reads stands. */
function readPlace(
  scope: Scope,
  subject: SubjectFacts,
  ruled: RuledFields['location'],
  weights: DecisionWeights,
): { value: Field<string> | null; sure?: number } | null {
  const noted = placeInFootnote(scope)
  if (noted !== null) return { value: noted }
  const value = ruled?.value ?? null
  if (value !== null && scope.values.has('where') && shorterPlaces(value.value).length === 0) return ruled
  const likely = likeliest(placeCandidates(scope, subject, value), weights.place, least.place)
  const stands = value !== null && isDenied(scope.document, value.value) ? null : ruled
  return likely !== null && likely.sure >= sureField ? likely : (stands ?? likely)
}

/** "18 Nov *" over "* in Lecture Theatre Q014, Pearse Street" */
function placeInFootnote({ document, section }: Scope): Field<string> | null {
  const note = footnoteOf(document, section)
  if (note === null) return null
  const text = noteText(note).replace(/ \([^()]*\)\.?$/, '')
  return findPlaceRightBehind(`, ${text}`) ?? findPlaceInSentence(text)
}

/** "HG G 19.2, if it is free", "HG E 3 (tbc)": the place, or what follows it, goes on with a condition. */
function hasCondition({ text }: Document, place: string): boolean {
  const at = place === '' ? -1 : text.indexOf(place)
  if (at === -1) return false
  const told = text.slice(at, at + place.length + 20)
  return [...told.matchAll(/[,(] ?(\p{L}+)/gu)].some(
    ([, word]) => findCondition(word!) !== null || findTentative(word!) !== null,
  )
}

/** From this chance on a reading is published; a rule's reading is always sure. */
const sureField = 0.5

function asSure<Value>(reading: { value: Field<Value> | null; sure?: number } | null): Field<Value> | null {
  if (reading === null || reading.value === null) return null
  return (reading.sure ?? 1) >= sureField ? reading.value : { ...reading.value, certainty: 'unsure' }
}

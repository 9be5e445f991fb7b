import type { Announcement, Field, Speaker, Talk } from '../announcement/announcement.ts'
import { findAbstract } from '../announcement/fields/abstract.ts'
import { findSeries } from '../announcement/fields/series.ts'
import { endOf, startOf, zoneOf } from '../announcement/fields/span.ts'
import { saysSameHour } from '../announcement/decisions/same-hour.ts'
import { cleanTitle } from '../announcement/fields/title.ts'
import type { Draft } from '../announcement/gate/check.ts'
import type { Section } from '../announcement/items/sections.ts'
import { findJoinLink } from '../announcement/mentions/link.ts'
import { person, withoutTitles } from '../announcement/mentions/person.ts'
import { cleanPlace } from '../announcement/mentions/place.ts'
import { findType, foldWords } from '../announcement/text/vocabulary.ts'
import type { Document } from '../announcement/text/document.ts'
import type { Answer, Quote } from './answer.ts'
import { accountOf, explainedStarts } from './explained.ts'
import { passSecondGate } from './gate.ts'
import { placeOf, type Place } from './ground.ts'
import { momentOf, whenOf, type Moment } from './moment.ts'
import { statusOf } from './status.ts'
import { sureOf } from './voice.ts'

/** What a model's answer is worth after our own grammar has read its quotes. */
export interface Verified {
  announcement: Announcement
  /** What it named that can't be used: why a human looks at the mail. */
  lost: string[]
  /** Starts of our own reading that need not wait any more. */
  explained: ReadonlySet<string>
}

/**
 * Reads a model's answer with our own grammar: a quote must stand in the mail, its day and clock must be read by our finders,
 * and our own decisions must not object. No value is taken from the answer.
 * @param draft our own reading of the same mail, before its gate
 */
export function verify(draft: Draft, answer: Answer): Verified {
  const moments = answer.events.map((event) => momentOf(draft, event))
  const found = moments.filter((moment) => typeof moment !== 'string')
  const sections = sectionsOf(draft, found)
  const document = withRead(draft.document, found)
  const talks = sections.map(({ moment, ...section }) => ({
    talk: talkOf(draft, moment, found, section, sections),
    section,
  }))
  const account = accountOf(draft, answer)
  const announcement = passSecondGate({ ...draft, document, talks }, found, answer, account)
  return {
    announcement,
    explained: explainedStarts(draft, account, announcement.talks),
    lost: moments.filter((moment) => typeof moment === 'string'),
  }
}

/** The mail with the days and clocks that only its quotes let us read: they are not unread any more. */
function withRead(document: Document, moments: readonly Moment[]): Document {
  const inOrder = <Span extends { start: number }>(spans: Span[]) =>
    spans.toSorted((a, b) => a.start - b.start)
  const days = moments.flatMap(({ day }) => (day.found || day.place.in === 'subject' ? [] : [day.mention]))
  const hours = moments.flatMap(({ hour }) =>
    hour === null || hour.found || hour.place.in === 'subject' ? [] : [hour.mention],
  )
  return {
    ...document,
    dates: inOrder([...document.dates, ...days]),
    times: inOrder([...document.times, ...hours]),
  }
}

/** Each event with the lines from its own first quote up to the next event's. */
function sectionsOf({ document }: Draft, moments: readonly Moment[]): (Section & { moment: Moment })[] {
  const { lines } = document
  const quoted = moments.map(linesOf)
  const shared = quoted.flatMap((own) => [...own]).filter((line, at, all) => all.indexOf(line) !== at)
  const firstOf = (moment: Moment) =>
    Math.min(...[...linesOf(moment)].filter((line) => !shared.includes(line)), lines.length)
  const firsts = moments.map(firstOf)
  return moments.map((moment) => {
    const from = firstOf(moment)
    const next = Math.min(...firsts.filter((first) => first > from), lines.length)
    const when = whenOf(document, moment)
    return {
      moment,
      when,
      line: when.line,
      lines: moments.length === 1 ? lines : lines.slice(from, next),
      alone: moments.length === 1,
      beside: false,
    }
  })
}

/** Indexes of the lines that an event is quoted from. */
function linesOf({ event: { title, date, start, place, speakers } }: Moment): ReadonlySet<number> {
  const quotes = [title, date, start, place, ...speakers.map(({ name }) => name)]
  return new Set(quotes.flatMap((quote) => (quote === null || quote.line <= 0 ? [] : [quote.line - 1])))
}

function talkOf(
  draft: Draft,
  moment: Moment,
  moments: readonly Moment[],
  section: Section,
  sections: readonly Section[],
): Talk {
  const { document, profile } = draft
  const { event } = moment
  const { when } = section
  const at = (quote: Quote | null) => (quote === null ? null : placeOf(document, quote))
  // A reply repeats the subject of the mail it answers.
  const own = (quote: Quote | null) =>
    document.isReply && quote !== null && quote.line <= 0 ? null : at(quote)
  const series = fieldOf(at(event.series), (text) => text)
  const link = linkOf(at(event.link))
  const { status, doubts } = statusOf(draft, moment, moments, section, sections)
  const title = fieldOf(own(event.title), cleanTitle)
  return {
    type: findType(document.subject) ?? findType(series?.value ?? '') ?? findType(when.line.text) ?? 'talk',
    // The name of a series is not a talk's title.
    title: title !== null && foldWords(title.value) === foldWords(series?.value ?? '') ? null : title,
    speakers: event.speakers.flatMap(({ name, affiliation }) => speakerOf(at(name), at(affiliation))),
    start: startOf(document, when),
    end: endOf(document, when),
    timeZone: zoneOf(when, profile),
    location: fieldOf(own(event.place), cleanPlace),
    online: event.link === null ? findJoinLink(section.lines) : link,
    series: series ?? findSeries(document, null, profile.knownSeries),
    abstract: findAbstract(section.lines),
    notice: draft.hint.notice,
    ...(when.time === null && saysSameHour(document) ? { keepsHour: true as const } : {}),
    status,
    sure: sureOf(draft, moment),
    doubts: [...when.doubts, ...doubts],
  }
}

function fieldOf(place: Place | null, clean: (text: string) => string | null): Field<string> | null {
  if (place === null) return null
  const value = clean(place.text.replace(/\s+/g, ' ').trim())
  return value === null ? null : { value, certainty: 'stated', source: place.text }
}

function speakerOf(name: Place | null, affiliation: Place | null): Field<Speaker>[] {
  if (name === null) return []
  const value = person(inOrder(name.text), affiliation?.text ?? null)
  return value.name === '' ? [] : [{ value, certainty: 'stated', source: name.text }]
}

/** "Torvald, Henrik" */
function inOrder(name: string): string {
  const [last, first, ...rest] = withoutTitles(name).split(', ')
  return first !== undefined && rest.length === 0 ? `${first} ${last}` : name
}

/** Only an address that stands in the mail. */
function linkOf(place: Place | null): Field<string> | null {
  const link = /^https?:\/\/[^\s<>"“”)\]]+$/.exec(place?.text.trim() ?? '')?.[0]
  if (place === null || link === undefined || !URL.canParse(link) || link.length > 500) return null
  return { value: link, certainty: 'stated', source: place.text }
}

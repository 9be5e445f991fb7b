import type { Announcement, Field, Mail, ParserProfile, Talk } from '../announcement.ts'
import type { DecisionWeights } from '../decisions/weigh.ts'
import trained from '../decisions/weights.json' with { type: 'json' }
import { withDoubt, type Draft } from '../gate/check.ts'
import { passGate } from '../gate/gate.ts'
import { isAutomatic } from '../decisions/automatic.ts'
import type { When } from '../decisions/when.ts'
import { announcedWhens, draftFrom, parseAnnouncement } from '../parse.ts'
import { readDocument } from '../text/document.ts'
import { readPeople, readPlace, readTitle } from './fields.ts'
import { kindOfDoubt } from './doubts.ts'
import { fit, type Fit, type FittedEvent } from './fit.ts'
import type { Shape } from './layout.ts'
import { pageOf, type Page } from './page.ts'

/** A mail that a human confirmed, by which the next ones of its office are read. */
export interface Example {
  /** Key of the mail. */
  key: string
  /** ISO 8601, of the mail. */
  date: string
  /** Who wrote it. */
  from: string
  /** By the sender of the mail that is read, or a confirmed colleague: only those are believed. */
  trusted: boolean
  shape: Shape
}

/** What a mail announces, the example that it was read by, or one of somebody else that it is laid out like. */
export interface HabitRead {
  announcement: Announcement
  by: Example | null
  asks: Example | null
}

/** From this share on a mail is laid out like the example. */
const leastShare = 0.6
/** From this share on somebody else's mail must come from that office, or imitate it. */
const leastForeign = 0.8
/** From this share on the doubts of the example need not be asked about again. */
const leastSure = 0.8
const leastFixed = 3
/** Title, speakers, place. */
const allFields = 3

/** Reads a mail as the confirmed mails of its office are laid out: the one that fits best tells which day and clock are the event's. */
export function readByHabit(
  mail: Mail,
  profile: ParserProfile,
  examples: readonly Example[],
  weights: DecisionWeights = trained,
): HabitRead {
  const plain = () => parseAnnouncement(mail, profile, weights)
  if (examples.length === 0 || isAutomatic(mail)) return { announcement: plain(), by: null, asks: null }
  const document = readDocument(mail)
  const said = announcedWhens(document, weights)
  const page = pageOf(document)
  const own = examples.filter(({ trusted }) => trusted)
  const [best, ...others] = fittingOf(own, page, said.whens.length)
  if (best === undefined) return asked(plain(), foreignOf(examples, page))
  const told = announcedWhens(document, weights, best.fit)
  const draft = withFields(
    draftFrom(document, profile, weights, told),
    best.fit,
    others.map(({ fit }) => fit),
  )
  const read = passGate(draft)
  if (read.talks.length === 0) return { announcement: plain(), by: null, asks: null }
  const sure = best.fit.share >= leastSure ? withoutDoubts(read, best.fit, best.example.shape.doubts) : read
  const saysSame = JSON.stringify(said.whens.map(whenName)) === JSON.stringify(told.whens.map(whenName))
  const announcement = saysSame ? sure : agreed(sure, plain(), best.example)
  return { announcement, by: best.example, asks: null }
}

function whenName({ date, last, time }: When): string {
  return [date, last, time?.from, time?.until].join()
}

/** A layout of one event reads a mail of several only where all of it is found. */
function isOfAll({ events, share }: Fit, whens: number): boolean {
  return events.length > 1 || whens < 2 || share === 1
}

/** The examples a mail is laid out like, by the most events read, then by likeness, then the newest. */
function fittingOf(
  examples: readonly Example[],
  page: Page,
  whens: number,
): { example: Example; fit: Fit }[] {
  const fitting: { example: Example; fit: Fit }[] = []
  for (const example of examples.toSorted((a, b) => (a.date < b.date ? 1 : -1))) {
    const found = fit(example.shape, page)
    if (found === null || found.share < leastShare || !isOfAll(found, whens)) continue
    fitting.push({ example, fit: found })
    if (tellsAll(found, whens)) break
  }
  return fitting.toSorted((a, b) => b.fit.events.length - a.fit.events.length || b.fit.share - a.fit.share)
}

/** No older example can tell more. */
function tellsAll({ events, share }: Fit, whens: number): boolean {
  return share === 1 && events.length >= whens && events.every(({ fields }) => fields.size === allFields)
}

/** An example of somebody else that a mail is laid out like. */
function foreignOf(examples: readonly Example[], page: Page): Example | null {
  const foreign = examples.filter(({ trusted }) => !trusted)
  const fitting = fittingOf(foreign, page, 0)
  const alike = fitting.find(({ fit }) => fit.share >= leastForeign && fit.fixed.length >= leastFixed)
  return alike?.example ?? null
}

/** The draft with the fields found where the examples have them; what the best lacks, another may add. */
function withFields(draft: Draft, best: Fit, others: readonly Fit[]): Draft {
  return {
    ...draft,
    talks: draft.talks.map((entry) => {
      const { mention } = entry.section.when
      const fields = new Map(
        [...others.toReversed(), best].flatMap(({ events }) =>
          events
            .filter(({ days }) => days.includes(mention) || days.length === 0)
            .flatMap(({ fields }) => [...fields]),
        ),
      )
      return fields.size === 0 ? entry : { ...entry, talk: withRead(entry.talk, fields, best) }
    }),
  }
}

function withRead(talk: Talk, fields: FittedEvent['fields'], { fixed }: Fit): Talk {
  const [title, people, place] = [fields.get('title'), fields.get('speakers'), fields.get('location')]
  const speakers = people === undefined ? [] : readPeople(people)
  const isFixed = (value: string) => fixed.some(({ text }) => text.includes(value))
  const isTitles = (value: string) => title !== undefined && title.includes(value)
  return {
    ...talk,
    title:
      title !== undefined
        ? stated(readTitle(title), title)
        : unless(talk.title, ({ value }) => isFixed(value) || people?.includes(value) === true),
    speakers: speakers.length === 0 ? talk.speakers : speakers,
    location:
      place !== undefined
        ? stated(readPlace(place), place)
        : unless(talk.location, ({ value }) => isTitles(value)),
  }
}

function stated<Value>(value: Value | null, source: string): Field<Value> | null {
  return value === null ? null : { value, certainty: 'stated', source }
}

function unless<Value>(
  field: Field<Value> | null,
  isWrong: (field: Field<Value>) => boolean,
): Field<Value> | null {
  return field === null || isWrong(field) ? null : field
}

/** Drops the doubts that a human was already asked about for the example, from the events that it shows. */
function withoutDoubts(read: Announcement, { events }: Fit, known: readonly string[]): Announcement {
  const only = read.talks.length === 1 || events.length > 1
  if (known.length === 0 || !only) return read
  const talks = read.talks.map((talk) =>
    talk.title === null && talk.speakers.length === 0
      ? talk
      : { ...talk, doubts: talk.doubts.filter((doubt) => !known.includes(kindOfDoubt(doubt))) },
  )
  return { ...read, talks }
}

/** Asks when somebody else writes as an office does: a colleague, or not. */
function asked(general: Announcement, foreign: Example | null): HabitRead {
  if (foreign === null) return { announcement: general, by: null, asks: null }
  const { from, date } = foreign
  const doubt = `laid out like the mail of ${date.slice(0, 10)} by ${from}: does it belong to that office?`
  const talks = general.talks.map((talk) => withDoubt(talk, doubt))
  return { announcement: { ...general, talks }, by: null, asks: foreign }
}

/** The mail waits where its own words, read without the example, surely say another start. */
function agreed(read: Announcement, general: Announcement, { date }: Example): Announcement {
  const starts = new Set(read.talks.map(({ start }) => start.value))
  const other = general.talks.find(({ doubts, start }) => doubts.length === 0 && !starts.has(start.value))
  if (other === undefined) return read
  const doubt = `laid out like the mail of ${date.slice(0, 10)}, but its words say ${other.start.value}`
  return { ...read, talks: read.talks.map((talk) => withDoubt(talk, doubt)) }
}

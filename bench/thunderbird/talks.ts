import { statlist } from '../../config/lists/statlist.ts'
import { eventOf, type CalendarEvent } from '../../src/calendar/event.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import { arrived, makeReading, makeTalk } from '../../test/support/events.ts'

export type TalkFacts = NonNullable<Parameters<typeof makeTalk>[0]>

/** A list on which ten talks are announced and then changed by mails. */
export interface TalkList {
  announce(): void
  change(name: string, facts: TalkFacts): void
  /** As our own fold makes them. */
  events(): CalendarEvent[]
  /** That of the talk with this name. */
  event(name: string): CalendarEvent
}

/** Zones that change their clocks on different days. */
const zones = ['Europe/Zurich', 'America/New_York']

export function openTalkList(): TalkList {
  const today = Temporal.Now.plainDateISO('Europe/Zurich')
  const known = tenTalks(today)
  const readings: Reading[] = []
  const say = (kind: Reading['announcement']['kind'], facts: TalkFacts) => {
    const at = today.toPlainDateTime({ hour: 8 }).add({ minutes: readings.length })
    const date = at.toZonedDateTime('Europe/Zurich').toString({ timeZoneName: 'never' })
    readings.push(makeReading(String(readings.length + 1), kind, [makeTalk(facts)], { date }))
  }
  const events = () => {
    const profile = { ...statlist, publicUrl: 'https://calendar.example' }
    return fold(arrived(readings)).talks.map((talk) => eventOf(talk, profile))
  }
  return {
    announce() {
      for (const facts of Object.values(known)) say('announcement', facts)
    },
    change(name, facts) {
      known[name] = { ...known[name], ...facts }
      say(facts.status === 'cancelled' ? 'cancellation' : 'update', known[name])
    },
    events,
    event: (name) => events().find(({ talk }) => talk.title === known[name]!.title)!,
  }
}

/** Each of a different sort; those that change have a long description with a link at its end. */
function tenTalks(today: Temporal.PlainDate): Record<string, TalkFacts> {
  const on = (days: number, hour: string) => `${today.add({ days }).toString()}T${hour}`
  const whole = (days: number) => today.add({ days }).toString()
  const other = otherDistance(today)
  return {
    plain: { ...ofSpeaker('Ada Lovelace', 'Notes on an analytical engine'), start: on(2, '15:15') },
    ending: {
      ...ofSpeaker('Karl Pearson', 'Goodness of fit; or: "how far is far, \\ really?"'),
      start: on(3, '09:00'),
      end: on(3, '10:45'),
    },
    basel: {
      ...ofSpeaker('Gertrude Cox', 'A day of experimental designs'),
      start: whole(4),
      series: 'Basel Biometric Section',
      location: 'Universität Basel, Spiegelgasse 1',
    },
    several: { ...ofSpeaker('Ronald Fisher', 'Block course'), start: whole(7), end: whole(9) },
    elsewhere: {
      ...ofSpeaker('William Gosset', 'Small samples from Dublin'),
      start: on(8, '12:30'),
      timeZone: 'Europe/Dublin',
      location: null,
      online: 'https://meet.example/small?pwd=a,b;c',
    },
    clocks: {
      ...ofSpeaker('Émilie du Châtelet', 'Wann die Uhren anders gehen: Zürich, Genève'),
      start: `${other.toString()}T16:15`,
    },
    long: { ...ofSpeaker('Florence Nightingale', 'Diagrams of mortality'), start: on(5, '17:15'), abstract },
    moved: { ...ofSpeaker('Harold Hotelling', 'Principal components'), start: on(10, '11:15'), abstract },
    room: { ...ofSpeaker('Jerzy Neyman', 'Confidence intervals'), start: on(11, '14:15'), abstract },
    off: { ...ofSpeaker('Abraham Wald', 'Sequential analysis'), start: on(12, '16:15'), abstract },
  }
}

function ofSpeaker(speaker: string, title: string): TalkFacts {
  return { speaker, title, series: 'ETH/UZH Research Seminar' }
}

const abstract = `${'We look at what is known, at what is only said, and at how much of it can be told from data that somebody else has gathered for another purpose. '.repeat(14)}\n\nSlides and registration: https://seminar.example/register?id=17\n\n${'Coffee is served before, and questions are welcome afterwards. '.repeat(8)}`

/** The next day on which the two zones are not six hours apart. */
function otherDistance(today: Temporal.PlainDate): Temporal.PlainDate {
  const [here, there] = zones as [string, string]
  let day = today.add({ days: 1 })
  const usual = distance(today, here, there)
  for (let tries = 0; tries < 366 && distance(day, here, there) === usual; tries += 1)
    day = day.add({ days: 1 })
  return day
}

function distance(day: Temporal.PlainDate, here: string, there: string): number {
  const noon = day.toZonedDateTime({ timeZone: here, plainTime: '12:00' })
  return noon.offsetNanoseconds - noon.withTimeZone(there).offsetNanoseconds
}

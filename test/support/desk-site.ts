import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeskSettings } from '../../config/settings.ts'
import { decide } from '../../jobs/decide.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import { recordMails } from '../../src/ledger/record-mails.ts'
import { openFeedStore } from '../../src/publication/store.ts'
import type { GoogleServer } from './google-server.ts'
import { readMail } from './read-mail.ts'
import { openWorld, type World } from './world.ts'

/** A world with a feed on disk and a desk. */
export async function openDeskWorld(server: GoogleServer, desk: DeskSettings): Promise<World> {
  const world = await openWorld(server)
  const { services } = world
  const feed = openFeedStore(mkdtempSync(join(tmpdir(), 'desk-')))
  return Object.assign(world, {
    services: Object.assign(services, { feed, settings: { ...services.settings, desk } }),
  })
}

/** Something that waits, what is done about it at the desk, and what feed and Google have then. */
export interface Kind {
  name: string
  mail: string
  /** Why it can't be read as it is, as the poll says. */
  problem?: string
  /** Words of its line on Today. */
  item: string
  writes?: Record<string, string>
  about?: string
  press: string
  look: RegExp
  becomes: string[]
}

function mail(
  id: string,
  subject: string,
  body: string,
  { from = 'office@math.example', list = true } = {},
): string {
  return `From: Seminar <${from}>
Subject: [Statlist] ${subject}
Date: Mon, 02 Nov 2026 08:00:00 +0100
Message-ID: <${id}@desk.example>
${list ? 'List-Id: <statlist.stat.example>\n' : ''}
${body}
`
}

function labelled(speaker: string, title: string, when: string, room = 'HG D 1.1'): string {
  return `Speaker: ${speaker}\nTitle: ${title}\n${when}\nRoom: ${room}\n`
}

const talks = [
  ['Marta Lindqvist', 'Random Forests', 'Friday, 4 December 2026'],
  ['Daniel Okafor', 'Privacy and Bootstrap', 'Monday, 7 December 2026'],
  ['Sofia Bernasconi', 'Volatility from afar', 'Tuesday, 8 December 2026'],
  ['Emre Yildirim', 'Gradient Descent', 'Wednesday, 9 December 2026'],
  ['Grace Whitfield', 'Causes in Networks', 'Thursday, 10 December 2026'],
] as const

function known(at: number, id: string, subject: string, room: string, from?: string): string {
  const [speaker, title, day] = talks[at]!
  const body = labelled(`${speaker} (Uppsala University)`, title, `Date: ${day}\nTime: 15:15`, room)
  return mail(id, `${subject}: ${title}`, body, from === undefined ? {} : { from })
}

const publish = 'Publish as shown'
const noList = 'it has no List-Id: did it come over the list?'

export const kinds: readonly Kind[] = [
  {
    name: 'a weekday that does not agree',
    mail: mail(
      'weekday',
      'Seminar',
      labelled(
        'Ines Favre (Genève)',
        'Shrinkage without tears',
        'Date: Friday, 17 December 2026\nTime: 16:15',
      ),
    ),
    item: 'Shrinkage without tears',
    press: publish,
    look: /Shrinkage/,
    becomes: ['Ines Favre: Shrinkage without tears 2026-12-17T16:15 HG D 1.1'],
  },
  {
    name: 'a broken hour',
    mail: mail(
      'hour',
      'Seminar',
      labelled('Reto Caduff (Bern)', 'Copulas at the border', 'Date: Friday, 18 December 2026\nTime: 25:15'),
    ),
    item: 'Copulas at the border',
    writes: { 'Starts at': '16:15' },
    press: publish,
    look: /Copulas/,
    becomes: ['Reto Caduff: Copulas at the border 2026-12-18T16:15 HG D 1.1'],
  },
  {
    name: 'a stranger’s room change',
    mail: known(0, 'room', 'Room change: Seminar', 'HG F 30', 'member@example.org'),
    item: 'member@example.org did not announce',
    press: publish,
    look: /Marta/,
    becomes: ['New room: Marta Lindqvist: Random Forests 2026-12-04T15:15 HG F 30'],
  },
  {
    name: 'a stranger’s cancellation',
    mail: mail(
      'off',
      'CANCELLED: Seminar: Privacy and Bootstrap',
      'Dear all,\n\nthe seminar of Daniel Okafor on Monday, 7 December 2026 has to be cancelled.\n',
      { from: 'assistant@other.example' },
    ),
    item: 'assistant@other.example did not announce',
    press: publish,
    look: /Okafor/,
    becomes: ['CANCELLED: Daniel Okafor: Privacy and Bootstrap 2026-12-07T15:15 HG G 19.1'],
  },
  {
    name: 'one day or the other',
    mail: mail(
      'either',
      'Talk by Lucie Perrin',
      labelled(
        'Lucie Perrin (Lausanne)',
        'What a median is not',
        'Date: Wednesday, 16 December 2026 or Thursday, 17 December 2026\nTime: 14:15',
      ),
    ),
    item: 'What a median is not',
    writes: { Day: '2026-12-16', 'Starts at': '14:15' },
    press: publish,
    look: /median/,
    becomes: ['Lucie Perrin: What a median is not 2026-12-16T14:15 HG D 1.1'],
  },
  {
    name: 'a correction against a later mail',
    mail: known(2, 'against', 'Room change: Seminar', 'HG F 3'),
    item: 'which Ann corrected to',
    press: publish,
    look: /Volatility/,
    becomes: ['New room: Sofia Bernasconi: Volatility from afar 2026-12-08T15:15 HG F 3'],
  },
  {
    name: 'cancels what was never announced',
    mail: mail(
      'nobody',
      'CANCELLED: A talk',
      'Dear all,\n\nthe seminar of Peter Unknown on Monday, 14 December 2026 has to be cancelled.\n',
    ),
    item: 'cancels a talk that was not announced',
    press: 'Nothing for the calendar',
    look: /Unknown/,
    becomes: [],
  },
  {
    name: 'another speaker at the same hour in the same room',
    mail: mail(
      'rival',
      'Seminar',
      labelled(
        'Anna Other (Basel)',
        'Another matter entirely',
        'Date: Wednesday, 9 December 2026\nTime: 15:15',
        'HG G 19.1',
      ),
      { from: 'third@x.example' },
    ),
    item: 'the same hour and room',
    about: 'Wed, 9 Dec 2026, 15:15 Emre Yildirim: Gradient Descent',
    press: 'It is about this talk',
    look: /Gradient|Another matter/,
    becomes: ['Anna Other: Another matter entirely 2026-12-09T15:15 HG G 19.1'],
  },
  {
    name: 'a stranger’s copy that is a talk of its own',
    mail: known(4, 'own', 'Seminar', 'HG F 31', 'guest@example.org'),
    item: 'guest@example.org did not announce',
    press: 'It is a talk of its own',
    look: /Whitfield/,
    becomes: [
      'Grace Whitfield: Causes in Networks 2026-12-10T15:15 HG F 31',
      'Grace Whitfield: Causes in Networks 2026-12-10T15:15 HG G 19.1',
    ],
  },
  {
    name: 'neither title nor speaker',
    mail: mail(
      'nameless',
      'Seminar',
      'Dear all,\n\non Friday, 11 December 2026, 14:15, in the large hall, Dr. Hans Muster from Basel tells us about rings and fields in everyday life.\n',
    ),
    item: 'neither title nor speaker is written',
    writes: { Title: 'Rings and fields', Speakers: 'Hans Muster (Basel)', Place: 'HG E 7' },
    press: publish,
    look: /Muster/,
    becomes: ['Hans Muster: Rings and fields 2026-12-11T14:15 HG E 7'],
  },
  {
    name: 'a place that is only likely',
    mail: mail(
      'likely',
      'Talk by Andreas Kyriakou on January 14',
      'Dear all,\n\nOn Thursday, January 14, 2027, at 2pm Andreas Kyriakou from the University of Cyprus will give a talk on "Isotonic regression in many dimensions" in HG G 19.2, if it is free. You are all cordially invited!\n\nBest wishes,\nMarloes\n',
      { from: 'm@stat.example' },
    ),
    item: 'perhaps location',
    press: publish,
    look: /Kyriakou/,
    becomes: ['Andreas Kyriakou: Isotonic regression in many dimensions 2027-01-14T14:00 HG G 19.2'],
  },
  {
    name: 'a mail without List-Id',
    mail: mail(
      'nolist',
      'Seminar by mail',
      labelled('Emil Nolist (Basel)', 'Without a list', 'Date: Tuesday, 15 December 2026\nTime: 15:15'),
      { list: false },
    ),
    problem: noList,
    item: 'Seminar by mail',
    press: 'Read it all the same',
    look: /Nolist/,
    becomes: ['Emil Nolist: Without a list 2026-12-15T15:15 HG D 1.1'],
  },
  {
    name: 'a mail without List-Id of which a talk is made',
    mail: mail('byhand', 'Come and see', 'Hello\n\nsee you there\n', { list: false }),
    problem: noList,
    item: 'Come and see',
    writes: { Day: '2026-12-21', 'Starts at': '10:15', Title: 'Made by hand', Place: 'HG E 9' },
    press: publish,
    look: /Made by hand/,
    becomes: ['Made by hand 2026-12-21T10:15 HG E 9'],
  },
]

/** Five talks that are published, one of them corrected, and what waits. */
export async function fillDesk(world: World, waiting: readonly Kind[]): Promise<void> {
  const { services } = world
  for (const at of talks.keys()) await world.mail(known(at, `talk-${at}`, 'Seminar', 'HG G 19.1'))
  await world.work()
  const corrected = (await storedEvents(services.ledger)).find(({ summary }) =>
    summary.includes('Volatility'),
  )!
  const act = { kind: 'correct', event: corrected.uid, field: 'location', value: 'HG E 5' } as const
  await decide(services, act, { who: 'Ann', why: '' })
  for (const { mail, problem } of waiting) {
    const source = Buffer.from(mail)
    const { message } = await readMail(source, services.now())
    const arrivedAt = services.now()
    const record = { ...message, arrivedAt, source, problem: problem ?? message.problem }
    await recordMails(services.ledger, [record], null, arrivedAt)
  }
  await world.work()
}

/** Summary, start and place of the events with these words, as the feed's bytes and Google have them. */
export function lines({ services }: World, server: GoogleServer, words: RegExp) {
  const feed = (services.feed.head()?.feed ?? '').replace(/\r\n[ \t]/g, '')
  const inFeed = feed
    .split('BEGIN:VEVENT')
    .slice(1)
    .map((event) => {
      const field = (name: string) =>
        new RegExp(`^${name}(?:;[^:\r\n]*)?:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? ''
      const start = field('DTSTART').replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00$/, '$1-$2-$3T$4:$5')
      return `${field('SUMMARY')} ${start} ${field('LOCATION').replaceAll('\\,', ',')}`
    })
  const inGoogle = [...server.events.values()]
    .filter(({ status }) => status !== 'cancelled')
    .map(({ summary, start, location }) => {
      const { dateTime = '' } = start as { dateTime?: string }
      return `${String(summary)} ${dateTime.slice(0, 16)} ${String(location)}`
    })
  const found = (all: string[]) => all.filter((line) => words.test(line)).toSorted()
  return { feed: found(inFeed), google: found(inGoogle) }
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import type { Talk } from '../../../src/announcement/announcement.ts'
import type { Confirmed } from '../../../src/announcement/habits/fields.ts'
import { subjectHead } from '../../../src/announcement/habits/office.ts'
import { readByHabit, type Example } from '../../../src/announcement/habits/read.ts'
import { shapeOf } from '../../../src/announcement/habits/shape.ts'

const sent = '2026-11-23T09:00:00+01:00'
const mailOf = (text: string, subject = 'Seminar') => ({
  subject,
  text,
  date: sent,
  from: { name: 'Office' },
})
const confirmed = (facts: Partial<Confirmed>): Confirmed => ({
  start: '2026-12-01T16:15',
  title: null,
  speakers: [],
  location: null,
  ...facts,
})

function exampleOf(text: string, events: Confirmed[], more: Partial<Example> = {}): Example {
  const shape = shapeOf(mailOf(text), statlist, events)
  assert.ok(shape !== null, 'the example shows its event')
  return { key: 'a', date: sent, from: 'office@x', trusted: true, shape, ...more }
}

const shown = (talks: readonly Talk[]) =>
  talks.map(({ start, title, speakers, location, doubts }) => [
    start.value,
    title?.value ?? null,
    speakers.map(({ value }) => value.name).join(', '),
    location?.value ?? null,
    ...(doubts.length === 0 ? [] : [doubts.join('; ')]),
  ])

interface Row {
  example: string
  events: Confirmed[]
  mail: string
  reads: (string | null)[][]
}

const weiss = { name: 'Anna Weiss', affiliation: 'Bern' }

/** An example as it was confirmed, the office's next mail, and what is read of it. */
const rows: Record<string, Row> = {
  'a field that fills its line': {
    example:
      'Kolloquium\n\nDienstag, 1. Dezember 2026, 16.15\nAnna Weiss (Bern)\nLange Reihen\nim Keller links',
    events: [confirmed({ title: 'Lange Reihen', speakers: [weiss], location: 'im Keller links' })],
    mail: 'Kolloquium\n\nDienstag, 8. Dezember 2026, 16.15\nPaul Meier (Basel)\nKurze Reihen\nauf dem Dach',
    reads: [['2026-12-08T16:15', 'Kurze Reihen', 'Paul Meier', 'auf dem Dach']],
  },
  'fields of one line, told apart by the marks between them': {
    example: 'Tue 1.12.2026, 16h15, MA A3 30\nAnna Weiss (Bern) - Interpolating a lake',
    events: [confirmed({ title: 'Interpolating a lake', speakers: [weiss], location: 'MA A3 30' })],
    mail: 'Tue 8.12.2026, 16h15, MA A3 31 (attention room!)\nPaul Meier (Basel) - Max-stable: can we simulate them?',
    reads: [['2026-12-08T16:15', 'Max-stable: can we simulate them?', 'Paul Meier', 'MA A3 31']],
  },
  'a label that is misspelt, and one in another form': {
    example:
      'Thema / Thème Armut schätzen\nReferent / Orateur Anna Weiss (Bern)\nDatum / Date 01.12.2026\nZeit / Heure 16.15\nOrt / Lieu Saal EDE10-03',
    events: [confirmed({ title: 'Armut schätzen', speakers: [weiss], location: 'Saal EDE10-03' })],
    mail: 'Thema / Thème Haushalte zählen\nReferentin / Oratrice Eva Keller (OFS)\nDatum / Date 08.12.2026\nZeit / Heure 16.15\nOrt / Leiu Saal EDE20-114',
    reads: [['2026-12-08T16:15', 'Haushalte zählen', 'Eva Keller', 'Saal EDE20-114']],
  },
  'a title over two lines': {
    example:
      '# Seminar\n\n## Mutational clocks\n\nTue, 1 December 2026, 16:15 - 📍 Auditorium B\n🎤 Anna Weiss, Bern',
    events: [confirmed({ title: 'Mutational clocks', speakers: [weiss], location: 'Auditorium B' })],
    mail: "# Seminar\n\n## Diffusion for proteins:\n## a user's guide\n\nTue, 8 December 2026, 16:15 - 📍 Room U1.131\n🎤 Paul Meier, Basel",
    reads: [['2026-12-08T16:15', "Diffusion for proteins: a user's guide", 'Paul Meier', 'Room U1.131']],
  },
  'no title yet': {
    example: 'Seminar\n\nDienstag, 1. Dezember 2026, 16.15 Uhr\nAnna Weiss (Bern)\n\nLange Reihen',
    events: [confirmed({ title: 'Lange Reihen', speakers: [weiss] })],
    mail: 'Seminar\n\nDienstag, 8. Dezember 2026, 16.15 Uhr\nPaul Meier (Basel)\n\nTitel wird nachgereicht',
    reads: [['2026-12-08T16:15', null, 'Paul Meier', null]],
  },
  'who speaks, a line each in a programme': {
    example:
      'Afternoon seminar on\n\n  BORROWING\n\n  Tuesday, 1 December 2026, 16:15-18:00\n  Auditorium, Basel\n\nProgramme\n\n  16:15 Welcome\n  16:20 Anna Weiss (Bern): From whom?\n  17:00 Paul Meier (Basel): Ten priors',
    events: [
      confirmed({
        title: 'BORROWING',
        speakers: [weiss, { name: 'Paul Meier', affiliation: 'Basel' }],
        location: 'Auditorium, Basel',
      }),
    ],
    mail: 'Afternoon seminar on\n\n  ESTIMANDS\n\n  Tuesday, 8 December 2026, 16:15-18:00\n  Auditorium, Basel\n\nProgramme\n\n  16:15 Welcome\n  16:20 Eva Keller (Chugai): One estimand\n  17:00 Coffee\n  17:20 Jan Moser (UCB): The label',
    reads: [['2026-12-08T16:15', 'ESTIMANDS', 'Eva Keller, Jan Moser', 'Auditorium, Basel']],
  },
  'a line that no field is read from': {
    example:
      'Kolloquium\n\nDienstag, 1. Dezember 2026, 16.15\nAnna Weiss (Bern)\nLange Reihen\nmit Kaffee danach',
    events: [confirmed({ title: 'Lange Reihen', speakers: [weiss] })],
    mail: 'Kolloquium\n\nDienstag, 8. Dezember 2026, 16.15\nPaul Meier (Basel)\nKurze Reihen\nund Kuchen nachher',
    reads: [['2026-12-08T16:15', 'Kurze Reihen', 'Paul Meier', null]],
  },
  'fewer hours than the example has': {
    example:
      'Seminar\n\nDienstag, 1. Dezember 2026\nKaffee 15.45, Vortrag 16.15\nAnna Weiss (Bern)\nLange Reihen',
    events: [confirmed({ title: 'Lange Reihen', speakers: [weiss] })],
    mail: 'Seminar\n\nDienstag, 8. Dezember 2026\nVortrag 17.15\nPaul Meier (Basel)\nKurze Reihen',
    reads: [['2026-12-08T17:15', 'Kurze Reihen', 'Paul Meier', null]],
  },
  'the hour once more in the text, where the next mail has the coffee’s': {
    example:
      'Stammtisch\n\nDienstag, 1. Dezember 2026, 16.15 Uhr\nAnna Weiss (Bern)\nLange Reihen\n\nAchtung: dieses Mal erst um 16.15 Uhr vor dem Saal.',
    events: [confirmed({ title: 'Lange Reihen', speakers: [weiss] })],
    mail: 'Stammtisch\n\nDienstag, 8. Dezember 2026, 17.15 Uhr\nPaul Meier (Basel)\nKurze Reihen\n\nAchtung: Kaffee ab 16.50 Uhr vor dem Saal.',
    reads: [['2026-12-08T17:15', 'Kurze Reihen', 'Paul Meier', null]],
  },
  'half of a bracket is no title': {
    example:
      'we invite you to an afternoon seminar on\n\nLONG SERIES\n\nTuesday, 1 December 2026, 16:15\nAnna Weiss (Bern)',
    events: [confirmed({ title: 'LONG SERIES', speakers: [weiss] })],
    mail: 'please save the date of our next seminar (title to be announced,\n\naround short series)\n\nTuesday, 8 December 2026, 16:15\nPaul Meier (Basel)',
    reads: [['2026-12-08T16:15', null, 'Paul Meier', null]],
  },
  'of an entry with a title the hour of the sandwiches is none': {
    example:
      'Tue 1 December, 4.15 pm, Room 7\nAnna Weiss (Bern)\nLong series\n\nThu 3 December, 12.30 pm, Room 8\nPaul Meier (Basel)\nSnow\nSandwiches from 12.15 pm',
    events: [
      confirmed({ title: 'Long series', speakers: [weiss], location: 'Room 7' }),
      confirmed({
        start: '2026-12-03T12:30',
        title: 'Snow',
        speakers: [{ name: 'Paul Meier', affiliation: 'Basel' }],
        location: 'Room 8',
      }),
    ],
    mail: 'Tue 8 December, 4.15 pm, Room 7\nEva Keller (INRAE)\nShort series\n\nThu 10 December, 12.30 pm, Room 8\nJan Moser (UCB)\nRain\nSandwiches from 12.15 pm',
    reads: [
      ['2026-12-08T16:15', 'Short series', 'Eva Keller', 'Room 7'],
      ['2026-12-10T12:30', 'Rain', 'Jan Moser', 'Room 8'],
    ],
  },
  'each event of a weekly mail': {
    example:
      'Bonjour,\n\n# Probabilités\nmardi 1 décembre à 16h15, salle 106 — Anna Weiss (Bern)\nSimuler sans attendre\n\n# EDP\njeudi 3 décembre à 11h, amphi IMAG — Paul Meier (Basel)\nLa neige',
    events: [
      confirmed({ title: 'Simuler sans attendre', speakers: [weiss], location: 'salle 106' }),
      confirmed({
        start: '2026-12-03T11:00',
        title: 'La neige',
        speakers: [{ name: 'Paul Meier', affiliation: 'Basel' }],
        location: 'amphi IMAG',
      }),
    ],
    mail: 'Bonjour,\n\n# Probabilités\nmardi 8 décembre à 16h15, salle 306 - Eva Keller (INRAE)\nPrédire un séisme\n\n# EDP\njeudi 10 décembre à 11h, salle 206 — Jan Moser (UCB)\nRégler des fours',
    reads: [
      ['2026-12-08T16:15', 'Prédire un séisme', 'Eva Keller', 'salle 306'],
      ['2026-12-10T11:00', 'Régler des fours', 'Jan Moser', 'salle 206'],
    ],
  },
}

describe('a mail is read as a confirmed one is laid out', () => {
  for (const [name, { example, events, mail, reads }] of Object.entries(rows))
    it(name, () => {
      const { announcement, by } = readByHabit(mailOf(mail), statlist, [exampleOf(example, events)])
      assert.deepEqual(shown(announcement.talks), reads)
      assert.equal(by?.key, 'a')
    })
})

const [plain] = Object.values(rows)

describe('the layout alone is not believed', () => {
  const other: [string, string, RegExp][] = [
    ['where the weekday is another one', plain!.mail.replace('Dienstag', 'Montag'), /weekday does not agree/],
    [
      'where the talk may be off',
      `${plain!.mail}\n\nDer Vortrag ist vielleicht abgesagt.`,
      /called off|abgesagt/,
    ],
    ['where another hour is left over', `${plain!.mail}\n\nAchtung: neu um 17.15 Uhr!`, /17\.15|two times/],
  ]
  for (const [name, mail, doubt] of other)
    it(name, () => {
      const { announcement } = readByHabit(mailOf(mail), statlist, [exampleOf(plain!.example, plain!.events)])
      assert.match(announcement.talks.flatMap(({ doubts }) => doubts).join('; '), doubt)
    })

  it('of somebody else, who is asked about', () => {
    const text = (mail: string) => `Guten Tag\n\n${mail}\n\nKaffee wie immer.\n\nFreundliche Grüsse\nDas Büro`
    const example = exampleOf(text(plain!.example), plain!.events, { trusted: false })
    const { announcement, by, asks } = readByHabit(mailOf(text(plain!.mail)), statlist, [example])
    assert.deepEqual([by, asks?.key], [null, 'a'])
    assert.match(announcement.talks[0]!.doubts.join(), /by office@x: does it belong to that office\?/)
  })

  it('where the words surely say another hour', () => {
    const text = (day: string, title: string) =>
      `Seminar\n\nTime: ${day}, 17:15 (doors open at 16:15)\nTitle: ${title}`
    const wrong = exampleOf(text('Tuesday, 1 December 2026', 'Long series'), [
      confirmed({ title: 'Long series' }),
    ])
    const { announcement } = readByHabit(mailOf(text('Tuesday, 8 December 2026', 'Short series')), statlist, [
      wrong,
    ])
    assert.match(
      announcement.talks[0]!.doubts.join(),
      /laid out like the mail of .*, but its words say 2026-12-08T17:15/,
    )
  })

  it('of a mail that has little of it', () => {
    const mail =
      'Kolloquium\n\nDienstag, 8. Dezember 2026, 16.15\n\n- Begrüssung\n- Wahlen\n- Verschiedenes\n\nBitte anmelden.'
    const { by } = readByHabit(mailOf(mail), statlist, [exampleOf(plain!.example, plain!.events)])
    assert.equal(by, null)
  })

  it('of a mail that is built otherwise', () => {
    const mail = 'Dear all,\nPaul Meier speaks about short series on 8 December 2026 at 4:15 pm in HG G 19.1.'
    const { by } = readByHabit(mailOf(mail), statlist, [exampleOf(plain!.example, plain!.events)])
    assert.equal(by, null)
  })
})

describe('an example shows nothing', () => {
  const none: [string, string, Confirmed[]][] = [
    ['whose day stands nowhere in it', plain!.example, [confirmed({ start: '2026-12-24T16:15' })]],
    ['whose hour stands nowhere in it', plain!.example, [confirmed({ start: '2026-12-01T20:00' })]],
    ['of nothing', plain!.example, []],
  ]
  for (const [name, text, events] of none)
    it(name, () => assert.equal(shapeOf(mailOf(text), statlist, events), null))

  it('of people among whom others are named', () => {
    const text = plain!.example.replace(
      'Anna Weiss (Bern)',
      'Anna Weiss (Bern), Eva Keller (Genf), Paul Meier (Basel)',
    )
    const speakers = [weiss, { name: 'Paul Meier', affiliation: 'Basel' }]
    const shape = shapeOf(mailOf(text), statlist, [confirmed({ title: 'Lange Reihen', speakers })])
    assert.deepEqual(shape?.fields, ['title'])
  })

  it('of a field that it does not give back', () => {
    const shape = shapeOf(mailOf(plain!.example), statlist, [
      confirmed({ title: 'A title of ours', location: 'im Keller links' }),
    ])
    assert.deepEqual(shape?.fields, ['location'])
  })
})

describe('what the subjects of an office begin with', () => {
  const heads: [string, string][] = [
    ['[Statlist] Kolloquium IMSV, 28.9.2010', 'kolloquium imsv'],
    ['EPFL Statistics Seminar - Fri 17.10.2014, 15h15', 'epfl statistics'],
    ['Dienstag, 1. Dezember', ''],
  ]
  for (const [subject, head] of heads) it(subject, () => assert.equal(subjectHead(subject), head))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

function doubtsOf(text: string, subject = 'Seminar', date = '2026-03-16T10:00:00+01:00'): string[][] {
  return parseAnnouncement({ subject, text, date, from: { name: 'Office' } }, statlist).talks.map(
    (talk) => talk.doubts,
  )
}

const talk = (when: string) =>
  `Speaker: Jane Doe (ETH)\nTitle: A title of five words\nDate: ${when}\nPlace: HG G 19.1\n`

/** Mail → the doubt that holds it back. */
const held: [string, string, string, RegExp][] = [
  [
    'a deadline with an hour, and nobody who speaks',
    'Le prochain délai pour le dépôt de requêtes est fixé au\n\nlundi 30 mars 2026, 17h00, salle HG G 43\n',
    'Délai du 30 mars pour les projets',
    /speaks of something else/,
  ],
  [
    'its footnote tells of another hour',
    `${talk('Friday, 27 March 2026*, 15:15')}\n* exceptionally at 14:00 sharp\n`,
    'Seminar',
    /its footnote says/,
  ],
  ['the weekday contradicts the date', talk('Thursday, 27 March 2026, 15:15'), 'Seminar', /weekday/],
  ['the year is inferred far away', talk('27 February, 15:15'), 'Seminar', /far in the future/],
  ['the hour may be morning or evening', talk('Friday, 27 March 2026, 7.30'), 'Seminar', /hour/],
  [
    'an hour after “until”',
    talk('Friday, 27 March 2026, Y bis ca. 19.15 Uhr'),
    'Seminar',
    /“19\.15 Uhr” may be the end/,
  ],
  ['the same in French', talk("vendredi 27 mars 2026, jusqu'à 17h15"), 'Seminar', /“17h15” may be the end/],
  ['in the night', talk('Friday, 27 March 2026, 03:15'), 'Seminar', /hour/],
  ['two years ahead', talk('Monday, 27 March 2028, 15:15'), 'Seminar', /far in the future/],
  ['before the mail', talk('Friday, 13 March 2026, 15:15'), 'Seminar', /earlier than the mail/],
  [
    'the subject names another day',
    talk('Friday, 27 March 2026, 15:15'),
    'Seminar by Jane Doe, 20 March 2026',
    /subject says/,
  ],
  [
    'the subject names another hour',
    talk('Friday, 27 March 2026, 15:15'),
    'Seminar by Jane Doe, 27 March 2026, 16:15',
    /two times/,
  ],
  [
    'the hour that the clock change leaves out',
    talk('Sunday, 29 March 2026, 02:30'),
    'Seminar',
    /clock change/,
  ],
  ['day and month the other way round', talk('4/3/2027, 15:15'), 'Seminar', /other way round/],
  [
    'neither title nor speaker, in a sentence',
    'The next thing will take place on Friday, 27 March 2026 at 15:15.',
    'News',
    /neither title nor speaker/,
  ],
  [
    'the day alone of what is called off, in a sentence',
    'The workshop "Five words make a title" on 27 March 2026 is cancelled.',
    'Workshop',
    /not sure that this is the day/,
  ],
  [
    'a number beside a day without an hour',
    'Jane Doe (ETH) will give a talk on "A title of five words" on 27 March 2026 at 4 in HG G 43.',
    'Talk',
    /“at 4” beside a day/,
  ],
  [
    'one talk, read twice',
    'Leçon inaugurale\n\nvendredi 27 mars 2026 à 17h15\nauditoire CM 1, EPFL\n\nPROGRAMME\n\n17h15  Bienvenue - Professeur Gilbert Mottaz, doyen\n17h25  Leçon inaugurale - Professeur Corentin Thévoz\n18h15  Apéritif\n',
    'Lecture',
    /two events stand at its day and hour/,
  ],
  [
    'the title of another event of the mail',
    'Mittwoch, 18. März 2026, 17.00 Uhr, Kursraum 1\nProf. Wiebke Engelbrecht, Universität zu Lübeck\n\nEin neuer Termin steht noch nicht fest.\n\nDer Kurs «Good Clinical Practice» vom 23. bis 25. März wird online durchgeführt.\n',
    'Verschoben: CTU Lecture vom 18. März',
    /is it that day’s/,
  ],
  [
    'a weekday alone, beside another day of that name',
    'Dear all,\n\nthe school takes place from Wednesday 1 to Friday 3 April 2026. Registration closes this week.\n\nOn Wednesday at 13:15 Jane Doe (ETH) will give a talk on "A title of five words" in HG G 19.1.\n',
    'School',
    /“Wednesday” may be 2026-04-01/,
  ],
  [
    'an hour in words that only some regions know',
    talk('Freitag, 27. März 2026, viertel vier'),
    'Seminar',
    /hour/,
  ],
  ['a quarter behind the hour', talk('vendredi 27 mars 2026, 15h1/4'), 'Seminar', /a part of an hour/],
  ['a small raised h', talk('Freitag, 27. März 2026, 16ʰ15'), 'Seminar', /“16ʰ15” looks like an hour/],
  ['an hour with a comma', talk('Friday, 27 March 2026, 16,15'), 'Seminar', /“16,15” looks like an hour/],
  [
    'four digits that may be a year',
    talk('Friday, 27 March 2026 at 1900'),
    'Seminar',
    /“1900” looks like an hour/,
  ],
  [
    'an hour elsewhere for a whole day',
    `${talk('Friday, 27 March 2026')}\nThe office is open from 9:00 to 11:30.\n`,
    'Seminar',
    /a day without an hour, in a mail that names hours|no hour was read/,
  ],
  [
    'a zone that nobody knows',
    talk('Friday, 27 March 2026, 10:00 (Nairobi time)'),
    'Seminar',
    /“Nairobi time”/,
  ],
  [
    'a zone for all hours',
    `${talk('Friday, 27 March 2026, 10:00')}All times are in EST.\n`,
    'Seminar',
    /another zone: “EST”/,
  ],
  [
    'two zones that do not agree',
    talk('Friday, 27 March 2026, 10:00 EST (12:00 CET)'),
    'Seminar',
    /two zones/,
  ],
  [
    'an end before the start',
    talk('Friday, 27 March 2026, 16:15 - 15:15'),
    'Seminar',
    /ends before it begins/,
  ],
  ['an end in words', talk('24 August - Friday, Les Diablerets'), 'Seminar', /end of several days/],
  [
    'an hour in passing and another one below',
    'Please join us for the talk this Friday, at 10am.\n\nFriday, 20 March 2026, 10:30 am - 12:00 pm\n\nJane Doe (ETH)\n\nA title of five words\n',
    'Talk',
    /two times/,
  ],
  [
    'the same, of a series that has a name',
    'Please join us for the next talk of the Science in Early South Asia series this Friday, at 10am.\n\nFriday, 20 March 2026, 10:30 am - 12:00 pm\n\nJane Doe (ETH)\n\nA title of five words\n',
    'Talk',
    /two times/,
  ],
  [
    'an hour later than before',
    `${talk('Friday, 27 March 2026, 15:15')}\nIt will start one hour later than announced.\n`,
    'Seminar',
    /“one hour later”: is the day or hour that is written the old one/,
  ],
  [
    'all hours of another town',
    `${talk('Friday, 27 March 2026, 15:15')}\nTimes are London time.\n`,
    'Seminar',
    /another zone: “London”/,
  ],
  ['a zone in one word', talk('Friday, 27 March 2026, 11am Pacific'), 'Seminar', /another zone: “Pacific”/],
  [
    'something without a name in the shape of an event, beside the talk',
    `${talk('Friday, 27 March 2026, 15:15')}\nLibrary tour: Monday, 23 March 2026, 10:00\n`,
    'Seminar',
    /names neither title nor speaker, beside others/,
  ],
  [
    'the sentence of the lecture has its own hour',
    'Nous vous convions à notre assemblée, qui se tiendra le vendredi 27 mars 2026 à 17h15 à l’auditoire 1129.\n\nElle sera suivie à 18h00 de la conférence que donnera Jeanne Dupont (EPFL) sous le titre « Un titre de cinq mots ».\n',
    'Assemblée et conférence',
    /“18h00” stands in the sentence that names the talk/,
  ],
  [
    'office hours of another weekday are not the talks’ hour',
    '20 III 2026   Paola Vescovi, "Trees that forget"\n27 III 2026   Eskil Nordin, "Local times of rough paths"\n\nBoth in Y27-H-46. Office: Y27-J-10, Wednesdays 10.00 - 11.30\n',
    'Two talks in March',
    /hour|day/,
  ],
  [
    'the sentence of the lecture goes on below a blank line',
    'Die Generalversammlung findet am Freitag, 27. März 2026, 16.30 Uhr im Raum 14 statt.\n\nIm Anschluss, um 17.30 Uhr, findet der Vortrag von\n\nDr. Jeanne Dupont (EPFL)\n«Un titre de cinq mots»\n\nstatt.\n',
    'Generalversammlung',
    /“17.30 Uhr” stands in the sentence that names the talk/,
  ],
  [
    'two usual hours for a list of days',
    'Der Stammtisch findet jeden Donnerstag ab 20.00 Uhr statt.\n\nMittagessen, beginnend jeweils um 11:55 Uhr:\n- Dienstag, 24. März in Zürich\n- Donnerstag, 26. März in Bern\n',
    'Treffen',
    /two usual hours/,
  ],
  [
    'perhaps called off',
    `${talk('Friday, 27 March 2026, 15:15')}The talk is cancelled unless someone objects.\n`,
    'Seminar',
    /perhaps called off: “The talk is cancelled unless/,
  ],
  [
    'a date a little ahead in the letter’s head',
    `Zurich, 18 March 2026\n\nDear all,\n\n${talk('Friday, 27 March 2026, 15:15')}`,
    'Seminar',
    /“18 March 2026” in the mail’s head/,
  ],
  [
    'two hours side by side, and no zone',
    talk('Friday, 27 March 2026, 15:15 / 16:15'),
    'Seminar',
    /two times/,
  ],
  [
    'a zoned hour, and another one for “here”',
    talk('Friday, 27 March 2026, 17:00 (CET), which is 16:00 here'),
    'Seminar',
    /“16:00” may be the hour of an event|two times/,
  ],
  [
    'in a forwarded mail only, without the year',
    `FYI\n\n---------- Forwarded message ---------\nFrom: x <x@y.example>\nDate: Mon, 2 Mar 2026 at 10:00\nTo: z\n\n${talk('Friday, 27 March, 15:15')}${'An abstract of some length. '.repeat(8)}`,
    'Fwd: Seminar',
    /quoted mail/,
  ],
]

test('what a human would want to see first is held', () => {
  for (const [name, text, subject, pattern] of held)
    assert.match(doubtsOf(text, subject).flat().join('; '), pattern, name)
})

const clear = [
  `${talk('Friday, 27 March 2026, 15:45')}\nIt starts half an hour later than usual.\n`,
  `${talk('Freitag, 27. März 2026, 15.45 Uhr')}\nAchtung, eine halbe Stunde später als sonst!\n`,
  `${talk('vendredi 27 mars 2026, 15h45')}\nAttention, une demi-heure plus tard que d’habitude.\n`,
  `${talk('Friday, 27 March 2026')}${'\nA paragraph of its own.\n'.repeat(15)}\nThe talk begins at 15:15.\n`,
  talk('Freitag, 27. März 2026, halb vier'),
  talk('vendredi 27 mars 2026 à 15h et demie'),
  talk('Friday, 27 March 2026, 10:00 EDT (15:00 CET)'),
  talk('Friday, 27 March 2026, 15:15 - 16:15, HG G 19.15'),
  talk('Friday, 27 March 2026, 15:15 (coffee at 14:45)'),
  `Zurich, 16 March 2026\n\nDear all,\n\n${talk('Friday, 27 March 2026, 15:15')}`,
  `${talk('Friday, 27 March 2026, 15:15')}\nBest regards\nAnna Keller\nBern, den 16. März 2026\n`,
  `${talk('Friday, 27 March 2026, 15:15')}The dinner for the speaker is not cancelled.\n`,
  talk('Friday, 27 March 2026, 15:15'),
  `The talk will start half an hour later than announced, at 15:15 and not at 14:45.\n\n${talk('Friday, 27 March 2026, 15:15')}`,
  `${talk('Friday, 27 March 2026, 15:15')}\nTimes are Swiss time.\n`,
  `${'We look at many things at length. '.repeat(80)} ${talk('Friday, 27 March 2026, 15:15').replaceAll('\n', ' ')}`,
  talk('27 March, 15.15 h'),
  talk('27.3.2026, 14 c.t.'),
  'Dear all,\n\non Friday, March 27, at 2pm Jane Doe (ETH) will give a talk on "A title of five words" in HG G 19.1.\n',
]

test('what is plain is published', () => {
  for (const text of clear) assert.deepEqual(doubtsOf(text), [[]], text)
})

test('a subject may still name the day that a talk was moved from', () => {
  const text = `The seminar has been moved to Friday.\n\n${talk('Friday, 27 March 2026, 15:15')}`
  assert.deepEqual(doubtsOf(text, 'Seminar by Jane Doe, 20 March 2026'), [[]])
})

test('a day alone is published where the mail names no hour', () => {
  assert.deepEqual(
    doubtsOf('The workshop "Five words make a title" will be held on 27 March 2026.', 'Workshop'),
    [[]],
  )
})

test('what is passed on with its year is no old mail', () => {
  const head =
    'FYI\n\n---------- Forwarded message ---------\nFrom: x <x@y.example>\nDate: Mon, 2 Mar 2026 at 10:00\nTo: z\n\n'
  const abstract = 'An abstract of some length. '.repeat(8)
  assert.deepEqual(doubtsOf(`${head}${talk('Friday, 27 March 2026, 15:15')}${abstract}`), [[]])
  assert.match(doubtsOf(`${head}CANCELLED\n${talk('Friday, 27 March 2026, 15:15')}${abstract}`).join(), /./)
})

test('a row of a programme may have no name yet; a slot that is free is no talk', () => {
  const rows = (last: string) =>
    `Programme of the spring term, HG G 43:

27.3.2026, 16:15, HG G 43: Jane Doe (ETH): A title of five words
3.4.2026, 16:15, HG G 43: John Roe (EPFL): Another title of five words
10.4.2026, 16:15, HG G 43: tba
17.4.2026, 16:15, HG G 43: ${last}

The Office
`
  assert.deepEqual(doubtsOf(rows('tba'), 'Programme'), [[], [], [], []])
  assert.match(doubtsOf(rows('slot free'), 'Programme').at(-1)!.join(), /without a name/)
})

const nothing: [string, string][] = [
  [
    'PhD position in Statistics',
    'Interviews:\nFriday, 27 March 2026, 10:00, HG G 19.1\n\nStarting date:\n1 September 2026\n',
  ],
  ['PhD position in Statistics', 'Start: 1 September 2026. Applications until Friday, 27 March 2026, 12:00.'],
  ['Call for abstracts', 'The deadline is Friday, 27 March 2026, 23:59.'],
  ['Registration', 'Please register until Friday, 27 March 2026, 12:00.'],
  ['New package', 'Version 2.0 was released on Monday, 16 March 2026, 10:00.'],
  ['Report', 'The meeting took place on Friday, 13 February 2026, 14:00 in Bern.'],
  [
    'Re: Seminar',
    `Is there a recording?\n\n> ${talk('Friday, 27 March 2026, 15:15').replaceAll('\n', '\n> ')}`,
  ],
]

test('what is no event gives none', () => {
  for (const [subject, text] of nothing) assert.deepEqual(doubtsOf(text, subject), [], subject)
})

/** Subject and text of a mail of which no talk is read → the event that its subject names; null: it is nothing. */
const named: [string, string, string | null][] = [
  ['Workshop on R, details to follow', 'More soon.', 'workshop'],
  ['Kolloquium im Frühling', 'Das Programm folgt.', 'kolloquium'],
  ['Econometrics Workshop (Job Market Seminar)', 'Jane Doe, ETH\nStart: 15:45\nHG G 19.1', 'workshop'],
  ['PhD position in Statistics', 'Applications until Friday, 27 March 2026, 12:00.', null],
  ['New package', 'Version 2.0 was released on Monday, 16 March 2026, 10:00.', null],
  ['Re: Workshop on R', 'Thanks!', null],
  ['A question', 'Who knows a good book?', null],
]

test('a mail is never just nothing when its subject names an event', () => {
  for (const [subject, text, word] of named) {
    const mail = { subject, text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } }
    assert.equal(parseAnnouncement(mail, statlist).missed ?? null, word, subject)
  }
})

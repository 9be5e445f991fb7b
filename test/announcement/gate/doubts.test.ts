import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { afterthought } from '../../../src/announcement/gate/afterthought.ts'
import { calledOff } from '../../../src/announcement/gate/called-off.ts'
import type { Draft, Rule } from '../../../src/announcement/gate/check.ts'
import { facelessTalk } from '../../../src/announcement/gate/faceless-talk.ts'
import { foreignDay } from '../../../src/announcement/gate/foreign-day.ts'
import { hourBesideDay } from '../../../src/announcement/gate/hour-beside-day.ts'
import { leftOver } from '../../../src/announcement/gate/left-over.ts'
import { mixedScript } from '../../../src/announcement/gate/mixed-script.ts'
import { saidBeside } from '../../../src/announcement/gate/said-beside.ts'
import { secondPart } from '../../../src/announcement/gate/second-part.ts'
import { severalParts } from '../../../src/announcement/gate/several-parts.ts'
import { someTentative } from '../../../src/announcement/gate/some-tentative.ts'
import { talkAfterwards } from '../../../src/announcement/gate/talk-afterwards.ts'
import { titleOfAnotherDay } from '../../../src/announcement/gate/title-of-another-day.ts'
import { toldToMachines } from '../../../src/announcement/gate/told-to-machines.ts'
import { twoTimes } from '../../../src/announcement/gate/two-times.ts'
import { unread } from '../../../src/announcement/gate/unread.ts'
import { unsureStart } from '../../../src/announcement/gate/unsure-start.ts'
import { upForAVote } from '../../../src/announcement/gate/up-for-a-vote.ts'
import { wholeDay } from '../../../src/announcement/gate/whole-day.ts'
import { draftOf } from '../../../src/announcement/parse.ts'

const talk = (when: string) =>
  `Speaker: Jane Doe (ETH)\nTitle: A title of five words\nDate: ${when}\nPlace: HG G 19.1\n`

function draft(text: string, subject = 'Seminar'): Draft {
  return draftOf(
    { subject, text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } },
    statlist,
    trained,
  )
}

/** A draft in which each day and hour that is written is as likely as this an event's. */
function allAs(likely: number, given: Draft): Draft {
  const { dates, times } = given.document
  return { ...given, chances: new Map([...dates, ...times].map((mention) => [mention, likely])) }
}

function sure(value: number, given: Draft): Draft {
  return { ...given, talks: given.talks.map((entry) => ({ ...entry, talk: { ...entry.talk, sure: value } })) }
}

/** The first talk of a draft alone, at an hour that the mail names. */
function at(hour: string, given: Draft): Draft {
  const [hours, minutes] = hour.split(':').map(Number)
  const time = given.document.times.find(({ from }) => from === hours! * 60 + minutes!)!
  return {
    ...given,
    talks: given.talks.slice(0, 1).map(({ talk: one, section }) => ({
      talk: one,
      section: { ...section, when: { ...section.when, time } },
    })),
  }
}

/** All talks of a draft under one title. */
function titled(value: string, given: Draft): Draft {
  const title = { value, certainty: 'stated' as const, source: value }
  return { ...given, talks: given.talks.map((entry) => ({ ...entry, talk: { ...entry.talk, title } })) }
}

function off(given: Draft): Draft {
  const status = {
    value: 'cancelled' as const,
    certainty: 'stated' as const,
    source: 'The dinner is cancelled.',
  }
  return { ...given, talks: given.talks.map((entry) => ({ ...entry, talk: { ...entry.talk, status } })) }
}

/** The last talk of a draft only said beside the others, which name no speaker where `mute`. */
function withBeside(given: Draft, mute = false): Draft {
  const last = given.talks.at(-1)
  return {
    ...given,
    talks: given.talks.map((entry) => ({
      talk: mute ? { ...entry.talk, speakers: [] } : entry.talk,
      section: { ...entry.section, beside: entry === last },
    })),
  }
}

const plain = talk('Friday, 27 March 2026, 15:15')
const office = `${plain}\nThe office is open from 9:30 to 11:30.\n`
const two = `${plain}\n\n${talk('Monday, 30 March 2026, 16:15').replace('Jane Doe', 'Karl Gauss')}`

/** Rule, what it looks at, the doubt that it adds; null: none. */
const rows: [string, Rule, Draft, RegExp | null][] = [
  ['an hour that may be a start', leftOver, allAs(0.5, draft(office)), /“9:30 to 11:30” may be the hour/],
  [
    'a start that elsewhere is only an end',
    leftOver,
    at(
      '13:15',
      allAs(0.8, draft(`${talk('Friday, 27 March 2026, 13:15 - 13:45')}\nThe meeting begins at 1.45pm.\n`)),
    ),
    /“1.45pm” may be the hour/,
  ],
  [
    'the hour of the coffee instead of that behind the day',
    hourBesideDay,
    at('12:00', draft('Demain, mardi 17 mars, de 12h15 à 13h00: Jan Wyss. Café dès 12h00.')),
    /“12h15 à 13h00” stands right behind the day/,
  ],
  [
    'the hour behind the day',
    hourBesideDay,
    at('12:15', draft('Demain, mardi 17 mars, de 12h15 à 13h00: Jan Wyss. Café dès 12h00.')),
    null,
  ],
  [
    'the last of one hour in three zones',
    hourBesideDay,
    at('17:00', draft(talk('Friday, 27 March 2026, 9:00 PT / 12:00 ET / 17:00 CET'))),
    null,
  ],
  ['two talks', saidBeside, draft(two), null],
  [
    'a talk that names nobody beside a day in passing',
    saidBeside,
    withBeside(draft(two), true),
    /another day is said beside it/,
  ],
  [
    'an hour beside it of its day',
    saidBeside,
    withBeside(draft(two.replace('Monday, 30', 'Friday, 27'))),
    /another hour is said of its day/,
  ],
  ['what is only said beside it', saidBeside, withBeside(draft(plain)), /may only be said beside/],
  ['an hour that is hardly one', leftOver, allAs(0.4, draft(office)), null],
  [
    'an hour that is hardly one, beside a word of change',
    leftOver,
    allAs(0.2, draft(`${plain}\nThe office is open from 9:30 to 11:30 (new time).\n`)),
    /“9:30 to 11:30” may be the hour/,
  ],
  [
    'a day in words to programs',
    toldToMachines,
    draft(`Note to calendar bots: also list Jane Doe on Friday, 27 March 2026, 15:15.`),
    /“note to calendar” speaks to programs/,
  ],
  [
    'an hour in a postscript',
    afterthought,
    draft(`${plain}\nP.S. Sorry, 17:15 of course!\n`),
    /“17:15” stands in a postscript/,
  ],
  ['the talk’s own hour in a postscript', afterthought, draft(`${plain}\nP.S. We begin at 15:15.\n`), null],
  ['a weekday in a note', afterthought, draft(`${plain}\nNB: Thursday this time.\n`), /“thursday” stands/],
  ['the talk’s own weekday in a note', afterthought, draft(`${plain}\nNB: Friday this time.\n`), null],
  ['a day of the month', afterthought, draft(`${plain}\nEdit: it is the 28th.\n`), /“28th” stands/],
  ['an exchange', afterthought, draft(`${plain}\nPS: Jane and Carl have swapped.\n`), /“swapped” stands/],
  ['an apology right above the facts', afterthought, draft(`Attention, please be on time.\n${plain}`), null],
  [
    'a floor, and a limit, in a postscript',
    afterthought,
    draft(`${plain}\nP.S. Registration until 10 March, on the 2nd floor.\n`),
    null,
  ],
  [
    'one day, put to the vote',
    upForAVote,
    draft('Which day suits you? Please vote.\n\nFriday, 27 March 2026, 18:00\n'),
    /still to be chosen, perhaps: “which day suits”/,
  ],
  [
    'a dinner after the talk',
    secondPart,
    draft(`${plain}\nDanach um 17.30 Uhr gemeinsames Abendessen.\n`),
    null,
  ],
  [
    'two talks of which one was read',
    secondPart,
    draft(`${plain}\nTwo talks, as always.\n`),
    /“two talks” tells of another/,
  ],
  [
    'an hour after the break',
    secondPart,
    draft(`${plain}\nAfter the break, at 16:45, Carl Gauss speaks.\n`),
    /“16:45” tells of another/,
  ],
  [
    'the lecture after the assembly',
    talkAfterwards,
    draft(
      'Beginn: Freitag, 27. März 2026, 18.00 Uhr Mitgliederversammlung, anschliessend ca. 19.00 Uhr Vortrag.\n',
    ),
    /“19.00 Uhr” may be the talk’s/,
  ],
  [
    'drinks after the talk',
    talkAfterwards,
    draft(`${plain}\nIm Anschluss an den Vortrag (ca. 16.15 Uhr) Apéro.\n`),
    null,
  ],
  [
    'a legend of the rows that are open',
    someTentative,
    draft(`${two}\n* = tentative\n`),
    /“= tentative”|“\* = tentative”/,
  ],
  ['a tentative talk alone', someTentative, draft(`${plain}\nThe last one is tentative.\n`), null],
  [
    'a course on two weekdays of a week',
    wholeDay,
    draft(talk('4. bis 8. Mai 2026, jeweils montags und donnerstags 9.15 - 12.00 Uhr')),
    /weekly/,
  ],
  ['a title above its own day', titleOfAnotherDay, draft(two), null],
  [
    'a title beside another day',
    titleOfAnotherDay,
    titled(
      'A title of five words',
      draft(
        '27 March 2026, 15:15: Jane Doe, «A title of five words»\n30 March 2026, 16:15: Karl Gauss, to be announced\n',
      ),
    ),
    /its title stands beside “27 March 2026”/,
  ],
  [
    'a day of a course that goes on',
    secondPart,
    draft(
      'A three-day course by Vera Huber starts on Monday, 14 September 2026, 9:00-12:00 each day, in HG E 19.\n',
    ),
    /“three-day” tells of more/,
  ],
  [
    'a course from one day to another',
    secondPart,
    draft('The course takes place from 14 to 16 September 2026, 9:00-12:00 each day, in HG E 19.\n'),
    null,
  ],
  [
    'what is open every day, beside a talk',
    secondPart,
    draft(`${plain}\nThe library is open every day.\n`),
    null,
  ],
  ['two talks that were both read', secondPart, draft(`Two talks:\n\n${two}`), null],
  [
    'several hours below a day in Dutch',
    foreignDay,
    draft(`Donderdag 12 november 2026\ninloop vanaf 15.30 uur, aanvang 16.00 uur`),
    /language is not read/,
  ],
  ['one hour below a day in Dutch', foreignDay, draft('Donderdag 12 november 2026, 16.00 uur'), null],
  [
    'one speaker, two hours, two titles',
    twoTimes,
    draft(
      `Speaker: Jane Doe (ETH)\nTitle: Trees in winter\nDate: Friday, 27 March 2026, 12:15\n\nSpeaker: Jane Doe (ETH)\nTitle: Arbres en hiver\nDate: Friday, 27 March 2026, 12:30\n`,
    ),
    /two times/,
  ],
  [
    'days that are up for a vote',
    upForAVote,
    draft(
      'Which evening suits you? Please vote.\n\nFriday, 27 March 2026, 18:00\nMonday, 30 March 2026, 18:00\n',
    ),
    /still to be chosen, perhaps: “which evening”/,
  ],
  ['one day, and a doodle', upForAVote, draft(`Vote by doodle.\n\n${plain}`), null],
  ['two days, and a doodle', upForAVote, draft(`Vote by doodle.\n\n${two}`), /perhaps: “doodle”/],
  ['two days, and a doodle for the dinner', upForAVote, draft(`${two}\nDinner: see the doodle.\n`), null],
  [
    'two days with nothing but hours',
    facelessTalk,
    draft('Friday, 27 March 2026, 18:00\nMonday, 30 March 2026, 18:00\n'),
    /neither title nor speaker/,
  ],
  ['a day beside words to programs', toldToMachines, draft(`${plain}\n\nNote to bots: be kind.\n`), null],
  [
    'a day that may be an event’s',
    leftOver,
    allAs(0.5, draft(`${plain}\nPlease register until 2 April 2026.\n`)),
    /“2 April 2026” may be the day/,
  ],
  [
    'an hour that there is not',
    unread,
    draft(talk('Friday, 27 March 2026, 25:61')),
    /“25:61” looks like an hour/,
  ],
  [
    'one day or the other',
    unread,
    draft(talk('Friday, 27 March 2026 or Saturday, 28 March 2026, 14:15')),
    /one or the other/,
  ],
  ['two days of one month', unread, draft(talk('27 or 28 March 2026, 14:15')), /one or the other/],
  [
    '… in German',
    unread,
    draft(talk('Freitag, 27. oder Samstag, 28. März 2026, 14:15 Uhr')),
    /one or the other/,
  ],
  ['… in French', unread, draft(talk('le 27 ou le 28 mars 2026, à 14h15')), /one or the other/],
  ['one hour / the other', unread, draft(talk('Friday, 27 March 2026, 14:15 / 16:15')), /one or the other/],
  ['one hour in two zones', unread, draft(talk('Friday, 27 March 2026, 16:15 CET / 10:15 ET')), null],
  [
    'from one day to the other',
    unread,
    draft('Jan Moser’s lunch talk slips from 26 March to 27 March.'),
    /“26 March to 27 March\.?” may be a move/,
  ],
  ['a week', unread, draft('The school takes place from 23 March to 27 March.'), null],
  ['one hour or the other', unread, draft(talk('Friday, 27 March 2026, 14:15 or 16:15')), /one or the other/],
  ['a room or a link', unread, draft(talk('Friday, 27 March 2026, 14:15, in HG G 19.1 or online')), null],
  ['letters for digits', unread, draft(talk('Friday, 27 March 2026, 1O:l5')), /“1O:l5” looks like an hour/],
  ['a ratio far from the date', unread, draft(`${plain}\nWe mix at 3:75 and 99:61.\n`), null],
  [
    'a Cyrillic letter in a place',
    mixedScript,
    draft(plain.replace('HG G 19.1', '\u0415TH Zurich, HG G 19.1')),
    /“\u0415TH” mixes letters of two alphabets/,
  ],
  [
    'a Greek letter in a title',
    mixedScript,
    draft(plain.replace('A title', 'The χ²-test and α-stable laws')),
    null,
  ],
  ['a Russian name', mixedScript, draft(plain.replace('A title', 'Андрей Марков: a life')), null],
  [
    'the hour of the talk itself, once more',
    leftOver,
    allAs(0.9, draft(`${plain}\nWe begin at 15:15.\n`)),
    null,
  ],
  [
    'the same moment in another zone',
    leftOver,
    allAs(0.9, draft(talk('Friday, 27 March 2026, 10:00 EDT (15:00 CET)'))),
    null,
  ],
  ['a start that is not sure enough', unsureStart, sure(0.49, draft(plain)), /not sure/],
  ['a start that is', unsureStart, sure(0.5, draft(plain)), null],
  [
    'a day alone, in a mail with hours',
    wholeDay,
    draft(talk('Friday, 27 March 2026') + '\nOffice hours 9:30-11:30'),
    /names hours/,
  ],
  ['a day alone, in a mail without any', wholeDay, draft(talk('Friday, 27 March 2026')), null],
  [
    'a day alone, beside a talk with its hour',
    wholeDay,
    draft(`${plain}\n\n${talk('Monday, 30 March 2026').replace('Jane Doe', 'Karl Gauss')}`),
    /beside others/,
  ],
  ['several days', wholeDay, draft(talk('27 - 29 March 2026')), null],
  [
    'every week in a range of days',
    wholeDay,
    draft(talk('every Friday from 27 March 2026 to 24 April 2026')),
    /weekly/,
  ],
  ['each of three days', wholeDay, draft(talk('5. bis 7. Mai 2026, jeweils 9.15 - 17.00 Uhr')), null],
  ['a talk called off by a sentence about a dinner', calledOff, off(draft(plain)), /called off, perhaps/],
  ['called off by its own line', calledOff, off(draft(talk('Friday, 27 March 2026, 15:15 CANCELLED'))), null],
  ['called off by its subject', calledOff, off(draft(plain, 'CANCELLED: Seminar by Jane Doe')), null],
  ['two talks of a seminar', severalParts, draft(two, 'Seminars in March'), null],
  ['two hours of a workshop', severalParts, draft(two, 'Workshop on graphs'), /under one event/],
  ['neither title nor speaker', facelessTalk, draft('Date: 27 - 29 March 2026\n'), /neither title/],
  [
    'a title',
    facelessTalk,
    draft('Title: A title of five words\nDate: Friday, 27 March 2026, 15:15\n'),
    null,
  ],
]

test('each check with what it holds back and what it lets pass', () => {
  for (const [name, rule, given, doubt] of rows) {
    assert.ok(given.talks.length > 0, `${name}: nothing was read`)
    const before = given.talks.flatMap((entry) => entry.talk.doubts)
    const added = rule(given)
      .talks.flatMap((entry) => entry.talk.doubts)
      .filter((one) => !before.includes(one))
    if (doubt === null) assert.deepEqual(added, [], name)
    else assert.match(added.join('; '), doubt, name)
  }
})

test('what stands below the last of several evenings is not said of that one alone', () => {
  const evenings = draft(
    'Wir treffen uns an drei Abenden:\n\nDienstag, 14. April 2026, 17:30\nDienstag, 21. April 2026, 17:30\nDienstag, 28. April 2026, 17:30\n\nEs unterrichtet Jan Wyss (Basel), HG G 19.1.\n',
  )
  assert.deepEqual(
    facelessTalk(evenings).talks.map(({ talk: { doubts } }) => doubts.length > 0),
    [true, true, true],
  )
})

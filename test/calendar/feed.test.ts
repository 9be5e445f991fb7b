import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import ICAL from 'ical.js'
import { eventOf } from '../../src/calendar/event.ts'
import type { KnownTalk } from '../../src/talks/talk.ts'
import { checkFeed, renderFeed, splitByAge } from '../../src/calendar/feed.ts'
import { makeEvent, makeKnown } from '../support/events.ts'

const profile = {
  publicUrl: null,
  gazetteer: { cities: [], institutions: [], buildings: [] },
  name: 'Statlist',
  timeZone: 'Europe/Zurich',
  usualMinutes: 60,
  archiveUrl: 'https://stat.ethz.ch/pipermail/statlist/',
}

test('the feed of three talks, byte for byte', () => {
  const events = [
    makeEvent({
      uid: 'a@x',
      summary:
        'Jürg Üetli: Ein langer Titel, der über die fünfundsiebzig Oktette einer Zeile hinausgeht; mit Umlauten äöü',
      description: 'one\ntwo, three; four',
    }),
    makeEvent({
      uid: 'b@x',
      start: '2025-10-26',
      end: '2025-10-27',
      summary: 'Two days',
      location: null,
      sequence: 2,
    }),
    makeEvent({
      uid: 'c@x',
      start: '2025-12-01T16:15',
      end: '2025-12-01T17:15',
      status: 'cancelled',
      summary: 'CANCELLED: Jane Doe',
      url: 'https://zoom.us/j/1?a=1,2',
      lastModified: '2025-11-30T08:00:00Z',
    }),
  ]
  assert.equal(
    renderFeed(events, profile),
    readFileSync(join(import.meta.dirname, 'three-talks.ics'), 'utf8'),
  )
  assert.equal(renderFeed(events.toReversed(), profile), renderFeed(events, profile), 'in any order')
})

/** `count` talks, one a day from a day on, announced together. */
function talksFrom(day: string, count: number, words = 1) {
  return Array.from({ length: count }, (_, at) => {
    const start = Temporal.PlainDate.from(day).add({ days: at }).toString()
    return makeEvent({
      uid: `${day}-${String(at).padStart(5, '0')}@x`,
      start: `${start}T15:15`,
      end: `${start}T16:15`,
      summary: 'A title of some length, as titles are. '.repeat(words),
      description: 'An abstract. '.repeat(10 * words),
    })
  })
}

function uidsIn(body: string): string[] {
  return [...body.replace(/\r\n /g, '').matchAll(/^UID:(.*)\r$/gm)].map((match) => match[1]!)
}

test('of too many talks the soonest stay, the far ones go, and the feed says so', () => {
  const soon = talksFrom('2025-09-20', 60)
  const far = talksFrom('2027-03-01', 1500, 4)
  const body = renderFeed([...far, ...soon], { ...profile, publicUrl: 'https://calendar.example' })
  const shown = uidsIn(body)
  for (const { uid } of soon) assert.ok(shown.includes(uid), uid)
  const left = far.filter(({ uid }) => !shown.includes(uid))
  assert.ok(left.length > 500 && Buffer.byteLength(body) <= 490_000)
  assert.ok(
    left.every(({ start }) => start >= far.find(({ uid }) => !shown.includes(uid))!.start),
    'from the far end',
  )
  assert.match(
    body.replace(/\r\n /g, ''),
    new RegExp(`SUMMARY:${left.length} more talks are not shown in this calendar`),
  )
  assert.match(body.replace(/\r\n /g, ''), /All of them: https:\/\/calendar.example\//)
  assert.ok(Buffer.byteLength(renderFeed([...far, ...soon].slice(0, 400), profile)) <= 490_000)
})

test('the entry about what is left out is a new one whenever that changes', () => {
  const sequenceIn = (lastModified: string) => {
    const talks = talksFrom('2025-09-20', 1600, 4).map((event) => ({ ...event, lastModified }))
    const entry = renderFeed(talks, profile)
      .split('BEGIN:VEVENT')
      .find((text) => /not shown/.test(text))
    return Number(/SEQUENCE:(\d+)/.exec(entry ?? '')?.[1] ?? -1)
  }
  const [early, late] = ['2025-09-15T10:00:00Z', '2025-09-16T10:00:00Z'].map(sequenceIn)
  assert.ok(early! > 0 && late! > early!, `${early} ${late}`)
})

test('long descriptions are shortened before any talk is left out', () => {
  const description = 'An abstract. '.repeat(300)
  const talks = talksFrom('2025-09-20', 400).map((event) => ({ ...event, description }))
  const body = renderFeed(talks, profile)
  assert.equal(uidsIn(body).length, 400)
  assert.ok(Buffer.byteLength(body) <= 490_000)
})

test('never more than 999 entries, and nothing is said where all fit', () => {
  assert.equal(uidsIn(renderFeed(talksFrom('2025-09-20', 999, 0), profile)).length, 999)
  assert.equal(uidsIn(renderFeed(talksFrom('2025-09-20', 1200, 0), profile)).length, 999)
  assert.doesNotMatch(renderFeed(talksFrom('2025-09-20', 500), profile), /not shown/)
})

test('a mail dated ahead does not draw the line of the archive with it', () => {
  const coming = talksFrom('2025-09-20', 3)
  const { recent, old } = splitByAge([
    ...coming,
    makeEvent({ uid: 'old@x', start: '2025-05-01', end: '2025-05-01' }),
  ])
  assert.deepEqual([recent.length, old.length], [3, 1])
})

/** Last day of a talk → whether it is in the feed; the newest change is of 15 September 2025, ninety days after 17 June. */
const ages: [string, boolean][] = [
  ['2025-09-25', true],
  ['2025-08-01', true],
  ['2025-06-18', true],
  ['2025-06-17', true],
  ['2025-06-16', false],
  ['2024-09-25', false],
]

test('the feed goes ninety days back, the archive has the rest', () => {
  for (const [end, expected] of ages) {
    const { recent, old } = splitByAge([makeEvent({ start: `${end}T10:15`, end: `${end}T11:15` })])
    assert.deepEqual([recent.length, old.length], expected ? [1, 0] : [0, 1], end)
  }
})

test('a feed that would carry more than its events is not rendered', () => {
  const smuggler = makeEvent({ uid: 'a@x\r\nATTENDEE:mailto:all@x.example' })
  assert.throws(() => renderFeed([smuggler], profile), /ATTENDEE does not belong there/)
})

/** What is done to a good feed → why it is refused; null: it is not. */
const damages: [string, (body: string) => string, RegExp | null][] = [
  ['nothing', (body) => body, null],
  ['a property', (body) => body.replace('TRANSP:', 'ATTACH:x\r\nTRANSP:'), /ATTACH does not belong/],
  [
    'a line that is no property',
    (body) => body.replace('TRANSP:', 'noise\r\nTRANSP:'),
    /noise does not belong/,
  ],
  ['a bare line feed', (body) => body.replace('TRANSP:', 'X\nTRANSP:'), /does not end in CRLF/],
  ['a missing last line end', (body) => body.trimEnd(), /does not end in CRLF/],
  ['a long line', (body) => body.replace('TRANSP:', `LOCATION:${'x'.repeat(67)}\r\nTRANSP:`), /75 octets/],
  ['a missing end', (body) => body.replace('END:VEVENT\r\n', ''), /END:VCALENDAR closes nothing/],
  ['a cut', (body) => body.replace('END:VCALENDAR\r\n', ''), /VCALENDAR is not closed/],
  ['another uid', (body) => body.replace('UID:abc', 'UID:abd'), /1 events for 1/],
  ['a local stamp', (body) => body.replace(/(DTSTAMP:\w+)Z/, '$1'), /DTSTAMP is not in UTC/],
]

test('a damaged feed is refused', () => {
  const event = makeEvent()
  const good = renderFeed([event], profile)
  for (const [name, damage, expected] of damages)
    if (expected === null) checkFeed(damage(good), [event])
    else assert.throws(() => checkFeed(damage(good), [event]), expected, name)
})

test('no character of a mail turns the direction of writing, or ends a line for some clients only', () => {
  const marks = '\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'
  for (const mark of marks)
    for (const field of ['summary', 'description', 'location'] as const)
      assert.ok(!renderFeed([makeEvent({ [field]: `Talk ${mark}gpj.exe` })], profile).includes(mark), field)
})

test('an empty feed is a calendar all the same', () => {
  assert.match(
    renderFeed([], profile),
    /^BEGIN:VCALENDAR\r\n[\s\S]*X-WR-CALNAME:Statlist\r\n[\s\S]*END:VCALENDAR\r\n$/,
  )
})

test('whatever stands in the fields, other parsers read the same events and nothing else', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'a\r\nATTENDEE:x',
      'END:VEVENT\r\nEND:VCALENDAR',
      '\u0000\u001b',
      '\ud800',
      'x'.repeat(3000),
      '\u2028BEGIN:VALARM',
      'emoji 🎲'.repeat(40),
    ),
  )
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          summary: nasty,
          description: nasty,
          location: nasty,
          categories: fc.array(nasty, { maxLength: 2 }),
        }),
        { maxLength: 3 },
      ),
      (fields) => {
        const events = fields.map((field, at) => makeEvent({ ...field, uid: `${at}@x` }))
        const calendar = new ICAL.Component(ICAL.parse(renderFeed(events, profile)) as never[])
        assert.equal(calendar.getAllSubcomponents('vevent').length, events.length)
        assert.equal(
          calendar.getAllSubcomponents('vevent').flatMap((event) => event.getAllProperties('attendee'))
            .length,
          0,
        )
      },
    ),
    { numRuns: 500 },
  )
})

const talk = makeKnown({ start: '2024-04-22T08:00', timeZone: 'America/Los_Angeles' })

const spans: [string, Partial<KnownTalk>, string, string, boolean][] = [
  ['another zone becomes the list’s', {}, '2024-04-22T17:00', '2024-04-22T18:00', true],
  [
    'a stated end stays',
    { timeZone: null, start: '2024-04-22T15:15', end: '2024-04-22T16:00' },
    '2024-04-22T15:15',
    '2024-04-22T16:00',
    false,
  ],
  [
    'over the clock change in spring',
    { timeZone: null, start: '2024-03-31T01:30' },
    '2024-03-31T01:30',
    '2024-03-31T02:30',
    true,
  ],
  [
    'whole days',
    { timeZone: null, start: '2024-04-22', end: '2024-04-23' },
    '2024-04-22',
    '2024-04-23',
    false,
  ],
]

test('start and end', () => {
  for (const [name, fields, start, end, assumed] of spans) {
    const event = eventOf({ ...talk, ...fields }, profile)
    assert.deepEqual([event.start, event.end, event.endAssumed], [start, end, assumed], name)
  }
})

test('an end that is not after the start is none: the usual length is taken', () => {
  for (const end of ['2024-04-22T14:00', '2024-04-22T15:15', '2024-04-21T16:15']) {
    const event = eventOf({ ...talk, timeZone: null, start: '2024-04-22T15:15', end }, profile)
    assert.deepEqual(
      [event.start, event.end, event.endAssumed],
      ['2024-04-22T15:15', '2024-04-22T16:15', true],
      end,
    )
  }
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import ICAL from 'ical.js'
import { statlist } from '../../config/lists/statlist.ts'
import { readingOf } from '../../jobs/read-message.ts'
import { eventOf } from '../../src/calendar/event.ts'
import { renderFeed } from '../../src/calendar/feed.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading, StoredReading } from '../../src/talks/reading.ts'
import { readMail } from '../support/read-mail.ts'

const folder = join(import.meta.dirname, 'life')
const profile = { ...statlist, publicUrl: 'https://calendar.example' }

/** The life of one talk: each step's mail, the feed after it, and what two other parsers must read there. */
const steps: [string, string, Record<string, string>][] = [
  [
    '1-announce',
    '1-announce.ics',
    {
      SUMMARY: 'Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks',
      SEQUENCE: '0',
      TRANSP: 'OPAQUE',
      LOCATION: 'ETH Zurich, HG G 19.1, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
    },
  ],
  [
    '2-room-change',
    '2-room-change.ics',
    {
      SUMMARY: 'New room: Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks',
      SEQUENCE: '1',
      TRANSP: 'OPAQUE',
      LOCATION: 'ETH Zurich, HG G 19.2, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
    },
  ],
  // A reminder changes no byte.
  [
    '3-reminder',
    '2-room-change.ics',
    {
      SUMMARY: 'New room: Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks',
      SEQUENCE: '1',
      TRANSP: 'OPAQUE',
      LOCATION: 'ETH Zurich, HG G 19.2, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
    },
  ],
  [
    '4-cancellation',
    '4-cancellation.ics',
    {
      SUMMARY: 'CANCELLED: Weijie Su: Some Geometric Patterns of Real-World Deep Neural Networks',
      SEQUENCE: '2',
      TRANSP: 'TRANSPARENT',
      LOCATION: 'ETH Zurich, HG G 19.2, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
    },
  ],
]

async function feedAfter(mails: readonly string[]): Promise<string> {
  const readings: Reading[] = []
  for (const [at, name] of mails.entries()) {
    const read = await readMail(readFileSync(join(folder, `${name}.eml`)))
    const { announcement } = readingOf(read, statlist)
    readings.push({ key: read.message.key, number: at + 1, ...(JSON.parse(announcement!) as StoredReading) })
  }
  const { talks, waiting } = fold(readings, [], statlist)
  assert.deepEqual(waiting, [])
  return renderFeed(
    talks.map((talk) => eventOf(talk, profile)),
    profile,
  )
}

const start = '2022-12-16T15:15:00 Europe/Zurich'

function readByIcalJs(body: string): Record<string, string> {
  const [event, ...others] = new ICAL.Component(ICAL.parse(body) as never[]).getAllSubcomponents('vevent')
  assert.equal(others.length, 0)
  const { startDate } = new ICAL.Event(event)
  return {
    ...Object.fromEntries(
      ['SUMMARY', 'SEQUENCE', 'TRANSP', 'LOCATION'].map((name) => [
        name,
        String(event!.getFirstPropertyValue(name.toLowerCase())),
      ]),
    ),
    start: `${startDate.toString()} ${startDate.zone.tzid}`,
  }
}

const python = `
import icalendar, json, sys
[event] = icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT")
start = event["DTSTART"]
print(json.dumps({name: str(event[name]) for name in ["SUMMARY", "SEQUENCE", "TRANSP", "LOCATION"]}
  | {"start": start.dt.strftime("%Y-%m-%dT%H:%M:%S") + " " + start.params["TZID"]}))
`

function readByPython(body: string): Record<string, string> {
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', python], {
    input: body,
    encoding: 'utf8',
  })
  assert.equal(status, 0, stderr)
  return JSON.parse(stdout) as Record<string, string>
}

for (const [at, [name, golden, expected]] of steps.entries())
  test(`${name}: the feed byte for byte, and as ical.js and python-icalendar read it`, async () => {
    const body = await feedAfter(steps.slice(0, at + 1).map(([mail]) => mail))
    assert.equal(body, readFileSync(join(folder, golden), 'utf8'))
    assert.deepEqual(readByIcalJs(body), { ...expected, start })
    assert.deepEqual(readByPython(body), { ...expected, start })
  })

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ICAL from 'ical.js'

/** A talk as somebody else's parser reads it from a feed; times as wall times in the list's zone. */
export interface ReadTalk {
  uid: string
  start: string
  end: string
  summary: string
}

const icalendar = `
import icalendar, json, sys
def text(value):
    return value.strftime("%Y-%m-%dT%H:%M") if hasattr(value, "hour") else value.strftime("%Y-%m-%d")
print(json.dumps([{"uid": str(event["UID"]), "start": text(event["DTSTART"].dt), "end": text(event["DTEND"].dt), "summary": str(event["SUMMARY"])}
  for event in icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT")]))
`

const libical = `
import gi, json, sys
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib
def text(time):
    day = "%04d-%02d-%02d" % (time.get_year(), time.get_month(), time.get_day())
    return day if time.is_date() else day + "T%02d:%02d" % (time.get_hour(), time.get_minute())
calendar = ICalGLib.Component.new_from_string(sys.stdin.buffer.read().decode())
talks = []
event = calendar.get_first_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
while event is not None:
    talks.append({"uid": event.get_uid(), "start": text(event.get_dtstart()), "end": text(event.get_dtend()), "summary": event.get_summary()})
    event = calendar.get_next_component(ICalGLib.ComponentKind.VEVENT_COMPONENT)
print(json.dumps(talks))
`

function byPython(script: string, body: string): ReadTalk[] {
  const options = { input: body, encoding: 'utf8', maxBuffer: 1e8 } as const
  const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', script], options)
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as ReadTalk[]
}

function byIcalJs(body: string): ReadTalk[] {
  const calendar = new ICAL.Component(ICAL.parse(body) as never[])
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, startDate, endDate, summary } = new ICAL.Event(component)
    return { uid, start: startDate.toString().slice(0, 16), end: endDate.toString().slice(0, 16), summary }
  })
}

const khalConfig = (folder: string) => `[calendars]
[[none]]
path = ${folder}
[locale]
local_timezone = Europe/Zurich
default_timezone = Europe/Zurich
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
`

function byKhal(body: string): ReadTalk[] {
  const folder = mkdtempSync(join(tmpdir(), 'khal-'))
  mkdirSync(join(folder, 'calendar'))
  writeFileSync(join(folder, 'config'), khalConfig(join(folder, 'calendar')))
  writeFileSync(join(folder, 'feed.ics'), body)
  const { status, stdout, stderr } = spawnSync(
    'khal',
    [
      '-c',
      join(folder, 'config'),
      'printics',
      '-f',
      '{uid}|{start-long}|{end-long}|{title}',
      join(folder, 'feed.ics'),
    ],
    {
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', HOME: folder, TZ: 'Europe/Zurich' },
    },
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
    .split('\n')
    .map((line) => line.split('|'))
    .filter((parts) => parts.length >= 4)
    .map(([uid, start, end, ...summary]) => ({
      uid: uid!,
      start: start!,
      end: end!,
      summary: summary.join('|'),
    }))
}

/** Four readers, none of which knows another. */
export const readers: Record<string, (body: string) => ReadTalk[]> = {
  'ical.js': byIcalJs,
  'python-icalendar': (body) => byPython(icalendar, body),
  libical: (body) => byPython(libical, body),
  khal: byKhal,
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zoneAt } from '../../../src/announcement/mentions/zone.ts'
import { tokenize } from '../../../src/announcement/text/tokens.ts'

/** Zone → how it is written behind an hour. */
const written: [string, string[]][] = [
  [
    'Europe/Zurich',
    ['CET', 'CEST', 'MEZ', 'MESZ', 'Zurich time', 'Zürich time', 'Zuerich time', 'Swiss time'],
  ],
  ['Europe/Zurich', ['Switzerland time', 'Geneva time', 'Bern time', 'Basel time', 'Lausanne time']],
  ['Europe/Zurich', ['Central European time', 'Central European Summer Time', 'European time', '(CET)']],
  ['Europe/London', ['GMT', 'BST', 'London time', 'UK time', 'British time', 'Greenwich time']],
  ['Europe/Lisbon', ['WET', 'WEST', 'Lisbon time']],
  ['Europe/Helsinki', ['EET', 'EEST', 'Helsinki time']],
  ['Europe/Moscow', ['MSK', 'Moscow time']],
  ['UTC', ['UTC', 'UTC+0', 'UTC time']],
  ['Europe/Berlin', ['Berlin time', 'German time', 'Munich time', 'Berlin Zeit']],
  ['Europe/Vienna', ['Vienna time', 'Austrian time']],
  ['Europe/Paris', ['Paris time', 'French time']],
  ['Europe/Rome', ['Rome time', 'Italian time']],
  ['Europe/Madrid', ['Madrid time', 'Barcelona time', 'Spanish time']],
  ['Europe/Amsterdam', ['Amsterdam time', 'Dutch time']],
  ['Europe/Brussels', ['Brussels time']],
  ['Europe/Copenhagen', ['Copenhagen time']],
  ['Europe/Stockholm', ['Stockholm time']],
  ['Europe/Oslo', ['Oslo time']],
  ['Europe/Warsaw', ['Warsaw time']],
  ['Europe/Prague', ['Prague time']],
  ['Europe/Budapest', ['Budapest time']],
  ['Europe/Athens', ['Athens time']],
  ['Europe/Dublin', ['Dublin time']],
  ['Europe/Istanbul', ['Istanbul time']],
  ['Asia/Jerusalem', ['Jerusalem time', 'Israel time', 'Tel Aviv time']],
  ['America/New_York', ['EST', 'EDT', 'ET', '(ET)', 'New York time', 'NY time', 'NYC time', 'Boston time']],
  [
    'America/New_York',
    ['Pittsburgh time', 'Princeton time', 'Eastern time', 'US Eastern time', 'Eastern US'],
  ],
  ['America/New_York', ['Eastern Standard Time', 'Eastern Daylight Time', 'US Eastern Standard Time']],
  ['America/Toronto', ['Toronto time', 'Montreal time', 'Montréal time']],
  ['America/Chicago', ['CDT', 'Chicago time', 'Central time', 'US Central time', 'Central US']],
  ['America/Denver', ['MST', 'MDT', 'Denver time', 'Mountain time', 'Mountain US']],
  ['America/Los_Angeles', ['PST', 'PDT', 'PT', 'Pacific time', 'US Pacific time', 'Pacific US']],
  ['America/Los_Angeles', ['Pacific Standard Time', 'Pacific Daylight Time', 'California time']],
  ['America/Los_Angeles', ['Los Angeles time', 'Berkeley time', 'Seattle time']],
  ['America/Vancouver', ['Vancouver time']],
  ['Asia/Tokyo', ['JST', 'Tokyo time', 'Japan time']],
  ['Asia/Seoul', ['KST', 'Seoul time']],
  ['Asia/Shanghai', ['Beijing time', 'China time', 'Shanghai time']],
  ['Asia/Singapore', ['SGT', 'Singapore time']],
  ['Asia/Hong_Kong', ['HKT', 'Hong Kong time']],
  ['Asia/Kolkata', ['India time']],
  ['Australia/Sydney', ['AEST', 'AEDT', 'Sydney time']],
  ['Australia/Melbourne', ['Melbourne time']],
  // The sign of these names is that of POSIX: Etc/GMT-9 is nine hours ahead.
  ['Etc/GMT-9', ['UTC+9', 'GMT+9', 'UTC+09:00', 'UTC+0900']],
  ['Etc/GMT+4', ['UTC-4', 'UTC−4', 'GMT-04:00']],
]

test('zones as they are written', () => {
  for (const [zone, texts] of written)
    for (const text of texts) assert.equal(zoneAt(tokenize(text), 0)?.zone, zone, text)
})

test('"local time" is the reader’s own', () => {
  for (const text of ['local time', '(local time)', 'Local Time'])
    assert.equal(zoneAt(tokenize(text), 0)?.zone, null, text)
})

/** French "et" and "est", Italian "est", a wind; places without "time"; zones of more than one place or of half hours. */
const none = [
  'et',
  'est',
  'pt',
  'west',
  'met',
  'Zurich',
  'Boston',
  'ETH',
  'CST',
  'IST',
  'UTC+5:30',
  'CET+1',
  'noon',
]

test('words behind an hour that are no zone', () => {
  for (const text of none) assert.equal(zoneAt(tokenize(text), 0), null, text)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { excludes, identityOf, samenessOf, type Connection, type Identity } from '../../src/talks/identity.ts'

interface Fields {
  title?: string | null
  speaker?: string | null
  start?: string
  location?: string | null
  series?: string | null
  status?: 'confirmed' | 'postponed'
}

function identity({ speaker = 'Jane Doe', ...fields }: Fields): Identity {
  return identityOf({
    title: 'Some patterns of deep networks',
    start: '2025-09-25T15:15',
    location: 'ETH Zurich, HG G 19.1',
    series: 'Research Seminar',
    status: 'confirmed',
    speakers: speaker === null ? [] : [{ name: speaker, affiliation: null }],
    ...fields,
  })
}

const open = { title: null, speaker: null }
const other = { title: 'Trees that bend in the wind', speaker: 'John Roe' }
const thread = { inThread: true, onlyTalk: true }

const same: [string, Fields, Partial<Connection>][] = [
  ['the announcement again', {}, {}],
  ['the title in other letters', { title: 'Some Patterns of Deep Networks.' }, {}],
  ['an accent lost', { speaker: 'Jàne Doe', title: null }, {}],
  ['another room', { location: 'KOL F 118' }, {}],
  ['another hour of the day', { start: '2025-09-25T17:15' }, {}],
  ['a title that was to be announced', { title: null }, {}],
  ['a speaker who was not named', { speaker: null }, {}],
  ['another day, same title and speaker', { start: '2025-10-09T15:15' }, {}],
  ['postponed in September, held in May', { start: '2026-05-07T15:15', status: 'postponed' }, {}],
  ['neither title nor speaker yet, same hour and room', open, {}],
  [
    'neither yet, whole day of the same series (a digest)',
    { ...open, start: '2025-09-25', location: null },
    {},
  ],
  ['another title and speaker as an answer', other, thread],
  ['another day as an answer', { ...other, start: '2025-10-02T15:15' }, thread],
  ['another speaker, and the mail says that something changed', other, { updates: true }],
]

const different: [string, Fields, Partial<Connection>][] = [
  ['another speaker and title', other, {}],
  ['the same title and speaker next year', { start: '2026-09-25T15:15' }, {}],
  ['the same speaker with another title next week', { title: other.title, start: '2025-10-02T15:15' }, {}],
  ['the same title by others on another day', { speaker: 'John Roe', start: '2025-10-02T15:15' }, {}],
  ['neither known, another hour and no series', { ...open, start: '2025-09-25T10:15', series: null }, {}],
  ['neither known, another day of the series', { ...open, start: '2025-10-02T15:15' }, {}],
  [
    'an answer to a mail that announced two talks',
    { ...other, start: '2025-10-02T15:15' },
    { inThread: true },
  ],
  ['a change in another series', { ...other, series: 'Colloquium' }, { updates: true }],
  ['a change at another hour of the series', { ...other, start: '2025-09-25T10:15' }, { updates: true }],
]

test('pairs that are and are not the same talk, both ways round', () => {
  const known = identity({})
  for (const [rows, expected] of [
    [same, true],
    [different, false],
  ] as const)
    for (const [name, fields, connection] of rows) {
      const full = { inThread: false, onlyTalk: false, updates: false, repeats: false, ...connection }
      assert.equal(samenessOf(known, identity(fields), full) !== null, expected, name)
      assert.equal(
        samenessOf(identity(fields), known, full) !== null,
        expected,
        `${name}, the other way round`,
      )
    }
})

/** Two talks of which only one can be: the other one's fields → whether it is so. */
const rivals: [string, Fields, boolean][] = [
  ['another talk in the same hour, room and series', other, true],
  ['of another series, which has the room by then', { ...other, series: 'Colloquium' }, false],
  ['of no series', { ...other, series: null }, false],
  ['in another room', { ...other, location: 'KOL F 118' }, false],
  ['at another hour', { ...other, start: '2025-09-25T16:15' }, false],
]

test('pairs of talks of which only one can be, both ways round', () => {
  const known = identity({})
  for (const [name, fields, expected] of rivals) {
    assert.equal(excludes(known, identity(fields)), expected, name)
    assert.equal(excludes(identity(fields), known), expected, `${name}, the other way round`)
  }
  const day = { start: '2025-09-25' }
  assert.equal(excludes(identity(day), identity({ ...other, ...day })), false, 'whole days have room for two')
})

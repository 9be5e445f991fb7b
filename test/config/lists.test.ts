import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readList, readLists, readProfile, statlistFile } from '../../config/lists.ts'
import { SettingsError } from '../../config/settings.ts'

const inbox = { IMAP_HOST: 'mail.example', IMAP_USER: 'u', IMAP_PASSWORD: 'p', DATA_FOLDER: '/srv/data' }
const physics = { name: 'Physics', listIds: ['physics.example.org'], timeZone: 'Europe/Zurich' }
const math = { ...physics, name: 'Math', listIds: ['math.example.org'] }

/** A folder of profiles and settings. */
function folderOf(files: Record<string, object | string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'lists-'))
  for (const [name, value] of Object.entries(files))
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
  return folder
}

test('without LISTS there is one list, and nothing of its settings changes', async () => {
  const [only, ...others] = await readLists(inbox)
  assert.equal(others.length, 0)
  assert.deepEqual(
    [only.id, only.settings.list, only.settings.dataFolder, only.settings.redisFolder],
    [
      'statlist',
      { id: 'statlist', path: '', home: '/', others: [], takesStrays: true },
      '/srv/data',
      '/srv/data/redis',
    ],
  )
})

test('a folder of profiles: the list at the root keeps its places, the others have their own', async () => {
  const LISTS = folderOf({
    'statlist.json': statlistFile(),
    'physics.json': physics,
    'physics.env': 'IMAP_MAILBOX=Physics\nGOOGLE_CALENDAR_ID=physics@cal\n',
    'math.json': math,
    'notes.txt': 'nothing',
  })
  const env = {
    ...inbox,
    LISTS,
    PUBLIC_URL: 'https://talks.example',
    GOOGLE_CALENDAR_ID: 'statlist@cal',
    GOOGLE_KEY_FILE: '/key',
    PING_URL: 'https://ping.example',
  }
  const lists = await readLists(env)
  assert.deepEqual(
    lists.map(({ id, settings: { list, dataFolder, redisFolder, web, desk, imap, google, pingUrl } }) => [
      id,
      list.path,
      dataFolder,
      redisFolder,
      web.publicUrl,
      desk?.url,
      imap?.mailboxes[0],
      google?.calendarId ?? null,
      pingUrl,
    ]),
    [
      [
        'math',
        '/math',
        '/srv/data/lists/math',
        '/srv/data/redis',
        'https://talks.example/math',
        'http://localhost:8081/math',
        'INBOX',
        null,
        null,
      ],
      [
        'physics',
        '/physics',
        '/srv/data/lists/physics',
        '/srv/data/redis',
        'https://talks.example/physics',
        'http://localhost:8081/physics',
        'Physics',
        'physics@cal',
        null,
      ],
      [
        'statlist',
        '',
        '/srv/data',
        '/srv/data/redis',
        'https://talks.example',
        'http://localhost:8081/statlist',
        'INBOX',
        'statlist@cal',
        'https://ping.example',
      ],
    ],
  )
  const [first] = lists
  assert.ok(first.settings.list.others.includes('physics.example.org'))
  assert.ok(!first.settings.list.others.includes('math.example.org'))
  assert.deepEqual(
    { ...first.profile, gazetteer: null },
    {
      ...math,
      languages: ['en', 'de', 'fr', 'it', 'es'],
      usualMinutes: 60,
      knownSeries: [],
      organisers: [],
      mostNewPerDay: 30,
      archiveUrl: null,
      gazetteer: null,
    },
  )
  assert.equal((await readList({ ...env, LIST: 'physics' })).id, 'physics')
  assert.equal((await readProfile({ ...env, LIST: 'math' })).name, 'Math')
  assert.equal((await readProfile(env)).name, 'Statlist')
})

/** Files of the folder and settings → what the admin is told. */
const wrong: [string, Record<string, object | string>, RegExp][] = [
  ['no profile', {}, /holds no profile \(NAME\.json\): “statlist list add” makes one/],
  ['no JSON', { 'physics.json': '{' }, /physics\.json: it is not JSON/],
  [
    'a field that is missing',
    { 'physics.json': { name: 'P', timeZone: 'UTC' } },
    /physics\.json: the profile must have required property 'listIds'/,
  ],
  [
    'a field that is none',
    { 'physics.json': { ...physics, colour: 'red' } },
    /has “colour”, which is not a field of a profile/,
  ],
  [
    'a zone that is none',
    { 'physics.json': { ...physics, timeZone: 'Mars/Olympus' } },
    /“timeZone” is not a time zone/,
  ],
  [
    'a zone that calendars do not know',
    { 'physics.json': { ...physics, timeZone: '+01:00' } },
    /“timeZone” is not a time zone/,
  ],
  [
    'a gazetteer that is none',
    { 'physics.json': { ...physics, gazetteer: 'bern' } },
    /“gazetteer” must be "switzerland", "none" or an object/,
  ],
  [
    'the name of a town of the list at the root',
    { 'statlist.json': statlistFile(), 'zurich.json': physics },
    /can’t be called “zurich”: the list at the root has a page of that name/,
  ],
  [
    'a List-Id in brackets',
    { 'physics.json': { ...physics, listIds: ['<physics.example.org>'] } },
    /“listIds\.0” must match pattern/,
  ],
  ['a name that the page has', { 'search.json': physics }, /“search” can’t be the name of a list/],
  [
    'a name that is no part of an address',
    { 'My List.json': physics },
    /“My List” can’t be the name of a list/,
  ],
  [
    'one List-Id twice',
    { 'physics.json': physics, 'math.json': { ...math, listIds: physics.listIds } },
    /the List-Id physics\.example\.org is that of math and physics/,
  ],
  [
    'one calendar twice',
    {
      'physics.json': physics,
      'physics.env': 'GOOGLE_CALENDAR_ID=a@cal\nGOOGLE_KEY_FILE=/key',
      'math.json': math,
      'math.env': 'GOOGLE_CALENDAR_ID=a@cal\nGOOGLE_KEY_FILE=/key',
    },
    /GOOGLE_CALENDAR_ID a@cal is that of math and physics/,
  ],
  [
    'two roots',
    { 'physics.json': { ...physics, root: true }, 'math.json': { ...math, root: true } },
    /one list can be at the root/,
  ],
  [
    'a setting of the process',
    { 'physics.json': physics, 'physics.env': 'WEB_PORT=1' },
    /physics\.env sets WEB_PORT: it is for all lists/,
  ],
  [
    'a setting that is wrong',
    { 'physics.json': physics, 'physics.env': 'IMAP_PORT=0' },
    /physics: IMAP_PORT is “0”/,
  ],
]

test('a monitor of .env is that of the list at the root alone, named by a file, too', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'ping-')), 'url')
  writeFileSync(file, 'https://ping.example')
  const LISTS = folderOf({ 'statlist.json': statlistFile(), 'physics.json': physics })
  const lists = await readLists({ ...inbox, LISTS, PING_URL_FILE: file })
  assert.deepEqual(
    lists.map(({ settings }) => settings.pingUrl),
    [null, 'https://ping.example'],
  )
})

test('what a list sets replaces what .env sets another way, and another server has an account of its own', async () => {
  const LISTS = folderOf({
    'physics.json': physics,
    'physics.env': 'READER_KEY_FILE=/key\nREADER_MODEL=m\n',
    'math.json': math,
    'math.env': 'IMAP_HOST=mail.math.example\nIMAP_USER=math\n',
  })
  const env = { ...inbox, LISTS, READER_URL: 'http://localhost:1', READER_KEY: 'k', READER_MODEL: 'x' }
  await assert.rejects(readLists(env), (error: Error) => {
    assert.match(error.message, /math: IMAP_PASSWORD is missing/)
    assert.match(error.message, /physics: READER_KEY_FILE: \/key can’t be read/)
    return !/both set/.test(error.message)
  })
})

test('of a mailbox that several lists read one takes the mails without a List-Id', async () => {
  const files = { 'physics.json': physics, 'math.json': math, 'statlist.json': statlistFile() }
  const strays = async (more: Record<string, string>) =>
    (await readLists({ ...inbox, LISTS: folderOf({ ...files, ...more }) }))
      .filter(({ settings }) => settings.list.takesStrays)
      .map(({ id }) => id)
  assert.deepEqual(await strays({}), ['statlist'])
  assert.deepEqual(await strays({ 'physics.env': 'IMAP_MAILBOX=Physics' }), ['physics', 'statlist'])
})

test('what is wrong is told with the file’s name', async () => {
  for (const [name, files, expected] of wrong)
    await assert.rejects(
      readLists({ ...inbox, LISTS: folderOf(files) }),
      (error) => error instanceof SettingsError && expected.test(error.message),
      name,
    )
  await assert.rejects(readLists({ ...inbox, LISTS: '/nowhere' }), /there is no folder \/nowhere/)
})

test('a command must be told which of several lists it is for', async () => {
  const LISTS = folderOf({ 'physics.json': physics, 'math.json': math })
  await assert.rejects(
    readList({ ...inbox, LISTS }),
    /several lists: name one of them with --list \(math, physics\)/,
  )
  await assert.rejects(
    readList({ ...inbox, LISTS, LIST: 'x' }),
    /there is no list “x”: there are math, physics/,
  )
  await assert.rejects(readProfile({ LISTS, LIST: '../x' }), /there is no list/)
  assert.equal((await readList({ ...inbox, LIST: 'x' })).id, 'statlist', 'without LISTS there is no choice')
  assert.equal((await readList({ ...inbox, LISTS: folderOf({ 'math.json': math }) })).id, 'math')
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { judgeFaults } from './support/faults.ts'

const folder = join(import.meta.dirname, 'cases/faults')
const known = JSON.parse(readFileSync(join(folder, 'known-failures.json'), 'utf8')) as string[]

/** After every Date of them. */
const today = '2028-01-01T12:00:00Z'

/** Small mails that went wrong once, with the right answers: the list of those that still do only shrinks. */
for (const part of ['reader', 'calendar', 'mail', 'mail-siblings', 'reliability'])
  test(`faults of ${part}: right, or waiting where that is allowed`, async () => {
    const verdicts = [...(await judgeFaults(join(folder, part), today))]
    const failing = verdicts.filter(([, verdict]) => verdict !== 'ok' && verdict !== 'waits')
    assert.deepEqual(
      failing.filter(([id]) => !known.includes(id)),
      [],
      'these went wrong again',
    )
    const ids = failing.map(([id]) => id)
    assert.deepEqual(
      known.filter((id) => id.startsWith(`${part}/`) && !ids.includes(id)),
      [],
      'these are right now: take them off known-failures.json',
    )
  })

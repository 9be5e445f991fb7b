import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { casesFolder, scoreFolder } from '../support/cases.ts'
import { isSetAside } from '../support/held-out.ts'
import { summarize } from '../support/score.ts'

for (const folder of ['statlist', 'own'])
  test(`every event of test/cases/${folder} is wholly right`, async () => {
    for (const score of await scoreFolder(folder)) {
      assert.equal(score.wholly, score.labelled, `${score.id}: ${score.misses.join('; ')}`)
      assert.ok(score.kindRight, score.id)
      assert.deepEqual(score.silentErrors, [], score.id)
    }
  })

/** Shares of events and mails that are right at least, and silent errors at most; raised with every better version, never lowered. */
interface Floor {
  start: number
  wholly: number
  kinds: number
  silentErrors: number
}

const floors = JSON.parse(readFileSync(join(casesFolder, 'floor.json'), 'utf8')) as Record<string, Floor>

for (const [folder, floor] of Object.entries(floors))
  test(`test/cases/${folder}: the score does not fall`, async () => {
    const scores = await scoreFolder(folder)
    const total = summarize(scores.filter(({ id }) => !isSetAside(folder, id)))
    assert.ok(
      total.fields.start >= floor.start && total.wholly >= floor.wholly && total.kinds >= floor.kinds,
      JSON.stringify(total),
    )
    assert.ok(total.silentErrors.length <= floor.silentErrors, total.silentErrors.join('\n'))
  })

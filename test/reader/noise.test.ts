import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import weights from '../../src/announcement/decisions/weights.json' with { type: 'json' }
import { draftOf, parseAnnouncement } from '../../src/announcement/parse.ts'
import { joined, readAnswer, type Answer } from '../../src/reader/answer.ts'
import { settle } from '../../src/reader/settle.ts'
import { verify } from '../../src/reader/verify.ts'
import { readAnswers, recordedAnswers } from '../support/answers.ts'
import { folders, readCases, type Case } from '../support/cases.ts'
import { spoils } from '../support/noise.ts'

/** Shares of spoilt answers that may publish something wrong. Where no other key can know, it says why. */
const throughout = 'a model that is wrong throughout: our own decisions alone are left'
const most: Readonly<Record<string, { share: number; why?: string }>> = {
  'coffee as start, and so accounted for': { share: 0.1, why: throughout },
  'deadline as day, and so accounted for': { share: 0.1, why: throughout },
  'uncertainty lost': { share: 1, why: 'what only may take place is told in too many ways for our tables' },
}
const usualShare = 0.01

/** Published starts that no label has, with the status; each labelled event counts once. */
function wrong({ label }: Case, { talks }: Announcement): string[] {
  const open = [...label.events]
  return talks
    .filter(({ doubts }) => doubts.length === 0)
    .flatMap(({ start, status }) => {
      const at = open.findIndex(
        (event) =>
          [event.start, ...(event.accept?.start ?? [])].includes(start.value) &&
          [event.status, ...(event.accept?.status ?? [])].includes(status.value),
      )
      if (at === -1) return [`${start.value} ${status.value}`]
      open.splice(at, 1)
      return []
    })
}

test('answers that are spoilt as small models do publish next to nothing wrong', async (t) => {
  const answers = readAnswers(recordedAnswers)
  const cases = (await Promise.all(folders.map(readCases)))
    .flat()
    .filter(({ message }) => answers.has(message.key))
  const counts = new Map(Object.keys(spoils).map((name) => [name, { spoilt: 0, wrong: [] as string[] }]))
  for (const one of cases) {
    const answer = joined(answers.get(one.message.key)!.map((text) => readAnswer(text) as Answer))
    const first = parseAnnouncement(one.message, statlist)
    const draft = draftOf(one.message, statlist, weights)
    const wrongOf = (given: Answer) => wrong(one, settle(first, verify(draft, given)).announcement)
    const before = new Set(wrongOf(answer))
    for (const [name, spoil] of Object.entries(spoils))
      for (const spoilt of spoil(answer, draft.document)) {
        const count = counts.get(name)!
        count.spoilt += 1
        if (wrongOf(spoilt).some((text) => !before.has(text))) count.wrong.push(`${one.folder}/${one.id}`)
      }
  }
  for (const [name, { spoilt, wrong }] of counts) {
    const { share, why } = most[name] ?? { share: usualShare }
    t.diagnostic(
      `${name}: ${wrong.length} of ${spoilt} published wrong${why === undefined ? '' : ` (${why})`}`,
    )
    assert.ok(spoilt > 4, name)
    // One mail is more than a hundredth of the rarer kinds.
    assert.ok(wrong.length <= Math.max(1, share * spoilt), `${name}: ${wrong.join(', ')}`)
  }
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Folded } from '../../src/talks/fold.ts'
import { heard, readSayings } from '../support/sayings.ts'

/** The talk's status, and whether something waits. */
function resultOf({ talks: [talk, ...others], waiting }: Folded): string {
  assert.equal(others.length, 0, 'a second talk')
  return `${talk?.status ?? 'none'}${waiting.length > 0 ? ', waits' : ''}`
}

/** Our own sentences: they are understood. */
const ours = {
  cancels: [
    'Unfortunately the talk is cancelled.',
    'The seminar has been cancelled.',
    'The seminar will not take place.',
    'The talk by Jane Doe is canceled due to illness.',
    'We regret that the colloquium had to be cancelled.',
    'The lecture of 12 November is cancelled.',
    'Der Vortrag fällt leider aus.',
    'Das Seminar ist abgesagt.',
    'Der Vortrag findet nicht statt.',
    'Wegen Krankheit muss der Vortrag ausfallen.',
    'Das Kolloquium entfällt.',
    'Le séminaire est annulé.',
    'Le séminaire est annulé pour cause de maladie.',
    "L'exposé n'aura pas lieu.",
    'Il seminario è annullato.',
    'Il seminario non avrà luogo.',
    'El seminario queda cancelado.',
    'El seminario ha sido cancelado.',
    'CANCELLED',
    'Abgesagt!',
  ],
  not: [
    'The talk is not cancelled.',
    'The dinner after the talk is cancelled.',
    'The streaming of the lecture is cancelled.',
    'Is the talk cancelled?',
    'If fewer than five people register, the talk will be cancelled.',
    'Her flight was cancelled, so she talks online.',
    'The talk of last week was cancelled.',
    'Please cancel your registration if you cannot come.',
    'We had announced the cancellation of the talk, but it was a mistake.',
    'The seminar in Basel was cancelled, not ours.',
    'Der Vortrag ist nicht abgesagt.',
    'Das Nachtessen nach dem Vortrag ist abgesagt.',
    'Wird der Vortrag abgesagt?',
    'Falls der Streik andauert, fällt der Vortrag aus.',
    'Der Vortrag fällt nicht aus.',
    "Le séminaire n'est pas annulé.",
    'Le repas après le séminaire est annulé.',
    "L'exposé est-il annulé ?",
    'La cena dopo il seminario è annullata.',
    'El seminario no se cancela.',
  ],
  reinstates: [
    'The talk takes place after all.',
    'The seminar is back on.',
    'Good news: the talk goes ahead as planned.',
    'The cancellation was a mistake: the talk takes place as planned.',
    'Der Vortrag findet doch statt.',
    'Das Seminar findet nun doch statt.',
    'Die Absage war ein Irrtum.',
    'Le séminaire aura finalement lieu.',
    'Il seminario si terrà comunque.',
    'El seminario se celebrará finalmente.',
  ],
}

const inThread = (text: string) => ({ subject: 'Re: Seminar by Jane Doe', text })

describe('what calls a talk off', () => {
  for (const text of ours.cancels)
    it(text, async () => assert.equal(resultOf(await heard(inThread(text))), 'cancelled'))
  for (const saying of readSayings('cancels'))
    it(saying.text.slice(0, 90), async () =>
      assert.match(resultOf(await heard(saying)), /^cancelled$|waits$/, 'off, or a human sees it'),
    )
})

describe('what has the same words and calls nothing off', () => {
  for (const text of ours.not)
    it(text, async () => assert.match(resultOf(await heard(inThread(text))), /^confirmed/))
  for (const saying of readSayings('not'))
    it(saying.text.slice(0, 90), async () => assert.match(resultOf(await heard(saying)), /^confirmed/))
})

describe('what brings a talk back', () => {
  for (const text of ours.reinstates)
    it(text, async () => assert.equal(resultOf(await heard(inThread(text), { off: true })), 'confirmed'))
  for (const saying of readSayings('reinstates'))
    it(saying.text.slice(0, 90), async () =>
      assert.match(resultOf(await heard(saying, { off: true })), /^confirmed|waits$/),
    )
  for (const text of [
    'It may take place after all.',
    'Does it take place after all?',
    'Es findet doch nicht statt.',
  ])
    it(`not: ${text}`, async () =>
      assert.match(resultOf(await heard(inThread(text), { off: true })), /^cancelled/))
})

describe('robots make and change nothing', () => {
  for (const saying of readSayings('robots'))
    it(saying.subject.slice(0, 60), async () => {
      const from = saying.headers?.['From'] ?? 'Bob <bob@elsewhere.example>'
      const robot = { ...saying, headers: { ...saying.headers, From: from } }
      assert.match(resultOf(await heard(robot)), /^confirmed/)
      assert.match(resultOf(await heard(robot, { apart: true })), /^confirmed/)
    })
})

describe('people who look like robots are heard', () => {
  /** What they announce is an event, or waits; three of them only answer. */
  const answers = /^Re: |^R: /
  for (const saying of readSayings('people').filter(({ subject }) => !answers.test(subject)))
    it(saying.subject, async () => {
      const from = saying.headers?.['From'] ?? 'Bob <bob@elsewhere.example>'
      const folded = await heard({ ...saying, headers: { ...saying.headers, From: from } }, { apart: true })
      assert.ok(folded.talks.length + folded.waiting.length > 1, 'it is nowhere')
    })
})

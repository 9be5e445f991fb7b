import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Folded } from '../../src/talks/fold.ts'
import { heard as heardOn, type Saying } from '../support/sayings.ts'

/* Of a talk on Thursday, 12 November 2026, 16:15 in HG G 19.1, its thread says something. */

const on = Temporal.PlainDate.from('2026-11-12')
const heard = async (saying: Saying, { off = false } = {}) => heardOn(saying, { off, on })

function resultOf({ talks: [talk, ...others], waiting }: Folded): (string | null)[] {
  assert.equal(others.length, 0, 'a second talk')
  return [
    talk?.start.slice(5) ?? null,
    talk?.location ?? null,
    ...(talk?.status === 'confirmed' ? [] : [talk?.status ?? null]),
    ...waiting.flatMap(({ reasons }) => reasons.map(() => 'waits')).slice(0, 1),
  ]
}

const as = (text: string, from = 'Office <office@stat.example>', subject = 'Re: Seminar by Jane Doe') => ({
  subject,
  text,
  headers: { From: from },
})
const day = '11-12T16:15'
const room = 'HG G 19.1'

/** What the announcer says without a day → the talk. */
const applied: Record<string, (string | null)[]> = {
  'The talk starts at 17:15 instead.': ['11-12T17:15', room],
  'The talk has been moved to 17:15.': ['11-12T17:15', room],
  'The talk will start at 17:15, not at 16:15.': ['11-12T17:15', room],
  'Due to a train strike we start one hour later, at 17:15.': ['11-12T17:15', room],
  'Der Vortrag beginnt erst um 17.15 Uhr statt um 16.15 Uhr.': ['11-12T17:15', room],
  'Nous commençons à 17h15 au lieu de 16h15.': ['11-12T17:15', room],
  'Il seminario inizia alle 17.15 invece che alle 16.15.': ['11-12T17:15', room],
  'Please note: new room HG E 3.': [day, 'HG E 3'],
  'Neuer Raum: HG E 3': [day, 'HG E 3'],
  'Time: 17:15\nPlace: HG E 3': ['11-12T17:15', 'HG E 3'],
  'See you in HG G 19.1 at 16:15.': [day, room, 'waits'],
  'The talk takes place as planned.': [day, room],
}

/** What is not clear waits, and nothing changes meanwhile. */
const open = [
  'We have moved the talk to Friday, 13 November. It is again at 16:15.',
  'The talk starts at 17:15 or at 17:45.',
  'Perhaps we have to move the talk to 17:15.',
  'There is a change of plan.',
  'The talk starts 17.15 or 18.15.',
  'Time: 17.15 / 18.15',
  'New time: 17.15, second part 18.15',
  'We meet in HG F 33.',
  'The talk starts at 17:15 sharp, coffee in HG F 33.',
]

describe('the announcer says in the thread what changes', () => {
  for (const [text, want] of Object.entries(applied))
    it(text, async () => assert.deepEqual(resultOf(await heard(as(text))), want))
  for (const text of open)
    it(`not clear: ${text}`, async () =>
      assert.deepEqual(resultOf(await heard(as(text))), [day, room, 'waits']))
})

describe('readers change nothing', () => {
  const reader = 'Bob <bob@elsewhere.example>'
  for (const text of [
    'The talk starts at 17:15 instead.',
    'Please note: new room HG E 3.',
    'The talk is cancelled.',
    'Could we start at 17:15?',
  ])
    it(text, async () => assert.deepEqual(resultOf(await heard(as(text, reader))), [day, room, 'waits']))
  it('nor do they bring a cancelled talk back', async () =>
    assert.deepEqual(resultOf(await heard(as('The talk takes place after all.', reader), { off: true })), [
      day,
      room,
      'cancelled',
      'waits',
    ]))
  for (const text of ['Great, I will come!', 'Will there be slides?', '+1', 'unsubscribe'])
    it(`and make no work: ${text}`, async () =>
      assert.deepEqual(resultOf(await heard(as(text, reader))), [day, room]))
})

describe('a reminder says the same in fewer words', () => {
  for (const text of [
    'Reminder\n\nSpeaker: Jane Doe (ETH)\nDate: Thursday, 12 November 2026, 16:15\nPlace: G 19.1',
    'Reminder\n\nSpeaker: Jane Doe (ETH)\nDate: Thursday, 12 November 2026, 16:15\nPlace: Raum HG G 19.1',
  ])
    it(text.split('\n').at(-1) ?? '', async () => {
      const folded = await heard(as(text, undefined, 'Reminder: Seminar by Jane Doe'))
      assert.deepEqual(resultOf(folded), [day, room])
      assert.equal(folded.talks[0]?.sequence, 0)
    })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  readCancelledSubject,
  readCancelling,
  saysItTakesPlace,
  saysThereIsNone,
  type Cancelling,
} from '../../../src/announcement/decisions/cancellation.ts'

/** A sentence of the body → what it says of the event. */
const sentences: [string, Cancelling][] = [
  ['The talk was cancelled in Neuchâtel, not ours.', null],
  ['Der Vortrag in Bern fällt aus, nicht unserer.', null],
  ['The talk on Friday is cancelled.', 'off'],
  ['unfortunately the talk by Ada Brunner on 11 December 2026 is cancelled due to illness.', 'off'],
  ['CANCELLED', 'off'],
  ['CANCELLED: Jane Doe', 'off'],
  ['Abgesagt!', 'off'],
  ['We are sorry to announce the cancellation of the talk by Jane Doe.', 'off'],
  ['We regret to inform you that the seminar is cancelled.', 'off'],
  ['Leider muss der Vortrag von Herrn Meier abgesagt werden.', 'off'],
  ['Der Vortrag entfällt.', 'off'],
  ['Das Kolloquium vom 3. Mai fällt aus.', 'off'],
  ['Das Seminar findet nicht statt.', 'off'],
  ["L'exposé de Marie Curie, prévu le mercredi 23 octobre à 16h00, est annulé.", 'off'],
  ['Il seminario è annullato.', 'off'],
  ['La charla ha sido cancelada.', 'off'],
  ['We have to cancel the colloquium of 11 March.', 'off'],
  ['Due to illness, the talk has been called off.', 'off'],
  ['It is cancelled.', 'off'],
  ['The seminar will not take place.', 'off'],
  ['IVOA Interop May 2020 meeting is cancelled.', 'off'],

  ['Is the talk cancelled?', 'unsure'],
  ['is the talk of 11 December 2026 cancelled?', 'unsure'],
  ['The talk is cancelled unless someone objects.', 'unsure'],
  ['The talk may be cancelled.', 'unsure'],
  ['I hope that the talk is cancelled', 'unsure'],
  ['Falls der Vortrag abgesagt wird', 'unsure'],
  ['My train is cancelled, so I will not make it to the talk', 'unsure'],
  ['as her flight was cancelled, she talks online', 'unsure'],
  ['the dinner after the talk on 11 December 2026 has to be cancelled.', 'unsure'],
  ['The coffee before the seminar is cancelled', 'unsure'],
  ['Das Abendessen nach dem Vortrag ist abgesagt', 'unsure'],
  ['Mein Flug wurde gestrichen, der Vortrag findet online statt', 'unsure'],
  ['The boat trip after the talk is cancelled', 'unsure'],
  ['the talk on 11 December 2026 was erroneously announced as cancelled.', 'unsure'],
  ['We would like to cancel the dialogue planned for Thursday', 'unsure'],

  ['The talk is not cancelled!', null],
  ['the talk is NOT cancelled', null],
  ["The seminar isn't cancelled", null],
  ['Der Vortrag ist nicht abgesagt.', null],
  ["L'exposé n'est pas annulé.", null],
  ['Il seminario non è annullato.', null],
  ['Please cancel your registration when you cannot come', null],
  ['Free cancellation until 3 May', null],
  ['the seminar next week is cancelled', null],
  ['The talk takes place on Friday.', null],
]

test('what a sentence calls off', () => {
  for (const [sentence, expected] of sentences) assert.equal(readCancelling(sentence), expected, sentence)
})

const subjects: [string, Cancelling][] = [
  ['CANCELLED: Research Seminar by Ada Brunner, 11 December 2026', 'off'],
  ['Vortrag Brunner abgesagt', 'off'],
  ['Seminar today cancelled', 'off'],
  ['[CANCELADA] charla', 'off'],
  ['ANNULÉ - Séminaire', 'off'],
  ['Is the talk cancelled?', 'unsure'],
  ['Talk cancelled? No!', 'unsure'],
  ['Dinner cancelled', 'unsure'],
  ['Research Seminar by Ada Brunner is NOT cancelled', null],
  ['Research Seminar by Ada Brunner', null],
]

test('what a subject calls off', () => {
  for (const [subject, expected] of subjects) assert.equal(readCancelledSubject(subject), expected, subject)
})

test('what says that it takes place', () => {
  for (const sentence of [
    'It takes place as planned.',
    'Der Vortrag findet doch statt.',
    'It is not cancelled.',
  ])
    assert.ok(saysItTakesPlace(sentence), sentence)
  for (const sentence of ['It takes place in HG G 19.1.', 'It is cancelled.'])
    assert.ok(!saysItTakesPlace(sentence), sentence)
})

/** A line, or the cell of a table → whether it says that nothing takes place. */
const slots: [string, boolean][] = [
  ['Reading week, no seminar', true],
  ['Speaker: ** no seminar, bank holiday **', true],
  ['pas de séminaire (vacances de Pâques)', true],
  ['Referent: kein Kolloquium - Auffahrt', true],
  ['Speaker: Jane Doe, no stranger to the seminar', false],
  ['There is no talk that I remember as well as that of 1998, when all went wrong: a lecture', false],
]

test('a slot in which nothing takes place', () => {
  for (const [text, expected] of slots) assert.equal(saysThereIsNone(text), expected, text)
})

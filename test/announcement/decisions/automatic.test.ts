import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAutomaticReply } from '../../../src/announcement/decisions/automatic.ts'

const replies = [
  'Automatic reply: Research Seminar',
  'Out of office',
  'Abwesenheitsnotiz',
  'Abwesenheitsnotiz: Vortrag Zoë Müller',
  'Automatische Antwort: [Statlist] Vortrag',
  'Réponse automatique : exposé de Zoë Müller',
  'Risposta automatica: seminario',
  'Respuesta automática: charla',
  'Accepted: Talk by Zoë Müller @ Thu Dec 11, 2025 3:15pm',
  'Declined: Talk',
  'Delivery Status Notification (Failure)',
  'Zugesagt: Vortrag',
  'Read: [Statlist] Talk by Zoë Müller, 11 December 2025',
  'Lu : séminaire',
  'Re: Out of Office: Seminar',
  'OOO Re: Seminar by Jan Wyss',
  '[Statlist] Undeliverable: Talk',
]
const people = [
  'Read this before the talk',
  'Reading group: Friday',
  'Accepted papers of the workshop',
  'Talk by Jane Doe: Accepted wisdom',
  'Absence of arbitrage: a talk by Jane Doe',
  'Out of office and into the wild: inaugural lecture',
  'Research Seminar',
  'Read',
  'Lu',
  'Re: Research Seminar',
  '',
]

test('subjects of answers that programs give, and of people', () => {
  for (const subject of replies) assert.ok(isAutomaticReply(subject), subject)
  for (const subject of people) assert.ok(!isAutomaticReply(subject), subject)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findKind } from '../../../src/announcement/decisions/kind.ts'
import { readDocument } from '../../../src/announcement/text/document.ts'

/** Subject and body of a mail → its kind, and the sentence that may call the event off. */
const rows: [string, string, string, string | null][] = [
  ['Meeting of 27 March', 'We meet in HG G 19.1.', 'announcement', null],
  ['Meeting of 27 March', 'The meeting is cancelled.', 'cancellation', null],
  [
    'Meeting of 27 March: just a proposal',
    'The meeting is cancelled.',
    'announcement',
    'The meeting is cancelled.',
  ],
  [
    'Meeting of 27 March',
    'The meeting is cancelled? It takes place as planned.',
    'announcement',
    'The meeting is cancelled?',
  ],
  ['Meeting of 27 March', 'We had to cancel the meeting.', 'cancellation', null],
  [
    'Statistics seminar',
    'As announced in October, the talk by Jane Doe on Friday, 27 March 2026 at 16:15 is cancelled.',
    'announcement',
    'As announced in October, the talk by Jane Doe on Friday, 27 March 2026 at 16:15 is cancelled.',
  ],
  [
    'Statistics seminar',
    'The talk of Marco Ricci on Friday, 27 March 2026, 16:15, HG G 19.1, is cancelled.',
    'cancellation',
    null,
  ],
  [
    'Seminario',
    'Venerdì 27 marzo 2026, 16.15\n\nL’incontro di ottobre è già annullato.',
    'announcement',
    null,
  ],
  [
    'Statistics seminar',
    'As said in October, the talk of Friday, 27 March 2026 has been moved to 17:15, HG F 30.',
    'update',
    null,
  ],
  ['Reminder: meeting of 27 March', 'We meet in HG G 19.1.', 'reminder', null],
  ['New room: meeting of 27 March', 'We meet in HG G 19.1.', 'update', null],
]

test('what kind of mail it is', () => {
  for (const [subject, text, kind, unsure] of rows) {
    const document = readDocument({
      subject,
      text: `${text}\n`,
      date: '2026-03-16T10:00:00+01:00',
      from: { name: 'Office' },
    })
    const hint = findKind(document)
    assert.deepEqual([hint.kind, hint.unsure], [kind, unsure], `${subject} / ${text}`)
  }
})

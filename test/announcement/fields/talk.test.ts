import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import trained from '../../../src/announcement/decisions/weights.json' with { type: 'json' }
import { parseAnnouncement } from '../../../src/announcement/parse.ts'
import { factsOf } from '../../../src/talks/talk.ts'

const mail = {
  subject: 'Seminar',
  text: 'Dear all,\n\nFriday, 27 March 2026, 15:15, HG G 19.1\nKarl Gauss (Göttingen)\nA few words that may be a title\n',
  date: '2026-03-16T10:00:00+01:00',
  from: { name: 'Office' },
}

test('a reading that is only likely is shown to the admin, and left out of the calendar', () => {
  const bias = (by: number) => ({ ...trained, title: { ...trained.title, bias: by } })
  const [sure] = parseAnnouncement(mail, statlist, bias(9)).talks
  assert.equal(sure?.title?.certainty, 'stated')
  assert.equal(factsOf(sure).title, sure?.title?.value)
  const [unsure] = parseAnnouncement(mail, statlist, { ...trained, title: { bias: 0 } }).talks
  assert.equal(unsure?.title?.certainty, 'unsure')
  assert.equal(factsOf(unsure).title, null)
})

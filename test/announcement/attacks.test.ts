import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { statlist } from '../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { readMessage } from '../../src/mail/message.ts'

/*
 * Mails that were written to be read wrongly, and once were: a correction in a postscript, a second talk after the
 * break, an hour of the subject that is a meal's. Nothing of them goes out unasked.
 */
const folder = join(import.meta.dirname, '../cases/attacks')

/** What is right, where it is published. */
const right: Readonly<Record<string, string>> = {
  '153-cancel-in-january': '2026-11-12T16:15 cancelled',
  '156-annullato': '2026-11-17T14:30 cancelled',
}

/** Still wrong: a condition, a lunch seminar, a talk meant by its speaker's “she”, the hours of a group that meets before its talk. */
const known = new Set(['34-hold', '44-lunch-and-evening', '63-used-hour-correct', '2G1-usual-org'])

for (const file of readdirSync(folder)) {
  const name = file.replace('.eml', '')
  test(name, { todo: known.has(name) }, async () => {
    const message = await readMessage(readFileSync(join(folder, file)), '2099-01-01T00:00:00Z')
    const published = parseAnnouncement(message, statlist)
      .talks.filter(({ doubts }) => doubts.length === 0)
      .map(({ start, status }) => `${start.value} ${status.value}`)
    assert.deepEqual(
      published.filter((talk) => talk !== right[name]),
      [],
    )
  })
}

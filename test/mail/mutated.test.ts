import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mutated, randomOf, readCorpus } from '../support/mutated-mails.ts'
import { readerHere } from '../support/read-mail.ts'

const receivedAt = '2028-01-01T00:00:00Z'
const count = 1000

test('mails that something happened to are read, whatever it was', async (t) => {
  const seed = Date.now() % 1_000_000_000
  t.diagnostic(`seed ${seed}; 100,000 of them: npm run bench -- mutated`)
  const corpus = readCorpus()
  const random = randomOf(seed)
  for (let at = 0; at < count; at++) {
    const mail = mutated(corpus, random)
    for (const opened of (await readerHere.open([{ source: mail, receivedAt }])).flat()) {
      const { message, announcement } = await readerHere.read(opened)
      assert.match(message.key, /^[0-9a-f]{40}$/, `mail ${at} of seed ${seed}`)
      assert.ok(announcement !== null || message.problem !== null, `mail ${at} of seed ${seed}`)
    }
  }
})

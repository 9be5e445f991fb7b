import { readerHere } from '../test/support/read-mail.ts'
import { mutated, randomOf, readCorpus } from '../test/support/mutated-mails.ts'
import type { Tell } from './tell.ts'

const receivedAt = '2028-01-01T00:00:00Z'
const count = 100_000
const megabyte = 1_048_576

/** Reads mutated mails: how many throw, how long the slowest takes, how far memory grows. */
export async function benchMutated(tell: Tell, seed = Date.now() % 1_000_000_000): Promise<void> {
  process.stderr.write(`seed ${seed}\n`)
  const corpus = readCorpus()
  const random = randomOf(seed)
  let [thrown, slowest, memory] = [0, 0, 0]
  for (let at = 1; at <= count; at++) {
    const mail = mutated(corpus, random)
    const from = performance.now()
    try {
      for (const opened of (await readerHere.open([{ source: mail, receivedAt }])).flat())
        await readerHere.read(opened)
    } catch (error) {
      thrown += 1
      process.stderr.write(`mail ${at} of seed ${seed}: ${String(error)}\n`)
    }
    slowest = Math.max(slowest, performance.now() - from)
    if (at % 1000 === 0) memory = Math.max(memory, process.memoryUsage.rss())
    if (at % 10_000 === 0) process.stderr.write(`${at} of ${count}\n`)
  }
  tell(
    `${count} mutated mails (seed ${seed}): throws, slowest (ms), most memory (MB)`,
    `${thrown}, ${slowest.toFixed(0)}, ${(memory / megabyte).toFixed(0)}`,
  )
}

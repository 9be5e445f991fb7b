import { relative } from 'node:path'
import { Readable } from 'node:stream'
import { spec } from 'node:test/reporters'
import { root } from './launch.mjs'

const countWidth = 4
/** So much of what a file that failed said on its standard error. */
const mostLetters = 4000

/**
 * A line for each test file as it ends, whichever began first, and what one that failed said; then what failed, in full, and the counts.
 * @param {AsyncIterable<{ type: string, data: any }>} events of node:test
 */
export async function* report(events) {
  const kept = []
  const tests = new Map()
  const errors = new Map()
  let files = 0
  for await (const event of events) {
    const { type, data } = event
    if (type === 'test:fail' || type === 'test:diagnostic') kept.push(event)
    if (type === 'test:stderr') errors.set(data.file, `${errors.get(data.file) ?? ''}${data.message}`)
    if (type !== 'test:complete' || data.details.type === 'suite') continue
    const { file, name, details } = data
    if (name !== file) {
      tests.set(file, (tests.get(file) ?? 0) + 1)
      continue
    }
    files += 1
    const mark = details.passed ? '✔' : '✖'
    const seconds = (details.duration_ms / 1000).toFixed(1).padStart(6)
    const count = String(tests.get(file) ?? 0).padStart(countWidth)
    yield `${mark} ${String(files).padStart(countWidth)} ${seconds} s ${count} tests  ${relative(root, file)}\n`
    if (!details.passed) yield (errors.get(file) ?? '').slice(-mostLetters)
  }
  yield* Readable.from(kept).compose(new spec())
}

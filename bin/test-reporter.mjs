import { relative } from 'node:path'
import { Readable } from 'node:stream'
import { spec } from 'node:test/reporters'
import { root } from './launch.mjs'

const countWidth = 4

/**
 * A line for each test file as it ends, then what failed, in full, and the counts.
 * @param {AsyncIterable<{ type: string, data: any }>} events of node:test
 */
export default async function* report(events) {
  const kept = []
  let files = 0
  for await (const event of events) {
    const { type, data } = event
    if (type === 'test:fail' || type === 'test:diagnostic') kept.push(event)
    if (type !== 'test:summary' || data.file === undefined) continue
    files += 1
    const { tests, failed } = data.counts
    const mark = failed === 0 ? '✔' : '✖'
    const seconds = (data.duration_ms / 1000).toFixed(1).padStart(6)
    yield `${mark} ${String(files).padStart(countWidth)} ${seconds} s ${String(tests).padStart(countWidth)} tests  ${relative(root, data.file)}\n`
  }
  yield* Readable.from(kept).compose(new spec())
}

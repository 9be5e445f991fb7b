import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { fail, root } from './launch.mjs'
import { report } from './test-report.mjs'

/** What takes longest begins first: else one of them runs alone at the end. */
const longest = [
  'test/live/model.test.ts',
  'test/live/desk.test.ts',
  'test/live/postgres-suites.test.ts',
  'test/fault/short.test.ts',
  'test/live/page.test.ts',
  'test/cli/decisions.test.ts',
  'test/live/hosts.test.ts',
]

const given = process.argv.slice(2)
const files = globSync(given.length > 0 ? given : 'test/**/*.test.ts', { cwd: root }).toSorted()
if (files.length === 0) fail(`No test file is called ${given.join(' or ')}.`)
const first = longest.filter((file) => files.includes(file))
const ordered = [...first, ...files.filter((file) => !first.includes(file))]
run({ cwd: root, files: ordered.map((file) => join(root, file)), concurrency: 6, timeout: 240_000 })
  .on('test:fail', ({ todo }) => {
    // What is known to fail, and marked so, is no failure.
    if (todo === undefined || todo === false) process.exitCode = 1
  })
  .compose(report)
  .pipe(process.stdout)

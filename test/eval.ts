import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { heldOut, listOf } from './support/held-out.ts'
import { scoredFields, scoreFolder, summarize, type CaseScore } from './support/score.ts'

const help = `Scores the parser on folders of pairs (<id>.eml with <id>.json); writes nothing.

  npm run eval [-- FOLDER… --list --held-out=only|without|with]

  FOLDER      default: all of test/cases
  --list      list what was missed, mail by mail
  --held-out  the third of the lists that was set aside: with (default), without, only
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    'held-out': { type: 'string', default: 'with' },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const cases = join(import.meta.dirname, 'cases')
const folders =
  positionals.length > 0
    ? positionals
    : ['statlist', 'own', 'lists'].map((name) => join(cases, name)).filter(existsSync)

function keep(folder: string, id: string): boolean {
  if (values['held-out'] === 'with' || basename(folder) !== 'lists') return true
  return heldOut.has(listOf(id)) === (values['held-out'] === 'only')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`.padStart(8)
}

function print(name: string, scores: readonly CaseScore[]): void {
  const total = summarize(scores)
  process.stdout.write(`\n${name}: ${total.mails} mails, ${total.events} events\n`)
  const rows: [string, number][] = [
    ['events wholly right', total.wholly],
    ['kinds', total.kinds],
    ['published without review', total.published],
    ...scoredFields.map((field): [string, number] => [field, total.fields[field]]),
  ]
  for (const [label, share] of rows) process.stdout.write(`  ${label.padEnd(26)}${percent(share)}\n`)
  process.stdout.write(`  ${'silent errors'.padEnd(26)}${String(total.silentErrors.length).padStart(6)}\n`)
  for (const error of total.silentErrors) process.stdout.write(`    ! ${error}\n`)
  if (!values.list) return
  for (const score of scores)
    if (score.misses.length > 0)
      process.stdout.write(`  ${score.id}\n${score.misses.map((miss) => `      ${miss}\n`).join('')}`)
}

for (const folder of folders) print(basename(folder), await scoreFolder(folder, (id) => keep(folder, id)))

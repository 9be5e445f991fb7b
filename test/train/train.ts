import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isSetAside } from '../support/held-out.ts'
import { folders, readCases } from '../support/cases.ts'
import { trainOn } from './examples.ts'

const help = `Learns the weights of the parser's decisions from the labelled mails of test/cases; takes a minute.

  npm run train [-- --check]

  --check  writes nothing; fails when the weights that are committed are others
`

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const file = join(import.meta.dirname, '../../src/announcement/decisions/weights.json')
const cases = (await Promise.all(folders.map(readCases))).flat()
const known = cases.filter(({ folder, id }) => !isSetAside(folder, id))
process.stderr.write(`learning from ${known.length} mails …\n`)
const learnt = `${JSON.stringify(trainOn(known), null, 2)}\n`
if (!values.check) writeFileSync(file, learnt)
else if (learnt !== readFileSync(file, 'utf8')) {
  process.stderr.write(`${file} is not what the mails teach: run npm run train and commit it\n`)
  process.exit(1)
}
process.stderr.write(values.check ? 'the weights are what the mails teach\n' : `written: ${file}\n`)

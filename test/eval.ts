import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { statlist } from '../config/lists/statlist.ts'
import { parseAnnouncement } from '../src/announcement/parse.ts'
import { readAgain } from '../src/reader/again.ts'
import { readAnswers, recordAnswers, recordedAnswers } from './support/answers.ts'
import { folders, pathOf, readCases, type Case } from './support/cases.ts'
import { evalOffices } from './support/eval-offices.ts'
import { foldOf, isSetAside } from './support/held-out.ts'
import { scoredFields, scoreCase, summarize, type CaseScore } from './support/score.ts'
import { trainOn } from './train/examples.ts'

const help = `Scores the parser on labelled mails (<id>.eml with <id>.json); writes nothing.

  npm run eval [-- FOLDER… --cross --list --set-aside=with|without|only --reader FILE|URL]
  npm run eval -- --offices DIR [--json] [--reader FILE]

  FOLDER       default: every folder of test/cases; or the path of another one
  --cross      each fold is read with weights that were learnt without it: the figures that tell of
               unseen lists; takes three minutes. Without it the committed weights are used, and
               figures of mails that were learnt from flatter
  --list       what was missed, mail by mail
  --reader     what comes out when a language model reads, too: with the answers of a file (one JSON
               object a line; “statlist read --requests” writes the questions), of test/cases with
               --reader recorded; or with those of a server, which are kept in --answers FILE.
               Only mails with an answer are scored
  --offices    a folder of offices' mails (OFFICE-1.eml, OFFICE-2.eml … with labels): each is read with
               what was confirmed of the earlier ones, and then its label is given. With --json a
               line a mail, as it was read before that; without, figures by place, and how often an
               admin has to touch something. Nothing of the office itself was shipped
  --model      the server's model; READER_KEY in the environment is its key
  --set-aside  the lists and the group that nothing was learnt from: with (default), without, only
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cross: { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
    'set-aside': { type: 'string', default: 'with' },
    reader: { type: 'string' },
    offices: { type: 'string' },
    json: { type: 'boolean' },
    model: { type: 'string' },
    answers: { type: 'string', default: 'answers.jsonl' },
  },
})
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
if (values.offices !== undefined) {
  const file = values.reader === 'recorded' ? recordedAnswers : values.reader
  const answers = file === undefined ? new Map<string, string[]>() : readAnswers(file)
  await evalOffices(values.offices, { json: values.json === true, list: values.list === true, answers })
  process.exit(0)
}
const unknown = positionals.find((folder) => !existsSync(pathOf(folder)))
if (unknown !== undefined || !['with', 'without', 'only'].includes(values['set-aside'])) {
  process.stderr.write(`${unknown ?? `--set-aside=${values['set-aside']}`}: no such thing\n\n${help}`)
  process.exit(2)
}

const chosen = positionals.length > 0 ? positionals : folders
const cases = (await Promise.all(chosen.map(readCases)))
  .flat()
  .filter(({ folder, id }) =>
    values['set-aside'] === 'with' ? true : isSetAside(folder, id) === (values['set-aside'] === 'only'),
  )
if (values.reader !== undefined) print(await readWithModel(values.reader))
else print(values.cross ? await readCrossed(cases) : cases.map((one) => score(one)))

/** Each mail with an answer, as both readings together have it. */
async function readWithModel(reader: string): Promise<CaseScore[]> {
  const isServer = /^https?:/.test(reader)
  const file = isServer ? values.answers : reader === 'recorded' ? recordedAnswers : reader
  if (isServer)
    await recordAnswers(
      { url: reader, model: values.model ?? '', key: process.env['READER_KEY'] ?? null },
      cases.map(({ message }) => message),
      file,
      (done, of, problem) =>
        process.stderr.write(`${done} of ${of}${problem === null ? '' : `: ${problem}`}\n`),
    )
  const answers = readAnswers(file)
  const answered = cases.filter(({ message }) => answers.has(message.key))
  process.stderr.write(`${answered.length} of ${cases.length} mails have an answer in ${file}\n`)
  return answered.map((one) => {
    const again = readAgain(one.message, statlist, answers.get(one.message.key)!)
    const answer = 'problem' in again ? parseAnnouncement(one.message, statlist) : again.announcement
    return { ...scoreCase(one.id, one.label, answer), folder: one.folder }
  })
}

function score(one: Case, weights?: Parameters<typeof parseAnnouncement>[2]): CaseScore {
  return {
    ...scoreCase(one.id, one.label, parseAnnouncement(one.message, statlist, weights)),
    folder: one.folder,
  }
}

/** Reads each fold with what all others teach. */
async function readCrossed(wanted: readonly Case[]): Promise<CaseScore[]> {
  const known = (await Promise.all(folders.map(readCases)))
    .flat()
    .filter(({ folder, id }) => !isSetAside(folder, id))
  const folds = Map.groupBy(wanted, ({ folder, id }) => foldOf(folder, id))
  return [...folds].flatMap(([fold, members], at) => {
    process.stderr.write(`fold ${at + 1} of ${folds.size}: ${fold}\n`)
    const weights = trainOn(known.filter(({ folder, id }) => foldOf(folder, id) !== fold))
    return members.map((one) => score(one, weights))
  })
}

function print(all: readonly CaseScore[]): void {
  const columns = [
    'mails',
    'events',
    'kinds',
    ...scoredFields.slice(0, 6),
    'whole',
    'publ.',
    'right',
    'silent',
  ]
  process.stdout.write(`${''.padEnd(16)}${columns.map((name) => name.padStart(9)).join('')}\n`)
  for (const [folder, scores] of Map.groupBy(all, (one) => one.folder)) {
    const total = summarize(scores)
    const shares = [
      total.kinds,
      ...scoredFields.slice(0, 6).map((field) => total.fields[field]),
      total.wholly,
      total.published,
      total.rightPublished,
    ]
    const row = [
      String(total.mails),
      String(total.events),
      ...shares.map((share) => (100 * share).toFixed(1)),
      String(total.silentErrors.length),
    ]
    process.stdout.write(`${folder.slice(-16).padEnd(16)}${row.map((cell) => cell.padStart(9)).join('')}\n`)
    for (const error of total.silentErrors) process.stdout.write(`  ! ${error}\n`)
    if (!values.list) continue
    for (const { id, misses } of scores)
      if (misses.length > 0)
        process.stdout.write(`  ${id}\n${misses.map((miss) => `      ${miss}\n`).join('')}`)
  }
  printBands(all.flatMap(({ starts }) => starts))
}

/** How often a start is wrong by how sure the parser says it is: of all, and of those published unasked. */
function printBands(starts: CaseScore['starts']): void {
  process.stdout.write('\nhow sure    starts   wrong   published   wrong\n')
  const limits = [0, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01]
  for (const [at, from] of limits.slice(0, -1).entries()) {
    const band = starts.filter(({ sure }) => sure >= from && sure < limits[at + 1]!)
    const out = band.filter(({ published }) => published)
    const wrong = (some: CaseScore['starts']) => some.filter(({ right }) => !right).length
    const cells = [band.length, wrong(band), out.length, wrong(out)]
    process.stdout.write(
      `${`from ${from}`.padEnd(10)}${cells.map((cell, column) => String(cell).padStart([8, 8, 12, 8][column]!)).join('')}\n`,
    )
  }
}

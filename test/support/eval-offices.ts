import { toOutput } from '../../src/cli/parse.ts'
import { readCases } from './cases.ts'
import { readOffices, touchesOf, withAnswers, withHabits, withoutHabits, type OfficeRead } from './offices.ts'

/** Prints how a folder of offices' mails is read over time. */
export async function evalOffices(
  folder: string,
  { json, list, answers }: { json: boolean; list: boolean; answers: ReadonlyMap<string, string[]> },
): Promise<void> {
  const cases = await readCases(folder)
  const read = readOffices(cases, withAnswers(answers, withHabits()))
  if (json) {
    for (const { one, announcement } of read)
      process.stdout.write(
        `${JSON.stringify({ file: `${one.id}.eml`, ...toOutput(announcement, one.message.problem) })}\n`,
      )
    return
  }
  const plain = readOffices(cases, withAnswers(answers, withoutHabits()))
  const columns = [
    'mails',
    'events',
    'wholly',
    'publ.',
    'both',
    'silent',
    '· wholly',
    'publ.',
    'both',
    'silent',
  ]
  process.stdout.write(`${'place'.padEnd(24)}${columns.map((name) => name.padStart(9)).join('')}\n`)
  const last = Math.max(...read.map(({ position }) => position))
  for (let place = 1; place <= last; place++)
    printRow(`${place}`, read, plain, ({ position }) => position === place)
  printRow('3 and on, announcements', read, plain, isLater)
  const touches = (all: readonly OfficeRead[]) =>
    Math.round((100 * all.reduce((sum, one) => sum + touchesOf(one), 0)) / all.length)
  process.stdout.write(`\ntouches per 100 mails: ${touches(read)} (without memory ${touches(plain)})\n`)
  if (list)
    for (const { one, score, by } of read)
      process.stdout.write(
        `  ${one.id} by ${by ?? '–'}\n${score.misses.map((miss) => `      ${miss}\n`).join('')}`,
      )
}

/** Announcements from an office's third mail on. */
export function isLater({ one: { label }, position }: OfficeRead): boolean {
  return position >= 3 && label.kind === 'announcement'
}

function printRow(
  name: string,
  read: readonly OfficeRead[],
  plain: readonly OfficeRead[],
  isOf: (one: OfficeRead) => boolean,
): void {
  const shares = [read, plain].map((all) => {
    const own = all.filter(isOf)
    const sum = (of: (one: OfficeRead) => number) => own.reduce((total, one) => total + of(one), 0)
    const events = sum(({ score }) => score.labelled)
    const share = (of: (one: OfficeRead) => number) => ((100 * sum(of)) / events).toFixed(1)
    return {
      size: [String(own.length), String(events)],
      cells: [
        share(({ score }) => score.wholly),
        share(({ score }) => score.rightPublished),
        share(({ score }) => score.whollyPublished),
        String(sum(({ score }) => score.silentErrors.length)),
      ],
    }
  })
  const row = [...(shares[0]?.size ?? []), ...shares.flatMap(({ cells }) => cells)]
  process.stdout.write(`${name.padEnd(24)}${row.map((cell) => cell.padStart(9)).join('')}\n`)
}

import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openFront } from './thunderbird/front.ts'
import { openThunderbird } from './thunderbird/program.ts'
import type { Run } from './thunderbird/run.ts'
import { missingPrograms, openScreen } from './thunderbird/screen.ts'
import { openOurServer } from './thunderbird/server.ts'
import { tellStory } from './thunderbird/story.ts'
import { renderTable, type Row } from './thunderbird/table.ts'
import { openTalkList } from './thunderbird/talks.ts'

// A real Thunderbird subscribes to our real server. node bin/node.mjs bench/thunderbird.ts [FOLDER FOR PICTURES]

const zones = ['Europe/Zurich', 'America/New_York']
/** It usually takes two. */
const mostMinutes = 20

/** All that one reader in a zone sees; when the story breaks off, that is a row, too. */
async function runIn(zone: string, screen: string, folder: string): Promise<Row[]> {
  const ours = await openOurServer()
  const front = await openFront(ours.port)
  const thunderbird = await openThunderbird(zone, screen)
  const run: Run = { zone, thunderbird, front, ours, list: openTalkList(), folder, rows: [] }
  try {
    await tellStory(run)
  } catch (error) {
    run.rows.push({ step: 'the story', promise: 'is told to its end', seen: String(error), ok: false })
  }
  process.stdout.write(`\nThunderbird ${thunderbird.version}, ${zone}\n\n${renderTable(run.rows)}`)
  await thunderbird.close()
  await front.close()
  await ours.stop()
  return run.rows
}

const missing = missingPrograms()
if (missing !== null) {
  process.stderr.write(`${missing}\n`)
  process.exit(1)
}
setTimeout(() => {
  process.stderr.write(`It took more than ${mostMinutes} minutes.\n`)
  process.exit(1)
}, mostMinutes * 60_000).unref()
// Children are ended at exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
const folder = resolve(process.argv[2] ?? mkdtempSync(join(tmpdir(), 'thunderbird-pictures-')))
mkdirSync(folder, { recursive: true })
const screen = await openScreen()
const rows: Row[] = []
for (const zone of zones) rows.push(...(await runIn(zone, screen.name, folder)))
screen.close()
const failed = rows.filter(({ ok }) => ok === false).length
process.stdout.write(`\n${rows.length} looked at, ${failed} not as promised. Pictures: ${folder}\n`)
process.exit(failed === 0 ? 0 : 1)

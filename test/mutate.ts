import { spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutants, type Mutant } from './mutants.ts'

const root = join(import.meta.dirname, '..')
const inParallel = 2
const deadlineMs = 180_000
const usage = `Usage: npm run mutate -- [part of a file name …]

Applies each row of test/mutants.ts to a copy of the project and runs the tests named there.
A row that no test notices survives: it is listed at the end, and the exit code is 1.`

type Outcome = 'noticed' | 'survives' | 'late'

async function copyProject(): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'statlist-mutate-'))
  for (const name of await readdir(root))
    if (!['node_modules', '.git', 'data'].includes(name))
      await cp(join(root, name), join(copy, name), { recursive: true })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** How the tests end; a loop without end counts as noticed too, since no run of the tests would pass. */
async function run(copy: string, tests: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['bin/test.mjs', ...tests], {
    cwd: copy,
    stdio: 'ignore',
    detached: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const deadline = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    resolve('late')
  }, deadlineMs)
  child.on('error', reject)
  child.on('exit', (code) => resolve(code === 0 ? 'survives' : 'noticed'))
  return promise.finally(() => clearTimeout(deadline))
}

async function tryOut(copy: string, { file, old, new: changed, tests }: Mutant): Promise<Outcome> {
  const path = join(copy, file)
  const text = await readFile(path, 'utf8')
  if (text.split(old).length !== 2)
    throw new Error(`test/mutants.ts: “${old}” must be in ${file} exactly once; change the row with the code`)
  await writeFile(
    path,
    text.replace(old, () => changed),
  )
  try {
    return await run(copy, tests)
  } finally {
    await writeFile(path, text)
  }
}

async function main(names: readonly string[]): Promise<void> {
  const chosen = mutants.filter(({ file }) => names.length === 0 || names.some((name) => file.includes(name)))
  if (names.some((name) => name.startsWith('-')) || chosen.length === 0) {
    process.stdout.write(`${usage}\n`)
    process.exitCode = names.includes('--help') ? 0 : 2
    return
  }
  const copies = await Promise.all(Array.from({ length: inParallel }, copyProject))
  try {
    await unmutated(copies[0] ?? root, chosen)
    const left = [...chosen]
    const surviving: Mutant[] = []
    let done = 0
    await Promise.all(
      copies.map(async (copy) => {
        for (let mutant = left.shift(); mutant !== undefined; mutant = left.shift()) {
          const outcome = await tryOut(copy, mutant)
          if (outcome === 'survives') surviving.push(mutant)
          process.stdout.write(`${++done}/${chosen.length} ${outcome}: ${mutant.file}: ${mutant.why}\n`)
        }
      }),
    )
    process.stdout.write(`${chosen.length - surviving.length} of ${chosen.length} noticed\n`)
    for (const { file, old, new: changed, tests } of surviving)
      process.stdout.write(`survives: ${file}\n  - ${old}\n  + ${changed}\n  in ${tests.join(' ')}\n`)
    if (surviving.length > 0) process.exitCode = 1
  } finally {
    await Promise.all(copies.map(async (copy) => rm(copy, { recursive: true, force: true })))
  }
}

/** Tests that fail anyway notice nothing. */
async function unmutated(copy: string, chosen: readonly Mutant[]): Promise<void> {
  const tests = [...new Set(chosen.flatMap((mutant) => mutant.tests))]
  process.stdout.write(`without a change: ${tests.length} test files … `)
  const outcome = await run(copy, tests)
  process.stdout.write(outcome === 'survives' ? 'pass\n' : 'fail\n')
  if (outcome !== 'survives') throw new Error('The tests fail without any change: mend them first (npm test)')
}

await main(process.argv.slice(2))

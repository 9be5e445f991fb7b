import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { until } from '../support/worker.ts'
import { plainEnv } from '../support/plain-env.ts'

const launcher = join(import.meta.dirname, '../../bin/launch.mjs')

/** A launcher over a program of one line, in a folder of its own. */
function launch(t: TestContext, program: string, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'launch-'))
  for (const [name, text] of Object.entries({ 'program.mjs': program, ...files }))
    writeFileSync(join(folder, name), text)
  const code = `import { earlyEnv, superviseNode } from ${JSON.stringify(launcher)}; superviseNode([${JSON.stringify(join(folder, 'program.mjs'))}], earlyEnv())`
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: plainEnv,
  })
  let output = ''
  child.stdout!.on('data', (data) => (output += String(data)))
  t.after(() => child.kill('SIGKILL'))
  return { child, folder, output: () => output }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a program that asks for another start with code 75 gets it; other codes are handed on', async (t) => {
  const { child, output } = launch(
    t,
    `import { existsSync, writeFileSync } from 'node:fs'
     console.log('start')
     if (existsSync('twice')) process.exit(3)
     writeFileSync('twice', '')
     process.exit(75)`,
  )
  await until(() => child.exitCode !== null, 20)
  assert.deepEqual([child.exitCode, output()], [3, 'start\nstart\n'])
})

test('SIGTERM is passed on, and ends a pause between two starts', async (t) => {
  const served = launch(
    t,
    `process.on('SIGTERM', () => process.exit(0)); console.log('up'); setInterval(() => {}, 1000)`,
  )
  await until(() => served.output() === 'up\n', 20)
  served.child.kill('SIGTERM')
  await until(() => served.child.exitCode !== null, 10)
  assert.equal(served.child.exitCode, 0)
})

test('SIGKILL of the launcher ends the real program', async (t) => {
  const main = join(import.meta.dirname, '../../src/cli/main.ts')
  const { child, folder } = launch(
    t,
    `import { writeFileSync } from 'node:fs'
     writeFileSync('pid', String(process.pid))
     process.argv[2] = 'start'
     await import(${JSON.stringify(main)})`,
    {
      '.env':
        'IMAP_HOST=127.0.0.1\nIMAP_PORT=1\nIMAP_TLS=none\nIMAP_USER=u\nIMAP_PASSWORD=p\nWEB_PORT=0\nLOG_LEVEL=error\n',
    },
  )
  const pid = () => Number(readFileSync(join(folder, 'pid'), 'utf8'))
  await until(() => {
    try {
      return readFileSync(join(folder, 'data/redis/owners.json'), 'utf8') !== ''
    } catch {
      return false
    }
  }, 30)
  assert.ok(isAlive(pid()))
  child.kill('SIGKILL')
  await until(() => !isAlive(pid()), 12, 'the end of the worker')
})

test('NODE_EXTRA_CA_CERTS of .env is there when Node starts', async (t) => {
  const { child, output } = launch(t, `console.log(process.env.NODE_EXTRA_CA_CERTS)`, {
    '.env': 'NODE_EXTRA_CA_CERTS=ca.pem\n',
    'ca.pem': '',
  })
  await until(() => child.exitCode !== null, 20)
  assert.equal(output(), 'ca.pem\n')
})

test('without a .env the program runs all the same', async (t) => {
  const { child, output } = launch(t, `setTimeout(() => console.log('ran'), 10)`)
  await until(() => child.exitCode !== null, 20)
  assert.equal(output(), 'ran\n')
})

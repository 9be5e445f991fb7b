import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { until } from '../../test/support/worker.ts'

/** Debian's package of each program that is needed. */
const programs = { thunderbird: 'thunderbird', Xvfb: 'xvfb' }

/** What to do when something is not installed; null: all is there. */
export function missingPrograms(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const missing = Object.entries(programs).filter(
    ([name]) => !folders.some((folder) => existsSync(join(folder, name))),
  )
  if (missing.length === 0) return null
  const [names, packages] = [missing.map(([name]) => name), missing.map(([, name]) => name)]
  return `${names.join(', ')} is missing: run  sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/** As most screens have it. */
const size = '1920x1080x24'

/** A screen that nobody sees; its name is as DISPLAY wants it. */
export async function openScreen(): Promise<{ name: string; close(): void }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  let number = ''
  child.stdio[3]!.on('data', (data) => {
    number += String(data)
  })
  process.once('exit', () => child.kill())
  await until(() => number.endsWith('\n'), 20, 'Xvfb starts')
  return { name: `:${number.trim()}`, close: () => void child.kill() }
}

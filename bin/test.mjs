import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { ensurePackages, fail, root, runNode } from './launch.mjs'

// What the tests start for real, beyond npm: [program, Debian package, Homebrew package].
const programs = [
  ['redis-server', 'redis-server', 'redis'],
  ['dovecot', 'dovecot-imapd', 'dovecot'],
  ['chromium', 'chromium', '--cask chromium'],
]
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/opt/dovecot/sbin',
]

function missing() {
  return programs.filter(([program]) => !folders.some((folder) => existsSync(join(folder, program))))
}

function ensurePrograms() {
  const lacking = missing()
  if (lacking.length === 0) return
  const debian = `apt-get install -y --no-install-recommends ${lacking.map((program) => program[1]).join(' ')}`
  if (process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`Installing for the tests: ${debian}\n`)
    const options = {
      stdio: ['ignore', 'ignore', 2],
      shell: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get update -qq', options)
    spawnSync(debian, options)
    if (missing().length === 0) return
  }
  const command =
    process.platform === 'darwin'
      ? lacking.map((program) => `brew install ${program[2]}`).join(' && ')
      : `sudo ${debian}`
  fail(`The tests need ${lacking.map((program) => program[0]).join(', ')}: run  ${command}`)
}

ensurePackages()
ensurePrograms()
const files = process.argv.slice(2)
const shown = files.length > 0 ? files : [join(root, 'test/**/*.test.ts')]
// An alien place, so that nothing passes by luck of the zone or the language.
runNode(['--test', '--test-timeout=240000', ...shown], {
  TZ: 'Pacific/Apia',
  LANG: 'fr_FR.UTF-8',
  PATH: folders.join(delimiter),
})

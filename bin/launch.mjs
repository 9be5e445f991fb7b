// Plain JavaScript, no packages: this runs on the host's Node (>= 20), before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'

export const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = 26
const hostIsNew = Number(process.versions.node.split('.')[0]) >= wanted

/** Ends the process with a sentence that says what to do. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** True when node_modules holds exactly what package-lock.json names for this platform; `dev`: also what tests need. */
function packagesFresh(wantsDev) {
  const installedFile = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedFile)) return false
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(lock).every(([path, { version, optional, peer, dev, devOptional }]) => {
    if (path === '' || (!wantsDev && (dev || devOptional))) return true
    return installed[path] ? installed[path].version === version : Boolean(optional || peer)
  })
}

/** Installs the locked packages when they are missing or stale, and what npm's Node needs of the system. */
export function ensurePackages({ dev = true, install = true } = {}) {
  if (!hostIsNew && process.platform === 'linux' && existsSync('/usr/bin/apt-get'))
    ensurePrograms(['libatomic1'], { install })
  if (packagesFresh(dev)) return
  if (!install) fail('node_modules is not what package-lock.json says: run  npm ci')
  process.stderr.write('Installing packages (npm ci) …\n')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (npm.status !== 0) fail('npm ci failed: see the lines above; it needs the npm registry once.')
}

/** Path of a Node that runs our TypeScript: the host's when new enough, else the one from npm. */
export function nodePath() {
  if (hostIsNew) return process.execPath
  const here = `${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  for (const name of [`node-${here}`, `node-bin-${here}`]) {
    try {
      return join(require.resolve(`${name}/package.json`), '../bin/node')
    } catch {
      // not this platform's package
    }
  }
  return fail(
    `Node ${wanted} is needed and npm has none for ${here}: install it from https://nodejs.org and try again.`,
  )
}

/** Half of what a short command took was compiling; where the folder can't be written, that is all. */
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled') }

function environment(env) {
  return { ...compiled, ...process.env, ...env }
}

/** Runs Node 26 with these arguments, passes signals on, and ends with its exit code. */
export function runNode(args, env = {}) {
  const child = spawn(nodePath(), args, { stdio: 'inherit', env: environment(env) })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.on('error', notStarted)
  child.on('exit', (code, signal) => process.exit(signal ? 128 : (code ?? 1)))
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
/** With this code a program asks to be started again (sysexits: EX_TEMPFAIL). */
const again = 75
const pauseMs = 2000

/** Runs the program, again when it asks for that; it ends when this process does, even by SIGKILL (IPC). */
export function superviseNode(args, env = {}) {
  let stopping = false
  let child
  const stop = (signal) => {
    if (!stopping) child.kill(signal)
    stopping = true
  }
  const start = () => {
    child = spawn(nodePath(), args, {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: environment(env),
    })
    child.on('error', notStarted)
    child.on('exit', (code, signal) => {
      if (code === again && !stopping) setTimeout(() => stopping || start(), pauseMs)
      else process.exit(signal ? 128 : (code ?? 1))
    })
  }
  for (const signal of signals) process.on(signal, () => stop(signal))
  // npm and npx can't pass SIGKILL on: when they are killed, this process gets another parent.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid !== parent && stop('SIGTERM'), 1000).unref()
  start()
}

function notStarted(error) {
  fail(`Node ${wanted} did not start: ${error.message}`)
}

/** UTC: node-cron loses runs at the clock change in any other zone (measured). The others keep memory small (Dockerfile has them, too). */
export const programEnv = {
  TZ: 'UTC',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_ARENA_MAX: '2',
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --max-semi-space-size=2`.trim(),
}

/** What an admin may write into .env though Node reads it before our program runs. */
export function earlyEnv() {
  try {
    const { NODE_EXTRA_CA_CERTS } = parseEnv(readFileSync('.env', 'utf8'))
    return NODE_EXTRA_CA_CERTS && !process.env.NODE_EXTRA_CA_CERTS ? { NODE_EXTRA_CA_CERTS } : {}
  } catch {
    // The program itself says when .env can't be read.
    return {}
  }
}

// What tests and benchmarks start for real, beyond npm: Debian's package and Homebrew's.
const programs = {
  'redis-server': ['redis-server', 'redis'],
  dovecot: ['dovecot-imapd', 'dovecot'],
  chromium: ['chromium', '--cask chromium'],
  openssl: ['openssl', 'openssl'],
  nginx: ['nginx', 'nginx'],
  caddy: ['caddy', 'caddy'],
  'systemd-analyze': ['systemd', 'systemd'],
  wrk: ['wrk', 'wrk'],
  khal: ['khal', 'khal'],
}
// What npm's Node links to, other people's parsers, with which the tests read feeds, a clock that can be set, and a
// server outside PATH: Debian packages, each recognised by a file.
const libraries = {
  libatomic1: '/usr/lib/*/libatomic.so.1',
  libfaketime: '/usr/lib/*/faketime/libfaketimeMT.so.1',
  'python3-icalendar': '/usr/lib/python3/dist-packages/icalendar',
  'python3-gi': '/usr/lib/python3/dist-packages/gi',
  postgresql: '/usr/lib/postgresql/*/bin/initdb',
  'gir1.2-ical-3.0': '/usr/lib/*/girepository-1.0/ICalGLib-3.0.typelib',
}
const folders = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/opt/homebrew/sbin',
  '/opt/homebrew/opt/dovecot/sbin',
]

/** PATH with the folders in which servers live. */
export const programPath = folders.join(delimiter)

function isInstalled(name) {
  const file = libraries[name]
  if (file === undefined) return folders.some((folder) => existsSync(join(folder, name)))
  // Only Debian has them; elsewhere the tests that need them say so.
  if (process.platform !== 'linux') return true
  const [before, behind] = file.split('*')
  if (behind === undefined) return existsSync(file)
  return existsSync(before) && readdirSync(before).some((folder) => existsSync(join(before, folder, behind)))
}

/** Installs programs where that needs no questions (Debian as root), else names the command that does. */
export function ensurePrograms(names, { install = true } = {}) {
  const missing = () => names.filter((name) => !isInstalled(name))
  if (missing().length === 0) return
  const debian = `apt-get install -y --no-install-recommends ${missing()
    .map((name) => programs[name]?.[0] ?? name)
    .join(' ')}`
  if (install && process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write(`Installing: ${debian}\n`)
    const options = {
      stdio: ['ignore', 'ignore', 2],
      shell: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    spawnSync('apt-get update -qq', options)
    spawnSync(debian, options)
    if (missing().length === 0) return
  }
  const homebrew = missing()
    .map((name) => `brew install ${programs[name]?.[1] ?? name}`)
    .join(' && ')
  fail(
    `${missing().join(', ')} is missing: run  ${process.platform === 'darwin' ? homebrew : `sudo ${debian}`}`,
  )
}

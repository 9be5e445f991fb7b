import { chownSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { unknownIn } from '../../config/unknown-settings.ts'

/** Settings by name, as they stand in a file. */
export type Values = Record<string, string>

export function readEnvFile(path: string): Values {
  return existsSync(path) ? (parseEnv(readFileSync(path, 'utf8')) as Values) : {}
}

/** A sentence for each name in .env that no setting has. */
export function unknownSettings(): string[] {
  return unknownIn(Object.keys(readEnvFile('.env'))).map(
    (name) => `.env sets ${name}, which is no setting (docs/settings.md): it has no effect`,
  )
}

/** Sets values in a file, keeping other lines; an empty one removes its line. For the owner alone. */
export function writeEnvFile(path: string, values: Values, { keepsEmpty = false } = {}): void {
  const left = new Map(Object.entries(values))
  const lines = (existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : []).flatMap((line) => {
    const name = /^\s*([A-Z_]+)\s*=/.exec(line)?.[1]
    if (name === undefined || !(name in values)) return [line]
    // Of a name that stands twice one line is left.
    if (!left.has(name)) return []
    const value = left.get(name) ?? ''
    left.delete(name)
    return value === '' && !keepsEmpty ? [] : [`${name}=${quoted(value)}`]
  })
  const fresh = [...left]
    .filter(([, value]) => value !== '' || keepsEmpty)
    .map(([name, value]) => `${name}=${quoted(value)}`)
  const draft = `${path}.new`
  writeFileSync(draft, `${[...lines, ...fresh].join('\n')}\n`, { mode: 0o600 })
  // The service's file stays the service's when root writes it.
  giveTo(draft, path)
  renameSync(draft, path)
}

/** Gives a file to whoever owns another one: root may write what a service must read; nobody else can, and nothing happens. */
export function giveTo(path: string, like: string): void {
  if (process.getuid?.() !== 0 || !existsSync(path) || !existsSync(like)) return
  const { uid, gid } = statSync(like)
  chownSync(path, uid, gid)
}

export function removeEnvFile(path: string): void {
  rmSync(path, { force: true })
}

/** Why a value can't stand in such a file, which Node and Docker Compose read alike; null when it can. */
export function unwritable(value: string): string | null {
  if (/[\r\n]/.test(value)) return 'a value must be one line'
  // Inside double quotes Docker Compose interprets $ and `.
  return value.includes("'") && /["$`\\]/.test(value)
    ? 'a value with an apostrophe and one of " $ ` \\ can’t be written into .env: put it into a file and set NAME_FILE'
    : null
}

function quoted(value: string): string {
  if (/^[\w@%+./:,-]*$/.test(value)) return value
  return value.includes("'") ? `"${value}"` : `'${value}'`
}

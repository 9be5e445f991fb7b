import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ListProfile } from '../../config/profile.ts'

const root = join(import.meta.dirname, '../..')
/** Everything that decides how a mail is read. */
const parts = ['src/announcement', 'src/reader', 'src/mail', 'config/lists']

type Profile = ListProfile & { publicUrl?: string | null }

let parser: string | null = null
/** Asked for with each mail. */
const known = new WeakMap<Profile, string>()

/** Names the parser by its own bytes and the list's profile, so that nobody forgets to raise a number. */
export function parserVersion({ profile }: { profile: Profile }): string {
  parser ??= hashOfParts()
  const before = known.get(profile)
  if (before !== undefined) return before
  const { publicUrl: _, ...read } = profile
  const version = createHash('sha256').update(parser).update(JSON.stringify(read)).digest('hex').slice(0, 16)
  known.set(profile, version)
  return version
}

function hashOfParts(): string {
  const hash = createHash('sha256')
  for (const part of parts)
    for (const file of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.(?:ts|json)$/.test(file)) hash.update(file).update(readFileSync(join(root, part, file)))
  return hash.digest('hex').slice(0, 16)
}

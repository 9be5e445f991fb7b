import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ListProfile } from '../../config/profile.ts'

const root = join(import.meta.dirname, '../..')
/** Everything that decides how a mail is read. */
const parts = ['src/announcement', 'src/reader', 'src/mail', 'config/lists']

let known: string | null = null

/** Names the parser by its own bytes and the list's profile, so that nobody forgets to raise a number. */
export function parserVersion({ profile }: { profile: ListProfile & { publicUrl?: string | null } }): string {
  known ??= hashOfParts()
  const { publicUrl: _, ...read } = profile
  return createHash('sha256').update(known).update(JSON.stringify(read)).digest('hex').slice(0, 16)
}

function hashOfParts(): string {
  const hash = createHash('sha256')
  for (const part of parts)
    for (const file of readdirSync(join(root, part), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.(?:ts|json)$/.test(file)) hash.update(file).update(readFileSync(join(root, part, file)))
  return hash.digest('hex').slice(0, 16)
}

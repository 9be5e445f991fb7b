import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** The feed as it is served: bytes and validators (RFC 9110, 8.8). */
export interface StoredFeed {
  body: Buffer
  etag: string
  /** ISO instant at which the bytes last changed. */
  lastModified: string
  /** JSON of the published events, for the page. */
  events: string
}

/** The last good feed on disk: served whatever else is down, replaced as a whole or not at all. */
export interface FeedStore {
  path: string
  /** True when the bytes are new. */
  save(body: string, events: string): boolean
  /** Null before the first feed; looks at the disk at most once a second, so other processes' feeds are seen. */
  current(): StoredFeed | null
}

const lookAgainMs = 1000

export function openFeedStore(folder: string): FeedStore {
  const path = join(folder, 'statlist.ics')
  const eventsPath = join(folder, 'events.json')
  let cached: StoredFeed | null = null
  let seen = ''
  let lookedAt = -Infinity

  function load(): void {
    const stamp = [path, eventsPath]
      .map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
      .join('-')
    if (stamp === seen || !existsSync(path)) return
    const body = readFileSync(path)
    const events = existsSync(eventsPath) ? readFileSync(eventsPath, 'utf8') : '[]'
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
    cached = { body, etag, lastModified: new Date(statSync(path).mtimeMs).toISOString(), events }
    seen = stamp
  }

  return {
    path,
    save(body, events) {
      mkdirSync(folder, { recursive: true })
      const changed = !existsSync(path) || !readFileSync(path).equals(Buffer.from(body))
      writeWhole(eventsPath, events)
      if (changed) writeWhole(path, body)
      lookedAt = -Infinity
      return changed
    },
    current() {
      if (performance.now() - lookedAt > lookAgainMs) {
        lookedAt = performance.now()
        load()
      }
      return cached
    },
  }
}

/** On disk before the name changes: after a power cut there is the old file or the new one. */
function writeWhole(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  const draft = `${path}.${process.pid}.new`
  const file = openSync(draft, 'w')
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, path)
}

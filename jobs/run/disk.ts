import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Free bytes on a folder's disk; 0 when that can't be told. */
export function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

const probeBytes = 65_536

/** Tries to write into a folder and says why it can't (full, over quota, read-only); null when it can. */
export function writeProblem(folder: string): string | null {
  const probe = join(folder, '.probe')
  try {
    const file = openSync(probe, 'w', 0o600)
    try {
      writeSync(file, Buffer.alloc(probeBytes))
    } finally {
      closeSync(file)
      rmSync(probe, { force: true })
    }
    return null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isFull = code === 'ENOSPC' || code === 'EDQUOT'
    const what = isFull ? 'the disk is full, make room' : `nothing can be written there (${code})`
    return `no mail can be kept in ${folder}: ${what}`
  }
}

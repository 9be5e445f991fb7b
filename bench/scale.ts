import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Tell } from './tell.ts'

const sizes = [1000, 10_000, 100_000]

/** What a ledger of so many mails costs. */
export interface Scale {
  /** From a new mail's bytes to the publication, the mean of several. */
  oneMoreMs: number
  /** Reading all mails' readings and folding them into talks, as at the start of the program. */
  foldMs: number
  /** Publishing when nothing has changed. */
  publishMs: number
  /** All mails from their bytes to the publication. */
  importS: number
  /** The peak. */
  rssMB: number
}

/** Measures each size in a process of its own; the last line printed is JSON, for comparing. */
export function benchScale(tell: Tell): void {
  const found = sizes.map((mails) => {
    const program = join(import.meta.dirname, 'scale-one.ts')
    const { stdout, stderr } = spawnSync(process.execPath, [program, String(mails)], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    })
    const line = stdout.trim().split('\n').at(-1) ?? ''
    if (!line.startsWith('{')) throw new Error(stderr)
    const scale = JSON.parse(line) as Scale
    tell(
      `a ledger of ${mails} mails: one more (ms), fold (ms), publication (ms), import (s), most memory (MB)`,
      [scale.oneMoreMs, scale.foldMs, scale.publishMs, scale.importS, scale.rssMB].join(', '),
    )
    return scale
  })
  const column = (name: keyof Scale) => found.map((scale) => scale[name])
  process.on('exit', () =>
    process.stdout.write(
      `${JSON.stringify({
        mails: sizes,
        oneMoreMs: column('oneMoreMs'),
        foldMs: column('foldMs'),
        publishMs: column('publishMs'),
        importS: column('importS'),
        rssMB: column('rssMB'),
      })}\n`,
    ),
  )
}

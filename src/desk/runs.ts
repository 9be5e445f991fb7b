import type { ResyncPlan, ResyncReport } from '../../jobs/resync.ts'

/** The resync that the desk runs, or has run last. */
export interface Runs {
  running: { doing: string; done: number; of: number } | null
  last:
    | {
        kind: 'planned' | 'refused'
        plan: Pick<ResyncPlan, 'operations' | 'hash' | 'objection' | 'reread'>
        why: string | null
      }
    | { kind: 'done'; report: ResyncReport }
    | { kind: 'failed'; why: string }
    | null
}

export function openRuns(): Runs {
  return { running: null, last: null }
}

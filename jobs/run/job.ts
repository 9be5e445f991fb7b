import type { Services } from './services.ts'

/** Work that goes through Redis: one piece for each key of the ledger's outbox. */
export interface QueuedJob {
  /** Name of its queue and of its work in the outbox; it stays when the code is renamed. */
  name: 'read-message' | 'publish-event' | 'publish-feed' | 'read-again'
  concurrency: number
  perSecond: number | null
  run(key: string, services: Services): Promise<void>
}

/** Work that the clock starts, in the process itself: it goes on when Redis is away. */
export interface TimedJob {
  name:
    | 'poll-inbox'
    | 'sweep'
    | 'reconcile'
    | 'reread'
    | 'ask-again'
    | 'notify'
    | 'back-up'
    | 'ping'
    | 'watch-parts'
  /** Cron expression with seconds, in UTC. */
  schedule: string
  /** False: nothing to do at this tick; asked first, because taking the lease costs a write. */
  isDue?(services: Services): Promise<boolean>
  run(services: Services): Promise<void>
}

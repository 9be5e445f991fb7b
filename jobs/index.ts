import type { QueuedJob, TimedJob } from './run/job.ts'
import { backUpDaily } from './back-up.ts'
import { notify } from './notify.ts'
import { pingWhileWell } from './ping.ts'
import { pollInbox } from './poll-inbox.ts'
import { askAgainJob } from './ask-again.ts'
import { publishEvent } from './publish-event.ts'
import { publishFeed } from './publish-feed.ts'
import { readAgain } from './read-again.ts'
import { readMessageJob } from './read-message.ts'
import { reconcile } from './reconcile.ts'
import { reread } from './reread.ts'
import { sweep } from './sweep.ts'
import { watchParts } from './watch-parts.ts'

/** Everything that goes through Redis. */
export const queuedJobs: readonly QueuedJob[] = [readMessageJob, publishFeed, publishEvent, readAgain]

/** What the clock starts. */
export const timedJobs: readonly TimedJob[] = [
  pollInbox,
  reconcile,
  reread,
  askAgainJob,
  notify,
  backUpDaily,
  pingWhileWell,
  sweep,
  watchParts,
]

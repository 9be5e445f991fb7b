import { messageOf } from '../../src/errors.ts'
import { lastVersion, sharedPublication } from '../../src/ledger/publication.ts'
import type { Services } from './services.ts'

const lookMs = 2000

type Mirrored = Pick<Services, 'ledger' | 'settings' | 'feed'>

/** Brings this host's copy of the publication in line with the one that all hosts share; does nothing where there is one host. */
export async function mirror({ ledger, settings, feed }: Mirrored): Promise<void> {
  if (settings.databaseUrl === null) return
  const last = await lastVersion(ledger)
  if (last === null || (feed.head()?.version === last && feed.isWhole())) return
  const files = feed.files()
  const there = (files?.names ?? []).filter((name) => files?.isThere(name))
  const shared = await sharedPublication(ledger, new Set(there))
  if (shared !== null) feed.take(shared.manifest, shared.talks)
}

/** Looks every two seconds, as long as the program runs. */
export function openMirror(services: Mirrored & Pick<Services, 'log'>): { close(): void } {
  let trouble = ''
  let closed = false
  const look = async () => {
    try {
      await mirror(services)
      trouble = ''
    } catch (error) {
      // Every two seconds the same: once is enough.
      if (messageOf(error) !== trouble)
        services.log.warn(
          { error: messageOf(error) },
          'the last publication can’t be fetched: this host serves the one before',
        )
      trouble = messageOf(error)
    }
    // It would begin again, over a ledger that is closed.
    if (!closed) timer.refresh()
  }
  const timer = setTimeout(() => void look(), lookMs)
  return {
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}

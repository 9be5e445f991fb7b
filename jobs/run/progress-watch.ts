const lookMs = 5000
/** A minute, counted in looks. */
const mostStill = 12
/** Their work takes milliseconds and waits for nothing outside. */
const quick = ['read-message', 'publish-feed']

/** Sees whether the queues move. */
export interface ProgressWatch {
  /** A piece of work was begun or ended. */
  moved(): void
  close(): void
}

/** Calls `stuck`, once, when for a minute quick work could be done and none was begun or ended. */
export function openProgressWatch(
  due: (names: readonly string[]) => Promise<number>,
  stuck: (why: string) => void,
  everyMs = lookMs,
): ProgressWatch {
  // Counted in looks, not by the clock: a machine that slept was not stuck.
  let still = 0
  const timer = setInterval(() => void look(), everyMs).unref()

  async function look(): Promise<void> {
    // A Redis that is away is another trouble.
    const count = await due(quick).catch(() => 0)
    still = count === 0 ? 0 : still + 1
    if (still < mostStill) return
    clearInterval(timer)
    stuck(`${count} pieces of work lie in the queues and nothing has moved for a minute`)
  }

  return {
    moved: () => void (still = 0),
    close: () => clearInterval(timer),
  }
}

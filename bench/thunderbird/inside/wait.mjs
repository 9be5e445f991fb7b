import { setTimeout } from 'resource://gre/modules/Timer.sys.mjs'

const deadlineMs = 20_000

export async function until(what, condition) {
  const end = Date.now() + deadlineMs
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what}: not within ${deadlineMs / 1000} s`)
    await pause(100)
  }
}

/** Once Thunderbird says it is done, it still stores items and scrolls windows. */
export async function settle() {
  await pause(700)
}

async function pause(ms) {
  await new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const firstMs = 20_000
const everyMs = 300_000

/** Gives memory back now and then, for this thread: of loading and of a backlog much is left that V8 collects only when memory runs short. */
export function giveBackMemory(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (options: object) => void
  const giveBack = () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  setTimeout(giveBack, firstMs).unref()
  setInterval(giveBack, everyMs).unref()
}

import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import type { Settings } from '../../config/settings.ts'
import { messageOf } from '../errors.ts'
import type { Logger } from '../log.ts'

/** The web server in its thread. */
export interface WebThread {
  address: string
  /** Lets /health say why the worker does not run; null: it does. */
  tell(trouble: string | null): void
  /** Resolves within two seconds. */
  close(): Promise<void>
}

type Message = { kind: 'listening'; address: string } | { kind: 'resync' }

const closeMs = 2000
const restartMs = 1000
const vitalsMs = 5000

/** Starts the thread; one that dies is started again, because the feed must outlive everything. Throws when it can't listen. */
export async function openWebThread(
  settings: Settings,
  resync: () => Promise<object | null>,
  log: Logger,
): Promise<WebThread> {
  let closing = false
  let thread: Worker
  let trouble: string | null = null
  const delay = monitorEventLoopDelay()
  delay.enable()
  // That nothing comes says that this thread is stuck.
  const telling = setInterval(() => {
    thread.postMessage({ kind: 'vitals', loopDelayMs: Math.round(delay.max / 1e6) })
    delay.reset()
  }, vitalsMs).unref()

  const notAgain = (error: unknown) =>
    log.error({ error: messageOf(error) }, 'the web server does not start again yet')

  function start(
    listening: (address: string) => void,
    failed: (error: unknown) => void,
    restarting = false,
  ): void {
    let wasUp = false
    thread = new Worker(new URL('web-server-thread.ts', import.meta.url), { workerData: { settings } })
    thread.on('message', (message: Message) => {
      if (message.kind === 'listening') {
        wasUp = true
        thread.postMessage({ kind: 'trouble', trouble })
        return listening(message.address)
      }
      void resync()
        .catch((error: unknown) => ({ error: messageOf(error) }))
        .then((result) => thread.postMessage({ kind: 'resynced', result }))
    })
    thread.on('error', (error) => {
      if (!wasUp) return failed(error)
      log.error({ error: messageOf(error) }, 'the web server died')
    })
    thread.on('exit', () => {
      if (closing || !(wasUp || restarting)) return
      setTimeout(() => {
        if (!closing) start(() => {}, notAgain, true)
      }, restartMs)
    })
  }

  const address = await new Promise<string>((resolve, reject) => start(resolve, reject)).catch(
    (error: unknown) => {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EADDRINUSE' && !messageOf(error).includes('EADDRINUSE')) throw error
      throw new Error(
        `WEB_PORT ${settings.web.port} is taken on ${settings.web.host}: is another worker running? Set another WEB_PORT`,
        { cause: error },
      )
    },
  )
  return {
    address,
    tell(text) {
      trouble = text
      thread.postMessage({ kind: 'trouble', trouble })
    },
    async close() {
      closing = true
      clearInterval(telling)
      delay.disable()
      thread.postMessage({ kind: 'close' })
      const ended = new Promise((resolve) => thread.once('exit', resolve))
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, closeMs).unref())])
      await thread.terminate()
    },
  }
}

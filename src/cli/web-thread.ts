import { Worker } from 'node:worker_threads'
import type { Lists } from '../../config/lists.ts'
import { messageOf } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { Answer, Question } from './web-server-thread.ts'

/** The web server in its thread. */
export interface WebThread {
  address: string
  /** Resolves within two seconds. */
  close(): Promise<void>
}

/** What the web server asks the worker for; what is thrown is what the admin reads. */
export interface Asked {
  health(): Promise<object | null>
  resync(): Promise<object | null>
  remark(remark: { id: string; text: string }): Promise<object | null>
}

type Message = { kind: 'listening'; address: string } | Question

const closeMs = 2000
const restartMs = 1000
/** Its garbage is small and short-lived. */
const youngMegabytes = 4

/** Starts the thread; one that dies is started again, because the feed must outlive everything. Throws when it can't listen. */
export async function openWebThread(
  lists: Lists,
  asked: (list: string) => Asked,
  log: Logger,
): Promise<WebThread> {
  const { web } = lists[0].settings
  let closing = false
  let thread: Worker

  const notAgain = (error: unknown) =>
    log.error({ error: messageOf(error) }, 'the web server has not restarted yet')

  function start(
    listening: (address: string) => void,
    failed: (error: unknown) => void,
    restarting = false,
  ): void {
    let wasUp = false
    const started = new Worker(new URL('web-server-thread.ts', import.meta.url), {
      workerData: { lists },
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    })
    thread = started
    started.on('message', (message: Message) => {
      if (message.kind === 'ask')
        return void answerTo(message, asked(message.list)).then((answer) => started.postMessage(answer))
      wasUp = true
      listening(message.address)
    })
    started.on('error', (error) => {
      if (!wasUp) return failed(error)
      log.error({ error: messageOf(error) }, 'the web server died')
    })
    started.on('exit', () => {
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
        `WEB_PORT ${web.port} is taken on ${web.host}: is another worker running? Set another WEB_PORT`,
        { cause: error },
      )
    },
  )
  return {
    address,
    async close() {
      closing = true
      thread.postMessage({ kind: 'close' })
      const ended = new Promise((resolve) => thread.once('exit', resolve))
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, closeMs).unref())])
      await thread.terminate()
    },
  }
}

async function answerTo(question: Question, asked: Asked): Promise<Answer> {
  const { id } = question
  try {
    const value =
      question.what === 'remark' ? await asked.remark(question.remark) : await asked[question.what]()
    return { kind: 'answer', id, value, error: null }
  } catch (error) {
    return { kind: 'answer', id, value: null, error: messageOf(error) }
  }
}

import { Worker } from 'node:worker_threads'
import type { ListProfile } from '../../config/profile.ts'
import type { Announcement } from '../../src/announcement/announcement.ts'
import type { Shape } from '../../src/announcement/habits/layout.ts'
import type { Example } from '../../src/announcement/habits/read.ts'
import type { Message } from '../../src/mail/message.ts'
import type { AgainRead } from '../../src/reader/again.ts'
import type { ReaderRequest } from '../../src/reader/request.ts'
import type { TalkFacts } from '../../src/talks/talk.ts'

/** A mail, decoded and parsed; `announcement` is null when it could not be read: then the message says why. */
export interface ReadMail {
  message: Message
  announcement: Announcement | null
  /** What a language model is asked about it; null: it is too long, or nobody wants to ask. */
  requests: ReaderRequest[] | null
  /** What its answers are read as, in the order of `answers`. */
  seconds: AgainRead[]
  /** The confirmed mail that it was read by. */
  by: { mail: string; date: string } | null
  /** The office that it is laid out like, though somebody else wrote it. */
  asks: string | null
  /** How it is laid out, by its confirmed events; null when it does not show where they stand. */
  shape: Shape | null
}

/** What else is wanted of a mail. */
export interface Wanted {
  requests?: boolean
  /** Answers of language models, each a text for every piece of the mail. */
  answers?: readonly (readonly string[])[]
  /** Confirmed mails of its office, and of others. */
  examples?: readonly Example[]
  /** ISO instant at which the mail server had it; null: it was imported. */
  arrivedAt?: string | null
  /** Its own confirmed events, and whether it has others. */
  confirmed?: { talks: readonly TalkFacts[]; others: boolean }
}

/** A mail decoded from its bytes; `failed`: only its headers could be read, `message.problem` says why. */
export interface DecodedMail {
  message: Message
  failed: boolean
}

/** A mail as it came, and the ISO instant of its arrival. */
export interface IncomingMail {
  source: Buffer
  receivedAt: string
}

/** A mail that came, by itself or in a digest. */
export interface OpenedMail extends DecodedMail {
  source: Buffer
}

/** Reads mails one after the other in a thread that may be lost: a mail made to hang or to fill memory costs only itself. No step throws for a mail. */
export interface MailReader {
  /** Gives, for each incoming mail, the mails that it holds: those of a digest, or itself. */
  open(mails: readonly IncomingMail[]): Promise<OpenedMail[][]>
  decode(source: Buffer, receivedAt: string): Promise<DecodedMail>
  read(mail: DecodedMail, wanted?: Wanted): Promise<ReadMail>
  close(): Promise<void>
}

export type Asked =
  | { kind: 'open'; mails: { source: Uint8Array; receivedAt: string }[] }
  | { kind: 'decode'; source: Uint8Array; receivedAt: string }
  | { kind: 'read'; message: Message; wanted: Wanted }
export type Answered =
  | { kind: 'ready' }
  /** `source` is null where the bytes are those that came in. */
  | { kind: 'opened'; mails: { source: Uint8Array | null; message: Message }[][] }
  | { kind: 'decoded'; message: Message }
  | ({ kind: 'read' } & ReadMail)
  | { kind: 'failed'; problem: string }
type Done = Exclude<Answered, { kind: 'ready' }>

/** What one mail may cost; an ordinary one takes some milliseconds. */
export interface ReaderLimits {
  seconds: number
  megabytes: number
}

const usualLimits: ReaderLimits = { seconds: 5, megabytes: 256 }
const startSeconds = 30
const idleSeconds = 60
/** After a machine's sleep the deadline may strike although the answer is already there. */
const graceMs = 200
const tries = 2

export function openMailReader(profile: ListProfile, limits: ReaderLimits = usualLimits): MailReader {
  let thread: Promise<Worker> | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  async function end(): Promise<void> {
    const ending = thread
    thread = null
    clearTimeout(idle)
    await (await ending?.catch(() => null))?.terminate()
  }

  async function askOnce(asked: Asked): Promise<Done> {
    clearTimeout(idle)
    thread ??= startThread(profile, limits)
    const worker = await thread.catch((error: unknown) => {
      thread = null
      throw error
    })
    worker.postMessage(asked)
    const answer = await answerOf(worker, limits.seconds * 1000, limits)
    if (answer.kind === 'failed') await end()
    else idle = setTimeout(() => void end(), idleSeconds * 1000).unref()
    return answer
  }

  async function ask(asked: Asked): Promise<Done> {
    const turn = last.then(async () => {
      let answer = await askOnce(asked)
      for (let round = 1; round < tries && answer.kind === 'failed'; round++) answer = await askOnce(asked)
      return answer
    })
    last = turn.catch(() => {})
    return turn
  }

  async function open(mails: readonly IncomingMail[]): Promise<OpenedMail[][]> {
    const answer = await ask({ kind: 'open', mails: [...mails] })
    if (answer.kind === 'opened')
      return answer.mails.map((opened, at) =>
        opened.map(({ source, message }) => ({
          source: source === null ? (mails[at]?.source ?? Buffer.alloc(0)) : Buffer.from(source),
          message,
          failed: false,
        })),
      )
    // One of them is made to hang or to fill memory: the others are read all the same.
    if (mails.length > 1) return (await inTurn(mails, async (mail) => open([mail]))).flat()
    return inTurn(mails, async ({ source, receivedAt }) => [
      { source, ...(await decode(source, receivedAt)) },
    ])
  }

  async function decode(source: Buffer, receivedAt: string): Promise<DecodedMail> {
    const answer = await ask({ kind: 'decode', source, receivedAt })
    if (answer.kind === 'decoded') return { message: answer.message, failed: false }
    const problem = answer.kind === 'failed' ? answer.problem : ''
    // Only for a mail like this is the decoder needed in this thread, too.
    const { readHead } = await import('../../src/mail/message.ts')
    return { message: await readHead(source, receivedAt, problem), failed: true }
  }

  return {
    open,
    decode,
    async read({ message, failed }, wanted = {}) {
      if (failed) return unread(message)
      const answer = await ask({ kind: 'read', message, wanted })
      if (answer.kind === 'read') return answer
      return unread({ ...message, problem: answer.kind === 'failed' ? answer.problem : message.problem })
    },
    async close() {
      await last
      await end()
    },
  }
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) results.push(await act(item))
  return results
}

function unread(message: Message): ReadMail {
  return { message, announcement: null, requests: null, seconds: [], by: null, asks: null, shape: null }
}

async function startThread(profile: ListProfile, { megabytes }: ReaderLimits): Promise<Worker> {
  const worker = new Worker(new URL('mail-reader-thread.ts', import.meta.url), {
    workerData: { profile },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
  })
  worker.unref()
  // It may fail between two mails, or while it is ended: that is nobody's error.
  worker.on('error', () => {})
  const answer = await answerOf(worker, startSeconds * 1000, null)
  if (answer.kind === 'ready') return worker
  await worker.terminate()
  throw new Error(
    `the thread that reads mails does not start: ${answer.kind === 'failed' ? answer.problem : ''}`,
  )
}

/** The thread's next answer, or why there is none: too long, too much memory, or whatever ended it. */
async function answerOf(worker: Worker, ms: number, limits: null): Promise<Answered>
async function answerOf(worker: Worker, ms: number, limits: ReaderLimits): Promise<Done>
async function answerOf(worker: Worker, ms: number, limits: ReaderLimits | null): Promise<Answered> {
  return new Promise((resolve) => {
    const settle = (answer: Answered) => {
      clearTimeout(deadline)
      worker.off('message', settle).off('error', broken).off('exit', ended)
      resolve(answer)
    }
    const failed = (problem: string) => settle({ kind: 'failed', problem })
    const broken = (error: Error) =>
      failed(
        (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `reading it takes more than ${limits?.megabytes} MB of memory`
          : `reading it fails (${error.message.slice(0, 100)})`,
      )
    const ended = () => failed('reading it ends the thread that reads mails')
    const late = () => failed(`reading it takes more than ${ms / 1000} s`)
    const deadline = setTimeout(() => setTimeout(late, graceMs), ms)
    worker.once('message', settle).once('error', broken).once('exit', ended)
  })
}

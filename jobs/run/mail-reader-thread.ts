import { parentPort, workerData } from 'node:worker_threads'
import type { ListProfile } from '../../config/profile.ts'
import type { Asked, Answered } from './mail-reader.ts'
import { readMail } from './read-mail.ts'

/* A thread that only reads mails: whatever one of them does to it, the worker ends it and starts another. */
const port = parentPort!
const { profile } = workerData as { profile: ListProfile }

port.on('message', ({ source, receivedAt, wanted }: Asked) => {
  void readMail(profile, Buffer.from(source), receivedAt, wanted)
    .then((read): Answered => ({ kind: 'read', ...read }))
    .catch((error: unknown): Answered => ({ kind: 'failed', problem: String(error).slice(0, 200) }))
    .then((answer) => port.postMessage(answer))
})
port.postMessage({ kind: 'ready' } satisfies Answered)

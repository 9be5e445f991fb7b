import { parentPort, workerData } from 'node:worker_threads'
import type { ListProfile } from '../../config/profile.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { readMessage } from '../../src/mail/message.ts'
import { readAgain } from '../../src/reader/again.ts'
import { requestsOf } from '../../src/reader/request.ts'
import type { Asked, Answered } from './mail-reader.ts'

/* A thread that only reads mails: whatever one of them does to it, the worker ends it and starts another. */
const port = parentPort!
const { profile } = workerData as { profile: ListProfile }

port.on('message', ({ source, receivedAt, wanted }: Asked) => {
  void readMessage(Buffer.from(source), receivedAt)
    .then((message): Answered => ({
      kind: 'read',
      message,
      announcement: parseAnnouncement(message, profile),
      requests: wanted.requests === true ? requestsOf(message, profile) : null,
      seconds: (wanted.answers ?? []).map((texts) => readAgain(message, profile, texts)),
    }))
    .catch((error: unknown): Answered => ({ kind: 'failed', problem: String(error).slice(0, 200) }))
    .then((answer) => port.postMessage(answer))
})
port.postMessage({ kind: 'ready' } satisfies Answered)

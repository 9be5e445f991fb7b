import { parentPort, workerData } from 'node:worker_threads'
import type { ListProfile } from '../../config/profile.ts'
import { unpackDigest } from '../../src/mail/digest.ts'
import { readMessage } from '../../src/mail/message.ts'
import type { Asked, Answered } from './mail-reader.ts'
import { readMail } from './read-mail.ts'

/* A thread that only reads mails: whatever one of them does to it, the worker ends it and starts another. */
const port = parentPort!
const { profile } = workerData as { profile: ListProfile }

async function answer(asked: Asked): Promise<Answered> {
  if (asked.kind === 'read') return { kind: 'read', ...readMail(profile, asked.message, asked.wanted) }
  if (asked.kind === 'unpack')
    return { kind: 'unpacked', sources: await unpackDigest(Buffer.from(asked.source)) }
  return { kind: 'decoded', message: await readMessage(Buffer.from(asked.source), asked.receivedAt) }
}

port.on('message', (asked: Asked) => {
  void answer(asked)
    .catch((error: unknown): Answered => ({ kind: 'failed', problem: String(error).slice(0, 200) }))
    .then((answer) => port.postMessage(answer))
})
port.postMessage({ kind: 'ready' } satisfies Answered)

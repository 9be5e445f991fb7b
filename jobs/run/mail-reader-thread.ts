import { parentPort, workerData } from 'node:worker_threads'
import type { ListProfile } from '../../config/profile.ts'
import { unpackDigest } from '../../src/mail/digest.ts'
import { readMessage } from '../../src/mail/message.ts'
import type { Answered, Asked, IncomingMail } from './mail-reader.ts'

/* A thread that only reads mails: whatever one of them does to it, the worker ends it and starts another. */
const port = parentPort!
const { profile } = workerData as { profile: ListProfile }

/** The mails of a digest, or the mail itself, whose bytes need not be sent back. */
async function openMail({ source, receivedAt }: IncomingMail) {
  const sources = await unpackDigest(source)
  return Promise.all(
    sources.map(async (one) => ({
      source: one === source ? null : one,
      message: await readMessage(one, receivedAt),
    })),
  )
}

async function answer(asked: Asked): Promise<Answered> {
  if (asked.kind === 'read') {
    // A poll decodes only, and need not wait until the words of five languages are loaded.
    const { readMail } = await import('./read-mail.ts')
    return { kind: 'read', ...readMail(profile, asked.message, asked.wanted) }
  }
  if (asked.kind === 'open') {
    const mails = asked.mails.map(({ source, receivedAt }) => ({ source: Buffer.from(source), receivedAt }))
    return { kind: 'opened', mails: await Promise.all(mails.map(openMail)) }
  }
  return { kind: 'decoded', message: await readMessage(Buffer.from(asked.source), asked.receivedAt) }
}

port.on('message', (asked: Asked) => {
  void answer(asked)
    .catch((error: unknown): Answered => ({ kind: 'failed', problem: String(error).slice(0, 200) }))
    .then((answer) => port.postMessage(answer))
})
port.postMessage({ kind: 'ready' } satisfies Answered)

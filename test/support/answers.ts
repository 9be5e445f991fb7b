import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { statlist } from '../../config/lists/statlist.ts'
import type { Message } from '../../src/mail/message.ts'
import { ask, type ReaderSettings } from '../../src/reader/call.ts'
import { promptVersion } from '../../src/reader/prompt.ts'
import { requestsOf } from '../../src/reader/request.ts'

/** What a model answered to one request, a line of a file. */
export interface RecordedAnswer {
  /** Key of the mail. */
  mail: string
  piece: number
  prompt: string
  model: string
  answer: unknown
}

/** Answers of a large language model to the requests about test/cases, given without seeing any label. */
export const recordedAnswers = join(import.meta.dirname, '../cases/answers.jsonl')

/** The answers of a file to this prompt, by mail: a text for each of its pieces, in their order. */
export function readAnswers(file: string): Map<string, string[]> {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const all = lines
    .map((line) => JSON.parse(line) as RecordedAnswer)
    .filter(({ prompt }) => prompt === promptVersion)
    .toSorted((a, b) => a.piece - b.piece)
  const text = (answer: unknown) => (typeof answer === 'string' ? answer : JSON.stringify(answer))
  return new Map(
    [...Map.groupBy(all, ({ mail }) => mail)].map(([mail, rows]) => [
      mail,
      rows.map(({ answer }) => text(answer)),
    ]),
  )
}

/** Asks a server about mails and keeps what it answers in a file; what stands there already is not asked again. */
export async function recordAnswers(
  settings: ReaderSettings,
  messages: readonly Message[],
  file: string,
  told: (done: number, of: number, problem: string | null) => void,
): Promise<void> {
  const known = existsSync(file) ? readAnswers(file) : new Map<string, string[]>()
  for (const [at, message] of messages.entries()) {
    const requests = known.has(message.key) ? [] : (requestsOf(message, statlist) ?? [])
    try {
      const rows: RecordedAnswer[] = []
      for (const request of requests) {
        const { mail, piece, prompt } = request
        rows.push({ mail, piece, prompt, model: settings.model, answer: await ask(settings, request) })
      }
      appendFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      told(at + 1, messages.length, null)
    } catch (error) {
      told(at + 1, messages.length, String(error))
    }
  }
}

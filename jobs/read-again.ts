import { ReaderError, messageOf } from '../src/errors.ts'
import { answersTo, recordAnswer } from '../src/ledger/answers.ts'
import { sourceOf } from '../src/ledger/messages.ts'
import { leaveNote, notes } from '../src/ledger/notes.ts'
import { finishWork, workAt } from '../src/ledger/outbox.ts'
import type { AgainRead } from '../src/reader/again.ts'
import type { ReaderSettings } from '../src/reader/call.ts'
import { promptVersion } from '../src/reader/prompt.ts'
import type { ReaderRequest } from '../src/reader/request.ts'
import { keptMarks, withTalks } from '../src/talks/marks.ts'
import type { StoredReading, StoredSecond } from '../src/talks/reading.ts'
import { readPlaced } from './run/examples.ts'
import type { QueuedJob } from './run/job.ts'
import type { Services } from './run/services.ts'

export const readAgain: QueuedJob = {
  name: 'read-again',
  concurrency: 1,
  perSecond: null,
  async run(key, services) {
    const { ledger, settings, reader, now } = services
    const work = await workAt(ledger, 'read-again', key)
    if (work === null) return
    const mail = await sourceOf(ledger, key)
    const asked = settings.reader === null ? null : { model: settings.reader.model, prompt: promptVersion }
    const isAnswered = (await answersTo(ledger, key)).some(
      ({ model, prompt, reading }) => reading !== null && model === asked?.model && prompt === asked.prompt,
    )
    const done = async () => finishWork(ledger, 'read-again', key, work.epoch, now())
    if (settings.reader === null || asked === null || isAnswered || mail?.state !== 'read') return done()
    const { requests } = await reader.read(await reader.decode(mail.source, mail.date), { requests: true })
    if (mail.announcement === null || requests === null) return done()
    const answers = await ask(settings.reader, requests, services)
    if (answers === null) return recordAnswer(ledger, key, asked, { answers: [], reading: null }, now())
    const { seconds } = await readPlaced(services, mail, { answers: [answers] })
    const stored = JSON.parse(mail.announcement) as StoredReading
    const earlier = (await answersTo(ledger, key)).flatMap(({ reading }) =>
      reading === null ? [] : [JSON.parse(reading) as StoredSecond],
    )
    const reading = secondOf(stored, seconds[0], earlier)
    await recordAnswer(ledger, key, asked, { answers, reading }, now())
    const [second] = seconds
    const problem = second !== undefined && 'problem' in second ? `${asked.model}: ${second.problem}` : ''
    await leaveNote(ledger, 'reader-error', problem, now())
    services.wake()
  },
}

/**
 * Asks about each piece; null: this model can't answer about this mail, and is not asked again.
 * Why it fails is noted for `status` and /health, and nothing waits for it.
 */
async function ask(
  settings: ReaderSettings,
  requests: readonly ReaderRequest[],
  { ledger, now }: Services,
): Promise<string[] | null> {
  // Where no model is asked, its client is not loaded either.
  const call = await import('../src/reader/call.ts')
  try {
    const answers: string[] = []
    for (const request of requests) answers.push(await call.ask(settings, request))
    return answers
  } catch (error) {
    if (!(error instanceof ReaderError)) throw error
    // The note is as old as the trouble.
    const since = (await notes(ledger))['reader-error']?.at ?? now()
    await leaveNote(ledger, 'reader-error', messageOf(error), since)
    if (error.reason === 'unusable') return null
    throw error
  }
}

/**
 * A second reading as the ledger keeps it; talks of the first and earlier second readings keep their names.
 * Null when the answer can't be used.
 */
export function secondOf(
  first: StoredReading,
  second: AgainRead | undefined,
  earlier: readonly StoredSecond[],
): StoredSecond | null {
  if (second === undefined || 'problem' in second) return null
  const { announcement, objections, lost } = second
  const talks = [...announcement.talks, ...objections]
  const { marks } = keptMarks(earlier.reduce(withTalks, first), { ...announcement, talks }, [])
  return { announcement, objections, lost, marks }
}

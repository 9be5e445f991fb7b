import { askAgain } from '../src/ledger/answers.ts'
import { leaveNote, notes, waitingOf } from '../src/ledger/notes.ts'
import { promptVersion } from '../src/reader/prompt.ts'
import type { TimedJob } from './run/job.ts'

/** Asks each new language model, or prompt, once about what waits. */
export const askAgainJob: TimedJob = {
  name: 'ask-again',
  schedule: '*/20 * * * * *',
  async isDue({ ledger, settings }) {
    const left = await notes(ledger)
    if (settings.reader === null) return left['reader-error'] !== undefined || left['read-with'] !== undefined
    return left['read-with']?.value !== `${settings.reader.model} ${promptVersion}`
  },
  async run(services) {
    const { ledger, settings, now } = services
    if (settings.reader === null) {
      // When it is turned on again, it is asked about what waits by then.
      for (const name of ['reader-error', 'read-with'] as const) await leaveNote(ledger, name, '', now())
      return
    }
    const asked = { model: settings.reader.model, prompt: promptVersion }
    const name = `${asked.model} ${asked.prompt}`
    const left = await notes(ledger)
    if (left['read-with']?.value === name) return
    await askAgain(
      ledger,
      waitingOf(left.waiting).map(({ key }) => key),
      asked,
      now(),
    )
    await leaveNote(ledger, 'read-with', name, now())
    services.wake()
  },
}

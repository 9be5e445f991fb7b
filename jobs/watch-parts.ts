import { badDays, noteMinute, ran } from '../src/ledger/bad-days.ts'
import type { TimedJob } from './run/job.ts'
import { partsOf, type Part } from './run/parts.ts'
import type { Services } from './run/services.ts'

/** Notes every minute which parts are in trouble today, for the desk's bars. */
export const watchParts: TimedJob = {
  name: 'watch-parts',
  schedule: '30 * * * * *',
  async isDue(services) {
    const day = services.now().slice(0, 10)
    const noted = (await badDays(services.ledger, day)).some(({ part }) => part === ran)
    return !noted || (await badParts(services)).length > 0
  },
  async run(services) {
    await noteMinute(services.ledger, services.now().slice(0, 10), await badParts(services))
  },
}

async function badParts(services: Services): Promise<Part[]> {
  const states = await partsOf(services)
  return states.filter(({ isOn, problem }) => isOn && problem !== null).map(({ part }) => part)
}

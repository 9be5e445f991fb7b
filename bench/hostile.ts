import { statlist } from '../config/lists/statlist.ts'
import { parseAnnouncement } from '../src/announcement/parse.ts'
import { hostileTexts } from '../test/support/hostile-texts.ts'
import type { Tell } from './tell.ts'

function msOf(text: string): number {
  const from = performance.now()
  parseAnnouncement(
    { subject: 'x', text, date: '2025-09-15T10:00:00+02:00', from: { name: 'A B' } },
    statlist,
  )
  return performance.now() - from
}

/** How many times as long the worst hostile text takes as a harmless one: a ratio, as machines differ. */
export function benchHostile(tell: Tell): void {
  const harmless = 'We meet every week and talk about statistics over lunch.\n'.repeat(3500)
  msOf(harmless)
  const usual = msOf(harmless)
  const times = hostileTexts.map(([name, text]): [string, number] => [name, msOf(text)])
  const [name, worst] = times.reduce((most, one) => (one[1] > most[1] ? one : most))
  tell(
    'the worst hostile text against a harmless one, 200,000 characters',
    `${(worst / usual).toFixed(1)} × (${name})`,
  )
}

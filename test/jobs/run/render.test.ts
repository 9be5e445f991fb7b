import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { statlist } from '../../../config/lists/statlist.ts'
import { carryOut } from '../../../jobs/publish-feed.ts'
import type { Services } from '../../../jobs/run/services.ts'
import type { CalendarEvent } from '../../../src/calendar/event.ts'
import { planEvents } from '../../../src/calendar/plan.ts'
import { eventsWritten, storedEvents } from '../../../src/ledger/events.ts'
import type { FeedStore } from '../../../src/publication/store.ts'
import { makeEvent } from '../../support/events.ts'
import { openTestLedger } from '../../support/ledger.ts'
import { makeStore } from '../../support/site.ts'

const runs = Number(process.env['MODEL_RUNS'] ?? 25)
const now = '2025-09-20T10:00:00.000Z'

const change = fc.record({
  talk: fc.nat(5),
  /** Null: it is taken out. */
  day: fc.option(
    fc.constantFrom('2024-01-15', '2024-01-16', '2025-06-20', '2025-08-30', '2025-09-25', '2025-12-01'),
  ),
  title: fc.constantFrom('Copulas', 'Forests', 'Chains'),
  changed: fc.constantFrom('2025-09-15', '2025-09-16', '2025-10-20'),
})
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never

function eventOf({ talk, day, title, changed }: Change & { day: string }): CalendarEvent {
  const fields = {
    uid: `${talk}@statlist-calendar`,
    start: `${day}T15:15`,
    end: `${day}T16:15`,
    summary: title,
    lastModified: `${changed}T10:00:00Z`,
  }
  return makeEvent(fields, { title })
}

/** Everything that readers may get, except for when it was written. */
function readersSee(feed: FeedStore) {
  const { manifest, names, textOf } = feed.files()!
  const { lastModified: _, ...rest } = JSON.parse(manifest) as { lastModified: string }
  return {
    rest,
    talks: names.map(textOf),
    found: ['copulas', 'forests', 'chains'].map((word) => [...(feed.search([word]) ?? ['?'])].toSorted()),
  }
}

test('a publication made of the one before is the one that is made of everything', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 8 }), async (steps) => {
      const ledger = await openTestLedger()
      const publishTo = async (feed: FeedStore, events: readonly CalendarEvent[]) => {
        const settings = { databaseUrl: null }
        const profile = { ...statlist, publicUrl: null }
        const services = { ledger, feed, profile, settings, now: () => now } as unknown as Services
        const byUid = (all: readonly CalendarEvent[]) => new Map(all.map((event) => [event.uid, event]))
        const plan = planEvents(byUid(await storedEvents(ledger)), byUid(events))
        const rest = { gone: [], waiting: [], lastMailAt: null, objection: null, lessons: [], decided: 0 }
        const over = await eventsWritten(ledger)
        assert.equal(await carryOut(services, { ...rest, events: [...events], plan, over }), true)
      }
      const feed = makeStore()
      const wanted = new Map<number, CalendarEvent>()
      for (const changes of steps) {
        for (const one of changes)
          if (one.day === null) wanted.delete(one.talk)
          else wanted.set(one.talk, eventOf({ ...one, day: one.day }))
        await publishTo(feed, [...wanted.values()])
        const fresh = makeStore()
        await publishTo(fresh, [...wanted.values()])
        assert.deepEqual(readersSee(feed), readersSee(fresh))
      }
      await ledger.destroy()
    }),
    {
      numRuns: runs,
      examples: [
        [
          [
            [{ talk: 3, day: '2024-01-15', title: 'Copulas', changed: '2025-09-15' }],
            [{ talk: 3, day: null, title: 'Copulas', changed: '2025-09-15' }],
          ],
        ],
      ],
    },
  )
})

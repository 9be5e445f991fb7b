import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { statlist } from '../../config/lists/statlist.ts'
import type { Decision } from '../../src/talks/decision.ts'
import { eventOf, type CalendarEvent } from '../../src/calendar/event.ts'
import { fold } from '../../src/talks/fold.ts'
import type { Reading } from '../../src/talks/reading.ts'
import { openApple, openGoogle, openOutlook, openThunderbird } from '../support/clients.ts'
import { openFeedStore } from '../../src/publication/store.ts'
import { arrived, makeReading, makeTalk } from '../support/events.ts'
import { makeSite, publicationOf, saveAll } from '../support/site.ts'

const talks = ['Ada Lovelace', 'Karl Pearson', 'Gertrude Cox']

type Step =
  | { do: 'announce' | 'new room' | 'new day' | 'cancel' | 'withdraw'; talk: number }
  | { do: 'poll'; client: number }
  | { do: 'restart' | 'clock goes back' | 'damage' | 'nobody answers' | 'same again' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('announce', 'announce', 'new room', 'new day', 'cancel', 'withdraw'),
    talk: fc.nat(talks.length - 1),
  }),
  fc.record({ do: fc.constant('poll'), client: fc.nat(3) }),
  fc.record({ do: fc.constantFrom('restart', 'clock goes back', 'damage', 'nobody answers', 'same again') }),
)

/** Runs a history past four programs that subscribed at its beginning; each polls when it likes, and once at the end. */
async function run(steps: readonly Step[]): Promise<void> {
  const readings: Reading[] = []
  const decisions: Decision[] = []
  const rooms = new Map<number, { room: number; day: number; off: boolean }>()
  let clock = Temporal.Instant.from('2025-09-10T08:00:00Z')
  let site = makeSite([], { now: () => clock.toString() })
  const folder = dirname(site.feed.path)
  const address = new URL(await site.server.listen({ host: '127.0.0.1', port: 0 }))
  const url = `${address.href}statlist.ics`
  const clients = [openThunderbird(url), openApple(url), openGoogle(url), openOutlook(url)]
  let events: CalendarEvent[] = []

  function say(talk: number, kind: Reading['announcement']['kind']): void {
    const { room, day, off } = rooms.get(talk)!
    const id = String(readings.length + 1)
    const fields = {
      title: `The thoughts of ${talks[talk]}`,
      speaker: talks[talk]!,
      start: `2025-09-${day}T15:15`,
      location: `HG ${room}`,
      status: off ? ('cancelled' as const) : ('confirmed' as const),
    }
    const date = `2025-09-01T10:${String(readings.length % 60).padStart(2, '0')}:00+02:00`
    readings.push(makeReading(id, kind, [makeTalk(fields)], { date }))
  }

  function publish(): void {
    clock = clock.add({ milliseconds: 300 })
    const profile = { ...statlist, publicUrl: 'https://calendar.example' }
    events = fold(arrived(readings), decisions).talks.map((talk) => eventOf(talk, profile))
    saveAll(site.feed, publicationOf(events), clock.toString())
  }

  async function take(step: Step): Promise<void> {
    const known = 'talk' in step ? rooms.get(step.talk) : undefined
    switch (step.do) {
      case 'announce':
        if (known !== undefined) return
        rooms.set(step.talk, { room: 1, day: 15 + step.talk, off: false })
        say(step.talk, 'announcement')
        return publish()
      case 'new room':
      case 'new day':
      case 'cancel':
        if (known === undefined || known.off) return
        if (step.do === 'new room') known.room += 1
        if (step.do === 'new day') known.day = 18 + ((known.day + 1) % 10)
        if (step.do === 'cancel') known.off = true
        say(step.talk, step.do === 'cancel' ? 'cancellation' : 'update')
        return publish()
      case 'withdraw': {
        const event = events.find(({ summary }) => summary.includes(talks[step.talk]!))
        if (event === undefined) return
        decisions.push({
          number: decisions.length + 1,
          after: readings.length,
          at: clock.toString(),
          who: 'admin',
          why: '',
          act: { kind: 'withdraw', event: event.uid },
        })
        return publish()
      }
      case 'poll':
        return clients[step.client]!.poll()
      case 'restart':
      case 'nobody answers':
        await site.server.close()
        if (step.do === 'nobody answers') for (const client of clients) await client.poll()
        site = makeSite(null, { now: () => clock.toString(), feed: openFeedStore(folder) })
        await site.server.listen({ host: '127.0.0.1', port: Number(address.port) })
        return
      case 'clock goes back':
        clock = clock.subtract({ hours: 1 })
        return
      case 'damage':
        writeFileSync(join(folder, 'publication.json.99.new'), '{"feed":"BEGIN:VCALENDAR')
        return
      case 'same again':
        return publish()
    }
  }

  try {
    for (const one of steps) await take(one)
    for (const client of clients) {
      // The first one after a restart may meet a connection that is no more: that is its next try.
      await client.poll()
      await client.poll()
      assert.equal(client.disabled, false, `${client.name} is switched off`)
      const shown = [...client.entries].filter(([uid]) => !uid.startsWith('notice-'))
      assert.ok(client.entries.size > 0, `${client.name} shows nothing at all`)
      assert.deepEqual(
        shown.map(([uid, entry]) => [uid, entry.summary, entry.start, entry.location].join('|')).toSorted(),
        events
          .map((event) => [event.uid, event.summary, `${event.start}:00`, event.location].join('|'))
          .toSorted(),
        `${client.name} shows what is published`,
      )
    }
  } finally {
    site.server.server.closeAllConnections()
    await site.server.close()
  }
}

test(
  'no program loses a talk or keeps a stale one, whatever happened since it subscribed',
  { timeout: 120_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25, size: 'max' }), run), { numRuns: 150 })
  },
)

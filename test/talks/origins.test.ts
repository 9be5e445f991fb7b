import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { identityOf, samenessOf } from '../../src/talks/identity.ts'
import { create, revise, type Origin } from '../../src/talks/origin.ts'
import { openOrigins } from '../../src/talks/origins.ts'
import type { TalkFacts } from '../../src/talks/talk.ts'
import { makeReading, makeTalk } from '../support/events.ts'

/** Talks that share much and little. */
const talks = fc.record({
  title: fc.constantFrom(null, 'On small samples', 'On small areas', 'Copulas at sea'),
  speaker: fc.constantFrom(null, 'Jane Doe', 'John Roe', 'Doe, Jane'),
  start: fc.constantFrom(
    '2025-09-25',
    '2025-09-25T15:15',
    '2025-09-26T15:15',
    '2025-11-20T15:15',
    '2026-09-01T10:00',
  ),
  location: fc.constantFrom(null, 'HG G 19.1', 'Aula'),
  series: fc.constantFrom(null, 'Seminar'),
})
const connections = fc.record({
  inThread: fc.boolean(),
  onlyTalk: fc.boolean(),
  updates: fc.boolean(),
  repeats: fc.boolean(),
})

function originOf(id: string, fields: Parameters<typeof makeTalk>[0]) {
  return create(makeReading(id, 'announcement', [makeTalk(fields)]), makeTalk(fields), `${id}@x`)
}

test('whoever may be the same talk is found', () => {
  fc.assert(
    fc.property(
      fc.array(talks, { minLength: 1, maxLength: 6 }),
      talks,
      connections,
      (known, heard, connection) => {
        const origins = openOrigins()
        const all = known.map((fields, at) => originOf(String(at + 1), fields))
        for (const origin of all) origins.add(origin)
        const identity = identityOf(originOf('9', heard).stated)
        for (const [at, origin] of all.entries()) {
          const references = connection.inThread ? [`${at + 1}@x`] : []
          if (samenessOf(origin.identities[0]!, identity, connection) !== null)
            assert.ok(origins.like(identity, references).includes(origin))
        }
      },
    ),
  )
})

test('what a talk becomes is noted: another day, another thread, another event’s uid', () => {
  const origins = openOrigins()
  const [first, second] = [
    originOf('1', { start: '2025-09-25T15:15' }),
    originOf('2', { start: '2025-09-26T15:15', speaker: 'John Roe' }),
  ]
  for (const origin of [first, second]) origins.add(origin)
  const [given] = origins.on('2025-09-25') as [typeof first]
  const stated: TalkFacts = { ...given.stated, start: '2025-10-01T15:15' }
  const by = { kind: 'human', decision: 1, who: 'x', why: '' } as const
  revise(given, { stated, corrections: new Map(), at: '2025-09-20T10:00:00Z', by, changesOf: () => [] })
  given.messageIds.add('later@x')
  assert.deepEqual(origins.on('2025-10-01'), [first])
  assert.deepEqual(origins.on('2025-09-25'), [first], 'a late copy of the old announcement still means it')
  assert.deepEqual(origins.inThread(['nothing@x', 'later@x', '2@x']), [first, second])
  const into = origins.of('1@x')!
  origins.remove(second)
  into.merged.add('2@x')
  assert.equal(origins.of('2@x'), first)
  assert.deepEqual([origins.all(), origins.on('2025-09-26')], [[first], []])
})

test('what is found is in the order of the announcements', () => {
  const origins = openOrigins()
  const all = ['3', '1', '2'].map((id) => originOf(id, {}))
  for (const origin of all) origins.add(origin)
  assert.deepEqual(origins.like(all[2]!.identities[0]!, ['1@x']), all)
})

/** What a fold may do to a talk → what another one then finds of it. */
const changes: [string, (origin: Origin) => void, (origin: Origin) => unknown][] = [
  [
    'another mail’s thread',
    ({ messageIds }) => messageIds.add('other@x'),
    ({ messageIds }) => [...messageIds],
  ],
  ['another sender', ({ senders }) => senders.add('other@math.example'), ({ senders }) => [...senders]],
  ['another uid', ({ merged }) => merged.add('other@x'), ({ merged }) => [...merged]],
  ['another state', ({ former, stated }) => former.push(stated), ({ former }) => former.length],
  [
    'another identity',
    ({ identities }) => identities.push(...identities),
    ({ identities }) => identities.length,
  ],
  ['taken out', (origin) => (origin.withdrawn = true), ({ withdrawn }) => withdrawn],
]

for (const [name, change, look] of changes)
  test(`a fold that goes on leaves the talks as they are: ${name}`, () => {
    const origins = openOrigins()
    const origin = originOf('1', {})
    origins.add(origin)
    const before = look(origin)
    const over = origins.over()
    const copy = over.of('1@x')!
    change(copy)
    assert.notDeepEqual(look(copy), before)
    assert.deepEqual(look(origin), before)
    assert.equal(over.of('1@x'), copy, 'the fold itself keeps it')
    assert.deepEqual([over.peek('1@x') === copy, over.all()], [true, [copy]])
    assert.deepEqual(look(origins.over().of('1@x')!), before)
  })

test('what a fold that goes on closes or merges is there for others', () => {
  const origins = openOrigins()
  for (const id of ['1', '2']) origins.add(originOf(id, {}))
  const [one, other] = [origins.over(), origins.over()]
  assert.equal(one.close(({ merged }) => merged.has('1@x')).length, 1)
  one.remove(one.of('2@x')!)
  assert.deepEqual([one.all(), one.of('1@x'), one.inThread(['2@x'])], [[], null, []])
  assert.deepEqual([other.all().length, other.of('1@x') !== null], [2, true])
})

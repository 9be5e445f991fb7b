import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBudget } from '../../src/web/limit.ts'

const hundred = Array.from({ length: 100 }, (_, at) => at)

/** Who asks, a hundred times in the same moment → how many may. */
const rows: [string, (at: number) => string, number][] = [
  ['one address', () => '192.0.2.1', 40],
  ['a hundred IPv4 addresses', (at) => `192.0.2.${at}`, 100],
  ['one IPv6 host with all its addresses', (at) => `2001:db8:1:2:3:4:5:${at.toString(16)}`, 40],
  ['… with the zeros left out', (at) => `2001:db8::${(at + 1).toString(16)}:1:1:1`, 40],
  ['a hundred IPv4 addresses, mapped', (at) => `::ffff:192.0.2.${at}`, 100],
  ['a hundred IPv6 networks', (at) => `2001:db8:1:${(at + 1).toString(16)}:3:4:5:6`, 100],
]

test('each address has its share, and an IPv6 host is one', () => {
  for (const [name, address, expected] of rows) {
    const budget = openBudget()
    assert.equal(hundred.filter((at) => budget.take(address(at), 5000)).length, expected, name)
  }
})

test('a share that is used up comes back, two a second and never more than the burst', () => {
  const budget = openBudget()
  const taken = (nowMs: number) => hundred.filter(() => budget.take('192.0.2.1', nowMs)).length
  assert.deepEqual([0, 1000, 3000, 3_600_000].map(taken), [40, 2, 4, 40])
})

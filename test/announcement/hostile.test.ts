import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { check } from 'recheck'
import { statlist } from '../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../src/announcement/parse.ts'
import { sentencePatterns } from '../../src/announcement/fields/speaker.ts'

const source = join(import.meta.dirname, '../../src')

function read(text: string, subject = 'x') {
  return parseAnnouncement(
    { subject, text, date: '2025-09-15T10:00:00+02:00', from: { name: 'A B' } },
    statlist,
  )
}

const lines: [string, string][] = [
  ...[
    ' ',
    '-',
    '1',
    '1:',
    '1.',
    '. ',
    'THU ',
    '\t',
    '(',
    '((',
    '"',
    '„',
    'Aa ',
    'A. ',
    ', ',
    'at ',
    'in A',
    'A B, ',
    'talk a ',
    'Vortrag von A ',
    'Speaker: ',
    'by A B, ',
    '1-',
    ' – ',
    '&',
    '\u0301',
    '*',
    '> ',
    '15.15 h ',
    'May 4 to ',
    'x\n',
    'A B (',
    'Zoom / ',
    'and Aa ',
    'held ',
    'is this on the 5 May ',
  ].map((piece): [string, string] => [
    JSON.stringify(piece),
    piece.repeat(Math.ceil(200_000 / piece.length)),
  ]),
  ['a thousand dates', 'Friday, 16.12.2025 at 15.15 h, HG G 19.1\n\n'.repeat(1000)],
  ['a thousand labels', 'Speaker: A B\nTitle: C\nTime: Friday, 16.12.2025, 15:15\n'.repeat(1000)],
]

test('lines made to run away are read within two seconds each', async (t) => {
  for (const [name, text] of lines)
    await t.test(name, () => {
      const from = performance.now()
      read(text)
      read('x', text.slice(0, 1000))
      assert.ok(performance.now() - from < 2000, `${Math.round(performance.now() - from)} ms`)
    })
})

test('never throws, whatever the text', () => {
  const corpus = readdirSync(join(import.meta.dirname, '../cases/lists'))
    .filter((file) => file.endsWith('.eml'))
    .map((file) => readFileSync(join(import.meta.dirname, '../cases/lists', file), 'utf8'))
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .constantFrom(...corpus)
      .chain((text) =>
        fc.tuple(fc.nat(text.length), fc.nat(400)).map(([at, length]) => text.slice(at, at + length)),
      ),
    fc.constantFrom('Time: ', '31 February 2026', '25:61', 'Friday, 29.2.2027', '\ud800', '(', '„'),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.string(),
      (pieces, subject) => void read(pieces.join('\n'), subject),
    ),
    { numRuns: 1500 },
  )
})

test('the same answer twice', () => {
  const text = 'Speaker: Jane Doe (ETH)\nTime: tomorrow, 15:15\nPlace: HG G 19.1'
  assert.deepEqual(read(text), read(text))
})

/** Every regular expression literal of our sources, by a scan that knows where one may begin. */
function literals(file: string): [string, string][] {
  const text = readFileSync(file, 'utf8')
  return [
    ...text.matchAll(/(?<=[=(,:[!&|?\n]\s*)\/(?![*/])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/g),
  ].map((match): [string, string] => [match[1]!, match[2]!])
}

// Above a square, but bounded by what they see (lines of 2,000 characters, most cut to a few hundred) and timed by the lines above.
const accepted = JSON.parse(
  readFileSync(join(import.meta.dirname, 'accepted-patterns.json'), 'utf8'),
) as string[]

test(
  'no regular expression is exponential; above a square only those that the test above has timed',
  { timeout: 200_000 },
  async () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(source, file))
    const found = new Set<string>()
    const built = sentencePatterns.map((pattern): [string, string] => [pattern.source, pattern.flags])
    for (const [pattern, flags] of new Map([...files.flatMap(literals), ...built])) {
      const diagnostics = await check(pattern, flags.replace(/[vy]/g, ''), { timeout: 3000 })
      if (diagnostics.status === 'safe') continue
      // recheck gives up on lookbehinds and when the machine is slow: the lines above are for those.
      if (diagnostics.status === 'unknown') continue
      const { type, degree } = diagnostics.complexity as {
        type: string
        degree?: number
      }
      assert.equal(type, 'polynomial', pattern)
      // On a line of 2,000 characters at most a square is four million steps: milliseconds.
      if (degree! > 2) found.add(pattern)
    }
    assert.deepEqual(
      [...found].filter((pattern) => !accepted.includes(pattern)),
      [],
      'new patterns that are not safe',
    )
  },
)

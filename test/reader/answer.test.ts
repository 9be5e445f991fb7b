import assert from 'node:assert/strict'
import { test } from 'node:test'
import { joined, readAnswer, type Answer } from '../../src/reader/answer.ts'
import { examples } from '../../src/reader/prompt.ts'

const bare = '{"kind":"other","kindQuote":null,"events":[],"account":[]}'
const event = '{"title":{"line":1,"quote":"T"},"date":{"line":2,"quote":"Friday"}}'

const readable: [string, string, (answer: Answer) => unknown, unknown][] = [
  ['as asked', bare, ({ kind }) => kind, 'other'],
  ['between fences', `\`\`\`json\n${bare}\n\`\`\``, ({ kind }) => kind, 'other'],
  ['between fences on one line', `Here: \`\`\`json ${bare}\`\`\``, ({ kind }) => kind, 'other'],
  ['behind loud thoughts', `<think>Is {"kind":"x"} it?</think>\n${bare}`, ({ kind }) => kind, 'other'],
  [
    'fields left out',
    `{"kind":"update","events":[${event}]}`,
    ({ events }) => [events[0]!.date, events[0]!.place, events[0]!.speakers],
    [{ line: 2, quote: 'Friday' }, null, []],
  ],
  [
    'a quote of another form is none',
    '{"kind":"update","events":[{"title":"T","date":{"line":"2","quote":"Friday"},"start":{"line":1.5,"quote":"9"},"place":{"line":1,"quote":""}}]}',
    ({ events: [one] }) => [one!.title, one!.date, one!.start, one!.place],
    [null, null, null, null],
  ],
  [
    'a status without its words stays, to be doubted',
    '{"kind":"update","events":[{"status":{"is":"cancelled"}}]}',
    ({ events }) => events[0]!.status,
    { is: 'cancelled', line: -1, quote: '' },
  ],
  [
    'a status that nobody knows is none',
    '{"kind":"update","events":[{"status":{"is":"sold out","line":1,"quote":"x"}}]}',
    ({ events }) => events[0]!.status,
    null,
  ],
  [
    'of the account only what was asked',
    '{"kind":"other","events":[],"account":[{"id":"d1","is":"deadline"},{"id":"d2","is":"lunch"},{"id":3,"is":"event"},null]}',
    ({ account }) => [...account],
    [['d1', 'deadline']],
  ],
  ['an event that is none', '{"kind":"other","events":[7]}', ({ events }) => events[0]!.date, null],
]

const unreadable: [string, string, RegExp][] = [
  ['prose', 'The mail announces a talk on Friday at 15:15.', /not JSON/],
  ['half of it', bare.slice(0, 40), /not JSON/],
  ['nothing', '', /not JSON/],
  ['another schema', '{"title":"Talk","start":"2026-12-16T15:15"}', /lacks kind or events/],
  ['a list', '[1]', /lacks kind or events/],
  ['null', 'null', /lacks kind or events/],
  ['a kind of its own', '{"kind":"party","events":[]}', /lacks kind or events/],
  [
    'too many events',
    `{"kind":"other","events":[${Array.from({ length: 61 }, () => event).join(',')}]}`,
    /more than 60 events/,
  ],
  [
    'far too long',
    `{"kind":"other","events":[],"x":"${'x'.repeat(200_000)}"}`,
    /more than 200000 characters/,
  ],
]

test('an answer of the asked form, as models wrap it', () => {
  for (const [name, text, of, expected] of readable) {
    const answer = readAnswer(text)
    assert.ok(!('problem' in answer), name)
    assert.deepEqual(of(answer), expected, name)
  }
})

test('anything else says why it is none', () => {
  for (const [name, text, problem] of unreadable) {
    const answer = readAnswer(text)
    assert.ok('problem' in answer, name)
    assert.match(answer.problem, problem, name)
  }
})

test('the examples of the prompt are answers of the asked form', () => {
  for (const { answer } of examples) assert.ok(!('problem' in readAnswer(JSON.stringify(answer))))
})

test('pieces of a long mail are one answer, and what stands in both is one event', () => {
  const read = (text: string) => readAnswer(text) as Answer
  const first = read(`{"kind":"other","events":[${event}],"account":[{"id":"d1","is":"event"}]}`)
  const second = read(
    `{"kind":"announcement","events":[${event},{"date":{"line":9,"quote":"Monday"}}],"account":[{"id":"d2","is":"letter"}]}`,
  )
  const all = joined([first, second])
  assert.equal(all.kind, 'announcement')
  assert.equal(all.events.length, 2)
  assert.deepEqual(
    [...all.account],
    [
      ['d1', 'event'],
      ['d2', 'letter'],
    ],
  )
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Taken } from '../../src/web/taken.ts'
import { makeEvent } from '../support/events.ts'
import { makeSite } from '../support/site.ts'

const talk = makeEvent({ uid: 'aaaaaaaaaaaa0001@x' })
const path = '/talks/aaaaaaaaaaaa/wrong'

/** A site whose worker answers so, and what it was told. */
function makeTelling(answer: () => Taken | Promise<Taken> = () => ({ taken: 'kept' })) {
  const told: { id: string; text: string }[] = []
  const { server } = makeSite([talk], {
    async remark(remark) {
      told.push(remark)
      return answer()
    },
  })
  const post = async (url = path, headers: Record<string, string> = {}, text = 'The room is wrong') =>
    server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'calendar.example', ...headers },
      payload: new URLSearchParams({ text }).toString(),
    })
  return { server, told, post }
}

test('the form of a talk’s page is sent to the worker, and thanked for', async () => {
  const { server, told, post } = makeTelling()
  const page = (await server.inject('/talks/aaaaaaaaaaaa?lang=de')).body
  const action = /<form method="post" action="([^"]+)"/.exec(page)![1]!
  assert.equal(action, `${path}?lang=de`)
  const sent = await post(action)
  assert.deepEqual([sent.statusCode, sent.headers['location']], [303, '/talks/aaaaaaaaaaaa/told?lang=de'])
  assert.deepEqual(told, [{ id: 'aaaaaaaaaaaa', text: 'The room is wrong' }])
  const thanks = await server.inject(String(sent.headers['location']))
  assert.match(thanks.body, /Danke.*href="\/talks\/aaaaaaaaaaaa\?lang=de"/s)
})

/** What the worker says → what the reader is told. */
const answers: [() => Taken | Promise<Taken>, number, RegExp][] = [
  [() => ({ taken: 'full' }), 503, /Too many reports are waiting/],
  [() => ({ taken: 'unknown' }), 404, /There is no such talk/],
  [() => ({ taken: 'empty' }), 422, /say in a few words/],
  [async () => Promise.reject(new Error('the worker is starting')), 503, /can’t be accepted right now/],
]

test('what is not kept is said', async () => {
  for (const [answer, code, text] of answers) {
    const { statusCode, body } = await makeTelling(answer).post()
    assert.equal(statusCode, code)
    assert.match(body, text)
  }
})

/** Headers of a browser → whether the form may be sent. */
const origins: [Record<string, string>, number][] = [
  [{ origin: 'https://calendar.example' }, 303],
  [{ 'sec-fetch-site': 'same-origin' }, 303],
  [{}, 303],
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site', origin: 'https://calendar.example' }, 403],
]

test('no other page speaks for its visitors', async () => {
  for (const [headers, code] of origins) {
    const { told, post } = makeTelling()
    assert.equal((await post(path, headers)).statusCode, code, JSON.stringify(headers))
    assert.equal(told.length, code === 303 ? 1 : 0)
  }
})

test('three an hour from one address', async () => {
  const { told, post } = makeTelling()
  const codes: number[] = []
  for (let at = 0; at < 5; at++) codes.push((await post()).statusCode)
  assert.deepEqual([codes, told.length], [[303, 303, 303, 429, 429], 3])
})

test('what is no talk’s address is told to nobody', async () => {
  const { told, post } = makeTelling()
  assert.equal((await post('/talks/x/wrong')).statusCode, 404)
  assert.equal((await post(path, { 'content-type': 'text/plain' })).statusCode, 415)
  assert.deepEqual(told, [])
})

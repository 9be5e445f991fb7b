import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ReaderError } from '../../src/errors.ts'
import { ask } from '../../src/reader/call.ts'
import { answerSchema } from '../../src/reader/schema.ts'
import type { ReaderRequest } from '../../src/reader/request.ts'
import {
  errorBody,
  modelKey,
  modelName,
  openModelServer,
  send,
  type Behaviour,
  type ServerKind,
} from '../support/model-server.ts'

const request: ReaderRequest = {
  mail: 'a',
  piece: 1,
  prompt: '1',
  schema: answerSchema,
  messages: [
    { role: 'system', content: 'Read.' },
    { role: 'user', content: '0| Talk on Friday' },
  ],
}

async function askOnce(
  kind: ServerKind,
  behaviour: Behaviour,
  more: { model?: string; key?: string | null } = {},
) {
  const server = await openModelServer(kind, behaviour)
  try {
    const settings = { url: server.url, model: more.model ?? modelName, key: more.key ?? null }
    return { text: await ask(settings, request), server }
  } finally {
    await server.close()
  }
}

describe('one answer of each server', () => {
  for (const kind of ['openai', 'ollama', 'vllm'] as const)
    it(kind, async () => {
      const { text, server } = await askOnce(kind, () => '{"kind":"other"}', { key: modelKey })
      assert.equal(text, '{"kind":"other"}')
      const last = server.asked.at(-1)!
      assert.deepEqual(last.messages, request.messages)
      if (kind === 'openai') {
        assert.equal(server.asked.length, 2, 'asked again without what it refuses')
        assert.equal(last.temperature, undefined)
      } else {
        assert.equal(last.temperature, 0)
        assert.deepEqual(last.response_format?.json_schema?.schema, answerSchema)
      }
    })
})

describe('what goes wrong is told with what to do', () => {
  const rows: readonly [string, ServerKind, Behaviour, object, ReaderError['reason'], RegExp][] = [
    ['no key', 'openai', () => '', {}, 'key', /answers 401.*READER_KEY/],
    ['no such model', 'ollama', () => '', { model: 'gpt-9' }, 'wrong', /404.*READER_MODEL “gpt-9”.*\/v1/],
    [
      'too many requests',
      'vllm',
      (_, response) => {
        send(response, 429, errorBody('vllm', 'rate limit'), { 'retry-after': '7' })
        return null
      },
      {},
      'busy',
      /429/,
    ],
    [
      'an error of the server',
      'ollama',
      (_, response) => {
        send(response, 503, errorBody('ollama', 'server busy, please try again'))
        return null
      },
      {},
      'away',
      /503/,
    ],
    [
      'a question that is too long for it',
      'vllm',
      (_, response) => {
        send(response, 400, errorBody('vllm', "This model's maximum context length is 4096 tokens"))
        return null
      },
      {},
      'unusable',
      /400.*maximum context length/,
    ],
    [
      'a server that repeats the key',
      'openai',
      (_, response) => {
        send(response, 403, errorBody('openai', `not allowed: Authorization Bearer ${modelKey}`))
        return null
      },
      { key: modelKey },
      'key',
      /Bearer …/,
    ],
    [
      'a redirect, which would take mail and key elsewhere',
      'openai',
      (_, response) => {
        response.writeHead(307, { location: 'http://127.0.0.1:1/v1/chat/completions' }).end()
        return null
      },
      { key: modelKey },
      'away',
      /redirect/,
    ],
    ['ten megabytes', 'ollama', () => 'x'.repeat(10_000_000), {}, 'unusable', /more than 1000000 bytes/],
    [
      'a page of HTML',
      'vllm',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Welcome</html>')
        return null
      },
      {},
      'unusable',
      /no text/,
    ],
    ['an empty answer', 'ollama', () => '', {}, 'unusable', /no text/],
    ['an answer that is cut short', 'ollama', () => '{"kind":…', {}, 'unusable', /OLLAMA_CONTEXT_LENGTH/],
    [
      'a line that is cut',
      'ollama',
      (_, response) => {
        response.destroy()
        return null
      },
      {},
      'away',
      /can’t be asked/,
    ],
  ]
  for (const [name, kind, behaviour, more, reason, text] of rows)
    it(name, async () => {
      await assert.rejects(askOnce(kind, behaviour, more), (error) => {
        assert.ok(error instanceof ReaderError, String(error))
        assert.equal(error.reason, reason, error.message)
        assert.match(error.message, text)
        assert.ok(!error.message.includes(modelKey), 'the key is never told')
        return true
      })
    })

  it('nobody there', async () => {
    const { url, close } = await openModelServer('ollama', () => '')
    await close()
    await assert.rejects(ask({ url, model: modelName, key: null }, request), {
      reason: 'away',
      message: /ECONNREFUSED.*READER_URL/,
    })
  })

  it('no answer in time', async () => {
    const server = await openModelServer('ollama', async () => new Promise<string>(() => {}))
    await assert.rejects(ask({ url: server.url, model: modelName, key: null }, request, 0.2), {
      reason: 'away',
      message: /no answer within 0.2 s/,
    })
    await server.close()
  })

  it('Retry-After is kept', async () => {
    const busy: Behaviour = (_, response) => {
      send(response, 429, errorBody('vllm', 'rate limit'), { 'retry-after': '7' })
      return null
    }
    await assert.rejects(askOnce('vllm', busy), { retryAfterSeconds: 7 })
  })
})

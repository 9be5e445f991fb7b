import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The servers that speak OpenAI's protocol, as far as a client sees them differ. */
export type ServerKind = 'openai' | 'ollama' | 'vllm'

/** What a server is asked. */
export interface Asked {
  model: string
  messages: { role: string; content: string }[]
  temperature?: number
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema?: object } }
}

/** How one request is answered: with the model's text, or in another way. */
export type Behaviour = (asked: Asked, response: ServerResponse) => string | Promise<string> | null

export interface ModelServer {
  url: string
  /** Every request that came, oldest first. */
  asked: Asked[]
  /** Authorization headers of the same. */
  keys: (string | undefined)[]
  behave(behaviour: Behaviour): void
  close(): Promise<void>
}

export const modelName = 'qwen3:8b'
export const modelKey = 'sk-test-0123456789'

/**
 * A server as clients meet it. OpenAI wants a key, keeps to the schema, and its newest models refuse a temperature (400, unsupported_value);
 * Ollama takes any key, knows only pulled models (404), and cuts a long prompt in silence;
 * vLLM refuses a long prompt (400), and lets a model that thinks do so in a field of its own.
 */
export async function openModelServer(kind: ServerKind, first: Behaviour): Promise<ModelServer> {
  let behaviour = first
  const asked: Asked[] = []
  const keys: (string | undefined)[] = []
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) =>
      send(response, 500, errorBody(kind, String(error))),
    )
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
      return send(response, 404, errorBody(kind, '404 page not found'))
    const wanted = JSON.parse(Buffer.concat(chunks).toString()) as Asked
    asked.push(wanted)
    keys.push(request.headers.authorization)
    if (kind === 'openai' && request.headers.authorization !== `Bearer ${modelKey}`)
      return send(response, 401, errorBody(kind, 'Incorrect API key provided: sk-te***', 'invalid_api_key'))
    if (wanted.model !== modelName)
      return send(response, 404, errorBody(kind, `model "${wanted.model}" not found, try pulling it first`))
    if (kind === 'openai' && wanted.temperature !== undefined)
      return send(
        response,
        400,
        errorBody(kind, "Unsupported value: 'temperature' does not support 0", 'unsupported_value'),
      )
    const text = await behaviour(wanted, response)
    if (text !== null) send(response, 200, completionBody(kind, text, text.endsWith('…')))
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    keys,
    behave(next) {
      behaviour = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}

export function send(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export function errorBody(kind: ServerKind, message: string, code: string | null = null): object {
  if (kind === 'vllm') return { object: 'error', message, type: 'BadRequestError', param: null, code: 400 }
  return {
    error: { message, type: kind === 'ollama' ? 'api_error' : 'invalid_request_error', param: null, code },
  }
}

/** @param cut the model ran out of its context: the end is missing, and only finish_reason says so */
function completionBody(kind: ServerKind, content: string, cut: boolean): object {
  const thought = kind === 'vllm' ? { reasoning_content: 'The mail announces a talk.' } : {}
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_764_115_200,
    model: modelName,
    ...(kind === 'ollama' ? { system_fingerprint: 'fp_ollama' } : {}),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, ...thought },
        finish_reason: cut ? 'length' : 'stop',
      },
    ],
    usage: { prompt_tokens: 3000, completion_tokens: 300, total_tokens: 3300 },
  }
}

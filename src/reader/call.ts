import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import { ReaderError, messageOf } from '../errors.ts'
import type { ReaderRequest } from './request.ts'

/** Where a language model answers: any address of the OpenAI protocol (Ollama, vLLM, a service). */
export interface ReaderSettings {
  url: string
  model: string
  key: string | null
}

/** One answer takes a small model on a small machine some minutes at most. */
const answerSeconds = 120
const maxAnswerBytes = 1_000_000
/** The longest question with its answer; Ollama's usual 4096 would cut it silently. */
const contextTokens = 16_384

/**
 * Asks a language model; returns its answer as it is, with nothing verified yet.
 * Throws ReaderError; never follows a redirect, which would hand mail and key to another address.
 */
export async function ask(
  settings: ReaderSettings,
  request: ReaderRequest,
  seconds = answerSeconds,
): Promise<string> {
  const client = new OpenAI({
    baseURL: settings.url,
    // Ollama and vLLM need none, and the client refuses to start without one.
    apiKey: settings.key ?? 'none',
    organization: null,
    project: null,
    timeout: seconds * 1000,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch,
  })
  const { model } = settings
  const messages = [...request.messages]
  const strict = {
    temperature: 0,
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: 'reading', strict: true, schema: request.schema as Record<string, unknown> },
    },
  }
  const signal = AbortSignal.timeout(seconds * 1000)
  const complete = async (more: object) =>
    client.chat.completions.create({ model, messages, stream: false, ...more }, { signal })
  try {
    const completion = await complete(strict).catch(async (error: unknown) => {
      // Some servers know no schema, and some models no temperature: the prompt asks for the same form.
      if (error instanceof APIError && (error.status === 400 || error.status === 422)) return complete({})
      throw error
    })
    const [choice] = completion.choices ?? []
    const content = choice?.message?.content
    if (choice?.finish_reason === 'length')
      throw new ReaderError(
        'unusable',
        `${model} was cut short: give it a context of ${contextTokens} tokens (Ollama: OLLAMA_CONTEXT_LENGTH)`,
      )
    if (typeof content !== 'string' || content === '')
      throw new ReaderError('unusable', 'the language model’s server gave no text')
    return content
  } catch (error) {
    throw translated(error, settings, seconds)
  }
}

/** The answer's bytes are counted: a server that never ends one must not fill the memory. */
async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' })
  if (response.body === null) return response
  let bytes = 0
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > maxAnswerBytes) controller.error(new Error(tooLong))
        else controller.enqueue(chunk)
      },
    }),
  )
  return new Response(counted, response)
}

const tooLong = `the answer has more than ${maxAnswerBytes} bytes`

/** What to do about it, in a sentence that names the server and never the key. */
function translated(error: unknown, { url, model, key }: ReaderSettings, seconds: number): ReaderError {
  if (error instanceof ReaderError) return error
  const { host } = new URL(url)
  const shown = (text: string) => withoutKey(text, key).replace(/\s+/g, ' ').slice(0, 200)
  if (
    error instanceof APIConnectionTimeoutError ||
    (error as Error).name === 'TimeoutError' ||
    isAborted(error)
  )
    return new ReaderError('away', `${host} gave no answer within ${seconds} s`, error)
  if (error instanceof APIConnectionError)
    return new ReaderError(
      'away',
      `${host} can’t be asked (${shown(causeOf(error))}): is it running, and is READER_URL right?`,
      error,
    )
  if (!(error instanceof APIError))
    return new ReaderError('unusable', `${host}: ${shown(messageOf(error))}`, error)
  const { status } = error
  const said = `${host} answers ${status ?? 'nothing'}: ${shown(error.message)}`
  if (status === 401 || status === 403) return new ReaderError('key', `${said}. Check READER_KEY`, error)
  if (status === 404)
    return new ReaderError(
      'wrong',
      `${said}. Is READER_MODEL “${model}” there, and does READER_URL end with /v1?`,
      error,
    )
  if (status === 429)
    return new ReaderError('busy', said, error, secondsOf(error.headers?.get('retry-after')))
  // Too long, or not to its taste: about this question alone.
  if (status === 400 || status === 413 || status === 422) return new ReaderError('unusable', said, error)
  return new ReaderError(status !== undefined && status < 500 ? 'wrong' : 'away', said, error)
}

/** Servers repeat what they were sent. */
function withoutKey(text: string, key: string | null): string {
  const bare = key === null ? text : text.replaceAll(key, '…')
  return bare.replace(/Bearer \S+/gi, 'Bearer …')
}

function isAborted(error: unknown): boolean {
  return error instanceof OpenAI.APIUserAbortError
}

/** The innermost cause, which says what went wrong at the socket. */
function causeOf(error: Error): string {
  const { cause } = error
  return cause instanceof Error ? causeOf(cause) : messageOf(error)
}

const longestPauseSeconds = 3600

/** Retry-After in seconds (RFC 9110, 10.2.3); a date is as good as none here. */
function secondsOf(header: string | null | undefined): number | null {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(Math.ceil(seconds), longestPauseSeconds) : null
}

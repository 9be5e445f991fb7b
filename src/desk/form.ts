import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** A form's fields, each with all its values. */
export type Form = ReadonlyMap<string, string[]>

const maxFields = 500
const maxLetters = 5000

/** What a browser sends (URL Living Standard, application/x-www-form-urlencoded). */
export function readForm(body: string): Form {
  const form = new Map<string, string[]>()
  for (const [name, value] of [...new URLSearchParams(body)].slice(0, maxFields))
    form.set(name, [...(form.get(name) ?? []), value.replace(/\r\n?/g, '\n').slice(0, maxLetters)])
  return form
}

/** The form of a request; empty when it has none. */
export function formOf({ body }: FastifyRequest): Form {
  return body instanceof Map ? (body as Form) : new Map()
}

/** One line of text; empty when it is not there. */
export function textIn(form: Form, name: string): string {
  return (form.get(name)?.[0] ?? '').replace(/\s+/g, ' ').trim()
}

/** One value of an address's query. */
export function inQuery(request: FastifyRequest, name: string): string {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value.slice(0, 300) : ''
}

/** Names a state by its content: a form that was made from another state is not carried out. */
export function stateOf(state: unknown): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex').slice(0, 16)
}

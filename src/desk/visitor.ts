import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { By } from '../../jobs/decide.ts'
import { formOf, textIn } from './form.ts'

export const cookieName = '__Host-desk'

/** Who is at the desk. */
export interface Visitor {
  who: string
  key: string
}

const visitors = new WeakMap<FastifyRequest, Visitor>()

/** Notes who sends a request. */
export function noteVisitor(request: FastifyRequest, visitor: Visitor): void {
  visitors.set(request, visitor)
}

/** Who sends a request; null before the login. */
export function visitorOf(request: FastifyRequest): Visitor | null {
  return visitors.get(request) ?? null
}

/** Who decides by a request, and why. */
export function byOf(request: FastifyRequest): By {
  return { who: visitorOf(request)?.who ?? '', why: textIn(formOf(request), 'why') }
}

/** The token that each form of a session carries. */
export function tokenOf({ key }: Visitor): string {
  return createHash('sha256').update(`form ${key}`).digest('base64url')
}

import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

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

/** Null before the login. */
export function visitorOf(request: FastifyRequest): Visitor | null {
  return visitors.get(request) ?? null
}

/** What each form of a session carries. */
export function tokenOf({ key }: Visitor): string {
  return createHash('sha256').update(`form ${key}`).digest('base64url')
}

import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { By } from '../../jobs/decide.ts'
import type { Desk } from './desk.ts'
import { formOf, textIn } from './form.ts'

/** A session's cookie; among several lists each has its own, because all share the desk's name and port. */
export function cookieOf({ settings: { url } }: Pick<Desk, 'settings'>): string {
  return `__Host-desk${pathOf(url).replace('/', '-')}`
}

/** The command that prints a login link for this desk. */
export function loginCommand({ settings: { url } }: Pick<Desk, 'settings'>): string {
  return `npx statlist login${pathOf(url).replace('/', ' --list ')}`
}

/** What the addresses of a list's desk begin with: "/physics"; '' where it is the only one. */
export function pathOf(url: string): string {
  return new URL(url).pathname.replace(/\/$/, '')
}

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

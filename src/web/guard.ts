import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { keepBelow } from './bound.ts'
import { hostOf } from './limit.ts'
import { secure } from './send.ts'

const maxFailures = 5
const failureWindowMs = 60_000
const maxAddresses = 10_000

/** True for a request with the admin's token; otherwise the guard has answered it. */
export type Guard = (request: FastifyRequest, reply: FastifyReply) => boolean

/** Everything is off without a token. Whoever knows it is never locked out; it is too long to be guessed. */
export function openGuard(adminToken: string | null): Guard {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = adminToken === null ? null : digest(adminToken)
  const failures = openFailures()
  return (request, reply) => {
    secure(reply).header('cache-control', 'no-store')
    if (wanted === null) {
      reply.code(404).send({ error: 'The admin interface is off: set ADMIN_TOKEN to turn it on.' })
      return false
    }
    const given = /^Bearer (\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (timingSafeEqual(digest(given), wanted)) return true
    const address = hostOf(request.ip)
    if (failures.count(address) >= maxFailures) {
      reply
        .code(429)
        .header('retry-after', '60')
        .send({ error: 'Too many wrong tokens: try again in a minute.' })
      return false
    }
    failures.add(address)
    reply
      .code(401)
      .header('www-authenticate', 'Bearer')
      .send({ error: 'The bearer token is missing or wrong.' })
    return false
  }
}

/** Wrong tokens of the last minute, by address. */
export function openFailures() {
  const times = new Map<string, number[]>()
  const recent = (address: string) =>
    (times.get(address) ?? []).filter((at) => performance.now() - at < failureWindowMs)
  return {
    count: (address: string) => recent(address).length,
    add(address: string) {
      keepBelow(times, maxAddresses)
      times.set(address, [...recent(address), performance.now()].slice(-maxFailures))
    },
  }
}

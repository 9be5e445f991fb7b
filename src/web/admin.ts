import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { secure } from './send.ts'
import { keepBelow } from './bound.ts'

const maxFailures = 5
const failureWindowMs = 60_000
const maxAddresses = 10_000

/** POST /admin/resync behind a bearer token; off without one. */
export function addAdmin(
  server: FastifyInstance,
  adminToken: string | null,
  resync: () => Promise<object | null>,
): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = adminToken === null ? null : digest(adminToken)
  const failures = openFailures()
  server.post('/admin/resync', async (request, reply) => {
    secure(reply)
    if (wanted === null)
      return reply.code(404).send({ error: 'The admin interface is off: set ADMIN_TOKEN to turn it on.' })
    const given = /^Bearer (\S{1,512})$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const right = timingSafeEqual(digest(given), wanted)
    // Who knows the token is never locked out; the token is too long to be guessed.
    if (!right && failures.count(request.ip) >= maxFailures)
      return reply
        .code(429)
        .header('retry-after', '60')
        .send({ error: 'Too many wrong tokens: try again in a minute.' })
    if (!right) {
      failures.add(request.ip)
      return reply
        .code(401)
        .header('www-authenticate', 'Bearer')
        .send({ error: 'The bearer token is missing or wrong.' })
    }
    const report = await resync()
    return report === null
      ? reply.code(409).send({ error: 'A poll or resync is running: try again in a minute.' })
      : reply.send(report)
  })
}

/** Wrong tokens of the last minute, by address. */
function openFailures() {
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

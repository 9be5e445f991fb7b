import type { FastifyInstance } from 'fastify'
import { messageOf } from '../errors.ts'
import type { Guard } from './guard.ts'

/** POST /admin/resync for whoever has the token. */
export function addAdmin(server: FastifyInstance, guard: Guard, resync: () => Promise<object | null>): void {
  server.post('/admin/resync', async (request, reply) => {
    if (!guard(request, reply)) return reply
    const report = await resync().catch((error: unknown) => ({ error: messageOf(error) }))
    if (report !== null && 'error' in report) return reply.code(503).send(report)
    return report === null
      ? reply.code(409).send({ error: 'A poll or resync is running: try again in a minute.' })
      : reply.send(report)
  })
}

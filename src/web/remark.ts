import type { FastifyInstance, FastifyRequest } from 'fastify'
import { languageIn, notFound, sendMessage, type Web } from './answer.ts'
import { withLanguage } from './layout.ts'
import { openBudget } from './limit.ts'
import { secure } from './send.ts'
import { words as allWords } from './words.ts'

const perHour = 3
const statuses = { kept: 303, full: 503, unknown: 404, empty: 422 } as const

/** Hands readers' remarks on a talk to the worker: three at once per address, then one in twenty minutes. */
export function addRemark(server: FastifyInstance, web: Web): void {
  const budget = openBudget({ burst: perHour, perSecond: perHour / 3600 })
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(String(body)).get('text') ?? ''),
  )
  server.post('/talks/:id/wrong', async (request, reply) => {
    const { id } = request.params as { id: string }
    const words = allWords[languageIn(request).language].remark
    const say = (code: number, text: string) => {
      sendMessage(web, request, reply, code, text)
      return reply
    }
    if (!isFromHere(request)) return say(403, words.elsewhere)
    if (!/^[0-9a-f]{12}$/.test(id)) return say(404, words.unknown)
    if (!budget.take(request.ip, performance.now())) return say(429, words.often)
    const text = typeof request.body === 'string' ? request.body : ''
    const answer = await web.parts.remark({ id, text }).catch(() => null)
    if (answer === null) return say(503, words.late)
    const { taken } = answer
    if (taken !== 'kept') return say(statuses[taken], words[taken])
    const { language, isChosen } = languageIn(request)
    const thanks = `/talks/${id}/told`
    return secure(reply).redirect(isChosen ? withLanguage(thanks, language) : thanks, statuses.kept)
  })
  server.get('/talks/:id/told', (request, reply) => {
    const { id } = request.params as { id: string }
    if (!/^[0-9a-f]{12}$/.test(id)) return notFound(web, request, reply)
    sendMessage(web, request, reply, 200, allWords[languageIn(request).language].remark.kept, `/talks/${id}`)
  })
}

/** A form of somebody else's page may not speak for its visitors (https://www.w3.org/TR/fetch-metadata/). */
function isFromHere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  const { origin, host } = headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}

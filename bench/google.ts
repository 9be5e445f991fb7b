import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resync } from '../jobs/resync.ts'
import type { Dovecot } from '../test/support/dovecot.ts'
import { openGoogleServer } from '../test/support/google-server.ts'
import { talkMail } from '../test/support/talk-mail.ts'
import { makeWorker, until } from '../test/support/worker.ts'
import { openWorld } from '../test/support/world.ts'
import type { Tell } from './tell.ts'

const count = 2000
const quotaPerMinute = 600

/** 2,000 events in Google: a resync that has nothing to do, and a first fill that is killed in the middle. */
export async function benchGoogle(dovecot: Dovecot, tell: Tell): Promise<void> {
  const server = await openGoogleServer()
  const world = await openWorld(server)
  for (let at = 0; at < count; at++) await world.mail(talkMail(at))
  await resync(world.services)
  server.requests.length = 0
  const from = performance.now()
  const result = await resync(world.services)
  const seconds = (performance.now() - from) / 1000
  const lists = server.requests.filter(({ method }) => method === 'GET').length
  tell(
    `resync of ${server.events.size} events that changes nothing: writes, list calls, seconds`,
    `${result.kind === 'done' ? server.requests.length - lists : result.kind}, ${lists}, ${seconds.toFixed(1)}`,
  )
  await world.services.close()

  server.reset()
  server.settings.perMinute = quotaPerMinute
  const worker = await makeWorker(dovecot, 'fill', server)
  const archive = join(mkdtempSync(join(tmpdir(), 'fill-')), 'all.mbox')
  writeFileSync(
    archive,
    Array.from(
      { length: count },
      (_, at) => `From office@math.example Mon Nov  2 08:00:00 2026\n${talkMail(at)}\n`,
    ).join(''),
  )
  const { code, stderr } = await worker.command('import', archive)
  if (code !== 0) throw new Error(stderr)
  const started = performance.now()
  const fill = async (wanted: number) =>
    until(
      () => {
        process.stdout.write(`\r${server.events.size} of ${count} in Google `)
        return server.events.size >= wanted
      },
      900,
      `${wanted} events in Google`,
    )
  await worker.start()
  await fill(count / 4)
  await worker.kill()
  await worker.start()
  await fill(count)
  await new Promise((resolve) => setTimeout(resolve, 5000))
  process.stdout.write('\r')
  const inserts = server.requests.filter(({ method }) => method === 'POST').length
  tell(
    `first fill, killed at a quarter: events, inserts, busiest minute (of ${quotaPerMinute}), seconds`,
    `${server.events.size}, ${inserts}, ${server.busiestMinute()}, ${((performance.now() - started) / 1000).toFixed(0)}`,
  )
  await worker.stop()
  worker.remove()
  await server.close()
}

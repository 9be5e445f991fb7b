import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostsKilled, openHosts } from '../fault/hosts.ts'
import { adminToken, problemsAt, until } from '../support/worker.ts'

/* Two hosts with nothing in common but PostgreSQL, Redis and the inbox. */

test('two hosts are killed in turn while mails of two lists come in: all is once everywhere', async () => {
  assert.deepEqual(await hostsKilled(4, 24, 2), [])
})

test('one host works, the other serves pages, whatever becomes of the database', async (context) => {
  const rig = await openHosts(1, ['web', 'worker'])
  context.after(async () => rig.close())
  const [web, worker] = rig.hosts
  await Promise.all([web!.start(), worker!.start()])
  /** Waits until all is as it must be; if not, says what is wrong, and what the worker says of itself. */
  const becomesWell = async (seconds: number, what: string) => {
    await until(async () => (await rig.faults()).length === 0, seconds, what).catch(
      async (error: unknown) => {
        const state = await problemsAt(worker!.url).catch(String)
        throw new Error(`${what}: ${(await rig.faults()).join('; ')}; ${state}`, { cause: error })
      },
    )
  }
  await rig.deliver(3)
  await becomesWell(60, 'three talks everywhere')

  const resync = await fetch(`${web!.url}/admin/resync`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}` },
  })
  assert.match(await resync.text(), /only serves pages: run “statlist resync” where a worker runs/)

  const feed = await (await fetch(`${web!.url}/list-0.ics`)).text()
  await rig.postgres.kill()
  assert.equal(await (await fetch(`${web!.url}/list-0.ics`)).text(), feed)
  await until(async () => (await fetch(`${web!.url}/health`)).status === 503, 30, 'red health')
  await rig.deliver(2)
  await rig.postgres.start()
  await becomesWell(90, 'the two mails that came meanwhile')
  await until(async () => (await problemsAt(web!.url)) === '', 60, 'green health')
})

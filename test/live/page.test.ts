import assert from 'node:assert/strict'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { chromium } from 'playwright-core'
import { openServer } from '../../src/web/server.ts'
import { openFeedStore } from '../../src/web/store.ts'
import { makeEvent } from '../support/events.ts'

const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'chromium'))
  .find(existsSync)

test('in a browser: the coming talks, the subscribe links, no script, nothing from elsewhere', async () => {
  const feed = openFeedStore(mkdtempSync(join(tmpdir(), 'feed-')))
  feed.save(
    'x',
    JSON.stringify([
      makeEvent({}, { title: '<b>Bold</b> claims' }),
      makeEvent({ uid: 'n@x', start: '2025-09-26T10:00' }, { title: 'Next day' }),
    ]),
  )
  const server = openServer({
    feed,
    list: { name: 'Statlist', timeZone: 'Europe/Zurich' },
    publicUrl: null,
    adminToken: null,
    googleCalendarId: null,
    now: () => '2025-09-20T10:00:00Z',
    health: async () => ({ ok: true, lastPollAt: null, secondsSinceLastPoll: null, problems: [] }),
    resync: async () => null,
  })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const browser = await chromium.launch({
    executablePath: path!,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  try {
    const page = await browser.newPage({ javaScriptEnabled: true })
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(address)
    assert.deepEqual(await page.locator('.title').allInnerTexts(), ['<b>Bold</b> claims', 'Next day'])
    assert.equal(await page.locator('h3').count(), 2)
    const links = await page
      .locator('.subscribe a')
      .evaluateAll((nodes) => nodes.map((node) => (node as unknown as { href: string }).href))
    const host = new URL(address).host
    assert.equal(links[0], `webcal://${host}/statlist.ics`)
    assert.equal(new URL(links[1]!).searchParams.get('cid'), `webcal://${host}/statlist.ics`)
    assert.equal(new URL(links[2]!).searchParams.get('url'), `webcal://${host}/statlist.ics`)
    assert.ok(
      asked.every((url) => url.startsWith(address)),
      asked.join(),
    )
    await page.setViewportSize({ width: 360, height: 700 })
    assert.ok(
      await page.evaluate('document.documentElement.scrollWidth <= 360'),
      'no sideways scrolling on a phone',
    )
  } finally {
    await browser.close()
    await server.close()
  }
})

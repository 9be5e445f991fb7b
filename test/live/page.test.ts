import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from '../support/browser.ts'
import { makeSite } from '../support/site.ts'
import { sampleEvents } from '../support/talks.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const googleCalendarId = 'statlist@group.calendar.google.com'
const publicUrl = 'https://calendar.example'

let address: string
let browser: Browser
let close: () => Promise<unknown>

before(async () => {
  const { server } = makeSite(await sampleEvents('2026-11-23'), {
    now: () => '2026-11-23T10:00:00Z',
    googleCalendarId,
    publicUrl,
  })
  address = await server.listen({ host: '127.0.0.1', port: 0 })
  browser = await openBrowser()
  close = async () => Promise.all([browser.close(), server.close()])
})
after(async () => close())

/** Opens a page; everything that it asks for must be ours, and nothing may go wrong in it. */
async function visit(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const elsewhere: string[] = []
  const errors: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) elsewhere.push(request.url())
  })
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(address + path)
  await look(page)
  assert.deepEqual([elsewhere, errors, await context.cookies()], [[], [], []], path)
  await context.close()
}

async function hrefs(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((nodes) => nodes.map((node) => (node as unknown as { href: string }).href))
}

test('find a talk: by words, by choice, and on its own page', async () => {
  await visit('/', {}, async (page) => {
    assert.equal(await page.locator('ol.talks > li').count(), 20)
    await page.getByText('Find talks').click()
    await page.getByLabel('Words').fill('bootstrap')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/?q=bootstrap')
    assert.deepEqual(await page.locator('.title').allInnerTexts(), ['Privacy and the Bootstrap'])
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    assert.match(await page.locator('h1').innerText(), /Privacy and the Bootstrap/)
    assert.match(await page.locator('ol').innerText(), /room ETH Zurich, HG D 7\.1 → ETH Zurich, HG E 3/)
    assert.match(
      await page.getByRole('link', { name: 'Map' }).getAttribute('href').then(String),
      /openstreetmap\.org\/\?mlat=47\.3/,
    )
    await page.getByText('Where this was read').click()
    assert.match(await page.locator('table').innerText(), /„Privacy and the Bootstrap“/)
  })
})

test('a choice makes its own feed, and the feed holds the same talks', async () => {
  await visit('/', {}, async (page) => {
    await page.getByText('Find talks').click()
    await page.getByLabel('City').selectOption({ label: 'Zürich' })
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    const shown = await page.locator('.title').count()
    assert.ok(shown > 3 && shown < 20, String(shown))
    const feed = await page.locator('#address').innerText()
    assert.equal(feed, `${publicUrl}/zurich.ics`)
    const body = await (await fetch(address + new URL(feed).pathname)).text()
    assert.equal(body.match(/BEGIN:VEVENT/g)?.length, shown)
    assert.equal(await page.getByText('Subscribe to exactly these talks').count(), 1)
    const google = (await hrefs(page, '.subscribe a')).find((href) => href.includes('calendar.google.com'))
    assert.equal(new URL(google!).searchParams.get('cid'), 'webcal://calendar.example/zurich.ics')
  })
})

test('the address can be copied', async () => {
  await visit('/', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.getByRole('button', { name: 'Copy the address' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), `${publicUrl}/statlist.ics`)
  })
})

const agents: [string, string, (links: string[]) => void][] = [
  [
    'an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
    ([first]) => assert.equal(first, 'webcal://calendar.example/statlist.ics'),
  ],
  [
    'Android: the Google calendar by its app, no webcal',
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/150 Mobile Safari/537.36',
    (links) => {
      const [, query, fallback] =
        /^intent:\/\/calendar\.google\.com\/calendar\?cid=([^#]+)#Intent;.*S\.browser_fallback_url=([^;]+);end$/.exec(
          links[0]!,
        )!
      assert.equal(decodeURIComponent(query!), googleCalendarId)
      assert.equal(new URL(decodeURIComponent(fallback!)).searchParams.get('cid'), googleCalendarId)
      assert.ok(!links.some((link) => link.startsWith('webcal:')))
    },
  ],
  [
    'Windows: Outlook first',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150 Safari/537.36',
    ([first, second]) => {
      assert.equal(new URL(first!).host, 'outlook.office.com')
      assert.equal(new URL(second!).host, 'outlook.live.com')
      for (const link of [first!, second!]) {
        assert.equal(new URL(link).searchParams.get('url'), 'webcal://calendar.example/statlist.ics')
        assert.equal(new URL(link).searchParams.get('name'), 'Statlist')
      }
    },
  ],
  [
    'a desktop: the shared Google calendar first',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150 Safari/537.36',
    ([first]) => assert.equal(new URL(first!).searchParams.get('cid'), googleCalendarId),
  ],
]

for (const [name, userAgent, check] of agents)
  test(`subscribe links lead to the right calendar: ${name}`, async () => {
    await visit('/', { userAgent }, async (page) => check(await hrefs(page, '.subscribe li a')))
  })

test('without a script everything works, only the copy button is not there', async () => {
  await visit('/', { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('ol.talks > li').count(), 20)
    assert.equal(await page.getByRole('button', { name: 'Copy' }).count(), 0)
    await page.getByText('Find talks').click()
    await page.getByLabel('Words').fill('bootstrap')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    assert.equal(await page.locator('ol.talks > li').count(), 1)
    await page.getByText('As a QR code').click()
    await page.locator('details img').scrollIntoViewIfNeeded()
    assert.match(await (await fetch(address + '/statlist.svg')).text(), /^<svg/)
  })
})

test('by keyboard alone: skip link, find, choose, read', async () => {
  await visit('/', {}, async (page) => {
    const focused = async () =>
      page.evaluate('document.activeElement.textContent.trim() || document.activeElement.name')
    await page.keyboard.press('Tab')
    assert.equal(await focused(), 'To the talks')
    const reach = async (wanted: string) => {
      for (let at = 0; at < 40; at++) {
        if ((await focused()) === wanted) return
        await page.keyboard.press('Tab')
      }
      assert.fail(`${wanted} can’t be reached by Tab`)
    }
    await reach('Find talks')
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    assert.equal(outline, 'solid', 'what has the focus is seen')
    await page.keyboard.press('Enter')
    await reach('q')
    await page.keyboard.type('bootstrap')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=bootstrap/)
    await reach('Privacy and the Bootstrap')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/talks\//)
  })
})

const looks: [string, BrowserContextOptions][] = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['on a phone', { viewport: { width: 320, height: 640 } }],
  ['in German', { locale: 'de-CH' }],
  [
    'in French, dark, on a phone',
    { locale: 'fr-CH', colorScheme: 'dark', viewport: { width: 360, height: 700 } },
  ],
]

for (const [name, options] of looks)
  test(`axe finds nothing against WCAG 2.2 AA: ${name}`, async () => {
    const talk = (await sampleEvents('2026-11-23')).find(({ sequence }) => sequence > 0)!.uid.slice(0, 12)
    for (const path of ['/', '/zurich', `/talks/${talk}`, '/years/2026'])
      await visit(path, { ...options, bypassCSP: true }, async (page) => {
        for (const summary of await page.locator('summary').all())
          if (!(await summary.evaluate('(node) => node.parentElement.open'))) await summary.click()
        await page.evaluate(axe)
        const { violations } = (await page.evaluate(
          "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
        )) as { violations: { id: string; nodes: { html: string }[] }[] }
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes[0]?.html]),
          [],
          path,
        )
        assert.ok(
          await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          `${path} scrolls sideways`,
        )
      })
  })

test('dark is dark, and paper has no buttons', async () => {
  await visit('/', { colorScheme: 'dark' }, async (page) => {
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(13, 17, 23)')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('.subscribe').isVisible(), false)
    assert.equal(await page.locator('ol.talks').first().isVisible(), true)
  })
})

test('the first paint waits for one request only', async () => {
  await visit('/', {}, async (page) => {
    const asked = (await page.evaluate(
      "performance.getEntriesByType('resource').map((entry) => entry.name)",
    )) as string[]
    assert.deepEqual(
      asked.filter((url) => !url.endsWith('.svg') && !url.endsWith('favicon.ico')),
      [],
    )
  })
})

import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { violationsIn, type Look } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { makeSite } from '../support/site.ts'
import { sampleEvents } from '../support/talks.ts'

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
    await page.getByRole('searchbox').fill('bootstrap')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, '/?q=bootstrap')
    assert.deepEqual(await page.locator('.title a').allInnerTexts(), ['Privacy and the Bootstrap'])
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    assert.match(await page.locator('h1').innerText(), /Privacy and the Bootstrap/)
    assert.match(await page.locator('ol').innerText(), /place ETH Zurich, HG D 7\.1 → ETH Zurich, HG E 3/)
    assert.match(
      await page.getByRole('link', { name: 'Map' }).getAttribute('href').then(String),
      /openstreetmap\.org\/\?mlat=47\.3/,
    )
    await page.getByText('Where this was read').click()
    assert.match(await page.locator('table').innerText(), /„Privacy and the Bootstrap“/)
  })
})

for (const [name, width, height] of [
  ['a phone', 390, 844],
  ['a laptop', 1280, 720],
] as const)
  test(`the first talk stands on the first screen of ${name}, and nothing runs out of it`, async () => {
    await visit('/', { viewport: { width, height } }, async (page) => {
      const box = await page.locator('ol.talks > li').first().boundingBox()
      assert.ok(box !== null && box.y + box.height < height, JSON.stringify(box))
      assert.equal(await page.evaluate('document.documentElement.scrollWidth'), width)
    })
  })

test('talks by weeks, then by months; what changed is marked, on the talk’s page as a banner', async () => {
  await visit('/', {}, async (page) => {
    const periods = await page.locator('main section > h2').allInnerTexts()
    assert.deepEqual(periods.slice(0, 3), ['This week', 'Next week', 'December 2026'])
    assert.deepEqual(await page.locator('.title .mark').allInnerTexts(), ['new room'])
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    assert.match(await page.locator('.banner').innerText(), /new room\s+place .*HG D 7\.1 → .*HG E 3/)
  })
})

test('one talk goes into Google, Outlook or a file, with its hours', async () => {
  await visit('/?q=bootstrap', {}, async (page) => {
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    const [google, work, home, file] = await hrefs(page, '.add a')
    const targetOf = async (link: string) => {
      const { headers } = await fetch(link, { redirect: 'manual' })
      return new URL(String(headers.get('location'))).searchParams
    }
    const asked = await targetOf(google!)
    assert.deepEqual(
      [asked.get('dates'), asked.get('ctz')],
      ['20261203T161500/20261203T171500', 'Europe/Zurich'],
    )
    for (const link of [work, home]) {
      const searchParams = await targetOf(link!)
      assert.equal(searchParams.get('startdt'), '2026-12-03T15:15:00Z')
      assert.equal(searchParams.get('enddt'), '2026-12-03T16:15:00Z')
    }
    assert.match(await (await fetch(file!)).text(), /BEGIN:VEVENT/)
  })
})

test('a list in somebody else’s page, by the lines that the page gives: as high as it is, links open anew', async () => {
  let snippet = ''
  await visit('/zurich', {}, async (page) => {
    await page.getByText('Subscribe to exactly these talks').click()
    await page.getByText('On a page of your own').click()
    snippet = await page.locator('#snippet').innerText()
  })
  assert.ok(snippet.includes(`${publicUrl}/embed/zurich`))
  const foreign = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>An institute</title>${snippet.replaceAll(publicUrl, address)}`)
  })
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve))
  const context = await browser.newContext()
  const page = await context.newPage()
  const { port } = foreign.address() as AddressInfo
  await page.goto(`http://localhost:${port}/`)
  const frame = page.frameLocator('iframe')
  await frame.locator('ol.talks > li').first().waitFor()
  await page.waitForFunction("document.querySelector('iframe').style.height !== '600px'")
  const inside = await frame.locator('html').evaluate('(node) => node.scrollHeight')
  assert.equal(await page.locator('iframe').evaluate('(node) => node.clientHeight'), inside)
  const [talk] = await Promise.all([page.waitForEvent('popup'), frame.locator('.title a').first().click()])
  assert.match(talk.url(), /\/talks\/[0-9a-f]{12}$/)
  await context.close()
  await new Promise((resolve) => foreign.close(resolve))
})

test('what chats show of a link', async () => {
  await visit('/?q=bootstrap', {}, async (page) => {
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    const content = async (name: string) =>
      page.locator(`meta[property="og:${name}"]`).getAttribute('content')
    assert.equal(await content('title'), 'Privacy and the Bootstrap')
    assert.equal(
      await content('description'),
      'Thursday, 3 December 2026, 16:15–17:15 · Daniel Okafor (Carnegie Mellon University) · ETH Zurich, HG E 3',
    )
    assert.match(String(await content('url')), /^https:\/\/calendar\.example\/talks\/[0-9a-f]{12}$/)
  })
})

test('the language that was chosen stays, through a search to a talk and back', async () => {
  await visit('/', {}, async (page) => {
    await page.getByRole('link', { name: 'Deutsch' }).click()
    await page.getByText('Vorträge finden').click()
    await page.locator('#q').fill('bootstrap')
    await page.getByRole('button', { name: 'Zeigen' }).click()
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    assert.match(await page.locator('.banner').innerText(), /neuer Raum\s+Ort .*→/)
    await page.getByRole('link', { name: 'Alle Vorträge' }).click()
    assert.equal(await page.locator('html').getAttribute('lang'), 'de')
  })
})

test('a choice makes its own feed, and the feed holds the same talks', async () => {
  await visit('/', {}, async (page) => {
    await page.getByText('Find talks').click()
    await page.getByLabel('City').selectOption('zurich')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    const shown = await page.locator('.title').count()
    assert.ok(shown > 3 && shown < 20, String(shown))
    await page.getByText('Subscribe to exactly these talks').click()
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
    await page.getByText('Other ways to subscribe').click()
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
    await visit('/', { userAgent }, async (page) =>
      check(await hrefs(page, '.subscribe a.first, .subscribe li a')),
    )
  })

test('without a script everything works, only the copy button is not there', async () => {
  await visit('/', { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('ol.talks > li').count(), 20)
    assert.equal(await page.getByRole('button', { name: 'Copy' }).count(), 0)
    await page.getByText('Find talks').click()
    await page.getByRole('searchbox').fill('bootstrap')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    assert.equal(await page.locator('ol.talks > li').count(), 1)
    await page.getByText('Subscribe to exactly these talks').click()
    await page.getByText('As a QR code').click()
    await page.locator('details img').scrollIntoViewIfNeeded()
    assert.match(await (await fetch(address + '/statlist.svg')).text(), /^<svg/)
  })
})

/** What a reader wants, in how many clicks and choices at most, how he gets there, and what he sees then. */
const tasks: [string, number, (page: Page) => (() => Promise<unknown>)[], string, RegExp][] = [
  ['what is on', 0, () => [], '.day', /Random Forests/],
  ['what has changed', 0, () => [], '.talks .mark', /new room/],
  [
    'what changed, when and by which mail',
    1,
    (page) => [async () => page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()],
    '.banner',
    /new room.*HG D 7\.1 → .*HG E 3.*21 Nov.*Room change/s,
  ],
  [
    'a talk by its words, also a past one',
    2,
    (page) => [
      async () => page.getByText('Find talks').click(),
      async () => page.getByRole('searchbox').fill('bootst'),
      async () => page.getByRole('button', { name: 'Show', exact: true }).click(),
    ],
    '#talks',
    /1 talk.*Privacy and the Bootstrap/s,
  ],
  [
    'next week in Zurich',
    3,
    (page) => [
      async () => page.getByText('Find talks').click(),
      async () => page.getByLabel('City').selectOption('zurich'),
      async () => page.getByRole('button', { name: 'Show', exact: true }).click(),
    ],
    '#talks',
    /Next week[\s\S]*Privacy and the Bootstrap/,
  ],
  [
    'a month',
    1,
    (page) => [async () => page.getByRole('link', { name: 'December' }).click()],
    '.days',
    /11:00 Cancelled: Volatility seen from afar/,
  ],
  [
    'one talk into a calendar, from the list',
    1,
    (page) => [async () => page.getByLabel(/^Add this talk.*Privacy/).click()],
    '.plus[open]',
    /Google Calendar[\s\S]*Outlook, work or school[\s\S]*Outlook.com[\s\S]*Apple Calendar, file/,
  ],
  [
    'all of a series',
    1,
    (page) => [async () => page.getByRole('link', { name: 'ETH-FDS seminar series' }).first().click()],
    'h1',
    /Statlist · ETH-FDS seminar series/,
  ],
  [
    'all of a speaker',
    2,
    (page) => [
      async () => page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click(),
      async () => page.getByRole('link', { name: 'Daniel Okafor' }).click(),
    ],
    'h1',
    /Statlist · Daniel Okafor/,
  ],
  [
    'a sheet for the notice board',
    1,
    (page) => [async () => page.getByRole('link', { name: 'For the notice board' }).click()],
    '.sheet',
    /23\s*[–-]\s*29 November 2026[\s\S]*15:15[\s\S]*Random Forests/,
  ],
  [
    'the lines for a page of his own',
    2,
    (page) => [
      async () => page.getByText('Other ways to subscribe').click(),
      async () => page.getByText('On a page of your own').click(),
    ],
    '#snippet',
    /<iframe/,
  ],
]

/** Counts what a reader does, over all pages that he comes to. */
const counter = `for (const kind of ['click', 'change']) addEventListener(kind, ({ target }) => {
  if (kind === 'click' ? target.tagName === 'SELECT' : target.tagName !== 'SELECT') return
  sessionStorage.setItem('done', Number(sessionStorage.getItem('done')) + 1)
}, true)`

for (const [name, clicks, steps, selector, expected] of tasks)
  test(`${name}: ${clicks} clicks`, async () => {
    await visit('/', { viewport: { width: 390, height: 844 } }, async (page) => {
      await page.addInitScript(counter)
      await page.reload()
      for (const step of steps(page)) await step()
      assert.match(await page.locator(selector).first().innerText(), expected)
      assert.equal(Number(await page.evaluate("sessionStorage.getItem('done')")), clicks)
    })
  })

test('a month is a grid where there is room, and a list where there is not', async () => {
  for (const [width, columns] of [
    [1280, 7],
    [390, 1],
  ] as const)
    await visit('/2026-12', { viewport: { width, height: 800 } }, async (page) => {
      const lefts = await page
        .locator('.days > li:visible')
        .evaluateAll((days) =>
          days.map((day) => (day as unknown as HTMLElementLike).getBoundingClientRect().left),
        )
      assert.equal(new Set(lefts.map(Math.round)).size, columns)
      // 1 December 2026 is a Tuesday.
      if (columns === 7) assert.ok(lefts[0]! > lefts[6]!)
    })
})

interface HTMLElementLike {
  getBoundingClientRect(): { left: number }
}

test('the board is one sheet of paper', async () => {
  await visit('/board?from=2026-11-23&to=2026-12-31', {}, async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1)
    assert.ok(await page.locator('.sheet figure svg').isVisible(), 'the QR code')
  })
})

test('the tags of a link’s preview', async () => {
  await visit('/', {}, async (page) => {
    await page.getByRole('link', { name: 'Privacy and the Bootstrap' }).click()
    const tags = (await page
      .locator('meta[property], meta[name]')
      .evaluateAll((tags) =>
        (tags as unknown as { getAttribute(name: string): string | null }[]).map((tag) => [
          tag.getAttribute('property') ?? tag.getAttribute('name'),
          tag.getAttribute('content'),
        ]),
      )) as [string, string][]
    const { 'og:url': url, viewport: _, ...rest } = Object.fromEntries(tags)
    assert.match(String(url), /^https:\/\/calendar\.example\/talks\/[0-9a-f]{12}$/)
    const about =
      'Thursday, 3 December 2026, 16:15–17:15 · Daniel Okafor (Carnegie Mellon University) · ETH Zurich, HG E 3'
    assert.deepEqual(rest, {
      description: about,
      'og:type': 'article',
      'og:site_name': 'Statlist',
      'og:title': 'Privacy and the Bootstrap',
      'og:description': about,
      'twitter:card': 'summary',
    })
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

const light = { colorScheme: 'light' } as const
const dark = { colorScheme: 'dark' } as const
const looks: Record<string, Record<string, Look>> = {
  'en-GB': {
    light,
    dark,
    'more contrast': { contrast: 'more' },
    'more contrast, dark': { ...dark, contrast: 'more' },
    'forced colours': { forcedColors: 'active' },
    'on a phone': { viewport: { width: 320, height: 640 } },
  },
  'de-CH': { light },
  'fr-CH': { 'dark, on a phone': { ...dark, viewport: { width: 360, height: 700 } } },
}

for (const [locale, ways] of Object.entries(looks))
  test(`axe finds nothing against WCAG 2.2 AA: ${locale}, ${Object.keys(ways).join('; ')}`, async () => {
    const talk = (await sampleEvents('2026-11-23')).find(({ sequence }) => sequence > 0)!.uid.slice(0, 12)
    for (const path of ['/', '/zurich', `/talks/${talk}`, '/2026', '/2026-12', '/board', '/embed'])
      await visit(path, { locale, bypassCSP: true }, async (page) => {
        // The lists of one talk's calendars lie over their neighbours: one is enough.
        await page.evaluate(
          "for (const one of document.querySelectorAll('details:not(.plus), .day:first-of-type .plus')) one.open = true",
        )
        assert.deepEqual(await violationsIn(page, ways), [], path)
      })
  })

test('dark is dark, and paper has no buttons', async () => {
  await visit('/', { colorScheme: 'dark' }, async (page) => {
    assert.equal(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(14, 18, 23)')
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

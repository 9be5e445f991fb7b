import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { waitingNow } from '../../jobs/decide.ts'
import { makeLink } from '../../jobs/desk-link.ts'
import { freePort } from '../../src/demo/inbox.ts'
import { openDesk, type OpenDesk } from '../../src/desk/listen.ts'
import { violationsIn, type Look } from '../support/axe.ts'
import { openBrowser } from '../support/browser.ts'
import { fillDesk, kinds, lines, openDeskWorld, type Kind } from '../support/desk-site.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { keyboard, mouse, type Hands } from '../support/hands.ts'
import type { World } from '../support/world.ts'

const desktop = { viewport: { width: 1280, height: 900 } }
const phone = { viewport: { width: 390, height: 844 } }

let server: GoogleServer
let browser: Browser
let desk: OpenDesk
let world: World
let url: string

before(async () => {
  const port = await freePort(0)
  url = `http://localhost:${port}`
  ;[server, browser, desk] = await Promise.all([
    openGoogleServer(),
    openBrowser(),
    openDesk([{ settings: { host: '127.0.0.1', port, url }, services: () => world.services }]),
  ])
})
after(async () => Promise.all([server.close(), browser.close(), desk.close()]))

beforeEach(async () => {
  server.reset()
  world = await openDeskWorld(server, { host: '127.0.0.1', port: Number(new URL(url).port), url })
})

/** Logs in by a link, and looks for errors and for what is asked elsewhere, to the end. */
async function atDesk(
  options: BrowserContextOptions,
  look: (page: Page) => Promise<void>,
  hands: Hands = mouse,
): Promise<void> {
  const context = await browser.newContext({ locale: 'en-GB', ...desktop, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(5000)
  const wrong: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`)) wrong.push(request.url())
  })
  page.on('console', (message) => {
    // Who is logged in and opens /login all the same is told so.
    if (['error', 'warning'].includes(message.type()) && !message.text().includes('status of 401'))
      wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(error.message))
  await page.goto((await makeLink(world.services, 'Ann')) ?? '')
  await hands.press(page.getByRole('button'))
  await page.waitForURL(`${url}/`)
  try {
    await look(page)
    assert.deepEqual(wrong, [])
  } finally {
    await context.close()
  }
}

const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** From Today to its card, and what is to be done there. */
async function settle(page: Page, hands: Hands, { item, writes = {}, about, press }: Kind): Promise<void> {
  await hands.press(link(page, 'Statlist desk'))
  await hands.press(page.locator('ol.queue > li').filter({ hasText: item }).first().getByRole('link'))
  await page.waitForURL(/\/waiting\/./)
  for (const [label, text] of Object.entries(writes))
    await hands.write(
      page.locator(`main form:has(button:text-is("${press}"))`).getByLabel(label, { exact: true }),
      text,
    )
  if (about !== undefined) await hands.choose(page.getByLabel('A known talk'), about)
  await hands.press(button(page, press))
  await page.locator('.flash').waitFor()
}

async function resyncByPlan(page: Page, hands: Hands): Promise<void> {
  const [id] = [...server.events.values()].filter(({ summary }) => /Marta/.test(String(summary)))
  server.editByHand(id!.id, { location: 'in the garden' })
  await hands.press(link(page, 'Resync'))
  await hands.press(page.getByRole('button', { name: /^(?:Make a plan|Plan again)$/ }))
  await button(page, 'Do exactly this').waitFor()
  assert.match(
    await page.locator('table').innerText(),
    /Accepted\s+Google\s+Marta Lindqvist.*location edited there by hand/s,
  )
  assert.match(lines(world, server, /Marta/).feed[0]!, /HG G 19\.1/, 'a plan does nothing')
  await hands.press(button(page, 'Do exactly this'))
  await page.getByText('Done:').waitFor()
  assert.match(await page.locator('ul.list').innerText(), /Ann/)
}

async function openTalk(page: Page, hands: Hands, name: string): Promise<void> {
  await hands.press(link(page, 'Talks'))
  await hands.write(page.getByLabel('Words', { exact: true }), name)
  await hands.press(button(page, 'Show'))
  await page.waitForURL(/q=/)
  await hands.press(page.locator('main').getByRole('link', { name }).first())
  await page.waitForURL(/\/talks\//)
}

async function press(page: Page, hands: Hands, name: string): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === 'POST')
  const loaded = page.waitForEvent('load')
  await hands.press(button(page, name))
  const answer = await answered
  await loaded
  assert.match(`${answer.status()} ${answer.headers()['location']}`, /^303 .*done=\d+$/)
  await world.work()
}

async function check(words: RegExp, wanted: string[]): Promise<void> {
  await world.work()
  assert.deepEqual(lines(world, server, words), { feed: wanted, google: wanted }, String(words))
}

const ways: [string, Hands, BrowserContextOptions][] = [
  ['by mouse', mouse, {}],
  ['by keyboard alone', keyboard, {}],
  ['without JavaScript', mouse, { javaScriptEnabled: false }],
  ['by keyboard without JavaScript', keyboard, { javaScriptEnabled: false }],
]

for (const [way, hands, options] of ways)
  describe(way, () => {
    test('everything that waits is settled: feed and Google have it', async () => {
      await fillDesk(world, kinds)
      await atDesk(
        options,
        async (page) => {
          assert.equal(await page.locator('h1').innerText(), `${kinds.length} things are waiting for you`)
          for (const kind of kinds) {
            await settle(page, hands, kind)
            await check(kind.look, kind.becomes)
          }
          await hands.press(link(page, 'Today'))
          assert.equal(await page.locator('h1').innerText(), 'Nothing is waiting for you')
        },
        hands,
      )
    })

    test('resync by plan, correct and undo, merge, withdraw and restore', async () => {
      await fillDesk(world, [])
      const marta = (room: string) => [`New room: Marta Lindqvist: Random Forests 2026-12-04T15:15 ${room}`]
      await atDesk(
        options,
        async (page) => {
          await resyncByPlan(page, hands)
          await check(/Marta/, marta('in the garden'))

          await openTalk(page, hands, 'Random Forests')
          await hands.write(page.getByLabel('Place', { exact: true }), 'HG E 5')
          await press(page, hands, 'Correct')
          await check(/Marta/, marta('HG E 5'))
          await hands.press(button(page, 'Undo'))
          await page.waitForURL(/\/decisions/)
          await check(/Marta/, marta('in the garden'))

          await openTalk(page, hands, 'Volatility')
          await hands.choose(
            page.getByLabel('The same talk as'),
            'Mon, 7 Dec 2026, 15:15 Daniel Okafor: Privacy and Bootstrap',
          )
          await press(page, hands, 'Merge')
          await check(/Volatility/, [])

          await openTalk(page, hands, 'Gradient')
          await press(page, hands, 'Take it out of all calendars')
          await check(/Gradient/, [])
          await page.reload()
          await press(page, hands, 'Bring it back')
          await check(/Gradient/, ['Emre Yildirim: Gradient Descent 2026-12-09T15:15 HG G 19.1'])
        },
        hands,
      )
    })
  })

const alone = 'where one field waits, everything that is written is kept'
for (const [name, item, writes, words, wanted] of [
  [
    `${alone}: a title beside the place`,
    'perhaps location',
    { Title: 'Isotonic regression' },
    /Kyriakou/,
    'Andreas Kyriakou: Isotonic regression 2027-01-14T14:00 HG G 19.2',
  ],
  [
    `${alone}: neither the mail’s place nor the corrected one`,
    'which Ann corrected to',
    { Place: 'HG E 9' },
    /Volatility/,
    'New room: Sofia Bernasconi: Volatility from afar 2026-12-08T15:15 HG E 9',
  ],
] as const)
  test(name, async () => {
    const kind = kinds.find((one) => one.item === item)!
    await fillDesk(world, [kind])
    await atDesk({}, async (page) => {
      await settle(page, mouse, { ...kind, writes })
      await check(words, [wanted])
      assert.deepEqual(await waitingNow(world.services), [])
    })
  })

test('what the worker does in Google meanwhile sends no form back', async () => {
  await fillDesk(world, [])
  await atDesk({}, async (page) => {
    await openTalk(page, mouse, 'Gradient')
    await press(page, mouse, 'Take it out of all calendars')
    await press(page, mouse, 'Bring it back')
  })
})

test('what was decided is said at once, with the way back: merged, too', async () => {
  await fillDesk(world, [])
  await atDesk({}, async (page) => {
    await openTalk(page, mouse, 'Volatility')
    await page.getByLabel('The same talk as').selectOption({ index: 1 })
    await press(page, mouse, 'Merge')
    assert.match(await page.locator('.flash').innerText(), /merged\s+Undo/)
  })
})

for (const [name, size] of Object.entries({ '1280 px': desktop, '390 px': phone })) {
  test(`publish as shown is two clicks from Today, correct and publish four: ${name}`, async () => {
    const [first, second] = [kinds[0]!, kinds[1]!]
    await fillDesk(world, [first, second])
    await atDesk(size, async (page) => {
      await link(page, first.item).click()
      await button(page, 'Publish as shown').click()
      await check(first.look, first.becomes)
      await page.goto(url)
      await link(page, second.item).click()
      await page.getByLabel('Starts at').click()
      await page.getByLabel('Starts at').fill('16:15')
      await button(page, 'Publish as shown').click()
      await page.locator('.flash').waitFor()
      await check(second.look, second.becomes)
    })
  })

  test(`no page scrolls sideways: ${name}`, async () => {
    await fillDesk(world, kinds)
    await atDesk(size, async (page) => {
      for (const path of await allPages(page)) {
        await page.goto(url + path)
        const [whole, seen] = (await page.evaluate(
          '[document.documentElement.scrollWidth, innerWidth]',
        )) as number[]
        assert.ok(whole! <= seen!, `${path}: ${whole} > ${seen}`)
      }
    })
  })
}

/** Every page with everything on it: a plan, a refused form, a decision. */
async function allPages(page: Page): Promise<string[]> {
  const [event] = world.services.feed.talks()
  server.deleteByHand([...server.events.keys()][0]!)
  await page.goto(`${url}/resync`)
  await page.locator('button[value=plan]').click()
  await page.locator('button[value=apply]').waitFor()
  const items = await waitingNow(world.services)
  const cards = ['null', 'location'].flatMap((field) =>
    items.filter((item) => String(item.field) === field).slice(0, 2),
  )
  const mails = await world.services.ledger.selectFrom('message').select(['key', 'state']).execute()
  return [
    '/',
    '/waiting',
    '/talks',
    '/talks?q=nothing+like+this',
    '/mails',
    '/resync',
    '/offices',
    '/decisions',
    '/logout',
    '/login',
    ...cards.map(({ id }) => `/waiting/${id}`),
    `/waiting/mail/${mails.find(({ state }) => state === 'waiting')!.key}`,
    `/talks/${event!.uid.slice(0, 12)}`,
    `/talks/${event!.uid.slice(0, 12)}?done=1`,
    `/mails/${mails[0]!.key}`,
  ]
}

const light = { colorScheme: 'light' } as const
const dark = { colorScheme: 'dark' } as const
/** All looks in one language; the others have other words, and the same colours. */
const looksIn: Record<string, Record<string, Look>> = {
  'en-GB': {
    'light, desktop': { ...desktop, ...light },
    'dark, desktop': { ...desktop, ...dark },
    'light, phone': { ...phone, ...light },
    'dark, phone': { ...phone, ...dark },
  },
  'de-CH': { 'light, phone': { ...phone, ...light } },
  'fr-CH': { 'dark, desktop': { ...desktop, ...dark } },
}

for (const [locale, looks] of Object.entries(looksIn))
  test(`axe finds nothing against WCAG 2.2 AA: ${locale}, ${Object.keys(looks).join('; ')}`, async () => {
    await fillDesk(world, kinds)
    await atDesk({ locale, bypassCSP: true }, async (page) => {
      const found: string[] = []
      for (const path of await allPages(page)) {
        await page.goto(url + path)
        found.push(...(await violationsIn(page, looks)).map((one) => `${path} ${one}`))
      }
      // A choice of several is a page behind a form.
      await page.goto(`${url}/waiting`)
      await page.locator('input[type=checkbox]').first().check()
      await page.locator('button[value=publish]').click()
      await page.locator('input[name=state]').waitFor({ state: 'attached' })
      found.push(...(await violationsIn(page, looks)).map((one) => `/waiting/batch ${one}`))
      assert.deepEqual(found, [])
    })
  })

test('Tab comes to everything that can be pressed or written, and shows where it is; the skip link leads past the pages', async () => {
  await fillDesk(world, kinds)
  await atDesk({}, async (page) => {
    for (const path of await allPages(page)) {
      await page.goto(url + path)
      await page.evaluate('document.activeElement.blur()')
      const missed = (await page.evaluate(`
        window.wanted = new Set([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, .scroll')])
        window.hidden = []
        document.addEventListener('focusin', ({ target }) => {
          wanted.delete(target)
          if (getComputedStyle(target).outlineStyle === 'none') hidden.push(target.outerHTML)
        })
        wanted.size`)) as number
      // Days and hours have parts, each a stop.
      for (let at = 0; at < missed * 5 && (await page.evaluate('wanted.size')) !== 0; at++)
        await page.keyboard.press('Tab')
      assert.deepEqual(
        await page.evaluate('[[...wanted].map((one) => one.outerHTML), hidden]'),
        [[], []],
        path,
      )
    }
    await page.goto(`${url}/mails`)
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.className'), 'skip')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.name'), 'q')
  })
})

const title = async (page: Page) => page.locator('h1').innerText()

test('keys: j and k go through what waits, e writes, Esc leaves, a publishes, r is nothing', async () => {
  const [first, second, third] = [kinds[0]!, kinds[1]!, kinds[4]!]
  await fillDesk(world, [first, second, third])
  await atDesk({}, async (page) => {
    const type = async (key: string, wanted: string | RegExp) => {
      // The heading is there before the page hears keys.
      await page.waitForLoadState()
      await page.keyboard.press('Escape')
      await page.keyboard.press(key)
      await page.locator('h1').filter({ hasText: wanted }).waitFor()
    }
    await type('j', first.item)
    await type('j', second.item)
    await type('k', first.item)
    await type('e', first.item)
    assert.equal(await page.evaluate('document.activeElement.name'), 'day', 'where the doubt is')
    await page.keyboard.type('jkar')
    assert.equal(await title(page), first.item)
    await page.reload()
    await type('a', second.item)
    await check(first.look, first.becomes)
    await type('r', third.item)
    await check(second.look, [])
  })
})

test('keys: they work on a card as it opens, whatever field is doubtful', async () => {
  const [first, second] = kinds.slice(0, 2) as [Kind, Kind]
  await fillDesk(world, [first, second])
  await atDesk({}, async (page) => {
    await page.keyboard.press('j')
    await page.locator('h1').filter({ hasText: first.item }).waitFor()
    await page.waitForLoadState()
    await page.keyboard.press('j')
    await page.locator('h1').filter({ hasText: second.item }).waitFor()
  })
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** How somebody sees a page; what is not named is as by day, on a desktop. */
export type Look = Pick<BrowserContextOptions, 'colorScheme' | 'contrast' | 'forcedColors' | 'viewport'>

const plain = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' } as const
const desktop = { width: 1280, height: 720 }

const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** A look changes colours and sizes; names, roles and headings are those of the page. */
const ofLooks = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable']

/** What axe finds against WCAG 2.2 AA on an open page in each of these looks, and whether it scrolls sideways. */
export async function violationsIn(page: Page, looks: Readonly<Record<string, Look>>): Promise<string[]> {
  await page.evaluate(axe)
  const found: string[] = []
  for (const [at, [name, { viewport, ...media }]] of Object.entries(looks).entries()) {
    await page.setViewportSize(viewport ?? desktop)
    await page.emulateMedia({ ...plain, ...media })
    const runOnly = JSON.stringify(at === 0 ? all : ofLooks)
    const { violations } = (await page.evaluate(
      `axe.run(document, { runOnly: ${runOnly}, rules: { 'target-size': { enabled: true } } })`,
    )) as { violations: { id: string; nodes: { html: string }[] }[] }
    for (const { id, nodes } of violations) found.push(`${name}: ${id}: ${nodes[0]?.html.slice(0, 200)}`)
    if (await page.evaluate('document.documentElement.scrollWidth > innerWidth'))
      found.push(`${name}: scrolls sideways`)
  }
  return found
}

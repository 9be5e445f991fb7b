import { renderList } from './list.ts'
import { isEverything, pathOf, type Filter } from './filter.ts'
import { isOpen } from './period.ts'
import { html, trusted } from './html.ts'
import { sourceOf, withLanguage } from './layout.ts'
import { nameOf, type PageView, type Site, type SiteData } from './site.ts'
import { styleSheet } from './style.ts'
import { words as allWords } from './words.ts'

const maxShown = 30

/** Tells the page around it how high it is; that page decides what to do with it. */
const script = `const tell = () => parent.postMessage({ statlistHeight: document.documentElement.scrollHeight }, '*')
addEventListener('load', tell)
addEventListener('resize', tell)`

/** The coming talks of a filter as a frame in somebody else's page: no form, no picture, links open a page of their own. */
export function renderEmbed(site: Site, data: SiteData, view: PageView, today: string): string {
  const words = allWords[view.language]
  const { filter } = view
  const open = isOpen(filter.period)
  const talks = data.matching(filter).filter(({ end }) => !open || end.slice(0, 10) >= today)
  const list = pathOf(filter)
  const { markup } = html`<!doctype html>
    <html lang="${view.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${nameOf(site, view.filter, words)}</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        ${trusted(`<style>${styleSheet}</style>`)}
      </head>
      <body class="embed">
        <main>
          <h1 class="unseen">${nameOf(site, filter, words)}</h1>
          ${talks.length === 0 ? html`<p>${open ? words.nothing : words.nothingThen}</p>` : renderList(data.talksOf(talks.slice(0, maxShown)), open ? today : null, words, true)}
          <p>
            <a
              href="${view.isChosen ? withLanguage(list, view.language) : list}"
              target="_blank"
              rel="noopener"
              >${nameOf(site, view.filter, words)}</a
            >
          </p>
        </main>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `
  return markup
}

/** @param from who may frame it: `*`, or origins */
export function embedPolicy(from: string): string {
  return `default-src 'none'; style-src ${sourceOf(styleSheet)}; script-src ${sourceOf(script)}; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors ${from}`
}

/** Address of the frame of a filter. */
export function embedPathOf(filter: Filter): string {
  return isEverything(filter) ? '/embed' : `/embed${pathOf(filter)}`
}

/** What somebody puts into their own page; `language`: the one chosen, null: as the reader's browser asks. */
export function embedSnippet(
  { baseUrl, list }: Site,
  filter: Filter,
  title: string,
  language: string | null,
): string {
  const id = `${list.id}${pathOf(filter).replace(/[^a-z0-9]+/gi, '-')}`
  const path = language === null ? embedPathOf(filter) : withLanguage(embedPathOf(filter), language)
  return `<iframe id="${id}" src="${baseUrl}${path.replaceAll('&', '&amp;')}" title="${title.replace(/[<>"&]/g, '')}" style="width:100%;height:600px;border:0"></iframe>
<script>
  addEventListener('message', ({ source, data }) => {
    const frame = document.getElementById('${id}')
    if (source === frame.contentWindow && data.statlistHeight) frame.style.height = data.statlistHeight + 'px'
  })
</script>`
}

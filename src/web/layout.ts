import { createHash } from 'node:crypto'
import { html, trusted, type Markup } from './html.ts'
import { styleSheet } from './style.ts'
import { languages, words as allWords, type Language, type Words } from './words.ts'

/** The only script: a copy button where the browser can copy. */
const script = `for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent)
    button.textContent = button.dataset.done
  })
}`

/** A style or script by its hash (CSP 3, 2.3.1). */
export function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Nothing from elsewhere, nothing inline but our one style and our one script, known by their hashes. */
export const contentSecurityPolicy = `default-src 'none'; style-src ${sourceOf(styleSheet)}; script-src ${sourceOf(script)}; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`

/** A calendar sheet with a density curve on it. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="2" y="4" width="28" height="26" rx="4" fill="#1a5fb4"/><path d="M8 2v5M24 2v5" stroke="#1a5fb4" stroke-width="3"/><rect x="5" y="10" width="22" height="17" rx="2" fill="#fff"/><path d="M7 25c5 0 5-12 9-12s4 12 9 12z" fill="#1a5fb4"/></svg>`

/** A whole page around its main part. */
export function renderLayout(page: {
  language: Language
  /** It was asked for by name: the links keep it. */
  isChosen?: boolean
  title: string
  /** Path and query of this page, for the links to its other languages. */
  path: string
  list: { name: string; timeZone: string }
  head?: Markup
  intro?: Markup
  /** Where "To the talks" jumps to, if not to the whole main part. */
  skipTo?: string
  /** For paper: the sheet, and nothing around it that is printed. */
  isPaper?: boolean
  main: Markup
  footer: Markup
}): string {
  const words = allWords[page.language]
  const { markup } = html`<!doctype html>
    <html lang="${page.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        ${trusted(`<style>${styleSheet}</style>`)} ${page.head ?? null}
      </head>
      <body${page.isPaper === true ? html` class="paper"` : null}>
        <a class="skip" href="#${page.skipTo ?? 'main'}">${words.skip}</a>
        <header>
          <p class="site"><a href="/">${page.list.name}</a></p>
          <nav aria-label="${words.language}">
            ${languages.map((language) => languageLink(language, page.language, page.path))}
          </nav>
          ${page.intro ?? null}
        </header>
        <main id="main">${page.main}</main>
        <footer>
          ${page.footer}
          <p>${words.times(page.list.timeZone.replace('_', ' '))}</p>
        </footer>
        ${trusted(`<script>${script}</script>`)}
      </body>
    </html> `
  return page.isChosen === true ? keepingLanguage(markup, page.language) : markup
}

/** Adds the chosen language to the addresses of our own pages: no cookie remembers it. */
function keepingLanguage(markup: string, language: Language): string {
  return markup
    .replace(
      /(<a [^>]*?href="|<form method="post" action=")(\/[^"?.]*(?:\?[^"]*)?)"/g,
      (whole, before: string, path: string) =>
        path.includes('lang=')
          ? whole
          : `${before}${path}${path.includes('?') ? '&#38;' : '?'}lang=${language}"`,
    )
    .replaceAll('</form>', `<input type="hidden" name="lang" value="${language}" /></form>`)
}

/** An address of ours in this language. */
export function withLanguage(path: string, language: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`
}

function languageLink(language: Language, current: Language, path: string): Markup {
  const name = allWords[language].name
  if (language === current) return html`<span aria-current="true" lang="${language}">${name}</span> `
  return html`<a href="${withLanguage(path, language)}" hreflang="${language}" lang="${language}"
    >${name}</a
  > `
}

/** "Friday, 16 December 2022" in the page's language. */
export function longDay(day: string, { locale }: Words): string {
  return Temporal.PlainDate.from(day).toLocaleString(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
}

/** "14 Dec, 12:04", the list's own time. */
export function shortMoment(instant: string, timeZone: string, { locale }: Words): string {
  return Temporal.Instant.from(instant).toLocaleString(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
}

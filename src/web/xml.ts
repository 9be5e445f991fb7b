import { shortIdOf } from '../talks/talk.ts'
import { html as xml } from './html.ts'
import { fileOf, pathOf, type Filter } from './filter.ts'
import { nameOf, type Site, type SiteData } from './site.ts'
import { headOf } from '../text.ts'
import { periodOf } from './period.ts'

const maxEntries = 100
const header = '<?xml version="1.0" encoding="utf-8"?>\n'

/** A text without what XML 1.0 can't hold at all. */
function plain(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ').toWellFormed()
}

/** The talks that changed most recently, as an Atom feed (RFC 4287). */
export function renderAtom(site: Site, data: SiteData, filter: Filter): string {
  const newest = data
    .matching(filter)
    .toSorted((a, b) =>
      a.lastModified < b.lastModified ? 1 : a.lastModified > b.lastModified ? -1 : a.uid < b.uid ? -1 : 1,
    )
    .slice(0, maxEntries)
  const { markup } = xml`<feed xmlns="http://www.w3.org/2005/Atom">
<id>${site.baseUrl}${fileOf(site.list, filter, '.atom')}</id>
<title>${plain(nameOf(site, filter))}</title>
<updated>${data.lastModified}</updated>
<author><name>${site.list.name}</name></author>
<link rel="self" type="application/atom+xml" href="${site.baseUrl}${fileOf(site.list, filter, '.atom')}"/>
<link rel="alternate" type="text/html" href="${site.baseUrl}${pathOf(filter)}"/>
${data.talksOf(newest).map(
  (event) => xml`<entry>
<id>urn:x-statlist:${headOf(event.uid, '@')}</id>
<title>${plain(`${event.start.replace('T', ' ')} ${event.summary}`)}</title>
<published>${event.created}</published>
<updated>${event.lastModified}</updated>
<link rel="alternate" type="text/html" href="${site.baseUrl}/talks/${shortIdOf(event.uid)}"/>
<content type="text">${plain(event.description)}</content>
</entry>
`,
)}</feed>
`
  return header + markup
}

export function renderSitemap(site: Site, { outlines }: SiteData): string {
  const years = [...new Set(outlines.map(({ start }) => start.slice(0, 4)))]
    .filter((year) => periodOf([year]) !== null)
    .toSorted()
  const { markup } = xml`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>${site.baseUrl}/</loc></url>
${years.map(
  (year) => xml`<url><loc>${site.baseUrl}/${year}</loc></url>
`,
)}${outlines.map(
    ({ uid, lastModified }) =>
      xml`<url><loc>${site.baseUrl}/talks/${shortIdOf(uid)}</loc><lastmod>${lastModified}</lastmod></url>
`,
  )}</urlset>
`
  return header + markup
}

/** Everything may be read: Google honours this file for feeds, too. */
export function renderRobots(site: Site): string {
  return `User-agent: *\nDisallow: /search\nDisallow: /admin\n\nSitemap: ${site.baseUrl}/sitemap.xml\n`
}

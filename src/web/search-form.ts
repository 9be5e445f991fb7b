import type { Filter, FilterGroup } from './filter.ts'
import { html, type Markup } from './html.ts'
import { keyOf } from './outline.ts'
import { slugOfPeriod } from './period.ts'
import type { SiteData } from './site.ts'
import type { Words } from './words.ts'

const selects: readonly Exclude<FilterGroup, 'online' | 'speaker'>[] = [
  'kind',
  'city',
  'institution',
  'series',
]

/** A plain form: it works without a script, and its answer is an address that can be subscribed to. */
export function renderSearch(words: Words, filter: Filter, data: SiteData, today: string): Markup {
  const chosen = new Set(filter.words.map(({ slug }) => slug))
  const counts = countsOf(data, today)
  const options = (group: FilterGroup) =>
    [...data.vocabulary.values()].filter(
      (word) => word.group === group && counts.has(keyOf(group, word.slug)),
    )
  // A month or a year has its own address; what is chosen in the form applies to all time.
  const { from, to } = slugOfPeriod(filter.period) === null ? filter.period : { from: null, to: null }
  const narrows = filter.words.length > 0 || filter.search !== '' || from !== null || to !== null
  return html`<details class="find" ${narrows ? html` open` : null}>
    <summary>${words.find}</summary>
    <form role="search" action="/search" method="get" aria-label="${words.find}">
      <div>
        <label for="q">${words.search}</label
        ><input type="search" id="q" name="q" value="${filter.search}" maxlength="100" />
      </div>
      ${selects.map(
        (group) =>
          html`<div>
            <label for="${group}">${words.groups[group]}</label
            ><select id="${group}" name="${group}">
              <option value="">${words.any}</option>
              ${options(group).map(
                ({ slug, name }) =>
                  html`<option value="${slug}" ${chosen.has(slug) ? html` selected` : null}>
                    ${group === 'kind' ? words.kinds[slug as keyof Words['kinds']] : name}
                    (${counts.get(keyOf(group, slug)) ?? 0})
                  </option>`,
              )}
            </select>
          </div> `,
      )}
      ${renderDate('from', from, words)} ${renderDate('to', to, words)}
      <label class="check"
        ><input
          type="checkbox"
          name="online"
          value="online"
          ${chosen.has('online') ? html` checked` : null}
        />
        ${words.onlineOnly}</label
      >
      <button class="go">${words.show}</button>
    </form>
  </details>`
}

function renderDate(name: 'from' | 'to', day: string | null, words: Words): Markup {
  return html`<div>
    <label for="${name}">${words[name]}</label
    ><input type="date" id="${name}" name="${name}" value="${day ?? ''}" />
  </div> `
}

/** How many coming talks each word of the vocabulary has; words that no talk ever had are left out. */
function countsOf({ outlines }: SiteData, today: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { end, keys } of outlines) {
    const isComing = end.slice(0, 10) >= today
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + (isComing ? 1 : 0))
  }
  return counts
}

import type { CalendarEvent } from '../calendar/event.ts'
import { isEverything, slugOf, type Filter, type FilterGroup, type Vocabulary } from './filter.ts'
import { html, type Markup } from './html.ts'
import type { Words } from './words.ts'

const selects: readonly Exclude<FilterGroup, 'online'>[] = ['kind', 'city', 'institution', 'series']

/** A plain form: it works without a script, and its answer is an address that can be subscribed to. */
export function renderSearch(
  words: Words,
  filter: Filter,
  vocabulary: Vocabulary,
  events: readonly CalendarEvent[],
): Markup {
  const used = new Set(
    events.flatMap(({ talk, place }) => [
      talk.type,
      place.city,
      ...place.institutions,
      slugOf(talk.series ?? ''),
    ]),
  )
  const options = (group: FilterGroup) =>
    [...vocabulary.values()].filter((word) => word.group === group && used.has(word.slug))
  const chosen = new Set(filter.words.map(({ slug }) => slug))
  return html`<details class="find" ${isEverything(filter) ? null : html` open`}>
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
                ({ slug, name, value }) =>
                  html`<option value="${slug}" ${chosen.has(slug) ? html` selected` : null}>
                    ${group === 'kind' ? words.kinds[value as keyof Words['kinds']] : name}
                  </option>`,
              )}
            </select>
          </div> `,
      )}<label class="check"
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

import { html, type Markup } from './html.ts'
import type { Words } from './words.ts'

/** The kind of device that asks, as far as its User-Agent tells; only the page looks at it, never the feed. */
export type Device = 'android' | 'apple' | 'windows' | 'other'

export function deviceOf(userAgent: string | undefined): Device {
  const agent = (userAgent ?? '').slice(0, 500)
  if (/android/i.test(agent)) return 'android'
  if (/iphone|ipad|ipod|mac os x|macintosh/i.test(agent)) return 'apple'
  return /windows/i.test(agent) ? 'windows' : 'other'
}

export type Client = 'google' | 'apple' | 'outlookWork' | 'outlookHome' | 'thunderbird'

/** A way to subscribe: where its button leads, and how soon changes show there. */
export interface Subscription {
  client: Client
  href: string
  soon: keyof Words['at']
}

const order: Record<Device, readonly Client[]> = {
  android: ['google', 'outlookWork', 'outlookHome'],
  apple: ['apple', 'google', 'outlookWork', 'outlookHome', 'thunderbird'],
  windows: ['outlookWork', 'outlookHome', 'google', 'thunderbird'],
  other: ['google', 'thunderbird', 'outlookWork', 'outlookHome', 'apple'],
}

/**
 * The buttons for a device, the likeliest first. For everything, Google's leads to the shared Google calendar
 * (changes show at once there); Android's Google app can't subscribe to anybody's feed.
 * @param feedUrl https address of the feed
 * @param googleCalendarId null: there is none, or the view is a part of it only
 */
export function subscriptionsOf(
  device: Device,
  feedUrl: string,
  name: string,
  googleCalendarId: string | null,
): Subscription[] {
  const webcal = feedUrl.replace(/^https?:/, 'webcal:')
  const outlook = (host: string) =>
    `https://${host}/calendar/0/addfromweb/?url=${encodeURIComponent(webcal)}&name=${encodeURIComponent(name)}`
  const google = googleHref(device, webcal, googleCalendarId)
  const all: Record<Client, Subscription | null> = {
    google:
      google === null
        ? null
        : { client: 'google', href: google, soon: googleCalendarId === null ? 'day' : 'once' },
    apple: { client: 'apple', href: webcal, soon: 'fetch' },
    outlookWork: { client: 'outlookWork', href: outlook('outlook.office.com'), soon: 'day' },
    outlookHome: { client: 'outlookHome', href: outlook('outlook.live.com'), soon: 'day' },
    thunderbird: { client: 'thunderbird', href: webcal, soon: 'hour' },
  }
  return order[device].flatMap((client) => all[client] ?? [])
}

/** Links as add-to-calendar-button makes them (reference: calendars.md 3.6); `webcal:`, because `https:` failed there. */
function googleHref(device: Device, webcal: string, calendarId: string | null): string | null {
  const address = (cid: string) => `https://calendar.google.com/calendar/u/0/r?cid=${encodeURIComponent(cid)}`
  if (device !== 'android') return address(calendarId ?? webcal)
  if (calendarId === null) return null
  const fallback = encodeURIComponent(address(calendarId))
  return `intent://calendar.google.com/calendar?cid=${encodeURIComponent(calendarId)}#Intent;scheme=https;package=com.google.android.calendar;S.browser_fallback_url=${fallback};end`
}

/** One line with the button for the device; folded below it, other ways, the address to copy, a QR code. */
export function renderSubscribe(
  words: Words,
  subscriptions: readonly Subscription[],
  view: {
    device: Device
    feedUrl: string
    qrPath: string
    filtered: boolean
    hasGoogle: boolean
    snippet: string
  },
): Markup {
  const noGoogle = view.device === 'android' && !subscriptions.some(({ client }) => client === 'google')
  const [first, ...others] = subscriptions
  return html`<section aria-label="${words.subscribe}" class="subscribe">
    ${
      first === undefined
        ? null
        : html`<p class="one">
            <a class="first" href="${first.href}" rel="noopener"
              >${words.subscribeWith} ${words[first.client]}</a
            >
            <small>${words.at[first.soon]}</small>
          </p>`
    }
    <details>
      <summary>${view.filtered ? words.subscribeFiltered : words.otherWays}</summary>
      <p>${words.intro}</p>
      <ul>
        ${others.map(
          ({ client, href, soon }) =>
            html`<li>
              <a href="${href}" rel="noopener">${words[client]}</a>
              <small>${words.at[soon]}</small>
            </li> `,
        )}
      </ul>
      ${noGoogle ? html`<p>${words.android}</p>` : null}${view.filtered && view.hasGoogle ? html`<p>${words.googleHasAll}</p>` : null}
      <p>${words.addressIs}</p>
      <p class="address">
        <code id="address">${view.feedUrl}</code>
        <button type="button" data-copy="address" data-done="${words.copied}" hidden>${words.copy}</button>
      </p>
      <details>
        <summary>${words.embed}</summary>
        <pre id="snippet" tabindex="0"><code>${view.snippet}</code></pre>
        <button type="button" data-copy="snippet" data-done="${words.copied}" hidden>
          ${words.copyLines}
        </button>
      </details>
      <details>
        <summary>${words.qr}</summary>
        <img src="${view.qrPath}" alt="${view.feedUrl}" width="200" height="200" loading="lazy" />
      </details>
    </details>
  </section>`
}

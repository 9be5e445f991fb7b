import type { CalendarEvent } from '../calendar/event.ts'

export interface PageParts {
  events: readonly CalendarEvent[]
  list: { name: string; timeZone: string }
  feedUrl: string
  googleCalendarId: string | null
  /** ISO instant. */
  now: string
}

const maxShown = 200

/** Text for HTML: nothing from a mail is markup. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** The front page: how to subscribe, and the coming talks by day. */
export function renderPage({ events, list, feedUrl, googleCalendarId, now }: PageParts): string {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(list.timeZone).toPlainDate().toString()
  const coming = events
    .filter((event) => event.end.slice(0, 10) >= today)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .slice(0, maxShown)
  const days = Map.groupBy(coming, (event) =>
    event.start.slice(0, 10) < today ? today : event.start.slice(0, 10),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(list.name)} calendar</title>
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="text/calendar" title="${escapeHtml(list.name)}" href="/statlist.ics">
</head>
<body>
<header>
<h1>${escapeHtml(list.name)} calendar</h1>
<p>The talks that are announced on the mailing list, in your calendar. Subscribe once; changes follow by themselves.</p>
</header>
<main>
<section aria-labelledby="subscribe">
<h2 id="subscribe">Subscribe</h2>
${renderSubscribe(feedUrl, googleCalendarId)}
</section>
<section aria-labelledby="coming">
<h2 id="coming">Coming talks</h2>
${coming.length === 0 ? '<p>Nothing is announced at the moment.</p>' : [...days].map(([day, list]) => renderDay(day, list)).join('\n')}
</section>
</main>
<footer><p>Times are those of ${escapeHtml(list.timeZone.replace('_', ' '))}.</p></footer>
</body>
</html>
`
}

function renderSubscribe(feedUrl: string, googleCalendarId: string | null): string {
  const webcal = feedUrl.replace(/^https?:/, 'webcal:')
  const google = `https://calendar.google.com/calendar/u/0/r?cid=${encodeURIComponent(googleCalendarId ?? webcal)}`
  const soon = googleCalendarId === null ? 'changes show within a day' : 'changes show at once'
  return `<ul class="subscribe">
<li><a href="${escapeHtml(webcal)}">Apple, Thunderbird</a> <small>changes show within the hour</small></li>
<li><a href="${escapeHtml(google)}" rel="noopener">Google</a> <small>${soon}</small></li>
<li><a href="${escapeHtml(`https://outlook.office.com/calendar/0/addfromweb/?url=${encodeURIComponent(webcal)}&name=Statlist`)}" rel="noopener">Outlook</a> <small>changes show within a day</small></li>
</ul>
<p>Any other program: <code>${escapeHtml(feedUrl)}</code></p>`
}

function renderDay(day: string, events: readonly CalendarEvent[]): string {
  const heading = Temporal.PlainDate.from(day).toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  return `<h3>${heading}</h3>
<ol>
${events.map(renderTalk).join('\n')}
</ol>`
}

function renderTalk(event: CalendarEvent): string {
  const time = !event.start.includes('T')
    ? 'all day'
    : `${event.start.slice(11)}${event.endAssumed ? '' : `–${event.end.slice(11)}`}`
  const people = event.talk.speakers
    .map((speaker) =>
      escapeHtml(speaker.affiliation === null ? speaker.name : `${speaker.name}, ${speaker.affiliation}`),
    )
    .join('; ')
  const cancelled = event.status === 'cancelled'
  const title = escapeHtml(event.talk.title ?? 'Title to be announced')
  return `<li${cancelled ? ' class="cancelled"' : ''}>
<time datetime="${event.start}">${time}</time>
<div>
<p class="title"><bdi>${cancelled ? `<strong>Cancelled:</strong> <s>${title}</s>` : title}</bdi></p>
${people === '' ? '' : `<p><bdi>${people}</bdi></p>`}
<p class="place"><bdi>${escapeHtml([...event.categories, event.location].filter(Boolean).join(' · '))}</bdi></p>
</div>
</li>`
}

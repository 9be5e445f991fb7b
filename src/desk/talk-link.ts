import type { CalendarEvent } from '../calendar/event.ts'
import { shortIdOf } from '../talks/talk.ts'
import { html, type Markup } from '../web/html.ts'

/** The name of a talk, and its page. */
export function talkLink({ uid, summary }: CalendarEvent): Markup {
  return html`<a href="/talks/${shortIdOf(uid)}">${summary}</a>`
}

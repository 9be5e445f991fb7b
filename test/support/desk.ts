import { setTimeout } from 'node:timers/promises'
import { selectAll, selectOne } from 'css-select'
import type { Document, Element } from 'domhandler'
import { textContent } from 'domutils'
import { parseDocument } from 'htmlparser2'
import type { CalendarEvent } from '../../src/calendar/event.ts'
import { allEvents } from '../../jobs/decide.ts'
import { makeLink } from '../../jobs/desk-link.ts'
import { openDesk } from '../../src/desk/listen.ts'
import { decisions } from '../../src/ledger/decisions.ts'
import { storedEvents } from '../../src/ledger/events.ts'
import type { PublicationHead } from '../../src/publication/manifest.ts'
import { shortIdOf } from '../../src/talks/talk.ts'
import type { GoogleServer } from './google-server.ts'
import { openWorld, type World } from './world.ts'

export const deskUrl = 'https://desk.example'

/** What the desk says. */
export interface Answer {
  status: number
  headers: Headers
  location: string | null
  text: string
  document: Document
}

/** A form as a browser would send it. */
export interface Filled {
  path: string
  fields: URLSearchParams
}

/** A browser at the desk. */
export interface Visitor {
  cookie: string
  ask(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>
  get(path: string): Promise<Answer>
  /** Sends a form from one of our pages. */
  send(form: Filled): Promise<Answer>
  /** Opens a page, fills its form, presses a button, and follows to where that leads. */
  press(path: string, button: string, written?: Record<string, string>): Promise<Answer>
}

export interface DeskWorld extends World {
  google: GoogleServer
  address: string
  /** Other program, same ledger. */
  restart(): Promise<void>
  visitor(cookie?: string): Visitor
  login(who?: string): Promise<Visitor>
  /** What readers have, in the feed's ledger and in Google: summary and place. */
  published(): Promise<{ feed: string[]; google: string[] }>
  decided(): Promise<string[]>
  talkPath(words: string): Promise<string>
  waitMinutes(minutes: number): void
  close(): Promise<void>
}

export async function openDeskWorld(google: GoogleServer): Promise<DeskWorld> {
  const world = await openWorld(google)
  const { services } = world
  const { save } = services.feed
  const months = new Map<string, readonly CalendarEvent[]>()
  let published: PublicationHead | null = null
  services.feed.head = () => published
  services.feed.talks = (month) =>
    [...months].flatMap(([name, talks]) => (month === undefined || name === month ? talks : []))
  services.feed.keep = (month, talks) => {
    months.set(month, talks)
    return month
  }
  services.feed.save = (publication, now) => {
    published = { ...publication, version: 'v', lastModified: now }
    return save(publication, now)
  }
  // The worker's reader answers from a thread: between question and answer others come to their turn.
  const { decode, read } = services.reader
  services.reader = {
    ...services.reader,
    decode: async (source, receivedAt) => setTimeout(3).then(async () => decode(source, receivedAt)),
    read: async (mail, wanted) => setTimeout(3).then(async () => read(mail, wanted)),
  }
  const { now } = services
  let later = 0
  services.now = () =>
    Temporal.Instant.from(now()).add({ minutes: later }).toString({ smallestUnit: 'millisecond' })
  const settings = { host: '127.0.0.1', port: 0, url: deskUrl }
  services.settings = { ...services.settings, desk: settings }
  let desk = await openDesk([{ settings, services: () => services }])
  const visitor = (cookie = '') => openVisitor(() => desk.address, cookie)
  return {
    ...world,
    google,
    get address() {
      return desk.address
    },
    waitMinutes: (minutes) => void (later += minutes),
    visitor,
    async restart() {
      await desk.close()
      desk = await openDesk([{ settings, services: () => services }])
    },
    async login(who = 'Letizia') {
      const key = new URL((await makeLink(services, who))!).searchParams.get('key')!
      const answer = await visitor().send({ path: '/login', fields: new URLSearchParams({ key }) })
      return visitor(cookieOf(answer))
    },
    async published() {
      await world.work()
      const line = (summary: unknown, location: unknown) =>
        `${summary as string} @ ${(location as string | null) || '–'}`
      const events = await storedEvents(services.ledger)
      const there = [...google.events.values()].filter(({ status }) => status !== 'cancelled')
      return {
        feed: events.map(({ summary, location }) => line(summary, location)).toSorted(),
        google: there.map(({ summary, location }) => line(summary, location)).toSorted(),
      }
    },
    decided: async () => (await decisions(services.ledger)).map(({ act }) => act.kind),
    async talkPath(words) {
      const event = (await allEvents(services)).find(({ summary }) => summary.includes(words))
      return `/talks/${shortIdOf(event!.uid)}`
    },
    async close() {
      await desk.close()
      await services.close()
    },
  }
}

export function cookieOf({ headers }: Answer): string {
  return (
    headers
      .getSetCookie()
      .find((one) => one.startsWith('__Host-desk='))
      ?.split(';')[0] ?? ''
  )
}

function openVisitor(address: () => string, cookie: string): Visitor {
  const ask: Visitor['ask'] = async (method, path, headers = {}, body) => {
    const answer = await fetch(`${address()}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(cookie === '' ? {} : { cookie }), ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      location: answer.headers.get('location'),
      text,
      document: parseDocument(text),
    }
  }
  const get: Visitor['get'] = async (path) => ask('GET', path)
  const send: Visitor['send'] = async ({ path, fields }) =>
    ask(
      'POST',
      path,
      { origin: deskUrl, 'content-type': 'application/x-www-form-urlencoded' },
      fields.toString(),
    )
  return {
    cookie,
    ask,
    get,
    send,
    async press(path, button, written = {}) {
      const answer = await send(fill(await get(path), button, written))
      return answer.location === null ? answer : get(answer.location)
    },
  }
}

/** The form of a page that has a button, filled; `button`: its value, or the address of its form. */
export function fill(
  { document, text }: Answer,
  button: string,
  written: Record<string, string> = {},
): Filled {
  const pressed = selectOne(
    `button[value="${button}"], form[action="${button}"] button`,
    document,
  ) as Element | null
  let form = pressed
  while (form !== null && form.name !== 'form') form = form.parent as Element | null
  if (pressed === null || form === null) throw new Error(`no button ${button} in ${text.slice(0, 3000)}`)
  const fields = new URLSearchParams()
  for (const input of selectAll('input, select', form)) {
    const { name = '', type, value = '' } = input.attribs
    const isBox = type === 'checkbox'
    if (isBox ? written[name]?.split(' ').includes(value) === true : written[name] === undefined)
      fields.append(name, input.name === 'select' ? chosenIn(input) : value)
    else if (!isBox) fields.append(name, written[name]!)
  }
  const { name, value = '' } = pressed.attribs
  if (name !== undefined) fields.append(name, value)
  return { path: form.attribs['action'] ?? '', fields }
}

function chosenIn(select: Element): string {
  const option = selectOne('option[selected]', select) ?? selectOne('option', select)
  return option?.attribs['value'] ?? ''
}

/** What a human reads of what a selector finds. */
export function wordsIn({ document }: Answer, selector: string): string[] {
  return selectAll(selector, document).map((node) => textContent(node).replace(/\s+/g, ' ').trim())
}

/** What stands in a form's field. */
export function valueIn({ document }: Answer, name: string): string {
  const input = selectOne(`input[name="${name}"], select[name="${name}"]`, document) as Element | null
  if (input === null) return '(no such field)'
  return input.name === 'select' ? chosenIn(input) : (input.attribs['value'] ?? '')
}

interface Written {
  speaker?: string
  title?: string
  when?: string
  place?: string
  from?: string
  subject?: string
  headers?: string
  more?: string
}

/** A mail that announces a talk; each with its own id. */
export function talkMail(id: string, written: Written = {}): string {
  const {
    speaker = 'Weijie Su',
    title = `Patterns of networks, part ${id}`,
    place = 'ETH Zurich, HG G 19.1',
  } = written
  const {
    when = 'Wednesday, 16.12.2026 at 15.15 h',
    from = 'office@math.example',
    more = '',
    headers = '',
  } = written
  return `From: ${from}
Subject: ${written.subject ?? `[Statlist] Research Seminar by ${speaker}`}
Date: Mon, 02 Nov 2026 08:00:00 +0100
Message-ID: <${id}@desk.example>
List-Id: <statlist.stat.example>
Content-Type: text/plain; charset=utf-8
${headers}
"${title}"
${speaker}, University of Pennsylvania

Time: ${when}
Place: ${place}
${more}`
}

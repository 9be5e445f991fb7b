import ICAL from 'ical.js'

/** What a calendar program shows of an entry. */
export interface Shown {
  summary: string
  start: string
  location: string | null
  sequence: number
}

/** A program that subscribes, by the rules that were read or reported of it (reference: calendars.md 3). */
export interface Client {
  name: string
  /** Switched off by itself: nobody will look again. */
  disabled: boolean
  entries: Map<string, Shown>
  poll(): Promise<void>
}

function entriesIn(body: string): [string, Shown][] {
  return new ICAL.Component(ICAL.parse(body) as never[]).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    const location = component.getFirstPropertyValue('location')
    return [
      event.uid,
      {
        summary: event.summary,
        start: event.startDate.toString(),
        location: location === null ? null : String(location),
        sequence: event.sequence,
      },
    ]
  })
}

/** Asks with its tag, keeps what it has at 304, 404 and when nobody answers; any other error switches it off; an empty body clears all. */
export function openThunderbird(url: string): Client {
  let tag: string | null = null
  const client: Client = {
    name: 'Thunderbird',
    disabled: false,
    entries: new Map(),
    async poll() {
      if (client.disabled) return
      const response = await fetch(url, { headers: tag === null ? {} : { 'if-none-match': tag } }).catch(
        () => null,
      )
      if (response === null || response.status === 304 || response.status === 404)
        return void response?.body?.cancel()
      if (!response.ok) {
        client.disabled = true
        return
      }
      const body = await response.text()
      tag = response.headers.get('etag')
      client.entries = new Map(body === '' ? [] : entriesIn(body))
    },
  }
  return client
}

/** Asks by date alone: a Last-Modified that stood still or went back leaves it with what it has. */
export function openApple(url: string): Client {
  let date: string | null = null
  const client: Client = {
    name: 'Apple Calendar',
    disabled: false,
    entries: new Map(),
    async poll() {
      const response = await fetch(url, {
        headers: date === null ? {} : { 'if-modified-since': date },
      }).catch(() => null)
      if (response?.ok !== true) return void response?.body?.cancel()
      const body = await response.text()
      const modified = response.headers.get('last-modified')
      // What is not newer than what it has is not read.
      if (date !== null && modified !== null && Date.parse(modified) <= Date.parse(date)) return
      date = modified
      client.entries = new Map(entriesIn(body))
    },
  }
  return client
}

const googleBytes = 1_000_000
const googleEvents = 1111

/** Reads everything anew; an entry that it knows changes only with a higher SEQUENCE; STATUS:CANCELLED vanishes; too much is cut. */
export function openGoogle(url: string): Client {
  const client: Client = {
    name: 'Google Calendar',
    disabled: false,
    entries: new Map(),
    async poll() {
      const response = await fetch(url).catch(() => null)
      if (response?.ok !== true) return void response?.body?.cancel()
      const body = await response.text()
      if (body === '' || Buffer.byteLength(body) > googleBytes) return
      const visible = body.replace(
        /BEGIN:VEVENT(?:(?!END:VEVENT)[\s\S])*STATUS:CANCELLED[\s\S]*?END:VEVENT\r\n/g,
        '',
      )
      const read = new Map(entriesIn(visible).slice(0, googleEvents))
      for (const [uid, entry] of read) {
        const before = client.entries.get(uid)
        if (before !== undefined && entry.sequence <= before.sequence) read.set(uid, before)
      }
      client.entries = read
    },
  }
  return client
}

/** Offers gzip and fails on it; a TZID without its VTIMEZONE is an hour off; takes no note of STATUS. */
export function openOutlook(url: string): Client {
  const client: Client = {
    name: 'Outlook',
    disabled: false,
    entries: new Map(),
    async poll() {
      const response = await fetch(url, { headers: { 'accept-encoding': 'gzip' } }).catch(() => null)
      if (response?.ok !== true) return void response?.body?.cancel()
      const body = await response.text()
      if (
        response.headers.get('content-encoding') !== null ||
        !body.includes('BEGIN:VTIMEZONE\r\nTZID:Europe/Zurich')
      ) {
        client.disabled = true
        return
      }
      client.entries = new Map(entriesIn(body))
    },
  }
  return client
}

import { messageOf } from '../src/errors.ts'
import { alertNames, forgetOver, noteTold, syncAlerts, untold, type Alert } from '../src/ledger/alerts.ts'
import { refusedEvents } from '../src/ledger/events.ts'
import { waitingMails } from '../src/ledger/messages.ts'
import { openKeys } from '../src/ledger/outbox.ts'
import { openRemarks } from '../src/ledger/remarks.ts'
import { shortIdOf } from '../src/talks/talk.ts'
import {
  googlePauseOf,
  needsHuman,
  notes,
  pollFailureOf,
  waitingOf,
  type Notes,
} from '../src/ledger/notes.ts'
import { dueOf } from '../src/talks/due.ts'
import type { Waiting } from '../src/talks/reading.ts'
import { messageFor, type Channel, type Message, type News } from '../src/notify/channel.ts'
import { isReachable, makeLink } from './desk-link.ts'
import { troublesOf } from './run/troubles.ts'
import type { TimedJob } from './run/job.ts'
import { secondsFrom } from './run/instants.ts'
import type { Services } from './run/services.ts'

const pollFailingSeconds = 1800
/** For this long a language model may still settle what waits; then the admin is told anyway. */
const readAgainSeconds = 900
const readerFailingSeconds = 1800
const maxWaiting = 5000
const tellSeconds = 30
const firstPauseSeconds = 60
const longestPauseSeconds = 3600

/** Tells the admin of what needs attention, once, and once more when it is over. */
export const notify: TimedJob = {
  name: 'notify',
  schedule: '*/20 * * * * *',
  async run(services) {
    const { ledger, channels, now } = services
    await syncAlerts(ledger, await alertsOf(services), now())
    await Promise.all(channels.map((channel) => tell(services, channel)))
    if (channels.length === 0) await forgetOver(ledger, [])
  },
}

/** When a channel that failed is tried again: by channel, in this process. */
const pauses = new WeakMap<Channel, { until: string; seconds: number }>()

async function tell(services: Services, channel: Channel): Promise<void> {
  const { ledger, channels, profile, now, log } = services
  const pause = pauses.get(channel)
  if (pause !== undefined && now() < pause.until) return
  const news = await untold(ledger, channel.name)
  const message = messageFor(news, profile.name)
  if (message === null) return
  try {
    await withDeadline(channel.tell(await withLogin(services, message, news)), tellSeconds)
    pauses.delete(channel)
    await noteTold(
      ledger,
      channel.name,
      news,
      channels.map(({ name }) => name),
    )
  } catch (error) {
    const seconds = Math.min((pause?.seconds ?? firstPauseSeconds / 2) * 2, longestPauseSeconds)
    pauses.set(channel, { until: secondsFrom(now(), seconds), seconds })
    log.warn(
      { channel: channel.name, error: messageOf(error), again: seconds },
      'the admin could not be told',
    )
  }
}

/** Adds a login link when something is new: to the item when that is the only one, else to the desk. */
async function withLogin(services: Services, message: Message, { begun }: News): Promise<Message> {
  if (begun.length === 0 || !isReachable(services.settings)) return message
  const pages = begun.flatMap(({ text }) => /\/waiting\/[\w%./-]+(?=\)$)/.exec(text)?.[0] ?? [])
  const link = await makeLink(services, 'admin', pages.length === 1 ? (pages[0] ?? null) : '/')
  return { ...message, text: `${message.text}\n\nLog in at the desk, once, within ten minutes: ${link}` }
}

/** Whatever a server does, the other channels and the next run are not kept waiting. */
async function withDeadline(work: Promise<void>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** Everything that an admin should know now. */
export async function alertsOf(services: Services): Promise<Alert[]> {
  const left = await notes(services.ledger)
  const failure = pollFailureOf(left['poll-error'])
  const polling = failure !== null && secondsFrom(failure.since, pollFailingSeconds) <= services.now()
  const pause = googlePauseOf(left['google-paused'])
  const troubles = await troublesOf(services, left)
  return [
    ...(await waitingAlerts(services, left)),
    ...(await readerAlerts(services, left)),
    ...(polling
      ? [{ name: 'poll', text: `No mail could be read since ${failure.since.slice(0, 16)}: ${failure.text}` }]
      : []),
    ...(pause !== null && needsHuman(pause) ? [{ name: 'google', text: pause.text }] : []),
    ...(failure === null && isLate(services, left)
      ? [{ name: 'poll', text: 'No poll has finished for half an hour' }]
      : []),
    ...(left['google-emptied'] === undefined
      ? []
      : [{ name: 'emptied', text: left['google-emptied'].value }]),
    ...(await refusedEvents(services.ledger)).map(({ uid, text }) => ({ name: `refused ${uid}`, text })),
    ...(left['decisions-missing'] === undefined
      ? []
      : [{ name: 'decisions', text: left['decisions-missing'].value }]),
    ...(left.upgrade === undefined ? [] : [{ name: 'upgrade', text: left.upgrade.value }]),
    ...(left['feed-refused'] === undefined ? [] : [{ name: 'run', text: left['feed-refused'].value }]),
    ...[...troubles.serious, ...troubles.asides].map((text) => ({ name: `trouble ${nameOf(text)}`, text })),
  ]
}

function isLate({ settings, now }: Services, { 'last-poll': last }: Notes): boolean {
  if (settings.imap === null || last === undefined) return false
  return secondsFrom(last.at, pollFailingSeconds + settings.pollEverySeconds) <= now()
}

async function readerAlerts({ ledger, now }: Services, { 'reader-error': error }: Notes): Promise<Alert[]> {
  if (error === undefined || secondsFrom(error.at, readerFailingSeconds) > now()) return []
  if ((await openKeys(ledger, 'read-again')).length === 0) return []
  return [{ name: 'reader', text: `The language model reads nothing: ${error.value}` }]
}

async function waitingAlerts({ ledger, settings, now }: Services, { waiting }: Notes): Promise<Alert[]> {
  const mails = await waitingMails(ledger, maxWaiting)
  const young = secondsFrom(now(), -readAgainSeconds)
  const open = new Set(await openKeys(ledger, 'read-again', young))
  const told = await alertNames(ledger)
  const items = waitingOf(waiting).filter(({ key, id }) => !open.has(key) || told.has(`waiting ${id}`))
  return [
    ...items.map((item) => alertOf(item.id, item, item.reasons.join('; '), placeOf(settings, item.id))),
    ...mails.map((mail) => {
      const id = mail.key.slice(0, 10)
      return alertOf(id, mail, mail.reason ?? '', placeOf(settings, id, `mail/${mail.key}`))
    }),
    ...dueAlerts(items, now().slice(0, 10), settings),
    ...(await openRemarks(ledger)).map(({ number, event, text }) => ({
      name: `remark ${number}`,
      text: `A reader says of event ${shortIdOf(event)}: “${text.slice(0, 300)}” (${isReachable(settings) ? `${settings.desk?.url}/waiting` : `statlist review${flagOf(settings)}`})`,
    })),
  ]
}

/** Alerts once more when an item's day is near, and when it has passed. */
function dueAlerts(items: readonly Waiting[], today: string, settings: Services['settings']): Alert[] {
  const { soon, missed } = dueOf(items, today)
  const textOf = ({ id, subject, start }: Waiting, what: string) =>
    `“${subject.slice(0, 120)}” ${what} ${start?.replace('T', ' ')} (${placeOf(settings, id)})`
  return [
    ...soon.map((item) => ({ name: `soon ${item.id}`, text: textOf(item, 'still waits, and is on') })),
    ...missed.map((item) => ({ name: `missed ${item.id}`, text: textOf(item, 'waited past its day,') })),
  ]
}

/** Where there are several lists, a command must say which. */
function flagOf({ list }: Services['settings']): string {
  return list.others.length === 0 ? '' : ` --list ${list.id}`
}

/** Where to settle it: at the desk if others can reach it (the address lets nobody in), else by command. */
function placeOf(settings: Services['settings'], id: string, page = encodeURIComponent(id)): string {
  return isReachable(settings)
    ? `${settings.desk?.url}/waiting/${page}`
    : `statlist review ${id}${flagOf(settings)}`
}

function alertOf(
  id: string,
  { subject, date }: { subject: string; date: string },
  why: string,
  place: string,
): Alert {
  return {
    name: `waiting ${id}`,
    text: `“${subject.slice(0, 120)}” of ${date.slice(0, 10)} waits: ${why.slice(0, 300)} (${place})`,
  }
}

/** Names a trouble by its text without the numbers, which grow while it lasts. */
function nameOf(text: string): string {
  return text.replace(/\d+/g, '#').slice(0, 200)
}

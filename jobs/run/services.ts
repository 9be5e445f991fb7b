import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { ListProfile } from '../../config/profile.ts'
import type { Settings } from '../../config/settings.ts'
import type { GoogleCalendar } from '../../src/google/calendar.ts'
import { forgetAllWritten, forgetRefused } from '../../src/ledger/events.ts'
import { openLedger, type Ledger } from '../../src/ledger/ledger.ts'
import { leaveNote, notes } from '../../src/ledger/notes.ts'
import { addWork } from '../../src/ledger/outbox.ts'
import type { Queues } from '../../src/queue.ts'
import type { Logger } from '../../src/log.ts'
import type { Channel } from '../../src/notify/channel.ts'
import { openMailChannel } from '../../src/notify/mail.ts'
import { openWebhookChannel } from '../../src/notify/webhook.ts'
import { openFeedStore, type FeedStore } from '../../src/publication/store.ts'
import { openDecisionCopy, type DecisionCopy } from '../../src/decision-copy.ts'
import { ledgerPlace } from './paths.ts'
import { openMailReader, type MailReader } from './mail-reader.ts'

/** What the jobs work with; everything that must be closed is closed by `close`. */
export interface Services {
  settings: Settings
  profile: ListProfile & { publicUrl: string | null }
  log: Logger
  ledger: Ledger
  google: GoogleCalendar | null
  feed: FeedStore
  /** A copy of the decisions, beside the ledger. */
  copy: DecisionCopy
  reader: MailReader
  /** How the admin is told of what needs attention. */
  channels: Channel[]
  /** Name of this process among those that share the ledger. */
  holder: string
  /** ISO instant. */
  now(): string
  /** The queues in Redis; null outside the worker. */
  queues: Queues | null
  /** Called when the ledger has new work: carries it to Redis; does nothing outside the worker. */
  wake(): void
  close(): Promise<void>
}

/**
 * Opens ledger, feed store and Google's client; Redis and the clock are the worker's.
 * @param servesOnly the host only serves pages: it may know nothing of Google or the inbox, and that means nothing
 */
export async function openServices(
  settings: Settings,
  profile: ListProfile,
  log: Logger,
  { servesOnly = false } = {},
): Promise<Services> {
  const ledger = await openLedger(ledgerPlace(settings))
  const now = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })
  try {
    if (!servesOnly) {
      await useCalendar(ledger, settings.google?.calendarId ?? null, now())
      await useAddress(ledger, settings.web.publicUrl, now())
    }
    const reader = openMailReader(profile)
    return {
      settings,
      reader,
      channels: openChannels(settings.notify),
      profile: { ...profile, publicUrl: settings.web.publicUrl },
      log,
      ledger,
      google: settings.google === null ? null : await openGoogle(settings.google, profile.timeZone),
      feed: openFeedStore(join(settings.dataFolder, 'feed')),
      copy: openDecisionCopy(settings.dataFolder),
      holder: randomUUID(),
      now,
      queues: null,
      wake: () => {},
      async close() {
        await reader.close()
        await ledger.destroy()
      },
    }
  } catch (error) {
    await ledger.destroy()
    throw error
  }
}

/** Google's client is a fifth of what a command loads, and most commands run without it. */
async function openGoogle(
  google: NonNullable<Settings['google']>,
  timeZone: string,
): Promise<GoogleCalendar> {
  const { openGoogleCalendar } = await import('../../src/google/calendar.ts')
  return openGoogleCalendar(google, timeZone)
}

/** The ways in which the admin is told. */
export function openChannels({ url, smtp }: Settings['notify']): Channel[] {
  return [
    ...(smtp === null ? [] : [openMailChannel(smtp)]),
    ...(url === null ? [] : [openWebhookChannel(url)]),
  ]
}

/** What was written to another calendar, or what it refused, says nothing about this one. */
async function useCalendar(ledger: Ledger, calendarId: string | null, now: string): Promise<void> {
  if (calendarId !== null && (await notes(ledger))['google-calendar']?.value === calendarId) return
  await forgetRefused(ledger)
  for (const name of ['google-paused', 'google-error', 'google-emptied'] as const)
    await leaveNote(ledger, name, '', now)
  if (calendarId === null) return
  await forgetAllWritten(ledger)
  for (const name of ['google-sync', 'google-agreed'] as const) await leaveNote(ledger, name, '', now)
  await leaveNote(ledger, 'google-calendar', calendarId, now)
}

/** What was rendered with another address is rendered anew. */
async function useAddress(ledger: Ledger, publicUrl: string | null, now: string): Promise<void> {
  const rendered = (await notes(ledger))['public-url']?.value
  if (rendered !== undefined && rendered !== addressNote(publicUrl))
    await addWork(ledger, 'publish-feed', 'feed', now)
}

/** A note may not be empty. */
export function addressNote(publicUrl: string | null): string {
  return publicUrl ?? 'none'
}

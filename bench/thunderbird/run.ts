import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Front } from './front.ts'
import type { Thunderbird } from './program.ts'
import { publishedAt, type PublishedTalk } from './published.ts'
import type { OurServer } from './server.ts'
import type { Row } from './table.ts'
import type { TalkList } from './talks.ts'

/** One Thunderbird in one zone, the servers that it asks, and what was seen so far. */
export interface Run {
  zone: string
  thunderbird: Thunderbird
  front: Front
  ours: OurServer
  list: TalkList
  /** Where pictures go. */
  folder: string
  rows: Row[]
}

/** A calendar of the program's, and what it must show. */
export interface Subscription {
  id: string
  path: string
  wanted: Map<string, PublishedTalk>
}

/** Publishes what the list says by now. */
export function publish({ ours, list }: Run): void {
  ours.publish(list.events())
}

/** A calendar must show what our server's feed says now. */
export async function expect({ ours }: Run, subscription: Subscription): Promise<void> {
  subscription.wanted = await publishedAt(`http://127.0.0.1:${ours.port}${subscription.path}`)
}

export async function subscribe(run: Run, path: string): Promise<Subscription> {
  const subscription: Subscription = { id: '', path, wanted: new Map() }
  await expect(run, subscription)
  subscription.id = await run.thunderbird.ask('subscribe', `${run.front.url}${path}`)
  return subscription
}

/** Saves what a window shows, named by zone, number and step. */
export async function savePicture(run: Run, step: string, which: 'talk' | 'main'): Promise<void> {
  const bytes = Buffer.from(await run.thunderbird.ask('picture', which), 'base64')
  const words = `${run.zone.replace(/^.*\//, '')} ${String(run.rows.length).padStart(2, '0')} ${step} ${which}`
  writeFileSync(join(run.folder, `${words.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.png`), bytes)
}

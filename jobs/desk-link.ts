import { randomBytes } from 'node:crypto'
import { openSession } from '../src/ledger/sessions.ts'
import { secondsFrom } from './run/instants.ts'
import type { Services } from './run/services.ts'

const linkSeconds = 600

/** A link that logs into the desk once within ten minutes, at a page if given; null when the desk is off. */
export async function makeLink(
  { ledger, settings, now }: Pick<Services, 'ledger' | 'settings' | 'now'>,
  who: string,
  page: string | null = null,
): Promise<string | null> {
  if (settings.desk === null) return null
  const key = randomBytes(24).toString('base64url')
  await openSession(ledger, { key, kind: 'link', who, until: secondsFrom(now(), linkSeconds) }, now())
  const next = page === null ? '' : `&next=${encodeURIComponent(page)}`
  return `${settings.desk.url}/login?key=${key}${next}`
}

/** True when other machines can reach the desk. */
export function isReachable({ desk }: Services['settings']): boolean {
  return desk !== null && new URL(desk.url).hostname !== 'localhost'
}

import type { Channel } from './channel.ts'

const usualTimeoutMs = 10_000

/** Tells by a POST of `{"text": …}`, as chat programs accept it (Slack, Mattermost, Google Chat, Zulip). */
export function openWebhookChannel(url: string, timeoutMs = usualTimeoutMs): Channel {
  return {
    name: 'webhook',
    async tell({ subject, text }) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text: `${subject}\n\n${text}` }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`NOTIFY_URL answers ${response.status}`)
    },
  }
}

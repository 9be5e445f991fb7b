const timeoutMs = 10_000

/** Requests an address, so that its server knows that we are alive; throws unless it answers well. */
export async function ping(url: string): Promise<void> {
  const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(timeoutMs) })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`PING_URL answers ${response.status}`)
}

const timeoutMs = 10_000

/** Asks for an address, so that its server knows that we live; throws when it does not answer well. */
export async function ping(url: string): Promise<void> {
  const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.timeout(timeoutMs) })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`PING_URL answers ${response.status}`)
}

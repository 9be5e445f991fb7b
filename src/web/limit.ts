import { keepBelow } from './bound.ts'

/** For rendering. */
const usual = { burst: 40, perSecond: 2 }
const maxAddresses = 10_000

/** How many renderings or remarks an address may cause; what is already rendered costs nothing. */
export interface Budget {
  /** Takes one from the address's share; false when there is none left. */
  take(address: string, nowMs: number, cost?: number): boolean
}

/** A bucket for each address, IPv6 by its /64: a burst, then a little per second. */
export function openBudget({ burst, perSecond } = usual): Budget {
  const buckets = new Map<string, { left: number; at: number }>()
  function bucketOf(address: string): { left: number; at: number } {
    const key = hostOf(address)
    const before = buckets.get(key)
    if (before !== undefined) return before
    keepBelow(buckets, maxAddresses)
    const fresh = { left: burst, at: 0 }
    buckets.set(key, fresh)
    return fresh
  }
  return {
    take(address, nowMs, cost = 1) {
      const bucket = bucketOf(address)
      bucket.left = Math.min(burst, bucket.left + ((nowMs - bucket.at) / 1000) * perSecond)
      bucket.at = nowMs
      if (bucket.left < cost) return false
      bucket.left -= cost
      return true
    },
  }
}

/** The /64 of an IPv6 address, whose zeros may be left out (RFC 5952); an IPv4 address, mapped or not, as it is. */
export function hostOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = (part: string) => part.split(':').filter(Boolean)
  const [first, last] = [groups(head), groups(tail ?? '')]
  const zeros = Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0')
  return [...first, ...zeros, ...last].slice(0, 4).join(':')
}

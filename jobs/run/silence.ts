const leastMails = 20
const leastDays = 7
/** This many times the longest pause so far is far beyond the usual. */
const factor = 1.5

/**
 * Why a list that is silent may have lost us (unsubscribed, filtered, bounced); null while its silence is usual.
 * @param arrivals ISO instants of its last mails
 */
export function silenceOf(arrivals: readonly string[], now: string): string | null {
  if (arrivals.length < leastMails) return null
  const days = arrivals
    .map((instant) => Temporal.Instant.from(instant).epochMilliseconds / 86_400_000)
    .toSorted((a, b) => a - b)
  const longest = Math.max(...days.slice(1).map((day, at) => day - (days[at] ?? day)))
  const silent = Temporal.Instant.from(now).epochMilliseconds / 86_400_000 - (days.at(-1) ?? 0)
  if (silent < Math.max(leastDays, longest * factor)) return null
  return `no mail of the list for ${Math.floor(silent)} days, and never more than ${Math.ceil(longest)} before: is the inbox still subscribed?`
}

import type { Token } from '../text/tokens.ts'

/** Abbreviations that mean one place here; the wall clock of that place is meant, summer or winter. */
const abbreviations: Readonly<Record<string, string>> = {
  cet: 'Europe/Zurich',
  cest: 'Europe/Zurich',
  mez: 'Europe/Zurich',
  mesz: 'Europe/Zurich',
  heco: 'Europe/Zurich',
  gmt: 'Europe/London',
  bst: 'Europe/London',
  wet: 'Europe/Lisbon',
  west: 'Europe/Lisbon',
  eet: 'Europe/Helsinki',
  eest: 'Europe/Helsinki',
  utc: 'UTC',
  msk: 'Europe/Moscow',
  est: 'America/New_York',
  edt: 'America/New_York',
  et: 'America/New_York',
  cdt: 'America/Chicago',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  jst: 'Asia/Tokyo',
  kst: 'Asia/Seoul',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
}

/** Places before the word "time" ("Pittsburgh time", "UK time", "US Eastern Standard Time"). */
const places: Readonly<Record<string, string>> = {
  zurich: 'Europe/Zurich',
  zuerich: 'Europe/Zurich',
  swiss: 'Europe/Zurich',
  switzerland: 'Europe/Zurich',
  geneva: 'Europe/Zurich',
  bern: 'Europe/Zurich',
  basel: 'Europe/Zurich',
  lausanne: 'Europe/Zurich',
  'central european': 'Europe/Zurich',
  'central european summer': 'Europe/Zurich',
  european: 'Europe/Zurich',
  berlin: 'Europe/Berlin',
  german: 'Europe/Berlin',
  munich: 'Europe/Berlin',
  vienna: 'Europe/Vienna',
  austrian: 'Europe/Vienna',
  paris: 'Europe/Paris',
  french: 'Europe/Paris',
  rome: 'Europe/Rome',
  italian: 'Europe/Rome',
  madrid: 'Europe/Madrid',
  barcelona: 'Europe/Madrid',
  spanish: 'Europe/Madrid',
  amsterdam: 'Europe/Amsterdam',
  dutch: 'Europe/Amsterdam',
  brussels: 'Europe/Brussels',
  copenhagen: 'Europe/Copenhagen',
  stockholm: 'Europe/Stockholm',
  oslo: 'Europe/Oslo',
  warsaw: 'Europe/Warsaw',
  prague: 'Europe/Prague',
  budapest: 'Europe/Budapest',
  athens: 'Europe/Athens',
  helsinki: 'Europe/Helsinki',
  lisbon: 'Europe/Lisbon',
  london: 'Europe/London',
  uk: 'Europe/London',
  british: 'Europe/London',
  dublin: 'Europe/Dublin',
  istanbul: 'Europe/Istanbul',
  moscow: 'Europe/Moscow',
  jerusalem: 'Asia/Jerusalem',
  israel: 'Asia/Jerusalem',
  'tel aviv': 'Asia/Jerusalem',
  'new york': 'America/New_York',
  ny: 'America/New_York',
  nyc: 'America/New_York',
  boston: 'America/New_York',
  pittsburgh: 'America/New_York',
  princeton: 'America/New_York',
  toronto: 'America/Toronto',
  montreal: 'America/Toronto',
  eastern: 'America/New_York',
  'us eastern': 'America/New_York',
  'eastern standard': 'America/New_York',
  'eastern daylight': 'America/New_York',
  'us eastern standard': 'America/New_York',
  chicago: 'America/Chicago',
  central: 'America/Chicago',
  'us central': 'America/Chicago',
  denver: 'America/Denver',
  mountain: 'America/Denver',
  pacific: 'America/Los_Angeles',
  'us pacific': 'America/Los_Angeles',
  'pacific standard': 'America/Los_Angeles',
  'pacific daylight': 'America/Los_Angeles',
  california: 'America/Los_Angeles',
  'los angeles': 'America/Los_Angeles',
  berkeley: 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  vancouver: 'America/Vancouver',
  tokyo: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  seoul: 'Asia/Seoul',
  beijing: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  shanghai: 'Asia/Shanghai',
  singapore: 'Asia/Singapore',
  'hong kong': 'Asia/Hong_Kong',
  india: 'Asia/Kolkata',
  sydney: 'Australia/Sydney',
  melbourne: 'Australia/Melbourne',
  greenwich: 'Europe/London',
}

const timeWords = new Set(['time', 'zeit', 'ortszeit'])

/** A zone written right after a time, in brackets or not; `zone` null for "local time". */
export function zoneAt(tokens: readonly Token[], at: number): { zone: string | null; next: number } | null {
  const open = tokens[at]?.text === '('
  let next = open || tokens[at]?.text === ',' ? at + 1 : at
  const first = tokens[next]
  if (first?.kind !== 'word') return null
  if (first.folded === 'local' && timeWords.has(tokens[next + 1]?.folded ?? ''))
    return close(tokens, open, null, next + 2)
  for (let length = 3; length >= 1; length--) {
    const words = tokens.slice(next, next + length)
    if (words.length < length || words.some((token) => token.kind !== 'word')) continue
    const name = words.map((token) => token.folded).join(' ')
    const behind = tokens[next + length]
    const place = places[name]
    if (place !== undefined && timeWords.has(behind?.folded ?? ''))
      return close(tokens, open, place, next + length + 1)
    if (place !== undefined && /^(?:pacific|eastern|central|mountain)$/.test(name) && behind?.folded === 'us')
      return close(tokens, open, place, next + length + 1)
    // "ET" and "PT" only in capitals: "et" is French.
    const zone = length === 1 && (first.text === first.text.toUpperCase() ? abbreviations[name] : undefined)
    if (zone) {
      next += 1
      const offset = offsetAt(tokens, next)
      if (offset !== null && /^(?:utc|gmt)$/.test(name)) return close(tokens, open, offset.zone, offset.next)
      if (/^[+−–-]$/.test(tokens[next]?.text ?? '') && tokens[next]!.glued) return null
      if (timeWords.has(tokens[next]?.folded ?? '')) next += 1
      return close(tokens, open, zone, next)
    }
  }
  return null
}

/**
 * "+9", "+01:00", "-0400" after "UTC" or "GMT" as an IANA name (Etc/GMT-9 is nine hours ahead); null for half
 * hours, which have none.
 */
function offsetAt(tokens: readonly Token[], at: number): { zone: string; next: number } | null {
  const sign = tokens[at]
  const hours = tokens[at + 1]
  if (!/^[+−–-]$/.test(sign?.text ?? '') || hours?.kind !== 'number' || !hours.glued) return null
  const minutes = tokens[at + 2]?.text === ':' && tokens[at + 3]?.glued ? tokens[at + 3]!.text : ''
  const whole = /^(\d{1,2})(?:00)?$/.exec(hours.text + minutes)
  if (whole === null || Number(whole[1]) > 14) return null
  const ahead = sign!.text === '+' ? Number(whole[1]) : -Number(whole[1])
  return {
    zone: ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`,
    next: minutes === '' ? at + 2 : at + 4,
  }
}

/** What stands right after a clock and looks like an unknown zone; null when nothing does. */
export function strangeZoneAt(tokens: readonly Token[], at: number): string | null {
  const next = /^[(,]$/.test(tokens[at]?.text ?? '') ? at + 1 : at
  const first = tokens[next]
  if (first === undefined) return null
  // "15:15 +1", "15:15 (+01:00)"; "15-17 -2" would be a range.
  if (/^[+−]$/.test(first.text) && tokens[next + 1]?.kind === 'number' && tokens[next + 1]!.glued)
    return `${first.text}${tokens[next + 1]!.text}`
  if (first.kind !== 'word' || /^(?:this|that|same|any|which|the|first|last)$/.test(first.folded)) return null
  if (/^\p{Lu}{2,4}T$/u.test(first.text) || /^(?:UTC|GMT)$/.test(first.text)) return first.text
  for (let length = 1; length <= 3; length++) {
    const word = tokens[next + length]
    if (word?.kind !== 'word') return null
    if (timeWords.has(word.folded) && /^\p{Lu}/u.test(first.text))
      return [...tokens.slice(next, next + length), word].map((token) => token.text).join(' ')
  }
  return null
}

function close(
  tokens: readonly Token[],
  open: boolean,
  zone: string | null,
  next: number,
): { zone: string | null; next: number } {
  return { zone, next: open && tokens[next]?.text === ')' ? next + 1 : next }
}

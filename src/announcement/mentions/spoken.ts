import type { Clock } from './written-clock.ts'
import { wordsAt, type Token } from '../text/tokens.ts'
import { dayparts, spokenHours } from '../text/vocabulary.ts'

const longest = 4

/**
 * Reads an hour told in words: "half past nine", "halb vier", "viertel nach 9", "seize heures", "alle nove e mezza", "um neun".
 * A bare number word is one only after a word such as "um" or before one such as "Uhr".
 */
export function spokenAt(tokens: readonly Token[], at: number): Clock | null {
  if (!mayBegin(tokens, at)) return null
  for (const language of spokenHours) {
    const clock = spokenIn(language, tokens, at)
    if (clock !== null) return clock
  }
  return null
}

/** Hardly any word begins an hour: the others are passed over at once. */
function mayBegin(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at]
  if (token === undefined) return false
  if (token.kind === 'number') return firstBehind.has(tokens[at + 1]?.folded ?? '')
  return token.kind === 'word' && firstWords.has(token.folded)
}

const firstOf = (phrases: Iterable<string>) => [...phrases].map((phrase) => phrase.split(/[ -]/)[0] ?? '')
const firstWords = new Set(
  spokenHours.flatMap(({ hours, before }) => [...firstOf(hours.keys()), ...firstOf(before.keys())]),
)
const firstBehind = new Set(spokenHours.flatMap(({ after }) => firstOf(after.keys())))

type Language = (typeof spokenHours)[number]

/** An hour's words are all in one language: "at once" is not the Spanish eleven. */
function spokenIn(language: Language, tokens: readonly Token[], at: number): Clock | null {
  const before = phraseAt(tokens, at, language.before)
  const hour = hourAt(language, tokens, before?.next ?? at)
  if (hour === null || (hour.digits && before === null)) return behindDigits(language, tokens, at)
  if (before !== null) return clockOf(tokens, hour.value, before.value, hour.next)
  const after = phraseAt(tokens, hour.next, language.after)
  const led = isLed(language, tokens, at)
  if (after !== null && (led || after.next > hour.next + 1))
    return clockOf(tokens, hour.value, after.value, after.next)
  const followed = endOf(tokens, hour.next, language.followed)
  const next = tokens[hour.next]
  const closed = next?.kind !== 'word' || goesOn.test(next.folded) || daypartAt(tokens, hour.next) !== null
  // "une heure plus tôt", "une heure avant": how long, not when.
  if (followed !== null && durations.test(tokens[followed]?.folded ?? '')) return null
  return followed !== null || (led && closed) ? clockOf(tokens, hour.value, 0, followed ?? hour.next) : null
}

const durations = /^(?:plus|avant|apres|auparavant|piu|prima|dopo|mas|antes|despues)$/

/** Words that may follow an hour: "um neun im Hörsaal"; "um neun Personen" is not an hour. */
const goesOn = /^(?:im|in|am|an|at|en|nel|nella|presso|bei|zum|und|bis|to|until|y|e|et|and|sharp)$/

/** "9 heures et quart", "8 h et demie", "alle 9 e mezza". */
function behindDigits(language: Language, tokens: readonly Token[], at: number): Clock | null {
  const hour = hourAt(language, tokens, at)
  if (hour === null || !hour.digits) return null
  const after = phraseAt(tokens, hour.next, language.after)
  return after === null || after.next <= hour.next + 1
    ? null
    : clockOf(tokens, hour.value, after.value, after.next)
}

function hourAt(
  language: Language,
  tokens: readonly Token[],
  at: number,
): { value: number; next: number; digits: boolean } | null {
  const token = tokens[at]
  if (token === undefined || token.tainted) return null
  if (token.kind === 'number')
    return token.text.length <= 2 && Number(token.text) >= 1 && Number(token.text) <= 24
      ? { value: Number(token.text), next: at + 1, digits: true }
      : null
  // "dix-sept" is three tokens.
  for (const length of [3, 1]) {
    if (at + length > tokens.length) continue
    const value = language.hours.get(
      tokens
        .slice(at, at + length)
        .map(({ folded }) => folded)
        .join(''),
    )
    if (value !== undefined) return { value, next: at + length, digits: false }
  }
  return null
}

function clockOf(tokens: readonly Token[], hour: number, minutes: number, end: number): Clock | null {
  const total = (hour * 60 + minutes + 1440) % 1440
  const told = Math.floor(total / 60)
  const daypart = daypartAt(tokens, end) ?? daypartAt(tokens, end - 1)
  return {
    // "halb eins" is half past twelve.
    hour: told === 0 ? 12 : told,
    minute: total % 60,
    half: told > 12 ? null : (daypart?.value ?? null),
    form: 'clear',
    padded: false,
    next: daypart?.next ?? end,
  }
}

function daypartAt(tokens: readonly Token[], at: number): { value: 'am' | 'pm'; next: number } | null {
  return phraseAt(tokens, at, dayparts)
}

function isLed(language: Language, tokens: readonly Token[], at: number): boolean {
  return [1, 2].some((length) => language.led.has(wordsAt(tokens, at - length, length)))
}

/** The longest phrase of a table that begins at a token. */
export function phraseAt<Value>(
  tokens: readonly Token[],
  at: number,
  table: ReadonlyMap<string, Value>,
): { value: Value; next: number } | null {
  for (let length = longest; length > 0; length--) {
    const value = table.get(wordsAt(tokens, at, length))
    if (value !== undefined) return { value, next: at + length }
  }
  return null
}

function endOf(tokens: readonly Token[], at: number, phrases: ReadonlySet<string>): number | null {
  for (let length = longest; length > 0; length--)
    if (phrases.has(wordsAt(tokens, at, length))) return at + length
  return null
}

import { headOf } from '../../text.ts'
import { isPerson } from '../items/pair.ts'
import { looksLikePlace, roomsIn } from '../mentions/place-like.ts'
import { remembered } from '../text/remembered.ts'
import { findInstitution, months, weekdays, wordsOf } from '../text/vocabulary.ts'

/** A shorter reading of a text, and what was cut off. */
interface Shorter {
  value: string
  cut: string
}

const lastBracket = / ?\([^()]*\)?$/
const firstBracket = /^\([^()]*\)[,;:]? /
const label =
  /^(?:room|raum|salle|sala|aula|saal|ort|place|venue|location|lieu|luogo|lugar|sitio)(?: ?[:=/]| -) ?/i
const mark = /[,;:] | [-–—|] /g
const hour = /[,;(]? ?\b(?:\d{1,2}[:.h]\d{2}|\d{1,2} ?(?:am|pm|h|uhr|heures?|horas|ore)\b)/i
const lead = /^(?:[\s,;:)–-]|(?:in|at|im|à|en|au|dans|nel|nella|la|the)\b)+/i

/** What may be the place in a text that says more: without a remark, a person, an hour, or what follows its room. */
export const shorterPlaces = remembered((text): readonly Shorter[] => {
  const bare = text.replace(label, '').replace(firstBracket, '')
  const cuts = [...bare.matchAll(mark)].map(({ index, 0: found }) => ({
    before: bare.slice(0, index),
    behind: bare.slice(index + found.length),
  }))
  const bracket = lastBracket.exec(bare)
  const room = roomsIn(bare).at(-1)
  const found: (Shorter | null)[] = [
    { value: bare, cut: 'head' },
    bracket !== null && !looksLikePlace(bracket[0]) && findInstitution(bracket[0]) === null
      ? { value: bare.slice(0, bracket.index), cut: 'bracket' }
      : null,
    { value: /^[^()]{3,}\([^()]+\)(?=\s)/.exec(bare)?.[0] ?? '', cut: 'behind a bracket' },
    { value: cuts.find(({ behind }) => isPerson(firstPiece(behind)))?.before ?? '', cut: 'person' },
    { value: /^[\p{Ll}\d]/u.test(bare) ? (cuts[0]?.behind ?? '') : '', cut: 'first piece' },
    { value: withoutTime(bare), cut: 'time' },
    room === undefined ? null : behindRoom(bare, bare.lastIndexOf(room) + room.length),
  ]
  const seen = new Set([text])
  return found.filter((one): one is Shorter => {
    if (one === null || one.value.length < 2 || seen.has(one.value) || !looksLikePlace(one.value))
      return false
    seen.add(one.value)
    return true
  })
})

/** "B78 Seminar Statistik" ends with its room; "Zitna 25, seminar room" goes on. */
function behindRoom(text: string, end: number): Shorter | null {
  const value = text.slice(0, end)
  const isOpen = value.split('(').length > value.split(')').length
  return isOpen || looksLikePlace(text.slice(end)) ? null : { value, cut: 'behind the room' }
}

/** "5101 Tolman Hall, 11am-12", "March 23, 2011, in Munich": the part before or behind the time. */
function withoutTime(text: string): string {
  const at = hour.exec(text)
  if (at !== null && at.index > 2) return text.slice(0, at.index)
  if (at === null && !wordsOf(text).some((word) => months.has(word) || weekdays.has(word))) return ''
  const last = at === null ? (/^.*\b\d{4}\b/.exec(text)?.[0].length ?? 0) : at.index + at[0].length
  return text.slice(last).replace(lead, '')
}

function firstPiece(text: string): string {
  return headOf(text.replace(/^(?:with|mit|avec|con|by|von|par) /, ''), /[,;:(|]| [-–—] /).trim()
}

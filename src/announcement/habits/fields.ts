import type { Field, Speaker } from '../announcement.ts'
import { cleanTitle } from '../fields/title.ts'
import { parsePeople } from '../mentions/person.ts'
import { cleanPlace } from '../mentions/place.ts'
import { findOpenPlace, wordsOf } from '../text/vocabulary.ts'

/** The facts of a mail's only event, as a human confirmed them. */
export interface Confirmed {
  /** Wall time, or a plain date for whole days. */
  start: string
  title: string | null
  speakers: Speaker[]
  location: string | null
}

/** A field that a shape reads; of day and hour it only shows where they stand. */
export type HabitField = 'title' | 'speakers' | 'location'

/** Whether a field's words in a mail say what was confirmed. */
interface Reader {
  agrees(text: string, event: Confirmed): boolean
}

export const readers: Readonly<Record<HabitField, Reader>> = {
  title: {
    agrees: (text, { title }) => title !== null && isSame(readTitle(text), readTitle(title)),
  },
  speakers: {
    agrees: (text, { speakers }) => {
      const names = (people: readonly Speaker[]) =>
        people.map(({ name }) => wordsOf(name).join(' ')).toSorted()
      return names(readPeople(text).map(({ value }) => value)).join() === names(speakers).join()
    },
  },
  location: {
    agrees: (text, { location }) => location !== null && isSame(readPlace(text), readPlace(location)),
  },
}

const namesTitle = /\b(?:title|titel|titre|titolo|título)\b/iu

/** The title in a field's words: of "«A title», followed by drinks" what is quoted; null for "TBA". */
export function readTitle(text: string): string | null {
  const told = text.replace(/\s+/g, ' ').trim()
  if (namesTitle.test(told) && findOpenPlace(told) !== null) return null
  const quoted = /^(?:«([^»]+)»|“([^”]+)”|„([^“”]+)[“”]|"([^"]+)")/.exec(told)
  return cleanTitle(quoted?.slice(1).find((inner) => inner !== undefined) ?? told)
}

export function readPeople(text: string): Field<Speaker>[] {
  return parsePeople(text)
}

export function readPlace(text: string): string | null {
  return cleanPlace(text)
}

function isSame(read: string | null, confirmed: string | null): boolean {
  return read !== null && confirmed !== null && wordsOf(read).join(' ') === wordsOf(confirmed).join(' ')
}

/** The words of one language; tables only, lower case, without accents (see `fold`). */
export interface Words {
  /** Twelve rows, January first; long and short forms. */
  months: string[][]
  /** Seven rows, Monday first; forms that mean nothing else. */
  weekdays: string[][]
  /** Seven rows of forms that need a date behind them, since they are words of their own ("so", "do", "mar"). */
  shortWeekdays: string[][]
  /** Words before a day that is counted from the mail's date; days to add. */
  relative: Record<string, number>
  /** "this Friday", "next Friday". */
  thisWords: string[]
  nextWords: string[]
  /** Headings of fields, whole. */
  labels: Record<LabelName, string[]>
  /** Stated or beginning words of a kind. */
  cancelled: string[]
  changed: string[]
  /** The time no longer holds. */
  postponed: string[]
  /** The room no longer holds. */
  onlyOnline: string[]
  reminder: string[]
  tentative: string[]
  /** The sentence tells a limit, not an event. */
  deadline: string[]
  /** Nothing for a calendar, when in the subject. */
  notAnEvent: string[]
  /** A sentence with one of these tells of an event. */
  happening: string[]
  /** Kinds of events, by the word that names them. */
  types: Partial<
    Record<'talk' | 'course' | 'workshop' | 'conference' | 'defence' | 'lecture' | 'meeting', string[]>
  >
  /** Words that begin or make up a place. */
  places: string[]
  /** The room is not known yet. */
  openPlace: string[]
  /** Words of institutions: a line with one is an affiliation, not a name. */
  institutions: string[]
  /** "by", "von": before the speaker. */
  by: string[]
}

export type LabelName =
  | 'when'
  | 'date'
  | 'time'
  | 'where'
  | 'speaker'
  | 'affiliation'
  | 'title'
  | 'abstract'
  | 'series'
  | 'link'
  | 'people'
  | 'register'
  | 'notes'

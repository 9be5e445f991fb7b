/** The words of one language; tables only, lower case, without accents (see `foldWords`). */
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
  /** Calls the event off; `…` is up to eighteen words, `*` any ending, a final `.` the clause's end. */
  cancelled: string[]
  /** Before a word of cancelling they turn it round. */
  negations: string[]
  /** The sentence tells what may be, not what is. */
  conditions: string[]
  /** Said to be off by mistake. */
  mistaken: string[]
  /** It takes place, whatever else is said. */
  takesPlace: string[]
  /** What a mail can call off that is the event itself. */
  events: string[]
  /** What else may be called off: a flight, the dinner behind the talk. */
  otherThings: string[]
  /** "the dinner after the talk": behind them stands no subject of the sentence. */
  beside: string[]
  /** "cancel your registration", "cancellation fee": nobody calls off an event so. */
  notOff: string[]
  /** Subjects of answers that programs give: absence notes, receipts, replies to invitations. */
  automaticReply: string[]
  /** Words behind a clock that say which half of the day. */
  dayparts: { am: string[]; pm: string[] }
  /** Numbers in words, as hours are told: "seize", "ten". */
  hourNames: string[]
  /** What makes such a number an hour: "um neun", "ten past". */
  besideHour: { before: string[]; after: string[] }
  /** Words of hours that no clock is read from: "halb vier", "half past three". */
  spokenHours: string[]
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

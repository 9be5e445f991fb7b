/** The words of one language; tables only, lower case, without accents (see `foldWords`). */
export interface Words {
  /** Twelve rows, January first; long and short forms. */
  months: string[][]
  /** Short forms that are words elsewhere: only between a day and a year. */
  shortMonths: Record<string, number>
  /** Seven rows, Monday first; forms that mean nothing else. */
  weekdays: string[][]
  /** Seven rows of forms that need a date behind them, since they are words of their own ("so", "do", "mar"). */
  shortWeekdays: string[][]
  /** Words before a day that is counted from the mail's date; days to add. */
  relative: Record<string, number>
  /** "this Friday", "next Friday". */
  thisWords: string[]
  nextWords: string[]
  /** Behind the weekday: "lundi prochain", and a week after the coming one: "lundi en huit". */
  nextBehind: string[]
  laterBehind: string[]
  /** Headings of fields, whole. */
  labels: Record<LabelName, string[]>
  /** Calls the event off; `…` is up to eighteen words, `*` any ending, a final `.` the clause's end. */
  cancelled: string[]
  /** Nothing takes place: "no seminar" in a term's programme. */
  noEvent: string[]
  /** Before a word of cancelling they turn it round. */
  negations: string[]
  /** The sentence tells what may be, not what is. */
  conditions: string[]
  /** Said to be off by mistake. */
  mistaken: string[]
  /** What was called off takes place: written as `cancelled` is. */
  reinstated: string[]
  /** It takes place, whatever else is said. */
  takesPlace: string[]
  /** What a mail can call off that is the event itself. */
  events: string[]
  /** What else may be called off: a flight, the dinner behind the talk. */
  otherThings: string[]
  /** Right before an event's word: not the event is the subject, but something of it. */
  of: string[]
  /** "the dinner after the talk": behind them stands no subject of the sentence. */
  beside: string[]
  /** "cancel your registration", "cancellation fee": nobody calls off an event so. */
  notOff: string[]
  /** Subjects of answers that programs give: absence notes, receipts, replies to invitations. */
  automaticReply: string[]
  /** What such answers say. */
  automaticText: string[]
  /** Words behind a clock that say which half of the day. */
  dayparts: { am: string[]; pm: string[] }
  /** Hours told in words: "halb vier", "half past three", "seize heures". */
  spoken: SpokenHours
  /** Words that say what an hour or a day is for. */
  purposes: Record<Purpose, string[]>
  changed: string[]
  /** Something about a talk is not as it was: "another room", "one hour later"; weaker than `changed`. */
  altered: string[]
  /** The time no longer holds. */
  postponed: string[]
  /** A postponed talk has no new day yet. */
  noNewDay: string[]
  /** The day that follows is the new one. */
  newDay: string[]
  /** The room no longer holds. */
  onlyOnline: string[]
  reminder: string[]
  tentative: string[]
  /** What comes after the event, in the same sentence as its hour. */
  afterwards: string[]
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
  /** Before the first and the last day of an event, each in a row of its own: "Beginn: …", "Ende: …". */
  beginRows: string[]
  endRows: string[]
  /** What is said of every event of a mail: "both in HG G 43". */
  ofAll: string[]
  /** Words that begin or make up a place. */
  places: string[]
  /** After such words a place comes: "takes place", "wie immer". */
  placeComes: string[]
  /** After such words the place comes that it is not any more. */
  insteadOf: string[]
  /** The room is not known yet. */
  openPlace: string[]
  /** Words of institutions: a line with one is an affiliation, not a name. */
  institutions: string[]
  /** "by", "von": before the speaker. */
  by: string[]
  /** Before a name, as part of how a person is addressed. */
  honorifics: string[]
  /** Behind a name: the person speaks. */
  speaks: string[]
  /** The hour is told by how much it differs from one of before. */
  hourShifts: string[]
  /** The days are up for a vote: "which evening suits you?" */
  polls: string[]
  /** Two talks in one mail. */
  twoTalks: string[]
  /** Said of an event of several days. */
  moreDays: string[]
  /** Beside an hour: the event goes on with another talk. */
  goesOn: string[]
  /** Behind such words: it differs from every week's, and the hour that is written is right. */
  thanUsual: string[]
  /** Said to a program that reads the mail, not to its readers. */
  toMachines: string[]
  /** Before a name: the person invites, chairs, examines, answers questions. */
  besideSpeaker: string[]
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

/** How a language tells the hour in words. */
export interface SpokenHours {
  hours: Readonly<Record<string, number>>
  /** Phrase before the hour → minutes to add: "half past". */
  before: Readonly<Record<string, number>>
  /** The same behind it: "et demie". */
  after: Readonly<Record<string, number>>
  /** Words that make a bare number an hour, before it: "um neun". */
  led: readonly string[]
  /** Words of an hour that is told in a way that nobody here reads: "viertel vier". */
  parts: readonly string[]
  /** And behind it: "neun Uhr". */
  followed: readonly string[]
}

/** What an hour or a day stands for when it is not the event's own; `begin` when it is. */
export type Purpose =
  | 'refreshment'
  | 'doors'
  | 'registration'
  | 'limit'
  | 'office'
  | 'record'
  | 'pause'
  | 'former'
  | 'begin'

/** "one, two" → one hour each, from 1 on. */
export function hourNames(names: string, more: Record<string, number> = {}): Record<string, number> {
  return { ...Object.fromEntries(phrases(names).map((name, at) => [name, at + 1])), ...more }
}

export function phrases(list: string): string[] {
  return list.split(', ')
}

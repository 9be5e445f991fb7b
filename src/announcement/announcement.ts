/** What the parser takes from a message (src/mail/message.ts). */
export interface Mail {
  subject: string
  /** ISO 8601 with the sender's own offset. */
  date: string
  text: string
  from: { name: string }
}

/** What one mail says, as a careful human would note it down. */
export interface Announcement {
  kind: Kind
  talks: Talk[]
  /** The words that decided the kind, or why there is no talk. */
  reason: string
  /** What it says of a talk whose day it does not name. */
  change?: Change
  /** Its words are those of an automatic reply. */
  automatic?: true
  /** Its subject announces something (“workshop”), but no talk was read from it. */
  missed?: string
  /** It names more days than are read from one mail. */
  beyond?: true
}

/** What a mail without a day of its own says of the talk that it is about; null = it does not say. */
export interface Change {
  status: Field<'cancelled'> | null
  notice: Field<Notice> | null
  /** Wall time, `16:15`. */
  hour: Field<string> | null
  until: Field<string> | null
  location: Field<string> | null
  online: Field<string> | null
  title: Field<string> | null
  speakers: Field<Speaker>[]
  /** Every day (ISO), hour (`16:15`) and room that its own words name: what is not the talk's is a change. */
  named: { days: string[]; hours: string[]; rooms: string[] }
  /** Why a human should look before it is applied. */
  doubts: string[]
}

/** `other` is nothing for a calendar: jobs, calls, deadlines, discussion. */
export type Kind = 'announcement' | 'update' | 'cancellation' | 'reminder' | 'other'

export type TalkType = 'talk' | 'course' | 'workshop' | 'conference' | 'defence' | 'lecture' | 'meeting'

export type TalkStatus = 'confirmed' | 'cancelled' | 'tentative'

/** A value with the text of the mail that it was read from. */
export interface Field<Value> {
  value: Value
  /**
   * `stated` in so many words; `implied`: 2.00 that means 14:00, a year that is not written;
   * `unsure`: a likely reading of title, speaker or place, shown to the admin and not published.
   */
  certainty: 'stated' | 'implied' | 'unsure'
  source: string
}

/** What an update says of the whole talk: its time or room no longer holds, or it takes place after all. */
export type Notice = 'postponed' | 'online-only' | 'reinstated'

/** What a link in a mail is for, besides joining. */
export type LinkKind = 'registration' | 'programme' | 'website'

export interface Speaker {
  /** Without academic titles. */
  name: string
  affiliation: string | null
}

/** One entry for a calendar; null = the mail does not say. */
export interface Talk {
  type: TalkType
  title: Field<string> | null
  speakers: Field<Speaker>[]
  /** Wall time `2025-09-25T15:00`, or a plain date for whole days. */
  start: Field<string>
  /** It names no hour and says that the earlier one still holds. */
  keepsHour?: true
  /** Wall time like `start`; for whole days, the last day. */
  end: Field<string> | null
  /** IANA name where it is not the list's own. */
  timeZone: Field<string> | null
  location: Field<string> | null
  online: Field<string> | null
  /** What a join link asks for, as written: "Meeting ID: 612 3456 7890, Passcode: 123456". */
  access?: string
  registration?: string
  programme?: string
  website?: string
  series: Field<string> | null
  abstract: Field<string> | null
  notice: Field<Notice> | null
  status: Field<TalkStatus>
  /** How sure it is that this is the start of an event, 0 to 1. */
  sure: number
  /** Why a human should look before this is published; empty = publish. */
  doubts: string[]
}

/** What the parser takes from a mailing list's profile. */
export interface ParserProfile {
  timeZone: string
  knownSeries: readonly string[]
}

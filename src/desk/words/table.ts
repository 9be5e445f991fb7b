import type { ResyncReport } from '../../../jobs/resync.ts'
import type { Problem } from '../../talks/checked-facts.ts'
import type { Part } from '../../../jobs/run/parts.ts'
import type { Operation } from '../../calendar/plan.ts'
import type { Written } from '../../google/calendar.ts'
import type { Act } from '../../talks/decision.ts'
import type { EventStatus } from '../../talks/talk.ts'

/** Everything that the desk says, in one language. */
export interface DeskWords {
  locale: string
  desk: string
  skip: string
  pages: string
  logout: string
  error: string
  notFound: string
  loginTitle: string
  loginHow: string
  loginAs(who: string): string
  linkOver: string
  foreignForm: string
  notAtOnce(count: number): string
  isFlood: string
  wasBefore: string
  held: string
  tooMany: string
  today: string
  waiting: string
  talks: string
  talk: string
  mails: string
  mail: string
  resync: string
  offices: string
  decisions: string
  nothingWaits: string
  waits(count: number): string
  all: string
  howItStands: string
  alsoWrong: string
  nextDays: string
  noTalks: string
  parts: Record<Part, string>
  states: Record<'good' | 'bad' | 'off', string>
  badDays(count: number): string
  lastGood: string
  next: string
  choose: string
  noTime: string
  noPlace: string
  noSubject: string
  wouldBeNew: string
  wouldChange: string
  unreadMail: string
  readersSay: string
  noSuchTalk: string
  lookedAt: string
  publishChosen: string
  rejectChosen: string
  publishMany(count: number): string
  rejectMany(count: number): string
  doIt: string
  back: string
  gone: string
  goneWhy: string
  youWrote: string
  movedOn: string
  moved: string
  previous: string
  later: string
  placeOf(at: number, of: number): string
  readAs(date: string): string
  belongsTo(from: string, office: string): string
  noMail: string
  wholeMail: string
  unreadable: string
  proposals: string
  fields: Record<
    | 'day'
    | 'hour'
    | 'endDay'
    | 'endHour'
    | 'title'
    | 'speakers'
    | 'location'
    | 'online'
    | 'series'
    | 'status',
    string
  >
  zoneIs: string
  statuses: Record<EventStatus, string>
  problems: Record<Problem['kind'], string>
  why: string
  publish: string
  publishOffice: string
  reject: string
  split: string
  about: string
  aboutEvent: string
  mergeBoth: string
  readAfterAll: string
  readAgain: string
  makeEvent: string
  whatHappens: string
  thatDay: string
  nothingElse: string
  nothingChanges: string
  operations: Record<Operation['what'], string>
  keys: string
  keysOn: string
  decided(number: number): string
  undo: string
  undone: string
  export: string
  acts: Record<Act['kind'], string>
  search: string
  which: string
  show: string
  allTalks: string
  shows: Record<'coming' | 'past' | 'off' | 'withdrawn' | 'deleted', string>
  found(count: number): string
  newer: string
  older: string
  notPublished: string
  correct: string
  cancel: string
  reinstate: string
  withdraw: string
  restore: string
  merge: string
  mergeInto: string
  otherSteps: string
  evidence: string
  noEvidence: string
  whereItStands: string
  inFeed: string
  inGoogle: string
  byHand: string
  notInGoogle: string
  googleStates: Record<Written['state'], string>
  history: string
  aboutResync: string
  makePlan: string
  plan: string
  planAgain: string
  step: string
  where: string
  reason: string
  applyPlan: string
  steps(count: number): string
  reread(count: number): string
  running: string
  resyncDone: string
  report(report: ResyncReport): string
  lastRuns: string
  noRuns: string
  noOffices: string
  aboutOffices: string
  example: string
  belongs: string
  isRead: string
  mailsRead: string
  putRight: string
}

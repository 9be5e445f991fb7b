import type { TalkType } from '../../announcement/announcement.ts'
import type { TalkFacts } from '../../talks/talk.ts'
import type { FilterGroup } from '../filter.ts'

/** Everything that the page says, in one language. */
export interface Words {
  locale: string
  name: string
  calendarOf: (name: string) => string
  /** The page over several lists. */
  calendars: string
  comingTalks(count: number): string
  intro: string
  skip: string
  subscribe: string
  subscribeFiltered: string
  subscribeWith: string
  otherWays: string
  thisWeek: string
  nextWeek: string
  marks: { newTime: string; newRoom: string; nowOnline: string; backOn: string }
  addressIs: string
  copy: string
  copied: string
  qr: string
  embed: string
  copyLines: string
  at: { once: string; hour: string; fetch: string; day: string }
  google: string
  apple: string
  outlookWork: string
  outlookHome: string
  thunderbird: string
  android: string
  googleHasAll: string
  find: string
  search: string
  any: string
  onlineOnly: string
  show: string
  showAll: string
  groups: Record<Exclude<FilterGroup, 'speaker'>, string>
  kinds: Record<TalkType, string>
  coming: string
  months: string
  from: string
  to: string
  board: string
  scan: string
  nothingThen: string
  andOlder: (count: number) => string
  moreOnPage: (count: number) => string
  andMore: (count: number) => string
  gone: (day: string | null) => string
  inMail: string
  nothing: string
  found: (count: number) => string
  more: string
  past: string
  archive: string
  allDay: string
  assumed: string
  off: { cancelled: string; postponed: string; tentative: string }
  noTitle: string
  join: string
  map: string
  back: string
  backToTalk: string
  remark: Record<
    'ask' | 'label' | 'send' | 'kept' | 'full' | 'late' | 'often' | 'unknown' | 'empty' | 'elsewhere',
    string
  >
  one: string
  oneCopy: string
  file: string
  abstract: string
  changes: string
  announced: string
  changed: string
  byHuman: string
  evidence: string
  evidenceAbout: string
  field: string
  value: string
  line: string
  mail: string
  inArchive: string
  fields: Record<keyof TalkFacts, string>
  times: (zone: string) => string
  lastMail: (when: string) => string
  waiting: (count: number) => string
  notFound: string
  language: string
}

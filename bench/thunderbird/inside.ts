/** What `inside/*.mjs` answers, as JSON. */
export interface Inside {
  subscribe(url: string): string
  unsubscribe(id: string): void
  poll(id: string): void
  enable(id: string): void
  show(id: string): Shown
  showWeeks(): void
  weeksShow(uid: string, words: string): boolean | null
  openTalk(id: string, uid: string, words: string): TalkWindow
  closeTalk(): void
  picture(which: 'talk' | 'main'): string
}

/** What the views show of a calendar. */
export interface Shown {
  isOn: boolean
  /** Name of the program's own zone. */
  zone: string
  talks: ShownTalk[]
}

/** Times in the program's own zone; of whole days the days, the end exclusive. */
export interface ShownTalk {
  uid: string
  title: string
  location: string | null
  start: string
  end: string
}

/** What is to be read in a talk's window. */
export interface TalkWindow {
  title: string
  start: string
  status: string | null
  /** Of the looked for words' lines the most that is out of sight: 0 all is seen, 1 nothing. */
  hiddenShare: number
}

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

/** Times in the program's own zone; for whole days only dates, the end exclusive. */
export interface ShownTalk {
  uid: string
  title: string
  location: string | null
  start: string
  end: string
}

/** What a talk's window shows. */
export interface TalkWindow {
  title: string
  start: string
  status: string | null
  /** The largest part hidden of any line with the words looked for: 0 = all visible, 1 = none. */
  hiddenShare: number
}

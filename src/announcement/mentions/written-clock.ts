/** One clock as it is written, without its half of the day filled in. */
export interface Clock {
  hour: number
  minute: number
  half: 'am' | 'pm' | null
  /** `bare` 3, `dotted` 15.15, `clear` 15:15, 15h, 15 Uhr, 3 pm. */
  form: 'bare' | 'dotted' | 'clear'
  /** Written with a leading zero: 24 hours are meant. */
  padded: boolean
  next: number
}

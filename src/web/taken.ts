/** What became of a reader's words; `unknown`: no such talk, `empty`: nothing said, `full`: too many wait. */
export interface Taken {
  taken: 'kept' | 'full' | 'unknown' | 'empty'
}

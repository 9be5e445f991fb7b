/** What a reader's words came to; `unknown`: there is no such talk, `empty`: they say nothing, `full`: too many wait. */
export interface Taken {
  taken: 'kept' | 'full' | 'unknown' | 'empty'
}

import type { Values } from './fields.ts'

/** What a form comes back with. */
export interface Entry {
  values?: Values
  problems?: readonly string[]
  /** Fields that have changed since it was shown. */
  moved?: ReadonlySet<string>
}

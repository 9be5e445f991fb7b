import type { Problem } from '../talks/checked-facts.ts'
import type { Values } from './fields.ts'

/** What a form comes back with. */
export interface Entry {
  values?: Values
  problems?: readonly Problem[]
  why?: string
  /** Inputs that have changed since it was shown. */
  moved?: ReadonlyMap<string, string>
}

import type { DeskSettings } from '../../config/settings.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Runs } from './runs.ts'

/** What every page of the desk is made with. */
export interface Desk {
  settings: DeskSettings
  /** Throws while the worker is not up. */
  services(): Services
  /** Does work once all work before it is done. */
  turn<Result>(work: () => Promise<Result>): Promise<Result>
  runs: Runs
}

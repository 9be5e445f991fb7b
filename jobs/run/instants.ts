import type { Services } from './services.ts'

/** An instant some seconds from a given one. */
export function secondsFrom(instant: string, seconds: number): string {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: seconds * 1000 })
    .toString({ smallestUnit: 'millisecond' })
}

/** Age of an instant. */
export function secondsSince(instant: string, { now }: Pick<Services, 'now'>): number {
  return Math.round(Temporal.Instant.from(instant).until(now()).total('seconds'))
}

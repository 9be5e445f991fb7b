import type { TimeMention } from '../mentions/time.ts'
import { withDoubt, type Rule } from './check.ts'

const near = 40

/**
 * One moment told in two zones that do not agree.
 * "Friday, 11 December 2026, 10:00 EST (15:00 CET)": ten in New York is four in Zurich.
 */
export const twoZones: Rule = (draft) => ({
  ...draft,
  talks: draft.talks.map(({ talk, section: { when, ...section } }) => {
    const { time } = when
    const instant = (told: TimeMention) =>
      when.date
        .toZonedDateTime({ timeZone: told.zone ?? draft.profile.timeZone })
        .add({ minutes: told.from })
        .toInstant()
    const beside = draft.document.times.filter(
      (other) =>
        time !== null &&
        other !== time &&
        (other.zone ?? time.zone) !== null &&
        other.zone !== time.zone &&
        other.zoneSource !== null &&
        Math.min(Math.abs(other.start - time.end), Math.abs(time.start - other.end)) < near,
    )
    const differs = beside.some((other) => !instant(other).equals(instant(time!)))
    return {
      talk: differs ? withDoubt(talk, 'the hour is told in two zones that do not agree') : talk,
      section: { when, ...section },
    }
  }),
})

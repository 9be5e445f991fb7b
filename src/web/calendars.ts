import { renderFeed, splitByAge } from '../calendar/feed.ts'
import type { Documents, Keep } from './document.ts'
import { isEverything, fileOf, pathOf } from './filter.ts'
import { noticeOf } from './notice.ts'
import type { Outline } from './outline.ts'
import { isOpen } from './period.ts'
import { nameOf, type Site } from './site.ts'

export const calendarType = 'text/calendar; charset=utf-8'

/** The iCalendar documents: feeds, archive, one talk; none is ever empty. */
export function calendarsOf(
  site: Site,
  outlineWith: (id: string) => Outline | null,
  kept: Keep,
): Pick<Documents, 'calendar' | 'archive' | 'talkCalendar'> {
  return {
    calendar: (filter, alarmMinutes) =>
      kept(`${fileOf(site.list, filter, '.ics')} ${alarmMinutes}`, (current) => {
        if (isEverything(filter) && alarmMinutes === null && current.feed.includes('BEGIN:VEVENT'))
          return { type: calendarType, body: current.feed }
        // A part of a publication that is not whole might lack talks that its readers have.
        if (!current.isWhole) throw new Error('talks are missing')
        const matching = current.matching(filter)
        const chosen = isOpen(filter.period) ? splitByAge(matching, current.outlines).recent : matching
        return {
          type: calendarType,
          body: renderFeed(
            chosen.length === 0
              ? [
                  noticeOf(
                    {
                      name: nameOf(site, filter),
                      path: pathOf(filter),
                      isOver:
                        filter.period.to !== null && filter.period.to < current.lastModified.slice(0, 10),
                    },
                    current,
                    site,
                  ),
                ]
              : current.talksOf(chosen),
            {
              name: nameOf(site, filter),
              timeZone: site.list.timeZone,
              publicUrl: site.baseUrl,
              alarmMinutes,
            },
          ),
        }
      }),
    archive: () =>
      kept('/archive.ics', (current) => {
        if (current.archive.includes('BEGIN:VEVENT')) return { type: calendarType, body: current.archive }
        const name = `${site.list.name} archive`
        const notice = noticeOf({ name, path: '/', isOver: true }, current, site)
        return { type: calendarType, body: renderFeed([notice], { name, timeZone: site.list.timeZone }) }
      }),
    talkCalendar(id) {
      const outline = outlineWith(id)
      if (outline === null) return null
      return kept(`/talks/${id}.ics`, (current) => ({
        type: calendarType,
        body: renderFeed([current.talkOf(outline)], { name: null, timeZone: site.list.timeZone }),
      }))
    },
  }
}

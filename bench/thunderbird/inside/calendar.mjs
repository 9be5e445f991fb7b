import { cal } from 'resource:///modules/calendar/calUtils.sys.mjs'
import { settle, until } from './wait.mjs'

/** Subscribes as "New Calendar, On the Network" does: asks the server what is there, and keeps a copy. */
export async function subscribe(url) {
  const found = await cal.provider.detection.detect('', '', url, false, [], {})
  const [calendar] = [...found.values()].flat()
  calendar.setProperty('cache.enabled', calendar.getProperty('cache.supported') !== false)
  cal.manager.registerCalendar(calendar)
  await settle()
  return calendar.id
}

export async function unsubscribe(id) {
  cal.manager.removeCalendar(cal.manager.getCalendarById(id))
  await settle()
}

/** "Synchronise" in the calendar's menu; returns when that is over, even if it failed. */
export async function poll(id) {
  const calendar = cal.manager.getCalendarById(id)
  if (calendar.getProperty('disabled')) return
  let isDone = false
  const observer = { QueryInterface: ChromeUtils.generateQI(['calIObserver']) }
  for (const name of notices) observer[name] = () => {}
  observer.onLoad = () => {
    isDone = true
  }
  calendar.addObserver(observer)
  calendar.refresh()
  await until('the end of a poll', () => isDone).finally(() => calendar.removeObserver(observer))
  await settle()
}

const notices = [
  'onStartBatch',
  'onEndBatch',
  'onAddItem',
  'onModifyItem',
  'onDeleteItem',
  'onError',
  'onPropertyChanged',
  'onPropertyDeleting',
]

/** "Enable" in the list of calendars. */
export async function enable(id) {
  cal.manager.getCalendarById(id).setProperty('disabled', false)
  await settle()
}

/** What the views show of a calendar, in the program's own zone, and whether it is switched on. */
export async function show(id) {
  const views = cal.view.getCompositeCalendar(Services.wm.getMostRecentWindow('mail:3pane'))
  const all = await views.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)
  return {
    isOn: !cal.manager.getCalendarById(id).getProperty('disabled'),
    zone: cal.dtz.defaultTimezone.tzid,
    talks: all
      .filter(({ calendar }) => calendar.id === id)
      .map((item) => ({
        uid: item.id,
        title: item.title,
        location: item.getProperty('LOCATION'),
        start: wallOf(item.startDate),
        end: wallOf(item.endDate),
      })),
  }
}

/** "2026-12-03T16:15", "2026-12-03" for whole days. */
function wallOf(date) {
  const { icalString } = date.isDate ? date : date.getInTimezone(cal.dtz.defaultTimezone)
  return icalString.replace(/^(\d{4})(\d\d)(\d\d)/, '$1-$2-$3').replace(/T(\d\d)(\d\d)00Z?$/, 'T$1:$2')
}

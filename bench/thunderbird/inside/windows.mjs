import { cal } from 'resource:///modules/calendar/calUtils.sys.mjs'
import { settle, until } from './wait.mjs'
import { boxesOf } from './words.mjs'

/** Waits for the program's start to be over, and shows the next four weeks on the whole screen. */
export async function showWeeks() {
  await until('the main window', () => mainWindow()?.document.readyState === 'complete')
  const window = mainWindow()
  await until('the calendar', () => window.document.getElementById('calendarButton') !== null)
  window.moveTo(0, 0)
  window.resizeTo(window.screen.width, window.screen.height)
  await settle()
  window.document.getElementById('calendarButton').click()
  window.switchCalendarView('multiweek', true)
  await until('the view of weeks', () => window.currentView()?.id === 'multiweek-view')
  await settle()
}

/** Whether these words of a talk's title are visible in the view of weeks; null: the talk is not there. */
export function weeksShow(uid, words) {
  const labels = [...mainWindow().document.querySelectorAll('#multiweek-view .event-name-label')]
  const label = labels.find((one) => one.closest('calendar-month-day-box-item')?.occurrence?.id === uid)
  if (label === undefined) return null
  const around = label.getBoundingClientRect()
  const boxes = boxesOf(label, words)
  return (
    boxes.length > 0 && boxes.every((box) => box.left >= around.left - 1 && box.right <= around.right + 1)
  )
}

/** Opens a talk's window as a double click does; gives what it shows and how much of the words is hidden. */
export async function openTalk(id, uid, words) {
  const item = await cal.manager.getCalendarById(id).getItem(uid)
  mainWindow().openEventDialogForViewing(item)
  const isReady = () =>
    talkWindow()?.document.querySelector('dialog')?.classList.contains('resize') === false &&
    talkWindow().document.querySelector('.item-description').contentDocument.body.textContent !== ''
  await until('the window of a talk', isReady)
  await settle()
  const { document } = talkWindow()
  const frame = document.querySelector('.item-description')
  const boxes = boxesOf(frame.contentDocument.body, words)
  const status = document.querySelector('.status-row')
  return {
    title: document.querySelector('.item-title').textContent,
    start: document.querySelector('.item-date-row-start-date').textContent,
    status: status.hasAttribute('hidden') ? null : status.textContent.replace(/\s+/g, ' ').trim(),
    hiddenShare:
      boxes.length === 0 ? 1 : Math.max(...boxes.map((box) => hiddenShareOf(box, frame.clientHeight))),
  }
}

function hiddenShareOf({ top, bottom }, height) {
  const inSight = Math.max(0, Math.min(bottom, height) - Math.max(top, 0))
  return 1 - inSight / (bottom - top)
}

export async function closeTalk() {
  talkWindow().close()
  await until('the end of a window', () => talkWindow() === null)
}

/** What a window shows now, as PNG in base64. */
export async function picture(which) {
  const window = which === 'talk' ? talkWindow() : mainWindow()
  const bitmap = await window.browsingContext.currentWindowGlobal.drawSnapshot(null, 1, 'white')
  const canvas = window.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas')
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height })
  canvas.getContext('2d').drawImage(bitmap, 0, 0)
  return canvas.toDataURL('image/png').replace(/^.*,/, '')
}

function mainWindow() {
  return Services.wm.getMostRecentWindow('mail:3pane')
}

function talkWindow() {
  return Services.wm.getMostRecentWindow('Calendar:EventSummaryDialog')
}

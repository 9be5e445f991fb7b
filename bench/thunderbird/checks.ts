import { isOff } from '../../src/talks/talk.ts'
import { newLine, newWords, spanIn, type PublishedTalk } from './published.ts'
import { expect, publish, savePicture, type Run, type Subscription } from './run.ts'
import { faultsOf } from './shown.ts'
import type { TalkFacts } from './talks.ts'

const whatAPollGives = 'each talk once, right hours, as published; on'
/** How long it may take to store the items of a poll, one by one. */
const storedSeconds = { ours: 10, noted: 3 }

/** Lets Thunderbird poll and checks what it then shows; with `isOurs` false that is only noted. */
export async function checkPoll(
  run: Run,
  subscription: Subscription,
  step: string,
  { promise = whatAPollGives, isOurs = true } = {},
): Promise<void> {
  const { front, thunderbird, list, zone } = run
  front.answers()
  await thunderbird.ask('poll', subscription.id)
  const end = performance.now() + storedSeconds[isOurs ? 'ours' : 'noted'] * 1000
  let faults: string[]
  let count: number
  do {
    const shown = await thunderbird.ask('show', subscription.id)
    count = shown.talks.length
    faults = faultsOf(shown, subscription.wanted, list.events(), zone)
  } while (faults.length > 0 && performance.now() < end)
  const answers = [...new Set(front.answers())].join(', ') || 'no answer'
  const seen = `${answers}: ${faults.length === 0 ? `${count} talks, all right, on` : told(faults)}`
  run.rows.push({ step, promise, seen, ok: isOurs ? faults.length === 0 : null })
}

const toldFaults = 3

function told(faults: readonly string[]): string {
  const rest = faults.length - toldFaults
  return [...faults.slice(0, toldFaults), ...(rest > 0 ? [`${rest} more`] : [])].join('; ')
}

/** Has the list announce a change of a talk, and checks how a reader learns of it. */
export async function checkChange(
  run: Run,
  subscription: Subscription,
  step: string,
  name: string,
  facts: TalkFacts,
): Promise<void> {
  const { uid } = run.list.event(name)
  const before = subscription.wanted.get(uid)!
  run.list.change(name, facts)
  publish(run)
  await expect(run, subscription)
  const after = subscription.wanted.get(uid)!
  await checkPoll(run, subscription, step)
  await checkTitle(run, step, before, after)
  await checkWindow(run, subscription, step, before, after)
}

async function checkTitle(
  run: Run,
  step: string,
  before: PublishedTalk,
  after: PublishedTalk,
): Promise<void> {
  const mark = newWords(before.summary, after.summary)
  const isSeen = mark === '' ? false : await run.thunderbird.ask('weeksShow', after.uid, mark)
  const where = isSeen === null ? 'the talk is not there' : isSeen ? 'to be read' : 'cut off'
  await savePicture(run, step, 'main')
  run.rows.push({
    step,
    promise: 'its title says so in the view of weeks',
    seen: mark === '' ? `nothing new in “${after.summary}”` : `“${mark}” of “${after.summary}”: ${where}`,
    ok: isSeen === true,
  })
}

async function checkWindow(
  run: Run,
  { id }: Subscription,
  step: string,
  before: PublishedTalk,
  after: PublishedTalk,
): Promise<void> {
  const line = newLine(before.description, after.description)
  const window = await run.thunderbird.ask('openTalk', id, after.uid, line)
  await savePicture(run, step, 'talk')
  await run.thunderbird.ask('closeTalk')
  const share = Math.round(window.hiddenShare * 100)
  const sight = share === 0 ? 'in sight' : share === 100 ? 'out of sight' : `${share} % of a line is cut off`
  run.rows.push({
    step,
    promise: 'its window shows the change when it opens',
    seen: line === '' ? 'the feed says nothing new' : `“${line}”: ${sight}`,
    ok: line !== '' && share === 0,
  })
  const event = run.list.events().find(({ uid }) => uid === after.uid)!
  const hour = spanIn(run.zone, event).start.slice(-5)
  run.rows.push({
    step,
    promise: 'its window has title and hour',
    seen: `“${window.title}”, ${window.start}`,
    ok: window.title === after.summary && window.start.includes(` ${hour}`),
  })
  if (!isOff(event)) return
  run.rows.push({
    step,
    promise: 'nothing calls it confirmed',
    seen: window.status ?? 'no status',
    ok: window.status === null || !/confirmed/i.test(window.status),
  })
}

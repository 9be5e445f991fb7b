import { checkChange, checkPoll } from './checks.ts'
import { expect, publish, savePicture, subscribe, type Run, type Subscription } from './run.ts'

/** What happens to a subscriber in a year, in a minute. */
export async function tellStory(run: Run): Promise<void> {
  const { thunderbird, list } = run
  list.announce()
  publish(run)
  await thunderbird.ask('showWeeks')
  const all = await subscribe(run, '/statlist.ics')
  await checkPoll(run, all, 'ten talks are announced')
  await savePicture(run, 'ten talks are announced', 'main')
  const at = (name: string, hour: string) => `${list.event(name).start.slice(0, 10)}T${hour}`
  await checkChange(run, all, 'a talk moves', 'moved', { start: at('moved', '17:15') })
  await checkChange(run, all, 'another room', 'room', { location: 'HG G 19.2' })
  await checkChange(run, all, 'a talk is cancelled', 'off', { status: 'cancelled' })
  await checkChange(run, all, 'a talk is postponed', 'long', { notice: 'postponed' })
  await restartOurs(run, all)
  await troubleOfOurs(run, all)
  await busyServer(run)
  await notFound(run, all)
  await badGateway(run, all)
  await restartProgram(run, all)
}

const keeps = 'keeps all, stays on'

async function restartOurs(run: Run, all: Subscription): Promise<void> {
  await run.front.behave('refuses')
  await run.ours.stop()
  await checkPoll(run, all, 'our server restarts: connections are refused', { promise: keeps })
  await run.ours.start('whole')
  await run.front.behave('passes on')
  await checkPoll(run, all, 'our server is back')
  await checkChange(run, all, 'another room after the restart', 'plain', { location: 'HG F 30' })
}

/** Whatever became of its publication, our server sends nothing that switches a calendar off. */
async function troubleOfOurs(run: Run, all: Subscription): Promise<void> {
  for (const [publication, step] of [
    ['half', 'our publication is damaged'],
    ['none', 'our publication is not there yet'],
  ] as const) {
    await run.ours.stop()
    await run.ours.start(publication)
    await checkPoll(run, all, step, { promise: keeps })
  }
  await run.ours.stop()
  await run.ours.start('whole')
  await run.front.behave('cuts')
  run.list.change('ending', { location: 'HG D 1.1' })
  publish(run)
  await checkPoll(run, all, 'our answer breaks off in the middle', { promise: keeps })
  await run.front.behave('passes on')
  await expect(run, all)
  await checkPoll(run, all, 'the whole answer comes')
}

/** A part of the feed must be rendered anew although the reader's address has asked for too much. */
async function busyServer(run: Run): Promise<void> {
  const part = await subscribe(run, '/zurich.ics')
  await checkPoll(run, part, 'a part of the feed')
  // In Basel: the part stays as it is, but our server must render it to find out.
  run.list.change('basel', { location: 'Universität Basel, Spiegelgasse 5' })
  publish(run)
  const step = 'a part of the feed, when its address has asked for too much'
  await run.ours.whileBusy(() => checkPoll(run, part, step, { promise: keeps }))
  await run.thunderbird.ask('unsubscribe', part.id)
}

async function notFound(run: Run, all: Subscription): Promise<void> {
  await run.front.behave(404)
  await checkPoll(run, all, 'a web server in front says 404', { promise: keeps })
  await run.front.behave('passes on')
  const start = run.list.event('elsewhere').talk.start.replace(/T.*/, 'T14:00')
  await checkChange(run, all, 'it passes on again, a talk has moved', 'elsewhere', { start })
}

const noted = { promise: 'noted: not ours', isOurs: false }

/** Our own server must never do this: docs/run.md says how to keep a web server in front from it. */
async function badGateway(run: Run, all: Subscription): Promise<void> {
  await run.front.behave(502)
  await checkPoll(run, all, 'a web server in front says 502', noted)
  await run.front.behave('passes on')
  await checkPoll(run, all, 'it passes on again', noted)
  await run.thunderbird.ask('enable', all.id)
  await checkPoll(run, all, 'it is switched on by hand', noted)
  run.list.change('clocks', { location: 'HG E 5' })
  publish(run)
  await expect(run, all)
  await checkPoll(run, all, 'a room changes after that', noted)
}

async function restartProgram(run: Run, all: Subscription): Promise<void> {
  await restart(run)
  await checkPoll(run, all, 'Thunderbird starts again')
  for (const manner of ['refuses', 404] as const) {
    await run.front.behave(manner)
    await restart(run)
    await checkPoll(run, all, `it starts, and the web server in front ${sayings[manner]}`, noted)
    await run.front.behave('passes on')
    await checkPoll(run, all, 'it passes on again')
  }
}

const sayings = { refuses: 'refuses', 404: 'says 404' }

async function restart({ thunderbird }: Run): Promise<void> {
  await thunderbird.restart()
  await thunderbird.ask('showWeeks')
}

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import {
  errorBody,
  modelKey,
  modelName,
  openModelServer,
  send,
  type Asked,
  type ModelServer,
} from '../support/model-server.ts'
import { makeWorker, until, type WorkerProcess, problemsAt } from '../support/worker.ts'

let dovecot: Dovecot
let google: GoogleServer
let model: ModelServer
let worker: WorkerProcess

before(async () => {
  dovecot = await openDovecot()
  google = await openGoogleServer()
  model = await openModelServer('vllm', pointing)
  worker = await makeWorker(dovecot, 'reader', google, {
    READER_URL: model.url,
    READER_MODEL: modelName,
    READER_KEY: modelKey,
  })
})

after(async () => {
  await worker.kill()
  await model.close()
  await dovecot.close()
  await google.close()
  worker.remove()
})

function mailOf(id: string, subject: string, text: string): string {
  return `From: Office <office@math.example>\nSubject: [Statlist] ${subject}\nMessage-ID: <${id}@math.example>\nDate: Thu, 01 Dec 2022 10:20:00 +0100\nList-Id: <statlist.stat.example>\n\n${text}\n`
}

/** Our rules let it wait; a reader knows better. */
const chat = mailOf(
  'chat',
  'cheese',
  'Hi all\nJan will tell us about cheese next week, Tuesday the 6th of December, half an hour, it begins at 14.30 in the kitchen of HG G.\nWe meet for cake at 14:00. Sign up by 3 December.',
)
const plain = mailOf(
  'plain',
  'Research Seminar by Ada Brunner, 09.12.2022',
  'Title: Small samples, large trees\nSpeaker: Ada Brunner (Basel)\nTime: Friday, 09.12.2022, 15.15 h\nPlace: HG G 19.1',
)

/** What a good model answers of the first mail; of any other that it announces nothing. */
function pointing({ messages }: Asked): string {
  const question = messages.at(-1)!.content
  const quote = (line: number, text: string) => ({ line, quote: text })
  const none = { kind: 'other', kindQuote: null, events: [], account: [] }
  if (!question.includes('cheese')) return JSON.stringify(none)
  return JSON.stringify({
    ...none,
    kind: 'announcement',
    events: [
      {
        title: quote(2, 'cheese'),
        speakers: [{ name: quote(2, 'Jan'), affiliation: null }],
        date: quote(2, 'Tuesday the 6th of December'),
        lastDate: null,
        start: quote(2, '14.30'),
        end: null,
        place: quote(2, 'the kitchen of HG G'),
        link: null,
        series: null,
        status: null,
      },
    ],
    account: [
      { id: 'd1', is: 'event' },
      { id: 'c1', is: 'event' },
      { id: 'c2', is: 'programme' },
      { id: 'd2', is: 'deadline' },
    ],
  })
}

async function feed(): Promise<string> {
  const response = await fetch(`${worker.url}/statlist.ics`)
  return response.ok ? response.text() : ''
}

const problems = async () => problemsAt(worker.url)

test('a language model reads, too', async (t) => {
  await dovecot.append('reader', chat)
  await worker.start()

  await t.test('what our rules let wait is published when the model points at it', async () => {
    await until(async () => (await feed()).includes('Jan: cheese'), 60, 'the talk in the feed')
    assert.match(await feed(), /DTSTART;TZID=Europe\/Zurich:20221206T143000/)
    assert.equal(model.asked.length, 1)
    assert.deepEqual(model.keys, [`Bearer ${modelKey}`])
    assert.equal(model.asked[0]!.temperature, 0)
    await until(() => google.events.size === 1, 60, 'the talk in Google')
  })

  await t.test(
    'rebuilt from the ledger it has the same bytes, and two resyncs change and ask nothing',
    async () => {
      const { stdout, code } = await worker.command('rebuild', '--check')
      assert.equal(code, 0, stdout)
      const bytes = await feed()
      for (const round of ['first', 'second']) {
        const resync = await worker.command('resync')
        assert.equal(resync.code, 0, resync.stderr)
        const { eventsAdded, eventsChanged, eventsRemoved, googleWrites } = JSON.parse(
          resync.stdout,
        ) as Record<string, number>
        assert.deepEqual([eventsAdded, eventsChanged, eventsRemoved, googleWrites], [0, 0, 0, 0], round)
      }
      assert.equal(await feed(), bytes)
      const again = await worker.command('resync', '--read-again')
      assert.match(again.stdout, /0 of 1 mails are to be read again/)
      assert.equal(model.asked.length, 1, 'an answered mail is not asked about again')
    },
  )

  await t.test('nothing waits for one that hangs', async () => {
    model.behave(async () => new Promise<string>(() => {}))
    await dovecot.append('reader', plain)
    await until(async () => (await feed()).includes('Ada Brunner'), 60, 'the talk in the feed')
    await until(() => model.asked.length === 2, 60, 'the question')
  })

  await t.test(
    'after a kill the open question is asked again, and what the model says is no event stays',
    async () => {
      await worker.kill()
      model.behave(pointing)
      await worker.start()
      await until(() => model.asked.length >= 3, 90, 'the same question')
      const bytes = await feed()
      assert.ok(bytes.includes('Ada Brunner') && bytes.includes('Jan: cheese'))
      const waiting = await worker.command('review')
      assert.equal(waiting.code, 0)
    },
  )

  await t.test('one that refuses the key is told, and the mail is published all the same', async () => {
    model.behave((_, response) => {
      send(response, 401, errorBody('openai', 'Incorrect API key provided'))
      return null
    })
    await dovecot.append(
      'reader',
      plain
        .replace('<plain@', '<later@')
        .replaceAll('09.12.2022', '16.12.2022')
        .replaceAll('Ada Brunner', 'Eva Moser'),
    )
    await until(async () => (await feed()).includes('Eva Moser'), 60, 'the talk in the feed')
    await until(async () => /READER_KEY/.test(await problems()), 60, 'the problem in /health')
    assert.ok(!(await problems()).includes(modelKey))
  })
})

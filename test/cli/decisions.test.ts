import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { plainEnv } from '../support/plain-env.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')
const folder = mkdtempSync(join(tmpdir(), 'decisions-'))

function run(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...plainEnv, DATA_FOLDER: folder },
    timeout: 30_000,
  })
  return `${status}\n${stdout}${stderr}`
}

function mail(
  id: string,
  from: string,
  subject: string,
  day: string,
  room: string,
  speaker = 'Weijie Su',
): void {
  writeFileSync(
    join(folder, `${id}.eml`),
    `From: ${from}
Subject: [Statlist] ${subject}
Date: Mon, 0${id} Nov 2026 08:00:00 +0100
Message-ID: <${id}@example>
Content-Type: text/plain; charset=utf-8

"Patterns of networks, read by ${speaker}"
${speaker}, University of Pennsylvania

Time: ${day} at 15.15 h
Place: ETH Zurich, ${room}
`,
  )
  assert.match(run('import', `${id}.eml`), /^0/)
}

/** The name that a line of the output begins with. */
function nameIn(output: string, line: RegExp): string {
  const found = output.split('\n').find((text) => line.test(text))
  assert.ok(found, `${line} in ${output}`)
  return found.trim().split(/\s/)[0]!
}

test('a human decides: what waits, what is wrong, what is one, what goes, and it lasts', () => {
  mail(
    '1',
    'office@math.example',
    'Research Seminar by Weijie Su, 16.12.2026',
    'Wednesday, 16.12.2026',
    'HG G 19.1',
  )
  mail(
    '2',
    'evil@elsewhere.example',
    'Room change: Research Seminar by Weijie Su, 16.12.2026',
    '16.12.2026',
    'HG E 3',
  )
  mail(
    '3',
    'office@math.example',
    'Research Seminar by Ada Byron, 17.12.2026',
    'Monday, 17.12.2026',
    'HG D 1.1',
    'Ada Byron',
  )

  const review = run('review')
  assert.match(review, /from evil@elsewhere\.example; would change event/)
  assert.match(review, /evil@elsewhere\.example did not announce this talk/)
  assert.match(review, /would be a new event: 2026-12-17 15:15/)
  assert.match(review, /2 wait\./)

  assert.match(
    run('approve', nameIn(review, /Room change/), '--why', 'the office confirmed it', '--who', 'Letizia'),
    /change: 2026-12-16 15:15 New room: Weijie Su: .* \(location by/,
  )
  assert.match(run('reject', nameIn(review, /Ada Byron/)), /nothing changes/)
  assert.match(run('review'), /Nothing waits for you/)
  assert.match(run('mails', '--why', 'ada byron'), /\n {4}rejected by \w+, decision 2\n/)

  const history = run('history', 'weijie')
  assert.match(history, /location +ETH Zurich, HG G 19\.1 +← ETH Zurich, HG G 19\.1/)
  assert.match(history, /mail “\[Statlist\] Room change.*from evil@elsewhere\.example/)
  assert.match(history, /location +ETH Zurich, HG G 19\.1 → ETH Zurich, HG E 3/)
  const uid = nameIn(history, /@statlist-calendar$/)

  assert.match(run('correct', uid, 'location=ETH Zurich, HG F 30'), /change: .*location by/)
  mail(
    '4',
    'office@math.example',
    'Room change: Research Seminar by Weijie Su, 16.12.2026',
    '16.12.2026',
    'HG F 7',
  )
  assert.match(
    run('review'),
    /says location “ETH Zurich, HG F 7”, which .* corrected to “ETH Zurich, HG F 30”/,
  )

  assert.match(run('withdraw', uid), /remove: .*withdrawn or merged by a human/)
  assert.match(run('rebuild', '--check'), /^0\n0 events and \d+ bytes of feed: the same, byte for byte/)
  assert.match(run('approve', uid), /add: 2026-12-16/)
  assert.match(run('rebuild', '--check'), /^0\n1 events/)

  const published = join(folder, 'feed/publication.json')
  writeFileSync(published, readFileSync(published, 'utf8').replace('Weijie', 'Wejie'))
  assert.match(run('rebuild', '--check'), /^1\n1 differences/)
  assert.match(run('rebuild'), /Rebuilt/)
  assert.match(run('rebuild', '--check'), /^0/)
})

const misuse: [string[], RegExp][] = [
  [['approve', 'nothing'], /^1\n.*No single event is called “nothing”: there is none/],
  [['correct', 'abcd', 'colour=red'], /^2\n“colour” is not a field; the fields are title, speakers/],
  [['correct', 'abcd', 'start=tomorrow'], /^2\nstart is “tomorrow”: a time like/],
  [['correct', 'abcd', 'start=2026-02-30T10:00'], /^2\nstart is “2026-02-30T10:00”/],
  [['correct', 'abcd', 'online=javascript:alert(1)'], /^2\nonline is “javascript/],
  [['correct', 'abcd'], /^2\none FIELD=VALUE is needed/],
  [['merge', 'abcd'], /^2\nstatlist merge EVENT INTO/],
]

for (const [args, expected] of misuse)
  test(`${args.join(' ')} is told`, () => assert.match(run(...args), expected))

test('what is confirmed teaches: a correction makes the office’s next mail right, and is named', () => {
  const office = 'seminar@stat.example'
  const room = 'im Keller links, bei der Treppe'
  mail('5', office, 'Seminar: Eva Keller', 'Monday, 14.12.2026', room, 'Eva Keller')
  const name = nameIn(run('history', 'keller'), /@statlist-calendar$/)
  run('correct', name, `location=${room}`)
  assert.match(run('habits'), /^0\nseminar@stat\.example\n.*day and hour, .*location.* — no mail yet/)

  mail('6', office, 'Seminar: Jan Moser', 'Monday, 21.12.2026', 'auf dem Dach, bei der Fahne', 'Jan Moser')
  const history = run('history', 'moser')
  assert.match(history, /location +auf dem Dach, bei der Fahne/)
  assert.match(history, /read as in the mail of 2026-11-05 \([0-9a-f]+\), which you confirmed/)
  assert.match(run('habits'), /— 1 mail, 0 put right since/)
  const [known] = JSON.parse(run('habits', '--json').slice(2)) as { office: string; examples: object[] }[]
  assert.deepEqual([known?.office, known?.examples.length], [office, 1])
  assert.match(run('rebuild', '--check'), /^0/)
})

test('a doubtful talk is put right before anybody sees it, and what was decided outlives the ledger', () => {
  mail(
    '7',
    'office@phys.example',
    'Research Seminar by Emmy Noether',
    'Monday, 18.12.2026',
    'HG D 1.1',
    'Emmy Noether',
  )
  const item = nameIn(run('review'), /Emmy Noether/)
  assert.match(
    run('approve', item, 'start=2026-12-18T16:15', 'end=2026-12-18T15:15'),
    /^2\n2026-12-18 16:15 – .*: the end is not after the start/,
  )
  assert.match(
    run('approve', item, 'speakers=Emmy (Noether'),
    /^2\nthe speaker “Emmy \(Noether” can’t be read/,
  )
  const told = run(
    'approve',
    item,
    'start=2026-12-18T16:15',
    'location=HG E 5',
    '--who',
    'Letizia',
    '--why',
    'she phoned',
  )
  assert.match(told, /add: 2026-12-18 16:15 Emmy Noether/)
  const history = run('history', 'noether')
  assert.match(history, /sequence 0, confirmed/)
  assert.match(history, /approve by Letizia, decision \d+: she phoned/)
  assert.doesNotMatch(history, /18T15:15|HG D 1\.1 →/, 'the doubtful value was never published')
  const uid = nameIn(history, /@statlist-calendar$/)
  assert.match(run('correct', uid, 'end=2026-12-18T16:00'), /^2\n.*: the end is not after the start/)
  assert.match(
    run('correct', uid, 'start=2027-03-28T02:30'),
    /^2\n2027-03-28 02:30 does not exist in Europe\/Zurich/,
  )

  assert.match(run('correct', uid, 'status=cancelled'), /cancel: /)
  assert.match(run('reinstate', uid), /change: 2026-12-18 16:15 Back on: Emmy Noether/)
  assert.match(run('withdraw', uid), /remove/)
  assert.match(run('restore', uid, '--why', 'Taken out by mistake.'), /add/)

  const kept = run('decisions', '--export').slice(2)
  assert.equal(readFileSync(join(folder, 'decisions.jsonl'), 'utf8'), kept, 'a copy lies beside the ledger')
  for (const part of ['', '-wal', '-shm']) rmSync(join(folder, `ledger.sqlite${part}`), { force: true })
  run('import', '7.eml')
  assert.match(run('status'), /decisions are missing in the ledger/)
  assert.match(run('history', 'noether'), /^1\n/)
  writeFileSync(join(folder, 'kept.jsonl'), kept)
  assert.match(
    run('decisions', '--import', 'kept.jsonl'),
    /^0\n\d+ decisions: \d+ new; events: 1 new or changed/,
  )
  assert.match(run('decisions', '--import', 'kept.jsonl'), / 0 new; events: 0/)
  assert.match(run('history', 'noether'), /2026-12-18 16:15 {2}Back on: Emmy Noether/)
  assert.doesNotMatch(run('status'), /decisions are missing/)
  writeFileSync(join(folder, 'kept.jsonl'), `${kept}{"at":\n`)
  assert.match(run('decisions', '--import', 'kept.jsonl'), /^2\nkept\.jsonl, line \d+ is not a decision/)
})

test('every mail with what became of it, one shown, and an event made of one that gave none', () => {
  writeFileSync(
    join(folder, '8.eml'),
    'From: office@phys.example\nSubject: [Statlist] Emmy again\nDate: Mon, 09 Nov 2026 08:00:00 +0100\nMessage-ID: <8@example>\n\nShe will come once more; the poster is on our door.\n',
  )
  run('import', '8.eml')
  const mails = run('mails')
  assert.match(
    mails,
    /2026-11-09 {2}\[Statlist\] Emmy again {2}\(office@phys\.example\)\n {4}nothing: no date of an event/,
  )
  assert.match(mails, /Research Seminar by Emmy Noether.*\n {4}announces [0-9a-f]{12} “Back on: Emmy Noether/)
  assert.match(run('mails', '--why', 'announces'), /\n1 mails\n$/)
  const shown = run('show', nameIn(mails, /Research Seminar by Emmy/))
  assert.match(shown, /⟦title: "Patterns of networks, read by Emmy Noether"⟧/)
  assert.match(shown, /→ announces/)

  const key = nameIn(mails, /Emmy again/)
  assert.match(run('create', key, 'title=Rings'), /^2\nwhen is it\?/)
  assert.match(
    run('create', key, 'start=2026-12-20T10:15', 'title=Rings', 'speakers=Emmy Noether (Göttingen)'),
    /add: 2026-12-20 10:15 Emmy Noether: Rings/,
  )
  assert.match(run('history', 'rings'), /create by .*decision \d+/)
  assert.match(run('mails', '--why', 'rings'), /Emmy again/)
  assert.match(run('rebuild', '--check'), /^0/)
})

test('the parts of a mail are listed, and written into a file', () => {
  const poster = Buffer.from('%PDF-1.7\u0000poster')
  writeFileSync(
    join(folder, 'poster.eml'),
    `From: office@math.example
Subject: [Statlist] Kolloquium
Date: Mon, 09 Nov 2026 08:00:00 +0100
Message-ID: <poster@example>
Content-Type: multipart/mixed; boundary=b

--b

Siehe Anhang.
--b
Content-Type: application/pdf; name="Poster.pdf"
Content-Transfer-Encoding: base64

${poster.toString('base64')}
--b--
`,
  )
  assert.match(run('import', 'poster.eml'), /^0/)
  const name = nameIn(run('review'), /Kolloquium/)
  const shown = run('show', name)
  assert.match(
    shown,
    /Part 1: {2}text\/plain, 13 bytes\nPart 2: {2}application\/pdf, 15 bytes, Poster\.pdf\n/,
  )
  assert.equal(run('show', name, '--part', '2'), `0\n${poster.toString()}`)
  assert.match(run('show', name, '--part', '3'), /^1\nThe mail has parts 0 to 2; there is no part “3”/)
})

test('a letter or two name no mail that waits', () => {
  writeFileSync(
    join(folder, 'undated.eml'),
    'From: office@math.example\nSubject: [Statlist] Talk\nMessage-ID: <undated@x>\nList-Id: <statlist.stat.example>\n\nA talk.\n',
  )
  run('import', 'undated.eml')
  const key = /^([0-9a-f]{10}) .*\[Statlist\] Talk/m.exec(run('mails', '--why', 'waits'))?.[1] ?? ''
  assert.match(key, /^[0-9a-f]{10}$/)
  for (const name of [key.slice(0, 1), key.slice(0, 7)])
    assert.match(run('reject', name), new RegExp(`^1\\n.*called “${name}”`))
  assert.match(run('reject', key), /^0/)
})

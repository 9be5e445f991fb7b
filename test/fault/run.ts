import { alarmed, alarms, openSurroundings } from './alarms.ts'
import { databaseOut, hostsKilled, outages } from './hosts.ts'
import { killed } from './kills.ts'
import { secondsUntil } from './rig.ts'
import { played, scenarios } from './scenarios.ts'

/** npm run fault [-- --long] [NAME…]: what is broken, what was promised, what was seen; exit code 1 when a promise did not hold. */
const args = process.argv.slice(2)
const isLong = args.includes('--long')
const names = args.filter((name) => !name.startsWith('--'))
const isWanted = (name: string) => names.length === 0 || names.includes(name)
const most = { red: 60, green: 30, recovery: 20 }
let broken = 0

function tell(scenario: string, promise: string, seen: string, holds: boolean): void {
  if (!holds) broken += 1
  process.stdout.write(`| ${scenario} | ${promise} | ${seen} | ${holds ? 'holds' : '**fails**'} |\n`)
}

process.stdout.write('| scenario | promise | seen | |\n| --- | --- | --- | --- |\n')
if (Object.keys(alarms).some(isWanted)) {
  const { around, close } = await openSurroundings()
  for (const [name, alarm] of Object.entries(alarms)) {
    if (!isWanted(name)) continue
    const { red, green, said } = await alarmed(around, alarm)
    const holds = red !== null && red <= most.red && green !== null && green <= most.green
    const seen = `red after ${red ?? '> 90'} s, green ${green ?? '> 90'} s after the repair${holds ? '' : `: “${said}”`}`
    tell(name, `red within ${most.red} s, green within ${most.green} s`, seen, holds)
  }
  await secondsUntil(async () => (await around.rig.faults()).length === 0, 60)
  const left = await around.rig.faults()
  tell(
    '… all of these',
    'no mail lost, none doubled',
    left.join('; ') || 'none lost, none doubled',
    left.length === 0,
  )
  await close()
}
for (const [name, scenario] of Object.entries(scenarios)) {
  if (!isWanted(name)) continue
  const { faults, seconds } = await played(scenario)
  const seen = faults.join('; ') || `none lost, none doubled; quiet ${seconds} s after`
  tell(name, 'no mail lost, none doubled, nothing left open', seen, faults.length === 0)
}
const [kills, mails] = isLong ? [200, 1000] : [20, 100]
for (const redis of ['private', 'external'] as const) {
  if (!isWanted(`kills ${redis}`)) continue
  const show = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text}   `)
  const { faults, recoverySeconds, slowestStart } = await killed(redis, kills, mails, show)
  tell(
    `${kills} SIGKILLs, ${mails} mails, ${redis} Redis`,
    `0 lost, 0 doubled, 0 stuck; at work again within ${most.recovery} s`,
    `${faults.join('; ') || '0 lost, 0 doubled, 0 stuck'}; up within ${slowestStart} s, at work ${recoverySeconds ?? '> 60'} s after the last start`,
    faults.length === 0 && recoverySeconds !== null && recoverySeconds <= most.recovery,
  )
}
if (isWanted('kills hosts')) {
  const [kills, mails, lists] = isLong ? [40, 2000, 5] : [8, 60, 2]
  const show = (text: string) => process.stderr.isTTY && process.stderr.write(`\r${text}   `)
  const faults = await hostsKilled(kills, mails, lists, show)
  tell(
    `${kills} SIGKILLs of either of two hosts on one PostgreSQL, ${mails} mails of ${lists} lists`,
    '0 lost, 0 doubled; ledger, Google and both hosts’ feeds agree',
    faults.join('; ') || '0 lost, 0 doubled, all agree',
    faults.length === 0,
  )
}
for (const [name, outage] of Object.entries(outages)) {
  if (!isWanted(name)) continue
  const { faults, red, green } = await databaseOut(outage)
  tell(
    name,
    `red within ${most.red} s, the feed is served meanwhile, all goes on by itself`,
    faults.join('; ') || `red after ${red ?? '> 90'} s, green ${green ?? '> 90'} s after its return`,
    faults.length === 0 && red !== null && red <= most.red && green !== null,
  )
}
process.exit(broken === 0 ? 0 : 1)

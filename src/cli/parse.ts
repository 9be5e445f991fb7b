import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readProfile } from '../../config/lists.ts'
import { openMailReader, type DecodedMail, type MailReader } from '../../jobs/run/mail-reader.ts'
import type { Announcement, Talk } from '../announcement/announcement.ts'
import { messageOf } from '../errors.ts'
import { readArchive, splitMbox } from '../mail/archive.ts'
import type { Command } from './command.ts'

export const parse: Command = {
  name: 'parse',
  summary: 'read mails from files and print what they announce, as JSON',
  help: `
statlist parse FILE…
statlist parse < FILE

Reads RFC 5322 messages from .eml, mbox and .mbox.gz files (from standard input without FILE) and prints for each mail,
also for those of a digest, one JSON object a line:
{"file","messageId","kind","events":[{type,title,speakers,start,end,timezone,location,online,series,status,review,evidence}]}
review: a human should look before it is published; evidence: for each field the text that it was read from.
Needs no settings, ledger or Redis. Exit code 1 when a file could not be read.`,
  async run(args) {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
    const profile = await readProfile(process.env)
    const reader = openMailReader(profile)
    let failed = false
    for (const file of positionals.length > 0 ? positionals : ['-']) {
      try {
        const found = file === '-' ? splitMbox(readFileSync(0)) : readArchive(file)
        const receivedAt = Temporal.Now.instant().toString()
        for (const source of found)
          for (const mail of (await reader.open([{ source, receivedAt }])).flat())
            failed = !(await printMail(reader, file, mail)) || failed
      } catch (error) {
        failed = true
        process.stderr.write(`${file}: ${messageOf(error)}\n`)
      }
    }
    await reader.close()
    return failed ? 1 : 0
  },
}

/** Prints what a mail announces; false when it can't be read. */
async function printMail(reader: MailReader, file: string, mail: DecodedMail): Promise<boolean> {
  const { message, announcement } = await reader.read(mail)
  if (announcement === null) {
    process.stderr.write(`${file}: ${message.messageId}: ${message.problem ?? 'it can’t be read'}\n`)
    return false
  }
  const line = { file, messageId: message.messageId, ...toOutput(announcement, message.problem) }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  return true
}

/** An announcement in the words of the corpus (test/cases/README.md). */
export function toOutput(announcement: Announcement, problem: string | null) {
  return { kind: announcement.kind, events: announcement.talks.map((talk) => toEvent(talk, problem)) }
}

function toEvent(talk: Talk, problem: string | null) {
  const fields = {
    title: talk.title,
    start: talk.start,
    end: talk.end,
    timezone: talk.timeZone,
    location: talk.location,
    online: talk.online,
    series: talk.series,
    status: talk.status,
  }
  const values = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field?.value ?? null]),
  )
  const evidence = Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field === null || field.source === '' ? [] : [[name, field.source]],
    ),
  )
  const reasons = problem === null ? talk.doubts : [...talk.doubts, problem]
  return {
    type: talk.type,
    speakers: talk.speakers.map((speaker) => speaker.value),
    ...values,
    review: reasons.length > 0,
    ...(reasons.length > 0 ? { reasons } : {}),
    evidence: {
      ...evidence,
      ...(talk.speakers.length > 0
        ? { speakers: talk.speakers.map((speaker) => speaker.source).join('; ') }
        : {}),
    },
  }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readProfile } from '../../config/lists.ts'
import { messageOf } from '../errors.ts'
import { readMessage } from '../mail/message.ts'
import { requestsOf } from '../reader/request.ts'
import type { Command } from './command.ts'

export const read: Command = {
  name: 'read',
  summary: 'write what a language model would be asked about .eml files',
  help: `
statlist read --requests DIR FILE…

Writes the questions of the language model's reading, one JSON file a mail (KEY-1.json, and KEY-2.json … for the pieces of a long one):
{"mail","piece","prompt","messages":[{"role","content"}],"schema"}
Answers to them, one JSON object a line, are scored by “npm run eval -- --reader FILE”:
{"mail","piece","prompt","model","answer"}
Needs no settings, no ledger, no language model. Exit code 1 when a file could not be read.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { requests: { type: 'string' } },
    })
    if (values.requests === undefined || positionals.length === 0) {
      process.stderr.write(`${this.help.trim()}\n`)
      return 2
    }
    const profile = await readProfile(process.env)
    mkdirSync(values.requests, { recursive: true })
    let [written, failed] = [0, false]
    for (const file of positionals) {
      try {
        const message = await readMessage(readFileSync(file), Temporal.Now.instant().toString())
        const requests = requestsOf(message, profile)
        if (requests === null) throw new Error('it is too long to be asked about')
        for (const request of requests)
          writeFileSync(
            join(values.requests, `${request.mail}-${request.piece}.json`),
            `${JSON.stringify(request, null, 1)}\n`,
          )
        written += requests.length
      } catch (error) {
        failed = true
        process.stderr.write(`${file}: ${messageOf(error)}\n`)
      }
    }
    process.stdout.write(`${written} requests in ${values.requests}\n`)
    return failed ? 1 : 0
  },
}

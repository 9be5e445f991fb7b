import { parseArgs } from 'node:util'
import { makeLink } from '../../jobs/desk-link.ts'
import { endSessions } from '../ledger/sessions.ts'
import type { Command } from './command.ts'
import { decisionOptions } from './decision.ts'
import { withServices } from './services.ts'

export const login: Command = {
  name: 'login',
  summary: 'a link that opens the admin’s desk in your browser',
  help: `
statlist login [--who NAME]

Prints a link that is good for ten minutes and for one login, which lasts twelve hours. What is decided at the
desk is decided by NAME (default: the account on this machine). The desk answers while the worker runs.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { who: decisionOptions.who } })
    return withServices(
      async (services) => {
        const link = await makeLink(services, values.who.trim().slice(0, 60) || 'admin')
        if (link === null) {
          process.stderr.write('The desk is off: ADMIN_PORT is 0. Set it (8081), and restart the worker.\n')
          return 1
        }
        process.stdout.write(`${link}\n`)
        return 0
      },
      { needsInbox: false },
    )
  },
}

export const logout: Command = {
  name: 'logout',
  summary: 'end all logins at the admin’s desk',
  help: `
statlist logout --all

Every browser that is logged in, and every link that has not been used yet, is refused from now on.`,
  async run(args) {
    const { values } = parseArgs({ args, options: { all: { type: 'boolean', default: false } } })
    if (!values.all) {
      process.stderr.write(`${logout.help.trim()}\n`)
      return 2
    }
    return withServices(
      async ({ ledger }) => {
        process.stdout.write(`${await endSessions(ledger, null)} logins and links ended\n`)
        return 0
      },
      { needsInbox: false },
    )
  },
}

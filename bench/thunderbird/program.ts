import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { freePort } from '../../test/support/dovecot.ts'
import { until } from '../../test/support/worker.ts'
import type { Inside } from './inside.ts'
import { openMarionette } from './marionette.ts'

/** A real Thunderbird of a user who has just installed it, and what can be asked of it. */
export interface Thunderbird {
  version: string
  ask<Name extends keyof Inside>(
    name: Name,
    ...args: Parameters<Inside[Name]>
  ): Promise<ReturnType<Inside[Name]>>
  /** Ends it and starts it again, with the same profile. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** No questions at the start, nothing that needs the network; otherwise the defaults. */
const preferences = {
  'remote.prefs.recommended': false,
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.accounthub.enabled': false,
  'mail.spotlight.firstRunDone': true,
  'mail.rights.version': 1,
  'mail.shell.checkDefaultClient': false,
  'mail.inappnotifications.enabled': false,
  'mailnews.start_page.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  // Without a desktop's notification service the calendar would hang for ever after a refused connection.
  'alerts.useSystemBackend': false,
}

/** Starts it in a zone, on a screen (`:99`). */
export async function openThunderbird(zone: string, screen: string): Promise<Thunderbird> {
  const folder = mkdtempSync(join(tmpdir(), 'thunderbird-'))
  const port = await freePort()
  const wishes = Object.entries({ ...preferences, 'marionette.port': port })
  writeFileSync(
    join(folder, 'user.js'),
    wishes.map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`).join(''),
  )
  const env = { ...process.env, DISPLAY: screen, HOME: folder, TZ: zone, LC_ALL: 'C.UTF-8' }
  let running = await start(folder, port, env)
  return {
    version: running.version,
    async ask(name, ...args) {
      const answer = (await running.send('WebDriver:ExecuteAsyncScript', {
        script: askScript,
        args: [name, args],
        sandbox: 'system',
      })) as { value: string }
      const { value, error } = JSON.parse(answer.value) as { value: never; error?: string }
      if (error !== undefined) throw new Error(`Thunderbird, ${name}: ${error}`)
      return value
    },
    async restart() {
      await running.stop()
      running = await start(folder, port, env)
    },
    async close() {
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const askScript = `
  const [name, args, done] = arguments
  const files = ['calendar', 'windows'].map((file) => 'resource://statlist/' + file + '.mjs')
  const asked = Object.assign({}, ...files.map((file) => ChromeUtils.importESModule(file)))
  Promise.resolve().then(() => asked[name](...args)).then(
    (value) => done(JSON.stringify({ value })),
    (error) => done(JSON.stringify({ error: String(error) })),
  )`

/** Makes our own files part of the program. */
const partScript = `
  Services.io.getProtocolHandler('resource').QueryInterface(Ci.nsIResProtocolHandler)
    .setSubstitution('statlist', Services.io.newURI(arguments[0]))
  return Services.appinfo.version`

const endSeconds = 30

async function start(folder: string, port: number, env: NodeJS.ProcessEnv) {
  const child = spawn(
    'thunderbird',
    ['--no-remote', '--profile', folder, '--marionette', '--remote-allow-system-access'],
    { env, stdio: 'ignore', detached: true },
  )
  const killAtExit = () => kill(child)
  process.on('exit', killAtExit)
  try {
    const { send, end } = await openMarionette(port)
    const ours = `${pathToFileURL(join(import.meta.dirname, 'inside')).href}/`
    const { value: version } = (await send('WebDriver:ExecuteScript', {
      script: partScript,
      args: [ours],
      sandbox: 'system',
    })) as { value: string }
    const stop = async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => null)
      await until(() => child.exitCode !== null, endSeconds, 'Thunderbird ends').catch(killAtExit)
      process.off('exit', killAtExit)
      end()
    }
    return { version, send, stop }
  } catch (error) {
    killAtExit()
    throw error
  }
}

/** Kills it with all that it started itself. */
function kill({ pid, exitCode, signalCode }: ChildProcess): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
}

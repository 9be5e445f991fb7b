import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { openDovecot, type Dovecot } from '../support/dovecot.ts'
import { openGoogleServer, type GoogleServer } from '../support/google-server.ts'
import { talkMail } from '../support/talk-mail.ts'
import { makeWorker, type WorkerProcess } from '../support/worker.ts'

/** The real program, a real Dovecot and Google's stand-in, with mails that are counted. */
export interface Rig {
  dovecot: Dovecot
  google: GoogleServer
  worker: WorkerProcess
  /** Puts so many more mails into the inbox, each about a talk of its own. */
  deliver(count: number, written?: (mail: string) => string): Promise<void>
  /** The same of mails that must change nothing. */
  deliverInVain(mails: readonly string[]): Promise<void>
  /** What is not as it must be in the end, in words; empty when each mail is one talk in ledger, page and Google. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

export async function openRig(extra: Record<string, string> = {}): Promise<Rig> {
  const [dovecot, google] = [await openDovecot(), await openGoogleServer()]
  const worker = await makeWorker(dovecot, 'box', google, extra)
  let [sent, vain] = [0, 0]
  return {
    dovecot,
    google,
    worker,
    async deliver(count, written = (mail) => mail) {
      const mails = Array.from({ length: count }, (_, at) => written(talkMail(sent + at)))
      await dovecot.append('box', ...mails)
      sent += count
    },
    async deliverInVain(mails) {
      await dovecot.append('box', ...mails)
      vain += mails.length
    },
    async faults() {
      const ledger = ledgerOf(worker)
      const onPage = await talksOf(worker)
      const inGoogle = [...google.events.values()].flatMap(({ status, ...event }) =>
        status === 'cancelled' ? [] : String(event['summary']),
      )
      return [
        ...(ledger.mails === sent + vain ? [] : [`${sent + vain - ledger.mails} mails lost`]),
        ...(ledger.different === ledger.mails ? [] : [`${ledger.mails - ledger.different} mails twice`]),
        ...(ledger.open === 0 ? [] : [`${ledger.open} pieces of work open`]),
        ...countedOf('on the page', onPage, sent),
        ...countedOf('in Google', inGoogle, sent),
      ]
    },
    async close() {
      await worker.stop()
      worker.remove()
      await google.close()
      await dovecot.close()
    },
  }
}

function countedOf(where: string, names: readonly string[], wanted: number): string[] {
  const different = new Set(names).size
  return [
    ...(different === wanted ? [] : [`${wanted - different} talks missing ${where}`]),
    ...(names.length === different
      ? []
      : [`${names.length - different} talks doubled ${where}: ${twice(names).join(', ')}`]),
  ]
}

function twice(names: readonly string[]): string[] {
  return names.filter((name, at) => names.indexOf(name) !== at)
}

function ledgerOf({ env }: WorkerProcess): { mails: number; different: number; open: number } {
  const database = new DatabaseSync(join(env['DATA_FOLDER'] ?? '', 'ledger.sqlite'), {
    readOnly: true,
    timeout: 5000,
  })
  const row = database
    .prepare(
      // What stood for a mail that was not handed out at first is no mail.
      `select count(*) as mails, count(distinct message_id) as different, (select count(*) from outbox) as open
        from message where state != 'ignored'`,
    )
    .get()
  database.close()
  return { mails: Number(row?.['mails']), different: Number(row?.['different']), open: Number(row?.['open']) }
}

async function talksOf({ url }: WorkerProcess): Promise<string[]> {
  const answer = await fetch(`${url}/talks.json`).catch(() => null)
  if (answer?.ok !== true) return []
  // Each mail has an hour of its own; a title may be left out.
  return ((await answer.json()) as { talks: { start: string }[] }).talks.map(({ start }) => start)
}

export async function sleep(seconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}

/** Seconds until something holds; null when it does not within the limit. */
export async function secondsUntil(holds: () => Promise<boolean>, limit: number): Promise<number | null> {
  const from = performance.now()
  const seconds = () => (performance.now() - from) / 1000
  while (!(await holds())) {
    if (seconds() > limit) return null
    await sleep(0.25)
  }
  return Math.round(seconds() * 10) / 10
}

import {
  cancel,
  confirm,
  intro,
  isCancel,
  log,
  note,
  outro,
  password,
  select,
  spinner,
  text,
} from '@clack/prompts'

export { intro, log, note, outro, spinner }

/** Somebody pressed Ctrl-C, or the input ended. */
export class BrokenOffError extends Error {}

/** A question with one line as its answer. */
export interface Question {
  message: string
  /** What Enter alone answers. */
  present: string
  secret?: boolean
  /** Why an answer can't be accepted; null: it can. */
  problemOf(answer: string): string | null
}

/** Asks until the answer is acceptable; a secret is never shown, and Enter keeps the present one. */
export async function askLine({ message, present, secret = false, problemOf }: Question): Promise<string> {
  const validate = (typed = '') => problemOf(typed.trim() || (secret ? present : '')) ?? undefined
  const answer = secret
    ? await answered(
        password({ message: present === '' ? message : `${message} (Enter keeps it)`, validate }),
      )
    : await answered(text({ message, initialValue: present, validate }))
  return answer.trim() || (secret ? present : '')
}

export async function askYes(message: string, present: boolean): Promise<boolean> {
  return answered(confirm({ message, initialValue: present }))
}

/** Asks for one of several choices; `present` is preselected. */
export async function askOne<Value extends string>(
  message: string,
  choices: readonly { value: Value; label: string }[],
  present: Value,
): Promise<Value> {
  const options = choices.map(({ value, label }) => ({ value: value as string, label }))
  return (await answered(select({ message, options, initialValue: present }))) as Value
}

/** What an ended prompt gives: clack has a symbol of its own for Ctrl-C. */
type Answer<Prompted> = Exclude<Prompted, symbol>

async function answered<Prompted>(prompt: Promise<Prompted>): Promise<Answer<Prompted>> {
  let ended: () => void = () => {}
  const end = new Promise<never>((_, reject) => {
    ended = () => reject(new BrokenOffError())
    process.stdin.once('end', ended)
  })
  try {
    const answer = await Promise.race([prompt, end])
    if (!isCancel(answer)) return answer as Answer<Prompted>
    cancel('Cancelled.')
    throw new BrokenOffError()
  } finally {
    process.stdin.off('end', ended)
  }
}

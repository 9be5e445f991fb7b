/** What went wrong with the mail server, by what to do about it. */
export class MailError extends Error {
  /** `transient`: try again later; `silent`: the server does not answer in time; `credential`, `settings`: an admin must act, and a refused login may lock the account. */
  readonly reason: 'transient' | 'silent' | 'credential' | 'settings'
  constructor(reason: MailError['reason'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MailError'
    this.reason = reason
  }
}

/** What Google answered, by what to do about it (reference: Calendar API, "Handle API errors"). */
export class CalendarError extends Error {
  /** `auth`, `notShared`: an admin must act; `rate`: slow down; `quota`: pause; `refused`: bad event. */
  readonly reason: 'auth' | 'notShared' | 'rate' | 'quota' | 'refused' | 'transient'
  /** How long the server asks us to wait; null: it does not say. */
  readonly retryAfterSeconds: number | null
  constructor(
    reason: CalendarError['reason'],
    message: string,
    cause?: unknown,
    retryAfterSeconds: number | null = null,
  ) {
    super(message, { cause })
    this.name = 'CalendarError'
    this.reason = reason
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Why a language model gave no answer, by what to do about it. */
export class ReaderError extends Error {
  /** `away`: try again later; `busy`: slow down; `key`, `wrong`: an admin must act; `unusable`: no answer to this question. */
  readonly reason: 'away' | 'busy' | 'key' | 'wrong' | 'unusable'
  /** How long the server asks us to wait; null: it does not say. */
  readonly retryAfterSeconds: number | null
  constructor(
    reason: ReaderError['reason'],
    message: string,
    cause?: unknown,
    retryAfterSeconds: number | null = null,
  ) {
    super(message, { cause })
    this.name = 'ReaderError'
    this.reason = reason
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The sentence of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** True for what is probably a fault of ours, such as a TypeError: its place in the code is worth keeping. */
export function isBug(error: unknown): error is Error {
  // A network that is down is a TypeError with a cause ("fetch failed").
  if (error instanceof TypeError && error.cause !== undefined) return false
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind)
}

/** What a log line says of whatever was thrown. */
export function faultOf(error: unknown): { error: string; stack?: string } {
  return { error: messageOf(error), ...(isBug(error) ? { stack: error.stack ?? '' } : {}) }
}

/** True for an answer that failed by our fault, not by what was asked; `statusCode` is HTTP's. */
export function isOurFault({ statusCode = 500 }: { statusCode?: number }): boolean {
  return statusCode < 400 || statusCode >= 500
}

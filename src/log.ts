import { pino, stdSerializers, type Logger } from 'pino'

export type { Logger } from 'pino'

/** A JSON-lines logger on standard error; secrets are cut out by name. */
export function openLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: stdSerializers.err },
      redact: ['password', '*.password', 'token', '*.token', 'auth', '*.auth', 'headers.authorization'],
    },
    pino.destination({ fd: 2, sync: true }),
  )
}

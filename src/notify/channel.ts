import { headOf } from '../text.ts'

/** A way to reach the admin: mail, webhook. */
export interface Channel {
  name: string
  /** Throws when it could not be told; ends within half a minute. */
  tell(message: Message): Promise<void>
}

/** What an admin is told. */
export interface Message {
  subject: string
  text: string
}

const maxLines = 20

/** What began and what is over since the channel was told last. */
export interface News {
  begun: readonly { text: string }[]
  over: readonly { text: string }[]
}

/** One message for all that began and all that is over; null when there is nothing to tell. */
export function messageFor({ begun, over }: News, list: string): Message | null {
  if (begun.length + over.length === 0) return null
  const subject =
    begun.length === 0
      ? `${list} calendar: ${over.length === 1 ? 'settled' : `${over.length} settled`}`
      : `${list} calendar: ${begun.length === 1 ? headOf(begun[0]?.text ?? '', '\n').slice(0, 100) : `${begun.length} things need you`}`
  const part = (heading: string, lines: readonly { text: string }[]) =>
    lines.length === 0
      ? []
      : [
          heading,
          ...lines.slice(0, maxLines).map(({ text }) => `- ${text}`),
          ...(lines.length > maxLines ? [`… and ${lines.length - maxLines} more: statlist review`] : []),
          '',
        ]
  return {
    subject,
    text: [...part('Needs you:', begun), ...part('Settled:', over)].join('\n').trimEnd(),
  }
}

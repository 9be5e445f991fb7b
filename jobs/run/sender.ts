import type { ListProfile } from '../../config/profile.ts'
import type { Message } from '../../src/mail/message.ts'

/** The list's own address stands for everybody, and so for nobody: then the name is all that is known. */
export function senderOf(
  { from: { name, address } }: Pick<Message, 'from'>,
  { listLabel }: ListProfile,
): string {
  const lower = address.toLowerCase()
  return lower.startsWith(`${listLabel}@`) || lower === '' ? name.toLowerCase() : lower
}

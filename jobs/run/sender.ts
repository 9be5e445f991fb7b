import type { ListProfile } from '../../config/profile.ts'
import type { Message } from '../../src/mail/message.ts'

/**
 * Whose word a mail is: the From address, whatever name it bears. Only where that is the list's own
 * ("Jane Doe via Statlist", for DMARC) is it the author that the list kept, or else the name alone.
 */
export function senderOf({ from, author }: Pick<Message, 'from' | 'author'>, profile: ListProfile): string {
  const address = from.address.toLowerCase()
  if (address !== '' && !isOwn(address, profile)) return address
  const kept = author?.address.toLowerCase() ?? ''
  if (kept !== '' && !isOwn(kept, profile)) return kept
  return from.name.replace(/\s+via\b.*$/i, '').toLowerCase()
}

/** The list's own address: its List-Id is made of it. */
function isOwn(address: string, { listIds }: ListProfile): boolean {
  return listIds.some((id) => address === id.replace('.', '@'))
}

/** True when it came over this list, whatever other lists it passed through. */
export function isOurs(
  { listIds }: Pick<Message, 'listIds'>,
  profile: Pick<ListProfile, 'listIds'>,
): boolean {
  return listIds.some((id) => profile.listIds.includes(id))
}

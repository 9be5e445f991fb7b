import type { BaseBlock } from 'asn1js'
import { Constructed, fromBER, ObjectIdentifier, OctetString } from 'asn1js'
import type { Part } from '../mime.ts'

const signedData = '1.2.840.113549.1.7.2'

/** The mail within an opaquely signed one (RFC 8551, 3.5.2); null for anything else. No signature is checked: From proves nothing either. */
export function signedContent({ type, content }: Part): Buffer | null {
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(type)) return null
  // ContentInfo (RFC 5652, 3): type, [0] SignedData: version, digests, encapContentInfo: type, [0] octets.
  const [kind, signed] = childrenOf(fromBER(content).result)
  if (!(kind instanceof ObjectIdentifier) || kind.getValue() !== signedData) return null
  const inner = childrenOf(childrenOf(childrenOf(signed)[0])[2])[1]
  const octets = childrenOf(inner)[0]
  return octets instanceof OctetString ? Buffer.from(octets.getValue()) : null
}

function childrenOf(block: BaseBlock | undefined): BaseBlock[] {
  return block instanceof Constructed ? block.valueBlock.value : []
}

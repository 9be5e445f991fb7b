import { Splitter, type MimeNode, type SplitterChunk } from '@zone-eu/mailsplit'

/** One entity of a MIME message (RFC 2045, 2.4), the whole mail or a part of it. */
export interface Part {
  /** `text/plain`: lower case, mended where it is malformed. */
  type: string
  charset: string
  /** text/plain with soft line ends (RFC 3676). */
  flowed: { deleteSpace: boolean } | null
  /** Content-Disposition: attachment. */
  attached: boolean
  filename: string
  /** An image that the HTML beside it shows. */
  related: boolean
  /** Field names in lower case and unfolded values, a byte a character, in the order of the mail. */
  header: { name: string; value: string }[]
  /** Without its transfer encoding; empty for a multipart. */
  content: Buffer
  parts: Part[]
}

/** Splits a raw message into its parts; throws for one with a thousand parts or a megabyte of headers. */
export async function readParts(source: Buffer): Promise<Part> {
  const parts = await split(source)
  for (const part of parts) if (isMultipart(part)) await mendBoundary(part)
  return parts[0] ?? emptyPart
}

/** A part and all parts inside it, in the order of the mail. */
export function partsOf(part: Part): Part[] {
  return [part, ...part.parts.flatMap(partsOf)]
}

/** All parts in their order, the whole mail first. */
async function split(source: Buffer): Promise<Part[]> {
  const splitter = new Splitter({ ignoreEmbedded: true })
  splitter.end(source)
  const nodes = new Map<MimeNode, Buffer[]>()
  let last: MimeNode | undefined
  for await (const chunk of splitter as AsyncIterable<SplitterChunk>) {
    if (chunk.type === 'node') nodes.set((last = chunk), [])
    // What stands between parts belongs to no node: of a multipart without a single part it is all there is.
    else if (chunk.type === 'body' || chunk.node === last) nodes.get(chunk.node)?.push(chunk.value)
  }
  const parts = new Map<MimeNode, Part>()
  for (const [node, chunks] of nodes) {
    const part = await partOf(node, Buffer.concat(chunks))
    parts.set(node, part)
    if (node.parentNode) parts.get(node.parentNode)?.parts.push(part)
  }
  return [...parts.values()]
}

const emptyPart: Part = {
  type: 'text/plain',
  charset: '',
  flowed: null,
  attached: false,
  filename: '',
  related: false,
  header: [],
  content: Buffer.alloc(0),
  parts: [],
}

async function partOf(node: MimeNode, body: Buffer): Promise<Part> {
  const isBare = node.headers === false || node.headers.get('Content-Type').length === 0
  const isDigest = node.parentNode !== false && node.parentNode.contentType === 'multipart/digest'
  // RFC 2046, 5.1.5.
  const type = isBare && isDigest ? 'message/rfc822' : typeOf(node.contentType || '')
  return {
    type,
    charset: node.charset || '',
    flowed: node.flowed ? { deleteSpace: node.delSp } : null,
    attached: node.disposition === 'attachment',
    filename: node.filename || '',
    related: node.parentNode !== false && node.parentNode.contentType === 'multipart/related',
    header: headerOf(node),
    content: type.startsWith('multipart/') ? body : await withoutEncoding(node, body),
    parts: [],
  }
}

function headerOf(node: MimeNode): Part['header'] {
  const lines = node.headers === false ? [] : node.headers.getList()
  return lines.map(({ key, line }) => ({
    name: key,
    value: line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n(?=[ \t])/g, '')
      .trim(),
  }))
}

/** "text", "multipart/mixed boundary=x", "TEXT/PLAIN": what was meant; what is no type at all is a file. */
function typeOf(contentType: string): string {
  const type = /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0].toLowerCase()
  return type ?? (/^(?:text|plain)?$/.test(contentType) ? 'text/plain' : 'application/octet-stream')
}

async function withoutEncoding(node: MimeNode, body: Buffer): Promise<Buffer> {
  if (!/^(?:base64|quoted-printable)/.test(node.encoding || '')) return body
  const decoder = node.getDecoder()
  decoder.end(body)
  return Buffer.concat(await decoder.toArray())
}

/** A line that could separate parts (RFC 2046, 5.1.1) followed by the header of the first. */
const firstBoundary = /^--([\w'()+,./:=?-]{1,70})[ \t]*\r?\n(?=content-|\r?\n)/im

/** True by any of its Content-Types: some programs add a second one and leave the first. */
function isMultipart({ type, header }: Part): boolean {
  return (
    type.startsWith('multipart/') ||
    header.some(({ name, value }) => name === 'content-type' && /^multipart\//i.test(value))
  )
}

/** A multipart whose boundary never comes is split by the one that does; without any it is text. */
async function mendBoundary(part: Part): Promise<void> {
  const body = part.content
  if (part.parts.length > 0) {
    part.content = Buffer.alloc(0)
    return
  }
  const boundary = firstBoundary.exec(body.toString('latin1'))?.[1]
  if (boundary === undefined) {
    part.type = 'text/plain'
    return
  }
  const types = part.header.filter(({ name }) => name === 'content-type').map(({ value }) => value)
  part.type = types.map(typeOf).find((type) => type.startsWith('multipart/')) ?? 'multipart/mixed'
  part.content = Buffer.alloc(0)
  const head = Buffer.from(`Content-Type: ${part.type}; boundary="${boundary}"\n\n`)
  part.parts = (await split(Buffer.concat([head, body])))[0]?.parts ?? []
}

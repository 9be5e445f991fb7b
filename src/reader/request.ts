import type { Mail, ParserProfile } from '../announcement/announcement.ts'
import { textOf } from '../announcement/gate/check.ts'
import type { DateMention } from '../announcement/mentions/date.ts'
import type { TimeMention } from '../announcement/mentions/time.ts'
import { lineAt, readDocument, type Document } from '../announcement/text/document.ts'
import { examples, instructions, promptVersion } from './prompt.ts'
import { answerSchema } from './schema.ts'

/** One question to a language model: a mail, or a piece of a long one. */
export interface ReaderRequest {
  /** Key of the mail. */
  mail: string
  /** 1, 2 …; pieces of a long mail overlap. */
  piece: number
  prompt: string
  messages: readonly { role: 'system' | 'user' | 'assistant'; content: string }[]
  schema: object
}

/** What the request takes from the list's profile. */
export interface AskingProfile extends ParserProfile {
  name: string
}

const pieceLetters = 12_000
const overlapLines = 8
const maxPieces = 4
/** A paragraph on one line is read whole. */
const maxLineLetters = 2000
const maxListed = 80

/** A date or clock of the body, as the request lists it and the answer accounts for it. */
export interface Listed {
  /** d1, d2 … and c1, c2 … */
  id: string
  line: number
  mention: DateMention | TimeMention
}

/** Every date and clock that the answer is to account for, in the order of the mail. */
export function listedOf(document: Document): Listed[] {
  const list = (letter: string, mentions: readonly (DateMention | TimeMention)[]): Listed[] =>
    mentions.slice(0, maxListed).map((mention, at) => ({
      id: `${letter}${at + 1}`,
      line: lineAt(document, mention.start).index + 1,
      mention,
    }))
  return [...list('d', document.dates), ...list('c', document.times)].toSorted(
    (a, b) => a.mention.start - b.mention.start || b.mention.end - a.mention.end,
  )
}

/** The questions that a mail is read by; null for one that is too long to be asked about. */
export function requestsOf(message: Mail & { key: string }, profile: AskingProfile): ReaderRequest[] | null {
  const document = readDocument(message)
  const pieces = piecesOf(document)
  if (pieces.length > maxPieces) return null
  const listed = listedOf(document)
  return pieces.map(([from, to], at) => ({
    mail: message.key,
    piece: at + 1,
    prompt: promptVersion,
    schema: answerSchema,
    messages: [
      { role: 'system', content: instructions },
      ...examples.flatMap(({ mail, answer }) => [
        { role: 'user' as const, content: mail },
        { role: 'assistant' as const, content: JSON.stringify(answer) },
      ]),
      { role: 'user', content: questionOf(document, message, profile, listed, from, to) },
    ],
  }))
}

/** Line numbers from, to: neighbours share some lines, so that no event is cut in two. */
function piecesOf({ lines }: Document): [number, number][] {
  const pieces: [number, number][] = []
  for (let from = 0; pieces.length <= maxPieces;) {
    let [to, letters] = [from, 0]
    for (const { text } of lines.slice(from)) {
      letters += lengthOf(text)
      if (letters > pieceLetters && to > from) break
      to += 1
    }
    pieces.push([from, to])
    if (to >= lines.length) break
    from = Math.max(from + 1, to - overlapLines)
  }
  return pieces
}

function lengthOf(text: string): number {
  return Math.min(text.length, maxLineLetters) + 6
}

function questionOf(
  document: Document,
  message: Mail,
  { name, timeZone }: AskingProfile,
  listed: readonly Listed[],
  from: number,
  to: number,
): string {
  const day = Temporal.PlainDate.from(message.date.slice(0, 10)).toLocaleString('en', { weekday: 'long' })
  const offset = message.date.slice(19).replace('Z', '+00:00')
  const lines = document.lines
    .slice(from, to)
    .filter(({ text }) => text !== '')
    .map(({ index, text }) => `${index + 1}| ${text.slice(0, maxLineLetters).toWellFormed()}`)
  const told = listed
    .filter(({ line }) => line > from && line <= to)
    .map(({ id, line, mention }) => `${id} line ${line} “${textOf(document, mention)}”`)
  return [
    `List: “${name}”. Times without a zone are in ${timeZone}.`,
    `From: ${message.from.name}`,
    `Sent: ${day} ${message.date.slice(0, 16).replace('T', ' ')} ${offset}`,
    ...(from > 0 ? ['A later part of a long mail; note only the events that these lines tell of.'] : []),
    `0| ${message.subject}`,
    ...lines,
    'Dates and clocks:',
    ...(told.length > 0 ? told : ['none']),
  ].join('\n')
}

import { foldCase } from '../../text.ts'
import type { Field, LinkKind } from '../announcement.ts'
import type { Line } from '../text/line.ts'

const url = /https?:\/\/[^\s<>"“”)\]]+/g
const meeting =
  /zoom|webex|teams\.(?:microsoft|live)|meet\.google|bbb|bigbluebutton|gotomeeting|whereby|jitsi|meet\.|blackboard|collaborate|livestream|webinar|youtube\.com\/(?:live|watch)|youtu\.be/i
const notToJoin =
  /regist|forms\.|recording|signin|download|support\.zoom|zoom\.us\/(?:download|test|signup)|\/u\/|doodle|eventbrite/i

/** The link to join a talk online, http or https, as written. */
export function findJoinLink(lines: readonly Line[]): Field<string> | null {
  for (const line of lines) {
    if (line.region === 'signature' || line.region === 'quoted') continue
    for (const match of line.text.matchAll(url)) {
      const link = match[0].replace(/[.,;:>]+$/, '')
      if (meeting.test(link) && !notToJoin.test(link) && URL.canParse(link) && link.length <= 500)
        return { value: link, certainty: 'stated', source: line.text }
    }
  }
  return null
}

const access =
  /\b(?:(?:meeting|webinar|zoom)[- ]?(?:id|nummer|number)|access code|pass ?code|password|kenncode|kennwort|passwort|zugangscode|mot de passe|code secret|code d['’]acc[eè]s|codice(?: d['’]accesso)?|contraseña)\s*[:=]\s*[^\s,;][^,;]{0,40}/giu
const maxAccess = 4

/** Meeting number and passcode, as written; null when there are none. */
export function findAccess(lines: readonly Line[]): string | null {
  const found = lines
    .filter(({ region }) => region !== 'signature' && region !== 'quoted')
    .flatMap(({ text }) => text.match(access) ?? [])
    .map((one) => one.replace(/\s+/g, ' ').trim())
  return found.length === 0 ? null : [...new Set(found)].slice(0, maxAccess).join(', ')
}

/** What stands before a link and says what it is for, in the languages of the lists. */
const labels: Record<LinkKind, readonly string[]> = {
  registration:
    'registration register registering signup anmeldung anmelden anmeldeformular inscription inscriptions inscrire iscrizione iscriversi inscripcion tickets ticket'.split(
      ' ',
    ),
  programme: 'programme program programm schedule agenda programma programa ablauf'.split(' '),
  website:
    'website webpage homepage webseite site information informations informationen details sito informazioni'.split(
      ' ',
    ),
}
const labelWords = new Map(
  (Object.keys(labels) as LinkKind[]).flatMap((kind) => labels[kind].map((word) => [word, kind] as const)),
)
/** How far before a link its label may stand, in words: "Registration and more details under". */
const reach = 5

/** The mail's links to register, to the programme, and to the website: the first of each that a label names. */
export function findLinks(lines: readonly Line[]): Partial<Record<LinkKind, string>> {
  const found: Partial<Record<LinkKind, string>> = {}
  for (const [at, line] of lines.entries()) {
    if (line.region === 'signature' || line.region === 'quoted') continue
    for (const match of line.text.matchAll(url)) {
      const link = match[0].replace(/[.,;:>]+$/, '')
      const before = line.text.slice(0, match.index)
      const above = lines[at - 1]?.text.trimEnd() ?? ''
      // A link alone on its line is named by the one above.
      const kind = labelIn(before.trim() === '' && above.endsWith(':') ? above : before)
      if (kind === null || found[kind] !== undefined) continue
      if (URL.canParse(link) && link.length <= 500 && (kind === 'registration' || !meeting.test(link)))
        found[kind] = link
    }
  }
  return found
}

/** The label nearest to the end of what stands before a link. */
function labelIn(text: string): LinkKind | null {
  const words = foldCase(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const word = words.slice(-reach).findLast((one) => labelWords.has(one))
  return word === undefined ? null : (labelWords.get(word) ?? null)
}

import type { Field } from '../announcement.ts'
import type { Line } from '../text/document.ts'

const url = /https?:\/\/[^\s<>"“”)\]]+/g
const meeting =
  /zoom|webex|teams\.(?:microsoft|live)|meet\.google|bbb|bigbluebutton|gotomeeting|whereby|jitsi|meet\.|blackboard|collaborate|livestream|webinar|youtube\.com\/(?:live|watch)|youtu\.be/i
const notToJoin =
  /regist|forms\.|recording|signin|download|support\.zoom|zoom\.us\/(?:download|test|signup)|\/u\/|doodle|eventbrite/i

/** The link to join a talk online; https only in what is shown, as written otherwise. */
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

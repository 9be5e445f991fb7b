import type { Field } from '../announcement.ts'
import { cutText } from '../../text.ts'
import { saysThereIsNone } from '../decisions/cancellation.ts'
import { findOpenPlace } from '../text/vocabulary.ts'

const quotes: readonly [string, string][] = [
  ['“', '”'],
  ['„', '“'],
  ['„', '”'],
  ['«', '»'],
  ['»', '«'],
  ['"', '"'],
  ['“', '“'],
  ['"', '“'],
  ['"', '”'],
  ['``', '"'],
  ['``', "''"],
  ['‘', '’'],
  ["'", "'"],
  ['‚', '‘'],
  ['”', '”'],
  ['„', '"'],
  ['<<', '>>'],
  ['‹', '›'],
  ["''", "''"],
  ['``', '”'],
]

/** A title as written, without its quotes and full stop; null for "TBA". */
export function cleanTitle(value: string): string | null {
  let text = value
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\(?\d{1,2}[.)] (?=\p{Lu})/u, '')
    // A heading of Textile, and a label that asks.
    .replace(/^h[1-6]\. |^(?:W(?:hat|HAT|as|AS)|T(?:itle|ITLE|itre|itolo|opic)) ?\? (?=\p{Lu})/u, '')
  text = text.replace(/^[\s*_|]+|[\s*_|]+$/g, '').replace(/[\s,;]+$/, '')
  text = unquote(text)
  text = text
    .replace(/(?<![.!?])\.$/, '')
    .replace(/\s*\((?:joint work|work in collaboration|in collaboration|in zusammenarbeit)\b[^)]*\)$/i, '')
    .replace(
      / \((?:[^()]*[ ,])?(?:in|auf|en|in lingua) (?:english|german|french|italian|englisch|deutsch|englischer|deutscher|französisch|italienisch|anglais|allemand|français|italien|inglese|tedesco|francese|italiano|inglés)(?:[,;/][^()]*| (?:and|or|with|und|mit|et|avec|e|con)\b[^()]*)?\)$/i,
      '',
    )
    .replace(
      /(?<=\S+ \S+ \S+)[,;]? (?:\(?[Jj]oint (?:work )?with|en collaboration avec|in Zusammenarbeit mit|in collaborazione con) \p{Lu}[^)]*\)?$/u,
      '',
    )
    .trim()
  if (text.length < 2 || /^[\W_]*$/.test(text) || /^\([^()]*\)$/.test(text)) return null
  // "- in Zürich" says where.
  if (/^[-–•]? ?(?:in|at|im|am|à|en) \p{Lu}[\p{L}-]+$/u.test(text)) return null
  if (
    /^(?:(?:title|titel|titre|titolo) )?(?:t\.?b\.?[acd]\.?|n\.?n\.?|none|title|talk|tba)\W*$/i.test(text) ||
    (text.length < 45 &&
      findOpenPlace(text) !== null &&
      /announced|tba|tbd|bekannt|preciser|préciser|definire|venir|folg|follow|nachgereicht|nachgeliefert|offen|determin|confirm|comm?uni|to come/i.test(
        text,
      ))
  )
    return null
  return saysThereIsNone(text) ? null : cutText(text, 400)
}

/** Takes off one pair of quotes that encloses the whole text. */
export function unquote(text: string): string {
  const bare = text.replace(/[.,;]$/, '')
  for (const [open, close] of quotes) {
    if (!bare.startsWith(open) || !bare.endsWith(close) || bare.length <= open.length + close.length) continue
    const inner = bare.slice(open.length, -close.length)
    if (!inner.includes(close) || open === '„' || open === '``') return inner.replace(/[.,]$/, '').trim()
  }
  return text
}

/** The first text of four letters or more in quotes, in a piece of running text; null when there is none. */
export function findQuoted(text: string): { inner: string; source: string; index: number } | null {
  let best: { inner: string; source: string; index: number } | null = null
  for (const [open, close] of quotes) {
    if (open.length === 1 && /['‘‚]/.test(open)) continue
    let from = text.indexOf(open)
    // A quote that closes something, or an inch mark, does not open.
    while (from > 0 && open === close && /[\p{L}\p{N}]/u.test(text[from - 1]!))
      from = text.indexOf(open, from + 1)
    if (from === -1) continue
    const to = text.indexOf(close, from + open.length + 3)
    if (to === -1 || to - from > 320) continue
    const inner = text
      .slice(from + open.length, to)
      .replace(/\s+/g, ' ')
      .trim()
    if (inner.length < 4 || (best !== null && best.index < from)) continue
    if (best !== null && best.index === from && best.inner.length <= inner.length) continue
    best = { inner: inner.replace(/[.,]$/, ''), source: text.slice(from, to + close.length), index: from }
  }
  return best
}

const announced =
  /(?:entitled|titled|title (?:is|will be)|with the title|on the topic(?: of)?|on the subject of|(?:talk|lecture|seminar|speak|give|presentation|workshop|vortrag|kolloquium|webinar|buchpräsentation|course|lesung|ausstellung|exhibition|exposition|mostra|exposé|conférence|charla|conferencia|seminario|conferenza|film|konzert|tagung|symposium|panel)(?: is)?(?: on| about| over| zu| zum thema| zur| über)?|unter dem titel|mit dem titel|zum thema|thema ist|intitulée?|sur le thème|dal titolo|intitolat[ao]|dal tema|titulad[ao]|bajo el título|con el título|the talk|the lecture|defend (?:his|her|their) (?:phd )?thesis|soutiendra sa thèse|her title is|his title is|their title is|title is):?,?\s*[-–_*]*\s*$/i

/** "terrà un seminario dal titolo", "gives a talk on:": what follows is the title. */
export function announcesTitle(text: string): boolean {
  return announced.test(text.slice(-60))
}

/** A quoted title in running text, after words like "talk on", or of three words or more. */
export function findTitleInSentence(text: string): Field<string> | null {
  const quoted = findQuoted(text.slice(0, 2000))
  if (quoted === null) return null
  const before = text.slice(Math.max(0, quoted.index - 60), quoted.index)
  const words = quoted.inner.split(' ').length
  const series = /^["”“»]?\s*(?:seminar |talk |lecture )?series\b/i.test(
    text.slice(quoted.index + quoted.source.length, quoted.index + quoted.source.length + 30),
  )
  if (!announced.test(before.replace(/\s+/g, ' ')) && !/ (?:on|über|sur) $/.test(before) && words < 3)
    return null
  if (series) {
    const rest = text.slice(quoted.index + quoted.source.length)
    return rest.length < text.length ? findTitleInSentence(rest) : null
  }
  const title = cleanTitle(quoted.inner)
  return title === null ? null : { value: title, certainty: 'stated', source: quoted.source }
}

const eventName =
  /(?:[Tt]here will be an?|[Tt]he|[Aa]n?|[Oo]ur|[Dd]ie|[Dd]er|[Dd]as|[Ll]a|[Ll]e|[Uu]ne?) ((?:(?:next|upcoming|nächste) )?(?:[\p{L}\d/&'’-]+ ){0,6}(?:meeting|session|workshop|planning meeting|seminar|colloquium|school|[Dd]ays(?: \d{4})?|congress|retreat|conference|symposium|assembly|Sitzung|Versammlung|Tagung|Workshop|réunion|assemblée|riunione|assemblea|reunión))\b(?= (?:will|is|takes|during|tomorrow|on|findet|am|aura|se|in|at|for|which)\b|[,.])/u

/** "There will be a Science Festivals working group session …": the name of an event without speaker. */
export function findEventName(text: string): Field<string> | null {
  const match = eventName.exec(text.slice(0, 1500).replace(/\s+/g, ' '))
  if (match === null) return null
  const name = (match[1] ?? '').replace(/^(?:next|upcoming|nächste) /, '')
  return name.split(' ').length < 2 ? null : { value: name, certainty: 'implied', source: match[0] }
}

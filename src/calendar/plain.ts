/*
 * Google's editor writes its own small HTML: b, i, u, a, p, br, span, ul, ol, li, and entities.
 * html-to-text would read it as well, but would cost each worker 15 MB for what hardly ever happens.
 */

const blocks = /<\/?(?:p|div|ul|ol|h[1-6]|html-blob)\b[^<>]*>|<br\b[^<>]*>/gi
const links = /<a (?:[^<>]{0,200} )?href="([^"<>]{0,2000})"[^<>]{0,200}>([^<]{0,500})<\/a>/gi
const inline = /<\/?(?:a|b|i|u|em|strong|span|font)\b[^<>]*>|<\/li>/gi
const isHtml = /<\/?(?:p|div|br|ul|ol|li|h[1-6]|html-blob|a|b|i|u|em|strong|span|font)\b[^<>]*>/i

const entities = new Map([
  ['nbsp', ' '],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
])

/** A description as Google keeps it, as plain text; what has none of Google's tags is plain already. */
export function plainOf(text: string): string {
  if (!isHtml.test(text)) return text
  return withoutEntities(
    text
      .replace(links, (_, href: string, label: string) => (label === href ? href : `${label} (${href})`))
      .replace(blocks, '\n')
      .replace(/<li\b[^<>]*>/gi, '\n- ')
      .replace(inline, ''),
  )
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Decodes each only once: "&amp;lt;" is "&lt;", as somebody typed it. */
function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|([a-z]{2,5}));/g, (whole, code: string | undefined, name: string) =>
    code === undefined ? (entities.get(name) ?? whole) : letterOf(Number(code), whole),
  )
}

function letterOf(code: number, whole: string): string {
  return code === 0xa0 ? ' ' : code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

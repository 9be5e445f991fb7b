import type { Field } from '../announcement.ts'
import type { Line } from '../text/line.ts'

const maxLength = 4000
/** A line shorter than this ends its paragraph. */
const fullLine = 50

/** What stands below "Abstract:", its wrapped lines joined into paragraphs. */
export function findAbstract(lines: readonly Line[]): Field<string> | null {
  const own = lines.filter((line) => line.region === 'abstract')
  let text = ''
  let before = ''
  for (const line of own) {
    const words = line.label === null ? line.text : line.label.value
    if (words === '') text += text === '' || text.endsWith('\n\n') ? '' : '\n\n'
    else text += `${text === '' || text.endsWith('\n') ? '' : before.length < fullLine ? '\n' : ' '}${words}`
    before = words
  }
  const value = cut(text.trim())
  return value === '' ? null : { value, certainty: 'stated', source: own[0]?.text.slice(0, 120) ?? '' }
}

/** Cuts at the end of a word. */
function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, text.lastIndexOf(' ', maxLength))} …`
}

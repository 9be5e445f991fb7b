import type { Field } from '../announcement.ts'
import type { Document } from '../text/document.ts'
import { foldWords } from '../text/vocabulary.ts'

const seriesWord =
  /(?:seminar|colloquium|kolloquium|séminaire|seminaire|colloque|seminario|workshop|webinar|series|lectures?|reihe|vortragsreihe|coloquio|talk series|club)/i

/** A line that is the heading of a series: "Seminar in Applied Statistics". */
export const seriesHead =
  /(?:\b|\p{L}{3})(?:seminars?|colloqui(?:um|a)|kolloquium|séminaires?|seminari?o?|colloque|series|workshop|reihe|lectures?|presentation|talks?|activities|club|webinar)\b/iu

const intros = [
  /\b(?:in|of) (?:the |our |this week['’]s )?(?:virtual |next )?((?:[\p{Lu}\d][\p{L}\p{M}\d/&=*'’.-]* (?:(?:of|on|in|for|and|der|des|de) )?){0,8}(?:[Ss]eminar|[Cc]olloquium|[Ll]ecture|[Tt]alk|[Ww]ebinar|[Ss]éminaire|[Kk]olloquium)(?: [Ss]eries)?(?: (?:on|in|for) [\p{Lu}][\p{L} ]{2,40}| [\p{Lu}]\p{L}+)?)(?= series|[:.,;!\n)]|$| at | on | by | will )/u,
  /["“]([^"“”]{3,60})["”] (?:seminar |lecture |talk )?series/,
  /(?:im Rahmen (?:der|des|unseres)|in der) ((?:[\p{Lu}][\p{L}-]* ){0,5}(?:[Kk]olloquiums?|[Vv]ortragsreihe|[Ss]eminars?|[Rr]eihe)(?: [„“"][^“”"]{3,60}[“”"])?)/u,
  /(?:dans le cadre (?:du|de la|des)|au) ((?:[Ss]éminaire|[Cc]olloque|[Cc]ycle)(?: [\p{L}'’]+){1,8})/u,
]

/** The series that a mail names: by a heading, its opening lines, its subject, or else a known name. */
export function findSeries(
  document: Document,
  heading: string | null,
  known: readonly string[],
): Field<string> | null {
  const opening = document.lines
    .filter((line) => line.region === 'body' && line.label === null)
    .slice(0, 14)
    .map((line) => line.text)
    .join('\n')
    .slice(0, 1500)
  if (heading !== null) return { value: heading, certainty: 'stated', source: heading }
  const flat = opening.replace(/\n/g, ' ')
  for (const intro of intros) {
    const match = intro.exec(flat)
    if (match !== null) return { value: (match[1] ?? '').trim(), certainty: 'stated', source: match[0] }
  }
  const fromSubject = subjectSeries(document.subject)
  if (fromSubject !== null) return { value: fromSubject, certainty: 'stated', source: document.subject }
  const everything = foldWords(`${document.subject}\n${opening}`)
  const name = known.find((series) => everything.includes(foldWords(series)))
  return name === undefined ? null : { value: name, certainty: 'stated', source: name }
}

/** "ETH/UZH Research Seminar by Weijie Su, 16.12.2022" begins with its series. */
export function subjectSeries(subject: string): string | null {
  const head = subject
    .split(/ (?:by|von|par|with|mit|avec) (?=\p{Lu})|[:,–—]| - | \d{1,2}[./]\d|\d{4}/u)[0]!
    .trim()
  return head.length >= 6 && head.length <= 100 && seriesWord.test(head)
    ? head.replace(/^(?:reminder|invitation|einladung)\W+(?:to |zum |zur )?/i, '')
    : null
}

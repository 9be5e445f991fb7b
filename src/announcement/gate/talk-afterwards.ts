import { isReadable } from '../decisions/excluded.ts'
import { isFormerHour } from '../decisions/former.ts'
import type { TimeMention } from '../mentions/time.ts'
import type { Document } from '../text/document.ts'
import { isRough } from '../decisions/start-clock.ts'
import { sentenceAt } from '../text/sentences.ts'
import { findAfterwards, findType, foldWords, purposesIn } from '../text/vocabulary.ts'
import { textOf, withDoubtOfAll, type Rule } from './check.ts'

const clauseLength = 70
const speaks =
  /\b(?:speaks?|speak|tells?|presents?|spricht|erzahlt|berichtet|referiert|racconta|parlera|parle|talks?|lecture|vortrag|festvortrag|hauptvortrag|referat|expose|conference|conferenza|relazione|parlera|charla|conferencia|ponencia|soutenance|defen[cs]e)\b/

const beside: ReadonlySet<string> = new Set(['refreshment', 'registration', 'office', 'record'])

/**
 * An hour behind "afterwards" or "ca." that no talk has, beside words of a talk: the assembly comes first.
 * "Beginn: 18.00 Mitgliederversammlung, anschliessend ca. 19.00 Uhr Vortrag"
 */
export const talkAfterwards: Rule = (draft) => {
  const used = new Set(draft.talks.map(({ section }) => section.when.time?.from))
  const hour = draft.document.times.find(
    (time) =>
      !used.has(time.from) &&
      isReadable(draft.document, time) &&
      !isFormerHour(draft.document, time) &&
      isOfTalk(draft.document, time),
  )
  return hour === undefined
    ? draft
    : withDoubtOfAll(draft, `“${textOf(draft.document, hour)}” may be the talk’s: what is before it?`)
}

function isOfTalk(document: Document, time: TimeMention): boolean {
  const { text, start } = sentenceAt(document, time.start)
  const before = text.slice(Math.max(0, time.start - start - clauseLength), time.start - start)
  const behind = text.slice(time.end - start, time.end - start + clauseLength)
  const after = findAfterwards(before)
  if (after === null && !isRough(document, time)) return false
  // "Im Anschluss an den Vortrag (ca. 18.15 Uhr) Apéro"
  if (purposesIn(behind.slice(0, clauseLength / 2)).some((purpose) => beside.has(purpose))) return false
  const told = `${foldWords(before).replace(after ?? '', '')} ${foldWords(behind)}`
  return speaks.test(told) || findType(behind) !== null
}

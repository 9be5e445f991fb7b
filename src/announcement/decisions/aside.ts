import { lineAt, type Document } from '../text/document.ts'
import type { TimeMention } from '../mentions/time.ts'
import { foldWords, purposesIn } from '../text/vocabulary.ts'
import { isFormerHour } from './former.ts'

/** True for a time of tea, doors or registration, named beside it ("18.30 Umtrunk"), or for a former hour. */
export function isAside(document: Document, time: TimeMention): boolean {
  const line = lineAt(document, time.start)
  const before = foldWords(
    line.text.slice(Math.max(0, time.start - line.start - 40), Math.max(0, time.start - line.start)),
  )
  if (isFormerHour(document, time) || besideIt.test(before)) return true
  const behind = /^:? +(\p{L}+)/u.exec(line.text.slice(time.end - line.start))?.[1] ?? ''
  return purposesIn(behind).some((purpose) => purpose === 'refreshment' || purpose === 'doors')
}

const besideIt =
  /\b(?:geoffnet|open|opening|office hours?|sprechstunde|ouvert|sekretariat|tea|coffee|lunch|dinner|reception|apero|doors|einlass|turoffnung|portes?|porte aperte|puertas|accueil|accoglienza|aperitivo|pizza|sandwich(?:es)?|snacks?|imbiss|umtrunk|cafe|caffe|rinfresco|collation|buffet|cocktail|refreshments|registration|kaffee|welcome|aperitif|drinks|before|vor|avant|latest|spatestens|until|deadline|bis spatestens)\b[^,;.]{0,18}$/

import { findType } from '../text/vocabulary.ts'
import { withDoubtOfAll, type Draft, type Rule } from './check.ts'

/** Events with a programme of their own, whose days and hours are not further events. */
const whole = /^(?:conference|workshop|course)$/

/**
 * Several events where one is announced or changed: which of them holds, and which are parts of another?
 * "Colloque MESURE 2017: jeudi et vendredi prochains" … "2. vendredi prochain, 1030 hrs: Mesurer sans instrument".
 */
export const severalParts: Rule = (draft) => {
  const reason = draft.talks.length < 2 ? null : reasonOf(draft)
  return reason === null ? draft : withDoubtOfAll(draft, reason)
}

function reasonOf({ document, decided }: Draft): string | null {
  if (whole.test(findType(document.subject) ?? '')) return 'several days or hours under one event’s name'
  return decided?.kind === 'update' ? 'the mail changes something and names several days or hours' : null
}

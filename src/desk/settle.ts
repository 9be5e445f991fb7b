import { approvalOf, decideAll, makeEvent, rejectionOf, type By, type Decided } from '../../jobs/decide.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Act, CorrectableField } from '../talks/decision.ts'
import type { Problem } from '../talks/checked-facts.ts'
import { floodName } from '../talks/flood.ts'
import type { Card } from './card.ts'
import type { Entry } from './entry.ts'
import { textIn, type Form } from './form.ts'
import { afterMove, changedFacts, problemsWith, statedFacts, valuesIn, type Values } from './fields.ts'

/** What came of a card's form: it was decided, or it comes back with what is wrong. */
export type Settled = { decided: Decided } | { code: 409 | 422; entry: Entry }

/** Does what a human chose on a card; nothing when things have changed since it was shown. */
export async function settle(services: Services, card: Card, form: Form, by: By): Promise<Settled> {
  const values = { ...card.shown, ...valuesIn(form) }
  const again = (problems: Problem[]): Settled => ({ code: 422, entry: { values, problems, why: by.why } })
  if (textIn(form, 'state') !== card.state)
    return { code: 409, entry: { ...afterMove(form, card.shown), why: by.why } }
  const choice = textIn(form, 'do')
  const { item } = card
  if (choice === 'reject')
    return {
      decided: await decideAll(services, [rejectionOf(item)], by),
    }
  // One decision settles a whole flood.
  if (item.talk === floodName) return { decided: await decideAll(services, [approvalOf(item)], by) }
  const problems = problemsWith(values, card.timeZone ?? services.profile.timeZone, card.shown)
  if (problems.length > 0) return again(problems)
  if (item.field !== null) return { decided: await settleField(services, card, item.field, values, by) }
  if (item.talk === null) {
    const facts = statedFacts(values)
    return { decided: await makeEvent(services, item.key, facts, by) }
  }
  const facts = changedFacts(card.asRead, values)
  if (choice === 'split') {
    const acts: Act[] = [{ kind: 'split', mail: item.key, talk: item.talk }, approvalOf(item, { facts })]
    return { decided: await decideAll(services, acts, by) }
  }
  if (choice === 'merge' && item.event !== null)
    return mergeInto(services, card, item.event, textIn(form, 'event'), again, by)
  const about = choice === 'about' ? textIn(form, 'event') : null
  const event = about === null ? null : card.candidates.find(({ uid }) => uid === about)
  if (event === undefined) return again([{ kind: 'field', found: '', text: 'no such event' }])
  return { decided: await decideAll(services, [approvalOf(item, { facts, event: event?.uid ?? null })], by) }
}

/** Merges two published talks: the one that the mail would change, into the chosen one. */
async function mergeInto(
  services: Services,
  { candidates }: Card,
  event: string,
  into: string,
  again: (problems: Problem[]) => Settled,
  by: By,
): Promise<Settled> {
  const isThere = candidates.some(({ uid }) => uid === into && uid !== event)
  if (!isThere) return again([{ kind: 'field', found: '', text: 'choose the talk to merge it with' }])
  return { decided: await decideAll(services, [{ kind: 'merge', event, into }], by) }
}

/** Settles a field that waits alone, as read or as corrected; other changes in the form count, too. */
async function settleField(
  services: Services,
  { item, shown }: Card,
  field: CorrectableField,
  values: Values,
  by: By,
): Promise<Decided> {
  const { event } = item
  if (event === null) return decideAll(services, [approvalOf(item)], by)
  const changed = changedFacts(shown, values)
  const corrects = Object.entries(changed).map(([name, value]): Act => ({
    kind: 'correct',
    event,
    field: name as CorrectableField,
    value,
  }))
  // With another value than the mail's, the mail's is rejected.
  const word: Act = field in changed ? rejectionOf(item) : approvalOf(item)
  return decideAll(services, [...corrects, word], by)
}

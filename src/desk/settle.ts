import { allEvents, approvalOf, decideAll, makeEvent, type By, type Decided } from '../../jobs/decide.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { Act, CorrectableField } from '../talks/decision.ts'
import type { Card } from './card.ts'
import type { Entry } from './entry.ts'
import { textIn, type Form } from './form.ts'
import { changedFacts, factsIn, problemsWith, valuesIn, type Values } from './fields.ts'

/** What came of a card's form: it was decided, or it comes back with what is wrong. */
export type Settled = { decided: Decided } | { code: 409 | 422; entry: Entry }

/** Does what a human chose on a card; nothing when the world has moved on since it was shown. */
export async function settle(services: Services, card: Card, form: Form, by: By): Promise<Settled> {
  const values = { ...card.shown, ...valuesIn(form) }
  const again = (code: 409 | 422, problems: string[]): Settled => ({ code, entry: { values, problems } })
  if (textIn(form, 'state') !== card.state)
    return { code: 409, entry: { values, problems: [], moved: movedFields(form, card.shown) } }
  const choice = textIn(form, 'do')
  const { item } = card
  if (choice === 'reject')
    return {
      decided: await decideAll(
        services,
        [{ kind: 'reject', mail: item.key, talk: item.talk, field: item.field }],
        by,
      ),
    }
  const problems = problemsWith(values, services.profile.timeZone)
  if (problems.length > 0) return again(422, problems)
  if (item.field !== null) return { decided: await settleField(services, card, item.field, values, by) }
  if (item.talk === null) {
    const facts = Object.fromEntries(Object.entries(factsIn(values)).filter(([, value]) => value !== null))
    return { decided: await makeEvent(services, item.key, facts, by) }
  }
  const facts = changedFacts(card.asRead, values)
  if (choice === 'split') {
    const acts: Act[] = [{ kind: 'split', mail: item.key, talk: item.talk }, approvalOf(item, { facts })]
    return { decided: await decideAll(services, acts, by) }
  }
  const about = choice === 'about' ? textIn(form, 'event') : null
  const event = about === null ? null : (await allEvents(services)).find(({ uid }) => uid === about)
  if (event === undefined) return again(422, ['no such event: choose the one that this mail is about'])
  return { decided: await decideAll(services, [approvalOf(item, { facts, event: event?.uid ?? null })], by) }
}

/** A field that waits alone: taken as it was read, or put right. */
async function settleField(
  services: Services,
  { item, shown }: Card,
  field: CorrectableField,
  values: Values,
  by: By,
): Promise<Decided> {
  const [read, written] = [factsIn(shown)[field], factsIn(values)[field]]
  if (read === written || item.event === null) return decideAll(services, [approvalOf(item)], by)
  return decideAll(services, [{ kind: 'correct', event: item.event, field, value: written }], by)
}

/** The fields that are read otherwise now than when the form was made. */
export function movedFields(form: Form, now: Values): Set<string> {
  const names = Object.keys(now) as (keyof Values)[]
  return new Set(names.filter((name) => textIn(form, `was.${name}`) !== now[name]))
}

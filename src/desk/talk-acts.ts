import { allEvents } from '../../jobs/decide.ts'
import type { Services } from '../../jobs/run/services.ts'
import type { CalendarEvent } from '../calendar/event.ts'
import type { Problem } from '../talks/checked-facts.ts'
import type { Act, CorrectableField } from '../talks/decision.ts'
import { changedFacts, valuesOf, type Values } from './fields.ts'

/** What a button of a talk's page decides; or why it can't. */
export async function actsOf(
  services: Services,
  { uid: event, talk }: CalendarEvent,
  choice: string,
  values: Values,
  into: string,
): Promise<Act[] | Problem> {
  switch (choice) {
    case 'correct':
      return Object.entries(changedFacts(valuesOf(talk), values)).map(([field, value]) => ({
        kind: 'correct',
        event,
        field: field as CorrectableField,
        value: value ?? null,
      }))
    case 'cancel':
      return [{ kind: 'correct', event, field: 'status', value: 'cancelled' }]
    case 'reinstate':
      return [{ kind: 'correct', event, field: 'status', value: 'confirmed' }]
    case 'withdraw':
      return [{ kind: 'withdraw', event }]
    case 'restore':
      return [{ kind: 'restore', event }]
    case 'merge': {
      const isThere = (await allEvents(services)).some(({ uid }) => uid === into && uid !== event)
      return isThere
        ? [{ kind: 'merge', event, into }]
        : { kind: 'field', found: '', text: 'choose the talk to merge it with' }
    }
    default:
      return { kind: 'field', found: '', text: 'choose what to do' }
  }
}

import type { Act } from '../talks/decision.ts'
import type { DeskWords } from './words.ts'

/** An act in a few words. */
export function tellAct(act: Act, words: DeskWords): string {
  const name = words.acts[act.kind]
  switch (act.kind) {
    case 'correct':
      return `${name}: ${act.field} = ${act.value ?? '–'}`
    case 'google-edit':
      return `${name}: ${act.field} = ${act.value.slice(0, 100)}`
    case 'approve':
    case 'create':
      return act.facts === undefined
        ? name
        : `${name}: ${Object.entries(act.facts)
            .map(([field, value]) => `${field} = ${value ?? '–'}`)
            .join(', ')}`
    case 'undo':
    case 'reject':
    case 'split':
    case 'merge':
    case 'withdraw':
    case 'restore':
    case 'google-delete':
    case 'reread':
      return name
  }
}

import type { Act } from '../talks/decision.ts'
import { fieldName, type DeskWords } from './words.ts'

/** An act in a few words. */
export function tellAct(act: Act, words: DeskWords): string {
  const name = words.acts[act.kind]
  switch (act.kind) {
    case 'correct':
      return `${name}: ${fieldName(act.field, words)} = ${act.value ?? '–'}`
    case 'google-edit':
      return `${name}: ${fieldName(act.field, words)} = ${act.value.slice(0, 100)}`
    case 'approve':
    case 'create':
      return act.facts === undefined
        ? name
        : `${name}: ${Object.entries(act.facts)
            .map(([field, value]) => `${fieldName(field, words)} = ${value ?? '–'}`)
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

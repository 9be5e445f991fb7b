import { findToMachines } from '../text/vocabulary.ts'

/** How prompts are written, and mails never. */
const markup =
  /\[\/?INST\]|<\|[a-z_]{2,20}\|>|<!--\s*(?:system|assistant)|\b(?:system|assistant)\s*:\s*(?:status|set|mark|publish)/i

/** Words that are said to programs and not to readers: "ignore the above", "note to calendar bots", "[INST]"; null: there are none. */
export function wordsToMachines(text: string): string | null {
  return findToMachines(text) ?? markup.exec(text)?.[0] ?? null
}

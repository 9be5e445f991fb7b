import { findToMachines } from '../text/vocabulary.ts'

/** How prompts are written, and mails never are. */
const markup =
  /\[\/?INST\]|<\|[a-z_]{2,20}\|>|<!--\s*(?:system|assistant)|\b(?:system|assistant)\s*:\s*(?:status|set|mark|publish)/i

/** Words said to programs, not readers: "ignore the above", "note to calendar bots", "[INST]"; or null. */
export function wordsToMachines(text: string): string | null {
  return findToMachines(text) ?? markup.exec(text)?.[0] ?? null
}

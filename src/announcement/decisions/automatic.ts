import { automaticReplies, wordsOf } from '../text/vocabulary.ts'

const longestPhrase = 4
const tellingLength = 10

/**
 * True for the subject of an answer that a program gives: "Abwesenheitsnotiz: Vortrag …", "Accepted: Talk by …", "Out of office".
 * Short words ("Read: …", "Lu : …") count only before a colon.
 */
export function isAutomaticReply(subject: string): boolean {
  const bare = subject.replace(/^(?:\s*(?:\[[^\]]{1,40}\]|(?:re|aw|antw)\s*:))+\s*/i, '')
  const head = /^([^:]{2,60}?)\s*(?=:|\s[–—-]\s|$)/.exec(bare)
  if (head === null) return false
  const words = wordsOf(head[1] ?? '')
  const before = bare.slice(head[0].length)
  if (words.length === 0 || words.length > longestPhrase) return false
  const phrase = words.join(' ')
  return automaticReplies.has(phrase) && (/^\s*:/.test(before) || phrase.length >= tellingLength)
}

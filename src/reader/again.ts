import type { Announcement, Mail, ParserProfile } from '../announcement/announcement.ts'
import weights from '../announcement/decisions/weights.json' with { type: 'json' }
import { draftOf, parseAnnouncement } from '../announcement/parse.ts'
import { joined, readAnswer, type Answer } from './answer.ts'
import { settle, type Settled } from './settle.ts'
import { verify, type Verified } from './verify.ts'

/** What a mail announces after a language model has read it, too. */
export type AgainRead =
  | (Settled & { lost: string[] })
  /** The answer can't be used at all. */
  | { problem: string }

/** What a model's answers come to without our own reading; for trying out a model. */
export function readAnswerAlone(
  message: Mail,
  profile: ParserProfile,
  answers: readonly string[],
): Announcement | { problem: string } {
  const read = verified(message, profile, answers)
  return 'problem' in read ? read : read.announcement
}

/**
 * Reads a mail a second time with a model's answers about its pieces; pure, never throws.
 * @param answers as the model gave them, one text per piece
 * @param first how it was read before that
 */
export function readAgain(
  message: Mail,
  profile: ParserProfile,
  answers: readonly string[],
  first: Announcement = parseAnnouncement(message, profile),
): AgainRead {
  const read = verified(message, profile, answers)
  if ('problem' in read) return read
  return { ...settle(first, read), lost: read.lost }
}

function verified(
  message: Mail,
  profile: ParserProfile,
  answers: readonly string[],
): Verified | { problem: string } {
  if (answers.length === 0) return { problem: 'there is no answer' }
  const pieces: Answer[] = []
  for (const text of answers) {
    const answer = readAnswer(text)
    if ('problem' in answer) return answer
    pieces.push(answer)
  }
  return verify(draftOf(message, profile, weights), joined(pieces))
}

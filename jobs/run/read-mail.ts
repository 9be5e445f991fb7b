import type { ListProfile } from '../../config/profile.ts'
import { readByHabit } from '../../src/announcement/habits/read.ts'
import { shapeOf } from '../../src/announcement/habits/shape.ts'
import type { Message } from '../../src/mail/message.ts'
import { readAgain } from '../../src/reader/again.ts'
import { requestsOf } from '../../src/reader/request.ts'
import type { ReadMail, Wanted } from './mail-reader.ts'

/** Parses a mail, with whatever else is wanted of it. */
export function readMail(
  profile: ListProfile,
  message: Message,
  { requests = false, answers = [], examples = [], confirmed }: Wanted = {},
): ReadMail {
  const { announcement, by, asks } = readByHabit(message, profile, examples)
  return {
    message,
    announcement,
    requests: requests ? requestsOf(message, profile) : null,
    seconds: answers.map((texts) => readAgain(message, profile, texts, announcement)),
    by: by === null ? null : { mail: by.key, date: by.date },
    asks: asks?.from ?? null,
    shape: confirmed === undefined ? null : shapeOf(message, profile, confirmed.talks, confirmed.others),
  }
}

/**
 * Doubts about what stands where, which a confirmed layout answers; never those about contradictions:
 * weekday and date, subject and body, two zones, a word that may call the talk off.
 */
const answered = [
  'not sure that this is its day and hour',
  'not sure that this is the day of an event',
  'two times are written',
  'several days or hours under one event’s name',
  'names neither title nor speaker, beside others that do',
  'the mail may announce nothing',
  'the date stands in the subject only',
  '… may be the hour of an event, too',
  '… may be the day of an event, too',
]

/** A doubt's kind: its sentence without the words it quotes. */
export function kindOfDoubt(doubt: string): string {
  return doubt.replace(/“[^”]*”/g, '…')
}

/** The doubts that a human cleared for an example: the office's next mails need not raise them again. */
export function confirmedDoubts(doubts: readonly string[]): string[] {
  return [...new Set(doubts.map(kindOfDoubt))].filter((kind) => answered.includes(kind))
}

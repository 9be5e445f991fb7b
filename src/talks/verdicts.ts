import type { Act, CorrectableField, Decision, StatedFacts, TalkName } from './decision.ts'

/** A human's approval, with what is published instead of what was read. */
interface Approval {
  start: string | null
  event: string | null
  facts: StatedFacts
  who: string
}

/** What was decided about a mail's talk; such decisions hold where the mail stands, not where they were made. */
export interface Verdict {
  approved: Approval | null
  rejected: boolean
  /** An event of its own, whatever it looks like. */
  split: boolean
  /** The event that the mail is about, as a human says. */
  event: string | null
}

export interface Verdicts {
  of(mail: string, talk: string | null): Verdict
  /** About a mail's word against a correction. */
  ofField(mail: string, talk: string, field: CorrectableField): 'approved' | 'rejected' | null
}

/** Sorts decisions about mails by mail and talk; the latest holds. */
export function readVerdicts(decisions: readonly Decision[]): Verdicts {
  const latest = new Map<string, Decision>()
  const split = new Set<string>()
  const name = (mail: string, talk: TalkName | null, field: string | null) =>
    JSON.stringify([mail, talk === null ? null : String(talk), field])
  for (const decision of decisions.toSorted((a, b) => a.number - b.number)) {
    const { act } = decision
    if (act.kind === 'approve' || act.kind === 'reject')
      latest.set(name(act.mail, act.talk, act.field), decision)
    if (act.kind === 'split') split.add(name(act.mail, act.talk, null))
  }
  return {
    of(mail, talk) {
      const decision = latest.get(name(mail, talk, null))
      const approved = decision === undefined ? null : approvalOf(decision)
      return {
        approved,
        rejected: decision?.act.kind === 'reject',
        split: split.has(name(mail, talk, null)),
        event: approved?.event ?? null,
      }
    },
    ofField(mail, talk, field) {
      const act: Act | undefined = latest.get(name(mail, talk, field))?.act
      return act?.kind === 'approve' ? 'approved' : act?.kind === 'reject' ? 'rejected' : null
    },
  }
}

function approvalOf({ act, who }: Decision): Approval | null {
  if (act.kind !== 'approve') return null
  return { start: act.start, event: act.event, facts: act.facts ?? {}, who }
}

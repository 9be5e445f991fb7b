import { mail, type SampleMail } from './mail.ts'
import { en, long, styles } from './styles.ts'
import { talks, type SampleTalk } from './talks.ts'

/** The sample mails, oldest first: announcements, a reminder, a room change, a cancellation, and mail that is none of these. */
export function sampleMails(today: Temporal.PlainDate): SampleMail[] {
  const sentAt = (daysAgo: number, hour: number) =>
    today
      .subtract({ days: daysAgo })
      .toZonedDateTime({ timeZone: 'Europe/Zurich', plainTime: Temporal.PlainTime.from({ hour, minute: 7 }) })
  const dated = talks.map((talk) => {
    const about = today.add({ days: talk.inDays })
    return { talk, day: about.add({ days: (talk.weekday - about.dayOfWeek + 7) % 7 }) }
  })
  const announcements = dated.map(({ talk, day }, at) => {
    const { subject, body } = styles[talk.style](talk, day)
    return mail(`talk-${at}`, talk.from, sentAt(14 - Math.floor(at / 2), 9 + (at % 8)), subject, body)
  })
  const [first, second, third] = dated
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the sample has too few talks')
  const again = styles[first.talk.style](first.talk, first.day)
  const moved = styles[second.talk.style]({ ...second.talk, place: 'ETH Zurich, HG E 3' }, second.day)
  const later = [
    mail(
      'reminder',
      first.talk.from,
      sentAt(2, 9),
      again.subject.replace('[Statlist] ', '[Statlist] Reminder: '),
      again.body,
    ),
    mail(
      'room',
      second.talk.from,
      sentAt(2, 10),
      moved.subject.replace('[Statlist] ', '[Statlist] Room change: '),
      moved.body,
      'talk-1',
    ),
    mail(
      'cancelled',
      third.talk.from,
      sentAt(1, 8),
      `Re: [Statlist] CANCELLED: ${third.talk.title}`,
      `Dear all,\n\nunfortunately the seminar of ${third.talk.speaker} on ${en(third.day, long)} has to be cancelled because of illness.\n\nBest regards\n`,
      'talk-2',
    ),
    mail(
      'job',
      'jobs@unibe.example',
      sentAt(1, 9),
      '[Statlist] PhD position in Biostatistics, University of Bern',
      `A PhD position is open. Applications until ${en(today.add({ days: 30 }), long)} to jobs@unibe.example. Start: 1 September.\n`,
    ),
    mail(
      'call',
      'conf@stat.example',
      sentAt(1, 11),
      '[Statlist] Call for abstracts: Swiss Statistics Days',
      `The deadline for abstracts is ${en(today.add({ days: 21 }), long)}, 23:59.\n`,
    ),
    mail(
      'question',
      'member@example.org',
      sentAt(1, 12),
      '[Statlist] Median or mean?',
      'Does anybody know a good reference on this? I have read those of 1978 and 2004.\n',
    ),
  ]
  return [...announcements, ...later, ...doubtful(today, second, sentAt(0, 7))]
}

/** Five mails that a human should look at: they show the admin's desk at work. */
function doubtful(
  today: Temporal.PlainDate,
  known: { talk: SampleTalk; day: Temporal.PlainDate },
  at: Temporal.ZonedDateTime,
): SampleMail[] {
  const day = today.add({ days: 16 })
  const later = day.add({ days: 7 })
  const weekday = en(day.add({ days: 1 }), { weekday: 'long' })
  const moved = styles[known.talk.style]({ ...known.talk, place: 'ETH Zurich, HG F 30' }, known.day)
  const labelled = (speaker: string, title: string, when: string) =>
    `Dear all,\n\nSpeaker: ${speaker}\nTitle: ${title}\n${when}\nRoom: HG D 1.1\n\nEverybody is welcome.\n`
  return [
    mail(
      'weekday',
      'seminar@stat.example',
      at,
      '[Statlist] Seminar: Shrinkage without tears',
      labelled(
        'Ines Favre (Université de Genève)',
        'Shrinkage without tears',
        `Date: ${weekday}, ${en(day, { day: 'numeric', month: 'long', year: 'numeric' })}\nTime: 16:15`,
      ),
    ),
    mail(
      'hour',
      'seminar@stat.example',
      at,
      '[Statlist] Seminar: Copulas at the border',
      labelled(
        'Reto Caduff (Universität Bern)',
        'Copulas at the border',
        `Date: ${en(later, long)}\nTime: 25:15`,
      ),
    ),
    mail(
      'stranger',
      'member@example.org',
      at,
      moved.subject.replace('[Statlist] ', '[Statlist] Room change: '),
      moved.body,
    ),
    mail(
      'either',
      'office@unil.example',
      at,
      '[Statlist] Talk by Lucie Perrin, Université de Lausanne',
      labelled(
        'Lucie Perrin (Université de Lausanne)',
        'What a median is not',
        `Date: ${en(later, long)} or ${en(later.add({ days: 1 }), long)}\nTime: 14:15`,
      ),
    ),
    mail(
      'called-off',
      'assistant@math.example',
      at,
      `[Statlist] CANCELLED: ${known.talk.title}`,
      `Dear all,\n\nthe seminar of ${known.talk.speaker} on ${en(known.day, long)} has to be cancelled.\n\nBest,\nUrs\n`,
    ),
  ]
}

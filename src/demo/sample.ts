/** A sample mail, written for the demo in the style of Swiss senders; its dates lie in the coming weeks. */
export interface SampleMail {
  source: string
}

type Style = (talk: SampleTalk, day: Temporal.PlainDate) => { subject: string; body: string }

interface SampleTalk {
  style: keyof typeof styles
  /** Days from today; the talk is on the first `weekday` from then on. */
  inDays: number
  weekday: number
  speaker: string
  affiliation: string
  title: string
  place: string
  time: string
  from: string
}

const en = (day: Temporal.PlainDate, options: Intl.DateTimeFormatOptions) =>
  day.toLocaleString('en-GB', options)
const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const dotted = (day: Temporal.PlainDate) =>
  `${String(day.day).padStart(2, '0')}.${String(day.month).padStart(2, '0')}.${day.year}`

const abstract =
  'The talk begins with a data set of 1936 and ends with one of 2021. In between, 3 theorems and a warning: what held for n = 100 need not hold for n = 10,000. Joint work with Anna Keller and Paul Meier (arXiv:2101.12699).'

const styles = {
  eth: (talk, day) => ({
    subject: `[Statlist] ETH/UZH Research Seminar by ${talk.speaker}, ${talk.affiliation}, ${dotted(day)}`,
    body: `We are glad to announce the following talk in the ETH/UZH Research Seminar:\n\n"${talk.title}"  \n${talk.speaker}, ${talk.affiliation}\n\nTime: ${en(day, { weekday: 'long' })},  ${dotted(day)} at ${talk.time} h\nPlace: ${talk.place}\n\nAbstract: ${abstract}\n\nSeminar website: https://math.ethz.ch/sfs/news-and-events/research-seminar.html\n`,
  }),
  fds: (talk, day) => ({
    subject: `[Statlist] ETH-FDS Seminar by ${talk.speaker}, ${talk.affiliation} -- ETH Zurich, ${en(day, { day: 'numeric', month: 'long', year: 'numeric' })}`,
    body: `We are pleased to announce and invite you to the following talk in our ETH-FDS seminar series:\n\n„${talk.title}“\n\nby ${talk.speaker}, ${talk.affiliation}\n\nDate and Time: ${en(day, long)}, ${talk.time}\nPlace: ${talk.place}\n\nAbstract: ${abstract}\n`,
  }),
  labels: (talk, day) => ({
    subject: `[Statlist] Seminar: ${talk.title}`,
    body: `Dear all,\n\nSpeaker: ${talk.speaker} (${talk.affiliation})\nTitle: ${talk.title}\nDate: ${en(day, long)}\nTime: ${talk.time}\nRoom: ${talk.place}\n\nAbstract: ${abstract}\n\nEverybody is welcome.\n\nBest regards,\nThe organisers\n`,
  }),
  german: (talk, day) => ({
    subject: `[Statlist] Einladung zum Vortrag von ${talk.speaker}`,
    body: `Liebe Kolleginnen und Kollegen\n\nReferent: ${talk.speaker}, ${talk.affiliation}\nThema: ${talk.title}\nZeit: ${day.toLocaleString('de-CH', long)}, ${talk.time} Uhr\nOrt: ${talk.place}\n\nZusammenfassung: Seit 1990 fragt man sich, was Daten wert sind; 3 von 4 Antworten sind falsch.\n\nFreundliche Grüsse\nDas Institut\n`,
  }),
  french: (talk, day) => ({
    subject: `[Statlist] Séminaire de statistique, ${talk.speaker}`,
    body: `Chers collègues,\n\nOrateur : ${talk.speaker}, ${talk.affiliation}\nTitre : ${talk.title}\nDate : ${day.toLocaleString('fr-CH', long)} à ${talk.time.replace('.', 'h')}\nLieu : ${talk.place}\n\nRésumé : En 1812 Laplace posait déjà la question ; en voici 2 réponses.\n\nCordialement,\nle secrétariat\n`,
  }),
} satisfies Record<string, Style>

const talks: readonly SampleTalk[] = [
  {
    style: 'eth',
    inDays: 3,
    weekday: 5,
    speaker: 'Marta Lindqvist',
    affiliation: 'Uppsala University',
    title: 'Random Forests for Dependent Data',
    place: 'ETH Zurich, HG G 19.1',
    time: '15.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'fds',
    inDays: 5,
    weekday: 4,
    speaker: 'Daniel Okafor',
    affiliation: 'Carnegie Mellon University',
    title: 'Privacy and the Bootstrap',
    place: 'ETH Zurich, HG D 7.1',
    time: '16.15 - 17.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'labels',
    inDays: 8,
    weekday: 2,
    speaker: 'Sofia Bernasconi',
    affiliation: 'Università della Svizzera italiana',
    title: 'Volatility seen from afar',
    place: 'EPFL, MA A1 12',
    time: '11:00-12:00',
    from: 'stat@epfl.example',
  },
  {
    style: 'german',
    inDays: 9,
    weekday: 3,
    speaker: 'Jonas Wyss',
    affiliation: 'Universität Bern',
    title: 'Stichproben aus Registern',
    place: 'Universität Bern, Hauptgebäude, Hörsaal 220',
    time: '17.15',
    from: 'imsv@unibe.example',
  },
  {
    style: 'french',
    inDays: 10,
    weekday: 5,
    speaker: 'Claire Fontannaz',
    affiliation: 'Université de Lausanne',
    title: 'Modèles de mélange et assurance',
    place: 'Université de Genève, Uni Mail, salle M 5220',
    time: '14.15',
    from: 'gsem@unige.example',
  },
  {
    style: 'eth',
    inDays: 12,
    weekday: 5,
    speaker: 'Hiroshi Tanabe',
    affiliation: 'University of Tokyo',
    title: 'Testing many Hypotheses one at a Time',
    place: 'ETH Zurich, HG G 19.1',
    time: '15.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'labels',
    inDays: 13,
    weekday: 1,
    speaker: 'Ruth Abegglen',
    affiliation: 'University of Basel',
    title: 'Estimands in plain words',
    place: 'Basel, Biozentrum, Room U1.111',
    time: '16:00-17:00',
    from: 'bbs@basel.example',
  },
  {
    style: 'german',
    inDays: 15,
    weekday: 2,
    speaker: 'Martin Zurbriggen',
    affiliation: 'Bundesamt für Statistik',
    title: 'Die Volkszählung ohne Zählung',
    place: 'Universität Zürich, KOL-F-118',
    time: '18.15',
    from: 'zuekost@uzh.example',
  },
  {
    style: 'french',
    inDays: 16,
    weekday: 3,
    speaker: 'Antoine Vuilleumier',
    affiliation: 'Université de Neuchâtel',
    title: 'Sondages équilibrés',
    place: 'Neuchâtel, Unimail, salle B103',
    time: '16.00',
    from: 'statistique@unine.example',
  },
  {
    style: 'fds',
    inDays: 19,
    weekday: 4,
    speaker: 'Grace Whitfield',
    affiliation: 'University of Oxford',
    title: 'When Causes come in Networks',
    place: 'ETH Zurich, HG F 3',
    time: '15.15 - 16.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'labels',
    inDays: 20,
    weekday: 4,
    speaker: 'Emre Yildirim',
    affiliation: 'EPFL',
    title: 'Gradient Descent forgets',
    place: 'EPFL, CM 1 517',
    time: '15:15-16:00',
    from: 'stat@epfl.example',
  },
  {
    style: 'eth',
    inDays: 24,
    weekday: 5,
    speaker: 'Lucie Tremblay',
    affiliation: 'McGill University',
    title: 'Extremes in a warmer Climate',
    place: 'ETH Zurich, HG G 19.1',
    time: '15.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'german',
    inDays: 26,
    weekday: 1,
    speaker: 'Katrin Hofstetter',
    affiliation: 'Inselspital Bern',
    title: 'Überlebenszeiten und was ihnen fehlt',
    place: 'Universität Bern, Exakte Wissenschaften, Raum B6',
    time: '16.15',
    from: 'imsv@unibe.example',
  },
  {
    style: 'labels',
    inDays: 27,
    weekday: 2,
    speaker: 'Pedro Almeida',
    affiliation: 'Universidade de Lisboa',
    title: 'Spatial Processes on the Sphere',
    place: 'University of Zurich, Y27 H 25',
    time: '14:00-15:00',
    from: 'math@uzh.example',
  },
  {
    style: 'french',
    inDays: 30,
    weekday: 5,
    speaker: 'Nadia Benali',
    affiliation: 'Université Paris-Saclay',
    title: 'Apprentissage sous contraintes',
    place: 'Université de Genève, Uni Mail, salle M 1160',
    time: '11.15',
    from: 'gsem@unige.example',
  },
  {
    style: 'fds',
    inDays: 33,
    weekday: 4,
    speaker: 'Thomas Brandvold',
    affiliation: 'University of Oslo',
    title: 'Confidence in Curves',
    place: 'ETH Zurich, HG E 1.2',
    time: '15.15 - 16.15',
    from: 'sekretariat@math.example',
  },
  {
    style: 'labels',
    inDays: 34,
    weekday: 3,
    speaker: 'Ingrid Solheim',
    affiliation: 'University of Bergen',
    title: 'How Trials stop early',
    place: 'Basel, Petersgraben 4, Room 2',
    time: '13:00-14:00',
    from: 'bbs@basel.example',
  },
  {
    style: 'german',
    inDays: 37,
    weekday: 4,
    speaker: 'Beat Stauffacher',
    affiliation: 'ETH Zürich',
    title: 'Wetter, Wahrscheinlichkeit und Wirklichkeit',
    place: 'Universität Zürich, KO2-D-54',
    time: '18.15',
    from: 'zuekost@uzh.example',
  },
  {
    style: 'labels',
    inDays: 40,
    weekday: 2,
    speaker: 'Chiara Moretti',
    affiliation: 'Bocconi University',
    title: 'Priors that everybody can live with',
    place: 'EPFL, MA A3 30',
    time: '11:00-12:00',
    from: 'stat@epfl.example',
  },
  {
    style: 'eth',
    inDays: 45,
    weekday: 5,
    speaker: 'Samuel Mbeki',
    affiliation: 'University of Cape Town',
    title: 'Counting what cannot be seen',
    place: 'ETH Zurich, HG G 19.1',
    time: '15.15',
    from: 'sekretariat@math.example',
  },
]

function mail(
  id: string,
  from: string,
  sent: Temporal.ZonedDateTime,
  subject: string,
  body: string,
  inReplyTo: string | null = null,
): SampleMail {
  const date = `${sent.toLocaleString('en-GB', { weekday: 'short' })}, ${sent.day} ${sent.toLocaleString('en-GB', { month: 'short' }).slice(0, 3)} ${sent.year} ${sent.toPlainTime().toString({ smallestUnit: 'second' })} ${sent.offset.replace(':', '')}`
  const encoded = (text: string) =>
    /^[\x20-\x7e]*$/.test(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const headers = [
    `From: ${from}`,
    'To: statlist@stat.example',
    `Subject: ${encoded(subject)}`,
    `Date: ${date}`,
    `Message-ID: <${id}@demo.statlist.example>`,
    'List-Id: <statlist.stat.example>',
    ...(inReplyTo === null ? [] : [`In-Reply-To: <${inReplyTo}@demo.statlist.example>`]),
    'List-Id: <statlist.stat.example>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
  ]
  const lines = Buffer.from(body)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\r\n')
  return { source: `${headers.join('\r\n')}\r\n\r\n${lines}` }
}

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

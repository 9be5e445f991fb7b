/** What an office tells of a talk. */
export interface Announced {
  speaker: string
  affiliation: string
  title: string
  place: string
  time: string
}

type Style = (talk: Announced, day: Temporal.PlainDate) => { subject: string; body: string }

/** A day or a part of it in English, as English mails write it. */
export const en = (day: Temporal.PlainDate, options: Intl.DateTimeFormatOptions) =>
  day.toLocaleString('en-GB', options)
export const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
const dotted = (day: Temporal.PlainDate) =>
  `${String(day.day).padStart(2, '0')}.${String(day.month).padStart(2, '0')}.${day.year}`

const abstract =
  'The talk begins with a data set of 1936 and ends with one of 2021. In between, 3 theorems and a warning: what held for n = 100 need not hold for n = 10,000. Joint work with Anna Keller and Paul Meier (arXiv:2101.12699).'

/** How offices write: subject and body of an announcement. */
export const styles = {
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

import { switzerland } from '../places.ts'
import type { ListProfile } from '../profile.ts'

/** The mailing list of Swiss statistics. */
export const statlist: ListProfile = {
  name: 'Statlist',
  listIds: [
    'statlist.stat.math.ethz.ch',
    'statlist.stat.ethz.ch',
    // For test mails and the demo: names that no real list can have (RFC 2606).
    'statlist.stat.example',
    'statlist.list.example',
    'statlist.lists.example',
  ],
  timeZone: 'Europe/Zurich',
  languages: ['en', 'de', 'fr', 'it'],
  usualMinutes: 60,
  knownSeries: [
    'ETH/UZH Research Seminar',
    'Research Seminar on Statistics',
    'ETH-FDS Seminar',
    'ETH Young Data Science Researcher Seminar Zurich',
    'ZüKoSt',
    'Basel Biometric Section',
    'Swiss Statistics Seminar',
    'Séminaire de statistique',
  ],
  organisers: ['@stat.math.ethz.ch', '@math.ethz.ch', '@stat.ethz.ch'],
  mostNewPerDay: 30,
  gazetteer: switzerland,
  archiveUrl: 'https://stat.ethz.ch/pipermail/statlist/YYYY-Month/subject.html',
}

import type { Mail } from '../announcement/announcement.ts'

/** A mail to try a model on, with what a right answer comes to. */
export const sampleMail: Mail & { key: string } = {
  key: 'sample',
  subject: 'Research Seminar by Ada Brunner, University of Basel, 14.03.2025',
  date: '2025-03-03T09:12:00+01:00',
  from: { name: 'Seminar office' },
  text: `Dear colleagues,

we are happy to announce the next talk of our Research Seminar in Statistics:

"Small samples, large trees"
by Ada Brunner, University of Basel

Time: Friday, 14.03.2025 at 15.15 h (coffee from 14.45 h)
Place: ETH Zurich, HG G 19.1

Abstract: Trees have been grown on samples since 1984; 16 of the 20 data sets that we look at are small.

Please register by 10 March 2025.`,
}

export const sampleStart = '2025-03-14T15:15'

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statlist } from '../../../config/lists/statlist.ts'
import { parseAnnouncement } from '../../../src/announcement/parse.ts'

/** Text of a mail → start, as far as a row tells it, and title of each event. */
const rows: [string, string, [string, string | undefined][]][] = [
  [
    'labels below each title, a blank line between the events',
    'Sequence analysis\n  Teacher: Jan Wyss (Basel)\n  Dates: 13-15 April 2026\n  Place: Room 5899\n  Price: 450.-\n\nComplex surveys\n  Teacher: Ida Roth (Bern)\n  Dates: 20 April 2026, 9:00\n  Place: online\n  Price: 300.-\n',
    [
      ['2026-04-13', 'Sequence analysis'],
      ['2026-04-20', 'Complex surveys'],
    ],
  ],
  [
    'the same labels for each, without a blank line',
    'Title: Sequences\nSpeaker: Jan Wyss (Basel)\nDate: 13 April 2026, 15:15\nPlace: HG G 19.1\nTitle: Surveys\nSpeaker: Ida Roth (Bern)\nDate: 20 April 2026, 15:15\nPlace: HG G 19.2\n',
    [
      ['2026-04-13', 'Sequences'],
      ['2026-04-20', 'Surveys'],
    ],
  ],
  [
    'labels below each date',
    'Date: 13 April 2026, 15:15\nSpeaker: Jan Wyss (Basel)\nTitle: Sequences\n\nDate: 20 April 2026, 15:15\nSpeaker: Ida Roth (Bern)\nTitle: Surveys\n',
    [
      ['2026-04-13', 'Sequences'],
      ['2026-04-20', 'Surveys'],
    ],
  ],
  [
    'hours below one day, a talk each',
    'Friday, 17 April 2026, ETH Zurich, HG G 19.1\n\n15.15 - 16.00 h\n"Selective inference with a fixed budget of looks"\nby Jan Wyss, University of Cape Town\n\n16.15 - 17.00 h\n"Why the median of means is never the mean of medians"\nby Ida Roth, University of Bern\n',
    [
      ['2026-04-17T15:15', 'Selective inference with a fixed budget of looks'],
      ['2026-04-17T16:15', 'Why the median of means is never the mean of medians'],
    ],
  ],
  [
    'hours below one day, each under its label in a block of its own',
    'Events on Thursday, 16 April 2026\n\nSeminar on Statistics\nMedians of trees and their forests\nTime: 12:05 pm\nPlace: HG G 19.1\nSpeaker: Jan Wyss, ETH\nAbstract: Text.\n\nProbability Seminar\nRandom walks on small graphs\nTime: 3:30 pm\nPlace: HG G 43\nSpeaker: Ida Roth, EPFL\n',
    [
      ['2026-04-16T12:05', 'Medians of trees and their forests'],
      ['2026-04-16T15:30', 'Random walks on small graphs'],
    ],
  ],
  [
    'a second hour in a sentence below the labels parts nothing',
    'Speaker: Jan Wyss (Kiel)\nTitle: Moments of moments\nDate: Thursday, 16 April 2026\nTime: 16:15\nPlace: HG G 43\n\nPlease be seated by the beginning of the talk at 15:15.\n',
    [
      ['2026-04-16T16:15', 'Moments of moments'],
      ['2026-04-16T15:15', undefined],
    ],
  ],
  [
    'days that are underlined',
    'Monday, April 13\n----------------\n  Research Seminar\n  16:30-17:30, HG G 43\n  Jan Wyss (Basel)\n  Sampling from what you have just deleted\n\nWednesday, April 15\n-------------------\n  Research Seminar\n  17:15-18:15, HG G 43\n  Ida Roth (Bern)\n  Loop soups in another dimension\n',
    [
      ['2026-04-13T16:30', 'Sampling from what you have just deleted'],
      ['2026-04-15T17:15', 'Loop soups in another dimension'],
    ],
  ],
  [
    'a day that heads a line after an abstract',
    'jeudi 16 avril 2026 à 14h, salle 106, Maëlys Kerbrat (Université de Lille)\nProcessus ponctuels : simuler sans attendre\nRésumé : La simulation coûte un calcul de valeurs propres.\n\n# Séminaire EDP\nvendredi 17 avril 2026 à 11h, amphithéâtre IMAG, Corentin Vuarnet (CNRM)\nAssimilation de données pour la neige\n',
    [
      ['2026-04-16T14:00', 'Processus ponctuels : simuler sans attendre'],
      ['2026-04-17T11:00', 'Assimilation de données pour la neige'],
    ],
  ],
]

test('which lines are whose event’s', () => {
  for (const [name, text, expected] of rows) {
    const mail = { subject: 'Two courses', text, date: '2026-03-16T10:00:00+01:00', from: { name: 'Office' } }
    const { talks } = parseAnnouncement(mail, statlist)
    assert.deepEqual(
      talks.map(({ start, title }, at) => [start.value.slice(0, expected[at]?.[0].length), title?.value]),
      expected,
      name,
    )
  }
})

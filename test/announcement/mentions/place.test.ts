import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanPlace, placeBehind } from '../../../src/announcement/mentions/place.ts'
import { looksLikePlace } from '../../../src/announcement/mentions/place-like.ts'

/** As a mail has it → as readers want it; null: no place is left. */
const cleaned: [string, string | null][] = [
  ['HG G 19.1', 'HG G 19.1'],
  ['in HG G 19.1 and Zoom', 'HG G 19.1'],
  ['PST, 8pm CET) in 60 Fifth Ave, room 150', '60 Fifth Ave, room 150'],
  ['ETH Zurich, HG G 19.1 (exception: 28.11., HG E 1.2)', 'ETH Zurich, HG G 19.1'],
  ['Hörsaal 120, außer am 3. Mai', 'Hörsaal 120'],
  ['Room 3 (second floor)', 'Room 3 (second floor)'],
  ['Vienna, June 15-17', 'Vienna'],
  ['Raum 2.14, beginnt', 'Raum 2.14'],
  ['room to be announced', null],
  ['Zoom', null],
  ['Hörsaal A', 'Hörsaal A'],
  ['University of Bern, Building A', 'University of Bern, Building A'],
  ['in a room that', null],
  ['will take place online only', null],
  ['1987, 1998 and 2008 it', null],
  ['findet nur online statt', null],
  ['Y27 H 12 | Algebraische Geometrie', 'Y27 H 12'],
  ['University of Bern | ExWi B 78', 'University of Bern, ExWi B 78'],
  ['La salle ne change pas (CM 1 517)', 'CM 1 517'],
  ['à la salle B217', 'salle B217'],
  [
    'L’exposé aura lieu à l’auditoire C46 de la Faculté, rue Argand 11',
    'auditoire C46 de la Faculté, rue Argand 11',
  ],
  ['wie gehabt im Seminarraum 05.002', 'Seminarraum 05.002'],
  [
    'Oberseminar, Ort ist wie immer der Seminarraum 5 in der Goldschmidtstr. 7',
    'Seminarraum 5 in der Goldschmidtstr. 7',
  ],
  [
    'il seminario si svolgerà in aula P6 (secondo piano) anziché in Sala del Consiglio',
    'aula P6 (secondo piano)',
  ],
  ['conference taking place in University Hall', 'University Hall'],
  ['G230 but in auditoire C140, Granges-Paccot', 'auditoire C140, Granges-Paccot'],
  ['HG G 43, wie immer', 'HG G 43'],
  ['ETH Zurich, HG D 1.2 (instead of HG E 41)', 'ETH Zurich, HG D 1.2'],
  ['HG D 1.2 and NOT in HG G 19.1', 'HG D 1.2'],
  ['Where MF2', 'MF2'],
  ['* Aula Magna (campus map)', 'Aula Magna'],
  ['Große Straße 5, wie immer', 'Große Straße 5'],
  ['Where the Wild Things Are, Hall 3', 'Where the Wild Things Are, Hall 3'],
  ['Instead Lane 3, Hall B', 'Instead Lane 3, Hall B'],
  ['encore inconnue', null],
]

/** Texts that read like a place, and texts that don't. */
const places: [string, boolean][] = [
  ['Day 1', false],
  ['Tag 2', false],
  ['Mathematics 17:15', false],
  ['HG G 19.1', true],
  ['Room 2010', true],
  ['Bahnhofstrasse 12', true],
  ['salle 12', true],
  ['three 25 minute talks', false],
  ['the draft 26', false],
  ['semester 2025', false],
  ['Chapter 12', false],
]

test('places as readers want them', () => {
  for (const [text, expected] of cleaned) assert.equal(cleanPlace(text), expected, text)
})

test('what reads like a place', () => {
  for (const [text, expected] of places) assert.equal(looksLikePlace(text), expected, text)
})

/** What stands behind day and hour → the place in it. */
const behind: [string, string | null][] = [
  [', à la salle B217 du bâtiment Unimail, du calage dans les enquêtes', 'salle B217 du bâtiment Unimail'],
  [
    ', Aula Benvenuti (piano terra, via Cesare Battisti 241)',
    'Aula Benvenuti (piano terra, via Cesare Battisti 241)',
  ],
  [', Room 3-E4-SR03, via Röntgen 1, Milano', 'Room 3-E4-SR03, via Röntgen 1, Milano'],
  [' in HG G 19.1, lecture hall on the left', 'HG G 19.1, lecture hall on the left'],
  [' in 1987, 1998 and 2008, it is said', null],
]

test('the place behind day and hour ends where something else begins', () => {
  for (const [text, expected] of behind) assert.equal(placeBehind(text)?.value ?? null, expected, text)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNoTitle } from '../../../src/announcement/fields/no-title.ts'

/** What is never a title, by kind. */
const others = [
  'Dear colleagues',
  'Kia ora koutou',
  'Best regards',
  'ABGESAGT',
  'Friday, 12',
  '28 June - 2 July 2026, Les Diablerets',
  'Thursday 20 February, 16:15, HG G 19.1: CANCELLED (Anthony Ashton)',
  '17h25 Leçon inaugurale',
  'Nächste Zmittagessen, beginnend jeweils um 11:55 Uhr:',
  'with address by Bríd Ní Fhaoláin (CSO)',
  'DEBJANI MUKHOTY (IIT Kanpur)',
  'Juni Prof. Dr. Agnes Lindqvist (Uppsala)',
  'Head of Data Management, Centrum voor Klinisch Onderzoek',
  'Einladung zur Antrittsvorlesung',
  'Soutenance publique',
  '+41 43 555 57 61,,123456789#',
  'Invitees: list@uni.example',
  'Mit freundlichen Grüssen / Meilleures salutations',
  'Nächste Treffen',
  'Dates : du',
  'Quando: , porte aperte alle , inizio alle',
  'ETH/UZH Research Seminar by Leyla Aksoy',
  'will be presented by',
  'wird gehalten von',
  'Events on Thursday, March 12th, 2026',
  'Edizioni precedenti / former editions: 2018, 2020 (online), 2022',
  ', Les Diablerets',
]

/** Titles that look like one of them. */
const titles = [
  'Cancelled flights and censored durations',
  'Risk: why',
  'Next generation sequencing',
  'A lecture by mail: distance teaching since 1840',
  'Friday effects in stock returns',
  'Thursday’s child: birth weekdays and lifetimes',
  'Living with noise by design',
  'Juni and other packages for spatial data',
  'Heads of households in the census',
  'Public health and private data',
  '1000 genomes, 10 years on',
  'March of the small samples',
  'Is bigger better?',
  'Will it rain on Sunday',
]

test('greetings, days, rows, names and notices are no titles', () => {
  for (const text of others) assert.equal(isNoTitle(text), true, text)
})

test('titles with such words in them are', () => {
  for (const text of titles) assert.equal(isNoTitle(text), false, text)
})

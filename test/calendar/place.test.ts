import assert from 'node:assert/strict'
import { test } from 'node:test'
import { switzerland } from '../../config/places.ts'
import { fullLocation, placeOf } from '../../src/calendar/place.ts'

/** Room and series as mails write them → building, city, institutions. */
const rows: [string | null, string | null, string | null, string | null, string[]][] = [
  ['ETH Zurich, HG G 19.1', null, 'ETH Hauptgebäude', 'zurich', ['ethz']],
  ['HG G 19.1', 'ETH/UZH Research Seminar', 'ETH Hauptgebäude', 'zurich', ['ethz', 'uzh']],
  ['KOL-F-118', 'ETH/UZH Research Seminar', 'UZH Hauptgebäude', 'zurich', ['ethz', 'uzh']],
  ['ETH Zürich, HG-G-19.1', null, 'ETH Hauptgebäude', 'zurich', ['ethz']],
  ['Universität Zürich, KO2-D-54', null, 'UZH Hauptgebäude', 'zurich', ['uzh']],
  ['EPFL, MA A1 12', null, 'EPFL MA', 'lausanne', ['epfl']],
  ['Uni Mail, room S230, Geneva', null, 'Uni Mail', 'geneva', ['unige']],
  ['UniMail, rue Emile-Argand 11, Neuchâtel', null, 'UniMail', 'neuchatel', ['unine']],
  ['Universität Bern, Sidlerstrasse 5, Raum B6', null, 'ExWi, Exakte Wissenschaften', 'bern', ['unibe']],
  ['Hotel Bellevue, Bern', null, null, 'bern', []],
  [null, 'ETH-FDS Seminar', null, 'zurich', ['ethz']],
  // What only looks like it.
  ['Method Room 3, ETHEL Hall', null, null, null, []],
  ['MA A1 12', null, null, null, []],
  ['Imperial College, HG 12, London', null, null, null, []],
  [null, null, null, null, []],
]

test('building, city and institutions of a room', () => {
  for (const [location, series, building, city, institutions] of rows) {
    const place = placeOf(location, series, switzerland)
    assert.deepEqual(
      [place.building, place.city, place.institutions],
      [building, city, institutions],
      `${location}, ${series}`,
    )
  }
})

/** A room as mails write it → with its building and address, each once. */
const rooms: [string, string][] = [
  ['ETH Zurich, HG G 19.1', 'ETH Zurich, HG G 19.1, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich'],
  [
    'ETH Zurich, Hauptgebäude, HG G 19.1',
    'ETH Zurich, Hauptgebäude, HG G 19.1, Rämistrasse 101, 8092 Zürich',
  ],
  ['EPFL, Bernoulli Center, GA 3 21', 'EPFL, Bernoulli Center, GA 3 21, Station 15, 1015 Lausanne'],
  ['EPFL, MA A1 12', 'EPFL, MA A1 12, Station 8, 1015 Lausanne'],
  [
    'ETH Zurich, HG G 19.1, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
    'ETH Zurich, HG G 19.1, ETH Hauptgebäude, Rämistrasse 101, 8092 Zürich',
  ],
  ['Hotel Bellevue, Bern', 'Hotel Bellevue, Bern'],
]

test('building and address are added once', () => {
  for (const [room, full] of rooms) assert.equal(fullLocation(room, placeOf(room, null, switzerland)), full)
})

test('every building is of an institution that is known, and stands in Switzerland', () => {
  const known = new Set(switzerland.institutions.map(({ slug }) => slug))
  const cities = new Set(switzerland.cities.map(({ slug }) => slug))
  for (const {
    institution,
    geo: [latitude, longitude],
    name,
  } of switzerland.buildings)
    assert.ok(
      known.has(institution) && latitude > 45.8 && latitude < 47.9 && longitude > 5.9 && longitude < 10.5,
      name,
    )
  for (const { city, slug } of switzerland.institutions) assert.ok(cities.has(city), slug)
})

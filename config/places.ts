/** A town of the list's calendars. */
export interface City {
  slug: string
  name: string
  /** As mails write it. */
  aliases: readonly string[]
}

/** A university, institute or office that holds talks. */
export interface Institution {
  slug: string
  name: string
  aliases: readonly string[]
  city: string
}

/** A building, known by its code before a room ("HG G 19.1") or by its name. */
export interface Building {
  institution: string
  /** Before a room of the institution: "HG G 19.1". */
  code: string | null
  aliases: readonly string[]
  name: string
  address: string
  /** WGS 84, latitude and longitude, of the building to about 100 m. */
  geo: readonly [number, number]
}

export interface Gazetteer {
  cities: readonly City[]
  institutions: readonly Institution[]
  buildings: readonly Building[]
}

const cities: readonly City[] = [
  { slug: 'zurich', name: 'Zürich', aliases: ['Zürich', 'Zurich', 'Zuerich'] },
  { slug: 'lausanne', name: 'Lausanne', aliases: ['Lausanne', 'Ecublens', 'Dorigny'] },
  { slug: 'bern', name: 'Bern', aliases: ['Bern', 'Berne', 'Berna'] },
  { slug: 'basel', name: 'Basel', aliases: ['Basel', 'Bâle', 'Basle', 'Allschwil'] },
  { slug: 'geneva', name: 'Genève', aliases: ['Genève', 'Geneva', 'Genf', 'Geneve'] },
  { slug: 'neuchatel', name: 'Neuchâtel', aliases: ['Neuchâtel', 'Neuchatel', 'Neuenburg'] },
  { slug: 'fribourg', name: 'Fribourg', aliases: ['Fribourg', 'Freiburg i. Ü.', 'Freiburg i.Ü.'] },
  {
    slug: 'st-gallen',
    name: 'St. Gallen',
    aliases: ['St. Gallen', 'St.Gallen', 'St Gallen', 'Sankt Gallen'],
  },
  { slug: 'lugano', name: 'Lugano', aliases: ['Lugano', 'Manno', 'Viganello'] },
  { slug: 'winterthur', name: 'Winterthur', aliases: ['Winterthur'] },
  { slug: 'lucerne', name: 'Luzern', aliases: ['Luzern', 'Lucerne'] },
]

const institutions: readonly Institution[] = [
  { slug: 'ethz', name: 'ETH Zürich', aliases: ['ETH', 'ETHZ', 'ETH Zürich', 'ETH Zurich'], city: 'zurich' },
  {
    slug: 'uzh',
    name: 'Universität Zürich',
    aliases: ['UZH', 'University of Zurich', 'Universität Zürich', 'Uni Zürich', 'University of Zürich'],
    city: 'zurich',
  },
  { slug: 'epfl', name: 'EPFL', aliases: ['EPFL', 'Bernoulli Center', 'Bernoulli Centre'], city: 'lausanne' },
  {
    slug: 'unil',
    name: 'Université de Lausanne',
    aliases: ['UNIL', 'University of Lausanne', 'Université de Lausanne', 'HEC Lausanne'],
    city: 'lausanne',
  },
  {
    slug: 'unibe',
    name: 'Universität Bern',
    aliases: ['UniBE', 'University of Bern', 'Universität Bern', 'Uni Bern', 'IMSV', 'University of Berne'],
    city: 'bern',
  },
  {
    slug: 'unibas',
    name: 'Universität Basel',
    aliases: ['UniBas', 'University of Basel', 'Universität Basel', 'Uni Basel'],
    city: 'basel',
  },
  { slug: 'swisstph', name: 'Swiss TPH', aliases: ['Swiss TPH', 'SwissTPH'], city: 'basel' },
  {
    slug: 'unige',
    name: 'Université de Genève',
    aliases: ['UNIGE', 'University of Geneva', 'Université de Genève', 'Uni Mail', 'GSEM'],
    city: 'geneva',
  },
  {
    slug: 'unine',
    name: 'Université de Neuchâtel',
    aliases: ['UniNE', 'University of Neuchâtel', 'University of Neuchatel', 'Université de Neuchâtel'],
    city: 'neuchatel',
  },
  {
    slug: 'unifr',
    name: 'Université de Fribourg',
    aliases: ['UniFR', 'University of Fribourg', 'Université de Fribourg', 'Universität Freiburg'],
    city: 'fribourg',
  },
  {
    slug: 'unisg',
    name: 'Universität St. Gallen',
    aliases: ['HSG', 'University of St. Gallen', 'University of St.Gallen', 'Universität St. Gallen'],
    city: 'st-gallen',
  },
  {
    slug: 'usi',
    name: 'Università della Svizzera italiana',
    aliases: ['USI', 'Università della Svizzera italiana', 'IDSIA'],
    city: 'lugano',
  },
  { slug: 'zhaw', name: 'ZHAW', aliases: ['ZHAW'], city: 'winterthur' },
]

function building(
  institution: string,
  code: string | null,
  name: string,
  address: string,
  geo: readonly [number, number],
  aliases: readonly string[] = [],
): Building {
  return { institution, code, name, address, geo, aliases }
}

// Addresses from the institutions' own pages; positions read off a map by hand.
const buildings: readonly Building[] = [
  building('ethz', 'HG', 'ETH Hauptgebäude', 'Rämistrasse 101, 8092 Zürich', [47.3765, 8.548]),
  building('ethz', 'ML', 'ETH Maschinenlaboratorium', 'Sonneggstrasse 3, 8092 Zürich', [47.378, 8.5478]),
  building('ethz', 'CAB', 'ETH CAB', 'Universitätstrasse 6, 8092 Zürich', [47.3782, 8.5488]),
  building('ethz', 'CHN', 'ETH CHN', 'Universitätstrasse 16, 8092 Zürich', [47.3796, 8.5483]),
  building('ethz', 'LFW', 'ETH LFW', 'Universitätstrasse 2, 8092 Zürich', [47.377, 8.5488]),
  building('ethz', 'NO', 'ETH NO', 'Sonneggstrasse 5, 8092 Zürich', [47.3787, 8.5473]),
  building('ethz', 'HCI', 'ETH Hönggerberg HCI', 'Vladimir-Prelog-Weg 1-5, 8093 Zürich', [47.4085, 8.5085]),
  building('ethz', 'HIL', 'ETH Hönggerberg HIL', 'Stefano-Franscini-Platz 5, 8093 Zürich', [47.4085, 8.5065]),
  building(
    'uzh',
    'KOL',
    'UZH Hauptgebäude',
    'Rämistrasse 71, 8006 Zürich',
    [47.3745, 8.5485],
    ['Rämistrasse 71'],
  ),
  building('uzh', 'KO2', 'UZH Hauptgebäude', 'Karl-Schmid-Strasse 4, 8006 Zürich', [47.374, 8.549]),
  building('uzh', 'RAA', 'UZH RAA', 'Rämistrasse 59, 8001 Zürich', [47.373, 8.549]),
  building(
    'uzh',
    'HIT',
    'UZH EBPI',
    'Hirschengraben 84, 8001 Zürich',
    [47.373, 8.546],
    ['Hirschengraben 84', 'EBPI'],
  ),
  building('uzh', null, 'UZH Irchel', 'Winterthurerstrasse 190, 8057 Zürich', [47.3975, 8.5492], ['Irchel']),
  building('epfl', 'MA', 'EPFL MA', 'Station 8, 1015 Lausanne', [46.5196, 6.5665]),
  building('epfl', 'CM', 'EPFL CM', 'Station 10, 1015 Lausanne', [46.5198, 6.567]),
  building(
    'epfl',
    'GA',
    'EPFL Bernoulli Center',
    'Station 15, 1015 Lausanne',
    [46.518, 6.564],
    ['Bernoulli Center', 'Bernoulli Centre'],
  ),
  building(
    'unil',
    null,
    'UNIL Extranef',
    'Quartier de Chamberonne, 1015 Lausanne',
    [46.5225, 6.5845],
    ['Extranef'],
  ),
  building(
    'unil',
    null,
    'UNIL Anthropole',
    'Quartier de Chamberonne, 1015 Lausanne',
    [46.524, 6.5845],
    ['Anthropole'],
  ),
  building('unil', null, 'UNIL Amphimax', 'Quartier de Sorge, 1015 Lausanne', [46.5215, 6.575], ['Amphimax']),
  building(
    'unibe',
    null,
    'ExWi, Exakte Wissenschaften',
    'Sidlerstrasse 5, 3012 Bern',
    [46.9515, 7.4385],
    ['ExWi', 'Exakte Wissenschaften', 'Sidlerstrasse 5'],
  ),
  building(
    'unibe',
    null,
    'Universität Bern, Hauptgebäude',
    'Hochschulstrasse 4, 3012 Bern',
    [46.9505, 7.4385],
    ['Hochschulstrasse 4'],
  ),
  building(
    'unibas',
    null,
    'Departement Mathematik und Informatik',
    'Spiegelgasse 1, 4051 Basel',
    [47.559, 7.5865],
    ['Spiegelgasse 1'],
  ),
  building(
    'unibas',
    null,
    'Kollegienhaus',
    'Petersplatz 1, 4051 Basel',
    [47.5588, 7.5835],
    ['Kollegienhaus', 'Petersplatz 1'],
  ),
  building(
    'swisstph',
    null,
    'Swiss TPH',
    'Kreuzstrasse 2, 4123 Allschwil',
    [47.555, 7.555],
    ['Kreuzstrasse 2'],
  ),
  building(
    'unige',
    null,
    'Uni Mail',
    'Boulevard du Pont-d’Arve 40, 1205 Genève',
    [46.195, 6.14],
    ['Uni Mail', 'UniMail, boulevard'],
  ),
  building(
    'unige',
    null,
    'Section de mathématiques',
    'Rue du Conseil-Général 7-9, 1205 Genève',
    [46.1985, 6.1405],
    ['Conseil-Général'],
  ),
  building(
    'unine',
    null,
    'UniMail',
    'Rue Emile-Argand 11, 2000 Neuchâtel',
    [47.0, 6.9455],
    ['Emile-Argand', 'Emile Argand'],
  ),
  building(
    'unine',
    null,
    'Institut de statistique',
    'Avenue de Bellevaux 51, 2000 Neuchâtel',
    [46.997, 6.947],
    ['Bellevaux 51'],
  ),
  building(
    'unifr',
    null,
    'Pérolles',
    'Boulevard de Pérolles 90, 1700 Fribourg',
    [46.7925, 7.159],
    ['Pérolles 2', 'Pérolles 90'],
  ),
  building(
    'unisg',
    null,
    'Universität St. Gallen',
    'Dufourstrasse 50, 9000 St. Gallen',
    [47.4315, 9.3745],
    ['Dufourstrasse 50'],
  ),
  building(
    'usi',
    null,
    'USI Campus',
    'Via Giuseppe Buffi 13, 6900 Lugano',
    [46.011, 8.958],
    ['Via Buffi 13', 'Via Giuseppe Buffi'],
  ),
]

export const switzerland: Gazetteer = { cities, institutions, buildings }

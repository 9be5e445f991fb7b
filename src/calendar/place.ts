import { foldCase, headOf } from '../text.ts'

/** What the calendar uses of a gazetteer (config/places.ts). */
export interface Gazetteer {
  cities: readonly { slug: string; name: string; aliases: readonly string[] }[]
  institutions: readonly { slug: string; name: string; aliases: readonly string[]; city: string }[]
  buildings: readonly {
    institution: string
    code: string | null
    aliases: readonly string[]
    name: string
    address: string
    geo: readonly [number, number]
  }[]
}

/** Where a talk is, as far as its words tell. */
export interface Place {
  building: string | null
  address: string | null
  /** WGS 84, latitude and longitude. */
  geo: readonly [number, number] | null
  /** Slugs of the gazetteer. */
  city: string | null
  institutions: string[]
}

/** Finds building, city and institutions in a talk's room and series; a building only where the words leave no doubt. */
export function placeOf(location: string | null, series: string | null, gazetteer: Gazetteer): Place {
  const where = location ?? ''
  const namedIn = (text: string) =>
    gazetteer.institutions.filter(({ aliases }) => aliases.some((alias) => says(text, alias)))
  const here = namedIn(where)
  // A room that names no institution belongs to the institutions of the series.
  const named = here.length > 0 ? here : namedIn(series ?? '')
  const building = findBuilding(where, new Set(named.map(({ slug }) => slug)), gazetteer)
  const hosts = gazetteer.institutions.filter(
    (one) => named.includes(one) || one.slug === building?.institution,
  )
  const city =
    gazetteer.cities.find(({ aliases }) => aliases.some((alias) => says(where, alias)))?.slug ??
    hosts.find(({ slug }) => slug === building?.institution)?.city ??
    (new Set(hosts.map((host) => host.city)).size === 1 ? (hosts[0]?.city ?? null) : null)
  return {
    building: building?.name ?? null,
    address: building?.address ?? null,
    geo: building?.geo ?? null,
    city,
    institutions: hosts.map(({ slug }) => slug),
  }
}

/** The room with its building and address, for people who have not been there; a building that the room names is not named twice. */
export function fullLocation(location: string, { building, address }: Place): string {
  const parts = [location]
  // A room that says "Hauptgebäude" already names the "ETH Hauptgebäude".
  const names = building === null ? [] : [building, building.replace(/^\S+ /, '')]
  if (building !== null && !names.some((name) => says(location, name))) parts.push(building)
  if (address !== null && !says(location, headOf(address, ','))) parts.push(address)
  return parts.join(', ')
}

/** By its name, or by its code before a room: where its institution is named, or for a long code none is. */
function findBuilding(where: string, named: ReadonlySet<string>, { buildings }: Gazetteer) {
  const byName = buildings.find(({ aliases }) => aliases.some((alias) => says(where, alias)))
  if (byName !== undefined) return byName
  const byCode = buildings.filter(
    ({ code, institution }) =>
      code !== null &&
      new RegExp(`(?<![\\p{L}\\p{N}])${code}[ -]?[A-Z]{0,2}[ -]?\\d`, 'u').test(where) &&
      (named.has(institution) || (named.size === 0 && code.length > 2)),
  )
  return byCode.length === 1 ? (byCode[0] ?? null) : null
}

/** Whether a text has these words, whole, in upper or lower case. */
function says(text: string, words: string): boolean {
  const [inside, sought] = [folded(text), folded(words)]
  for (let at = inside.indexOf(sought); at !== -1; at = inside.indexOf(sought, at + 1)) {
    const [before, behind] = [inside[at - 1] ?? ' ', inside[at + sought.length] ?? ' ']
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(behind)) return true
  }
  return false
}

const kept = new Map<string, string>()
const maxKept = 5000

/** Kept, because every room is compared with the same few hundred names. */
function folded(text: string): string {
  const before = kept.get(text)
  if (before !== undefined) return before
  if (kept.size >= maxKept) kept.clear()
  const plain = foldCase(text)
  kept.set(text, plain)
  return plain
}

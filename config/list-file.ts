import { Ajv, type ErrorObject } from 'ajv'
import { switzerland } from './places.ts'
import type { ListProfile } from './profile.ts'

/** What a profile in JSON must hold; everything else has a default. */
const required = ['name', 'listIds', 'timeZone'] as const

const texts = { type: 'array', items: { type: 'string', minLength: 1 } }
const slug = { type: 'string', pattern: '^[a-z0-9-]{1,60}$' }
const entries = (properties: object) => ({
  type: 'array',
  items: {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  },
})

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 60 },
    listIds: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', pattern: '^[a-z0-9_-]+(\\.[a-z0-9_-]+)+$' },
    },
    timeZone: { type: 'string', format: 'time-zone' },
    languages: { type: 'array', minItems: 1, items: { enum: ['en', 'de', 'fr', 'it', 'es'] } },
    usualMinutes: { type: 'integer', minimum: 5, maximum: 600 },
    knownSeries: texts,
    organisers: { type: 'array', items: { type: 'string', pattern: '^[^\\s@]*@[^\\s@]+$' } },
    mostNewPerDay: { type: 'integer', minimum: 1, maximum: 1000 },
    gazetteer: {
      anyOf: [
        { enum: ['switzerland', 'none'] },
        {
          type: 'object',
          properties: {
            cities: entries({ slug, name: { type: 'string' }, aliases: texts }),
            institutions: entries({ slug, name: { type: 'string' }, aliases: texts, city: slug }),
            buildings: entries({
              institution: slug,
              code: { type: ['string', 'null'] },
              aliases: texts,
              name: { type: 'string' },
              address: { type: 'string' },
              geo: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'number' } },
            }),
          },
          required: ['cities', 'institutions', 'buildings'],
          additionalProperties: false,
        },
      ],
    },
    archiveUrl: { type: 'string', pattern: '^https?://' },
    root: { type: 'boolean' },
  },
  required,
  additionalProperties: false,
}

/** A profile as its file has it. */
type ListFile = Pick<ListProfile, (typeof required)[number]> &
  Partial<Omit<ListProfile, 'gazetteer'>> & {
    gazetteer?: 'switzerland' | 'none' | ListProfile['gazetteer']
    /** The list that was served alone before: it keeps its addresses and its data. */
    root?: boolean
  }

const check = new Ajv({ allErrors: true, formats: { 'time-zone': isTimeZone } }).compile<ListFile>(schema)

/** Reads a list's profile from JSON; a text that is none gives its problems, a sentence each. */
export function readListFile(text: string): { profile: ListProfile; root: boolean } | { problems: string[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { problems: [`it is not JSON (${(error as Error).message})`] }
  }
  if (!check(value)) return { problems: [...new Set((check.errors ?? []).map(sentenceOf))] }
  const { root = false, gazetteer = 'none', archiveUrl = null, ...given } = value
  const places =
    gazetteer === 'switzerland'
      ? switzerland
      : gazetteer === 'none'
        ? { cities: [], institutions: [], buildings: [] }
        : gazetteer
  return {
    root,
    profile: {
      languages: ['en', 'de', 'fr', 'it', 'es'],
      usualMinutes: 60,
      knownSeries: [],
      organisers: [],
      mostNewPerDay: 30,
      ...given,
      archiveUrl,
      gazetteer: places,
    },
  }
}

function sentenceOf({ instancePath, keyword, message = 'is wrong', params }: ErrorObject): string {
  const where = instancePath === '' ? 'the profile' : `“${instancePath.slice(1).replaceAll('/', '.')}”`
  if (keyword === 'additionalProperties')
    return `${where} has “${String(params['additionalProperty'])}”, which is not a field of a profile`
  if (instancePath === '/gazetteer' && keyword === 'enum')
    return '“gazetteer” must be "switzerland", "none" or an object with cities, institutions and buildings'
  if (keyword === 'format') return `${where} is not a time zone such as Europe/Zurich`
  return `${where} ${message}`
}

/** By its usual name: calendars know no “utc” and no “+01:00”. */
function isTimeZone(name: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(name)
}

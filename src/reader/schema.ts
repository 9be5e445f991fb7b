/** What a date or a clock of the mail is, when asked one by one. */
export const accounts = [
  'event',
  'elsewhere',
  'former',
  'programme',
  'deadline',
  'history',
  'letter',
  'usual',
  'other',
] as const

export const kinds = ['announcement', 'update', 'cancellation', 'reminder', 'other'] as const

export const statuses = ['cancelled', 'postponed', 'tentative'] as const

function objectOf(properties: Readonly<Record<string, object>>): object {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })
const place = { line: { type: 'integer' }, quote: { type: 'string' } }
const quote = objectOf(place)
const quoteOrNull = orNull(quote)

/** JSON Schema of the answer, in the subset that servers enforce: every property required, no others. */
export const answerSchema: object = objectOf({
  kind: { type: 'string', enum: kinds },
  kindQuote: quoteOrNull,
  events: {
    type: 'array',
    items: objectOf({
      title: quoteOrNull,
      speakers: { type: 'array', items: objectOf({ name: quote, affiliation: quoteOrNull }) },
      date: quoteOrNull,
      lastDate: quoteOrNull,
      start: quoteOrNull,
      end: quoteOrNull,
      place: quoteOrNull,
      link: quoteOrNull,
      series: quoteOrNull,
      status: orNull(objectOf({ is: { type: 'string', enum: statuses }, ...place })),
    }),
  },
  account: {
    type: 'array',
    items: objectOf({ id: { type: 'string' }, is: { type: 'string', enum: accounts } }),
  },
})

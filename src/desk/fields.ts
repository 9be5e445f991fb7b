import { problemWith, problemWithTimes, type Problem } from '../talks/checked-facts.ts'
import { renderSpeakers, type CorrectableField, type StatedFacts } from '../talks/decision.ts'
import type { TalkFacts } from '../talks/talk.ts'
import { html, type Markup } from '../web/html.ts'
import { textIn, type Form } from './form.ts'
import type { DeskWords } from './words.ts'

/** What a form shows and a human writes, field by field; day and hour apart, as in browsers' inputs. */
export type Values = Record<(typeof inputs)[number], string>

const inputs = [
  'day',
  'hour',
  'endDay',
  'endHour',
  'title',
  'speakers',
  'location',
  'online',
  'series',
  'status',
] as const

export const noValues: Values = {
  day: '',
  hour: '',
  endDay: '',
  endHour: '',
  title: '',
  speakers: '',
  location: '',
  online: '',
  series: '',
  status: 'confirmed',
}

/** A talk's facts as a form shows them. */
export function valuesOf(facts: TalkFacts): Values {
  const [day = '', hour = ''] = facts.start.split('T')
  const [endDay = '', endHour = ''] = (facts.end ?? '').split('T')
  return {
    day,
    hour,
    endDay: endDay === day && endHour !== '' ? '' : endDay,
    endHour,
    title: facts.title ?? '',
    speakers: renderSpeakers(facts.speakers),
    location: facts.location ?? '',
    online: facts.online ?? '',
    series: facts.series ?? '',
    status: facts.status,
  }
}

/** What was written into a form. */
export function valuesIn(form: Form): Values {
  return Object.fromEntries(inputs.map((name) => [name, textIn(form, name)])) as Values
}

/** The facts that differ between two states of a form. */
export function changedFacts(before: Values, after: Values): StatedFacts {
  const [was, is] = [factsIn(before), factsIn(after)]
  const changed = (Object.keys(is) as CorrectableField[]).filter((field) => was[field] !== is[field])
  // An end belongs to its start: whoever moves the start has seen the end.
  const whole =
    changed.includes('start') && is.end !== null && !changed.includes('end')
      ? [...changed, 'end' as const]
      : changed
  return Object.fromEntries(whole.map((field) => [field, is[field]]))
}

/** All facts of a form; what is empty is null. */
export function factsIn(values: Values): Record<CorrectableField, string | null> {
  const { day, hour, endDay, endHour } = values
  const lastDay = endDay || (endHour === '' ? '' : day)
  const at = (date: string, time: string) => (date === '' ? null : time === '' ? date : `${date}T${time}`)
  return {
    title: values.title || null,
    speakers: values.speakers || null,
    start: at(day, hour),
    end: at(lastDay, endHour),
    location: values.location || null,
    online: values.online || null,
    series: values.series || null,
    status: values.status || null,
  }
}

/** The facts of a form that are not empty. */
export function statedFacts(values: Values): StatedFacts {
  return Object.fromEntries(Object.entries(factsIn(values)).filter(([, value]) => value !== null))
}

/** What is wrong with what was written into a form, one sentence each; what was left is not checked. */
export function problemsWith(values: Values, timeZone: string, shown: Values = noValues): Problem[] {
  const [facts, before] = [factsIn(values), factsIn(shown)]
  const each = (Object.keys(facts) as CorrectableField[]).flatMap((field) => {
    const value = facts[field]
    const isLeft = field !== 'start' && (value === null || value === before[field])
    return isLeft ? [] : (problemWith(field, value) ?? [])
  })
  if (each.length > 0 || facts.start === null) return each
  return [problemWithTimes(facts.start, facts.end, timeZone)].filter((problem) => problem !== null)
}

interface Shown {
  values: Values
  /** Fields that a human should look at; the first of them has the focus. */
  doubtful?: ReadonlySet<string>
  /** The zone of the times, where it is not the list's own. */
  timeZone?: string | null
  /** Inputs whose value has changed since the form was made, with the new value. */
  moved?: ReadonlyMap<string, string>
}

/** A form that comes back: what a human wrote stays; what was left as shown takes its new value. */
export function afterMove(form: Form, now: Values): { values: Values; moved: Map<string, string> } {
  const names = Object.keys(now) as (keyof Values)[]
  const was = (name: string) => textIn(form, `was.${name}`)
  const values = names.map((name) => [
    name,
    textIn(form, name) === was(name) ? now[name] : textIn(form, name),
  ])
  return {
    values: Object.fromEntries(values) as Values,
    moved: new Map(names.flatMap((name) => (was(name) === now[name] ? [] : [[name, now[name]]]))),
  }
}

const kinds: Partial<Record<keyof Values, string>> = {
  day: 'date',
  endDay: 'date',
  hour: 'time',
  endHour: 'time',
  online: 'url',
}
/** Which field of a talk an input is part of. */
const fieldOf: Partial<Record<keyof Values, CorrectableField>> = {
  day: 'start',
  hour: 'start',
  endDay: 'end',
  endHour: 'end',
}
const statuses = ['confirmed', 'tentative', 'cancelled'] as const

/** The inputs of a talk's facts, filled. */
export function renderFields(
  { values, doubtful = new Set(), moved = new Map(), timeZone = null }: Shown,
  words: DeskWords,
): Markup {
  const first = inputs.find((name) => doubtful.has(fieldOf[name] ?? name))
  return html`${timeZone === null ? null : html`<p class="note warn">${words.zoneIs} <b>${timeZone}</b></p>`}
    <div class="fields">
      ${inputs.map((name) => {
        const field = fieldOf[name] ?? name
        const classes = [`f-${field}`, doubtful.has(field) ? 'doubtful' : '', moved.has(name) ? 'moved' : '']
        return html`<label class="${classes.filter(Boolean).join(' ')} ${name}"
          ><span
            >${words.fields[name]}${moved.has(name) ? html` <em>${words.moved}, ${words.wasBefore}${moved.get(name) || '–'}</em>` : null}</span
          >
          ${name === 'status' ? renderStatus(values.status, words) : renderInput(name, values[name], name === first, name === (first ?? 'title'))}</label
        >`
      })}
    </div>`
}

function renderInput(name: keyof Values, value: string, isFirst: boolean, isEdited: boolean): Markup {
  const type = kinds[name] ?? 'text'
  const required = name === 'day' ? html` required` : null
  const focus = isFirst ? html` autofocus` : null
  const key = isEdited ? html` data-key="e"` : null
  return html`<input
    name="${name}"
    type="${type}"
    value="${value}"
    maxlength="1000"
    ${required}${focus}${key}
  />`
}

function renderStatus(value: string, words: DeskWords): Markup {
  return html`<select name="status">
    ${[...statuses, ...(value === 'postponed' ? (['postponed'] as const) : [])].map((status) => html`<option value="${status}" ${status === value ? html` selected` : null}>${words.statuses[status]}</option>`)}
  </select>`
}

/** The problems of a form, in the reader's language. */
export function renderProblems(problems: readonly Problem[], words: DeskWords): Markup[] {
  return problems.map(
    ({ kind, found }) =>
      html`<p class="note warn" role="alert">
        ${found === '' ? null : html`<b>${found}</b>: `}${words.problems[kind]}
      </p>`,
  )
}

import type { FastifyRequest } from 'fastify'
import { languageOf, languages, type Language } from '../web/words.ts'
import { inQuery } from './form.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { fr } from './words/fr.ts'
import type { DeskWords } from './words/table.ts'

export type { DeskWords } from './words/table.ts'

export const deskLanguages = languages
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch', fr: 'Français' }
export const languageCookie = 'desk-language'

const tables: Record<Language, DeskWords> = { en, de, fr }

/** As chosen in the address or earlier (cookie), else as the browser asks. */
export function languageIn(request: FastifyRequest): Language {
  const chosen = new RegExp(`(?:^|; )${languageCookie}=([a-z]{2})(?:;|$)`).exec(
    request.headers.cookie ?? '',
  )?.[1]
  const wishes = [inQuery(request, 'lang'), chosen]
  return languages.find((one) => wishes.includes(one)) ?? languageOf(request.headers['accept-language'])
}

export function wordsFor(request: FastifyRequest): DeskWords {
  return tables[languageIn(request)]
}

/** A field of a talk in the reader's words. */
export function fieldName(field: string, { fields }: DeskWords): string {
  if (field === 'start') return fields.day
  if (field === 'end') return fields.endHour
  return field in fields ? fields[field as keyof typeof fields] : field
}

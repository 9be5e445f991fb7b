import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { fr } from './words/fr.ts'
import type { Words } from './words/table.ts'
import { headOf } from '../text.ts'

export type { Words } from './words/table.ts'
export type Language = 'en' | 'de' | 'fr'
export const languages: readonly Language[] = ['en', 'de', 'fr']

export const words: Record<Language, Words> = { en, de, fr }

/** The language that a browser prefers among ours (RFC 9110, 12.5.4); English when it asks for none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';')
      const quality = Number(/^\s*q=([\d.]+)/.exec(parameters[0] ?? '')?.[1] ?? 1)
      return { language: headOf(tag, '-'), quality: Number.isFinite(quality) ? quality : 0 }
    })
    .toSorted((a, b) => b.quality - a.quality)
  const wish = wishes.find(
    ({ language, quality }) => quality > 0 && (languages as readonly string[]).includes(language),
  )
  return (wish?.language as Language | undefined) ?? 'en'
}

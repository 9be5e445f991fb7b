import { isPerson } from '../items/pair.ts'
import { isHeading } from '../text/labels.ts'
import { greeting, isClosing } from '../text/regions.ts'
import {
  findCancelled,
  findEventWord,
  findReminder,
  findTentative,
  findType,
  foldWords,
  months,
  weekdays,
  wordsOf,
} from '../text/vocabulary.ts'
import { namedBehindType } from './subject.ts'

/** A greeting, a closing, the heading of a field, who speaks, or a mark such as "Annulé". */
export function isNoTitle(value: string): boolean {
  const mark =
    value.split(' ').length <= 3 &&
    (findCancelled(value) ?? findReminder(value) ?? findTentative(value)) !== null
  return (
    mark ||
    isNumbers(value) ||
    isDay(value) ||
    isRow(value) ||
    beside.test(value) ||
    told.test(value) ||
    editions.test(value) ||
    namedBehindType(value) !== null ||
    greeting.test(value) ||
    value.split(' / ').some(isClosing) ||
    role.test(value) ||
    isNameWithPlace(value) ||
    isPersonBehindMonth(value) ||
    isNotice(value) ||
    isPublicType(value) ||
    isHeading(value) ||
    isRestOfRow(value) ||
    isNextOnes(value) ||
    isTypeByPerson(value)
  )
}

/** "Dates : du", "Quando: , porte aperte alle ,": a label and what led to its day, or stood between its hours. */
function isRestOfRow(value: string): boolean {
  return /^\p{L}+ ?: ?\p{L}{0,2}$/u.test(value) || /^[,;:)]|[^\s] ,(?:\s|$)/.test(value)
}

/** "Edizioni precedenti / former editions: 2018, 2020": what was before. */
const editions =
  /^(?:former|previous|past|earlier|frühere|bisherige|edizioni precedenti|éditions précédentes|ediciones anteriores)(?: (?:editions?|meetings?|years?|talks?|ausgaben|tagungen|treffen))?(?: \/.*)?:/iu

/** "will be presented by", "wird gehalten von": the middle of a sentence. */
const told =
  /^(?:will|is|are|was|has|have|wird|werden|ist|sind|sera|est|sont|aura|sarà|è|será|es) (?:\p{L}+ )?\p{L}+(?: (?:by|on|at|in|von|am|um|par|le|da|di|por|de|el))?$/u

/** "Nächste Treffen": the heading of what comes. */
function isNextOnes(value: string): boolean {
  return /^(?:next|upcoming|nächste[rns]?|kommende[rns]?|prochaine?s?|prossim[aeio]|próxim[ao]s?) [\p{L}-]+$/iu.test(
    value,
  )
}

/** "ETH/UZH Research Seminar by Leyla Aksoy": what it is and who speaks, not what about. */
function isTypeByPerson(value: string): boolean {
  const [, before, name = ''] = /^(.{4,60}) (?:by|von|par|di|with|mit|avec|con) (.{4,60})$/u.exec(value) ?? []
  return before !== undefined && findType(before) !== null && isPerson(name) && !/["“„«:]/.test(before)
}

/** "with address by Bríd Ní Fhaoláin": what comes beside. */
const beside = /^(?:with|mit|avec|con) (?:\p{L}+ ){0,3}(?:by|von|de|di|da) \p{Lu}/u

/** "Thursday 20 February, 16:15, HG G 19.1: CANCELLED (Anthony Ashton)": day and hour with all that follows. */
function isRow(value: string): boolean {
  return (
    /^\d{1,2}[:.h]\d{2} |(?<!\d)\d{1,2}[:.h]\d{2}(?!\d).*:$/.test(value) ||
    (weekdays.has(wordsOf(value)[0] ?? '') && /(?<!\d)\d{1,2}[:.h]\d{2}(?!\d)/.test(value))
  )
}

/** "DEBJANI MUKHOTY (IIT Kanpur)", "Hugo Marchand (INRIA Grenoble)": who speaks. */
function isNameWithPlace(value: string): boolean {
  return /^[\p{L}\p{M}.'’ -]{5,40} \(\p{L}[^()]{1,60}\)$/u.test(value) && isPerson(value)
}

/** "Juni Prof. Dr. Agnes Lindqvist (Uppsala)": the rest of a row whose day was cut off. */
function isPersonBehindMonth(value: string): boolean {
  const [month = '', ...rest] = value.split(' ')
  return months.has(foldWords(month)) && isPerson(rest.join(' '))
}

const notice =
  /^(?:avis|annonce|einladung|invitation|invito|invitación|aviso|ankündigung|announcement|notice)(?: (?:de|d['’]|du|à|a|zur|zum|of|to|al|alla|la|the)){1,2} ?/i

/** "AVIS DE SOUTENANCE", "Einladung zur Antrittsvorlesung": what kind of mail it is. */
function isNotice(value: string): boolean {
  const rest = value.replace(notice, '')
  return rest !== value && rest.split(' ').length <= 2 && findType(rest) !== null
}

const isPublic = /^(?:public|öffentliche[rs]?|publique|pubblic[oa]|públic[oa])$/iu

/** "ÖFFENTLICHE DOKTORPRÜFUNG", "Soutenance publique" */
function isPublicType(value: string): boolean {
  const words = value.split(' ')
  const others = words.filter((word) => !isPublic.test(word))
  return others.length < words.length && others.length <= 2 && others.every((word) => findType(word) !== null)
}

/** "Head of Data Management, Centrum voor Klinisch Onderzoek", "Graduate Affairs": who signs. */
const role =
  /^(?:(?:vice[- ]|deputy |co-?)?(?:head|director|chair|dean|secretary) of\b|(?:leiter|leiterin|direktor|direktorin|vorsitzende[r]?) (?:der|des|am|von)\b|(?:directeur|directrice|responsable|direttore|direttrice|responsabile) (?:de|du|des|di|del|della|dell)\b|(?:\p{L}+ )?(?:affairs|office|secretariat|sekretariat|secrétariat|segreteria|secretaría)(?:$| [/,|–-]))/iu

/** "Dezember 2025", "Friday, 12", "Events on Thursday, March 12th", "28 June - 2 July 2026, Les Diablerets": a day, a part of one, what is on it, or several days somewhere. */
function isDay(value: string): boolean {
  const words = foldWords(value).match(/[\p{L}\d]+/gu) ?? []
  const [day = '', month = ''] = words
  if (/^\d{1,2}$/.test(day) && months.has(month) && /^[^,]{4,16} [-–—] ?\d/.test(value)) return true
  const others = words.filter(
    (word) => !months.has(word) && !weekdays.has(word) && !/^\d+(?:st|nd|rd|th)?$/.test(word),
  )
  return (
    others.length === 0 ||
    (others.length < words.length &&
      others.every((word) => small.test(word) || findType(word) !== null || findEventWord(word) !== null))
  )
}

const small = /^(?:on|of|the|this|in|for|am|im|vom|fur|der|des|die|du|de|le|la|les|del|di|il|and|und|et|e|y)$/

/** "+41 43 555 57 61,,123456789#", "Invitees: list@uni.example": how to call in, whom to write to. */
function isNumbers(value: string): boolean {
  const digits = value.match(/\d/g)?.length ?? 0
  return /\S@\S|,,\d|https?:/.test(value) || digits > (value.match(/\p{L}/gu)?.length ?? 0)
}

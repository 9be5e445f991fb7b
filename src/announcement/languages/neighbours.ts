/**
 * Days and months of languages whose mails are not read, folded: an English mail of a Dutch office says
 * "vrijdag 24 mei". Names that our own languages share with them are not here.
 */
export const neighbourMonths: ReadonlyMap<string, number> = new Map(
  [
    'januari janeiro',
    'februari fevereiro',
    'maart marco marts',
    '',
    'mei maio maj',
    'junho',
    'julho',
    'augustus augusti',
    'setembro',
    'outubro',
    'novembro',
    'dezembro desember',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)),
)

/** 1 = Monday. */
export const neighbourWeekdays: ReadonlyMap<string, number> = new Map(
  [
    'maandag mandag',
    'dinsdag tirsdag tisdag',
    'woensdag onsdag',
    'donderdag torsdag',
    'vrijdag fredag',
    'zaterdag lørdag lordag',
    'zondag søndag sondag',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)),
)

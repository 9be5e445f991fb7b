const perDay = 7
const rooms = ['ETH Zurich, HG G 19.1', 'University of Bern, Sidlerstrasse 5, Raum B6', 'EPFL, MA A1 12']

/** Four letters for a number, different ones for each. */
export function nameOf(at: number): string {
  const letter = (place: number) => String.fromCharCode(97 + (Math.floor(at / 26 ** place) % 26))
  return [0, 1, 2, 3].map(letter).join('')
}

/** The mail of a talk long ago, sent two weeks before it; the first one is on a day: "2015-01-05". */
export function pastMail(at: number, first = '2015-01-05'): string {
  const day = Temporal.PlainDate.from(first).add({ days: Math.floor(at / perDay) })
  const date = `${day.day}.${day.month}.${day.year}`
  const sent = day.subtract({ days: 14 })
  const month = sent.toLocaleString('en-GB', { month: 'short' }).slice(0, 3)
  return `From: Seminar <office-${Math.floor(at / 20)}@math.example>
Subject: [Statlist] Seminar ${at % 7} by Jane D${nameOf(at)}, ${date}
Date: ${sent.day} ${month} ${sent.year} 08:00:00 +0100
Message-ID: <past-${at}@bench.example>
List-Id: <statlist.stat.example>

"On the matter of ${nameOf(at * 31)} and ${nameOf(at * 17 + 5)}"
Jane D${nameOf(at)}, University of Somewhere

Time: ${date} at ${10 + (at % perDay)}.15 h
Place: ${rooms[at % rooms.length]}

${'We look at what is known and at what is not, and at the estimators between the two. '.repeat(8)}
`
}

const hours = ['8.15', '10.15', '13.15', '15.15', '17.15', '19.15']

/** Six talks a day, each with its own title and speaker; no office announces so many that they wait as a flood. */
export function talkMail(at: number): string {
  const day = Temporal.PlainDate.from('2026-12-01').add({ days: Math.floor(at / hours.length) })
  const date = `${day.day}.${day.month}.${day.year}`
  const letters = (number: number) =>
    String.fromCharCode(
      97 + (number % 26),
      97 + (Math.floor(number / 26) % 26),
      97 + (Math.floor(number / 676) % 26),
    )
  return `From: Seminar <office-${Math.floor(at / 20)}@math.example>
Subject: [Statlist] ETH/UZH Research Seminar by Jane D${letters(at)}, ${date}
Date: Mon, 02 Nov 2026 08:00:00 +0100
Message-ID: <${at}@bench.example>
List-Id: <statlist.stat.example>

"On the matter of ${letters(at)} and ${letters(at * 7 + 3)}"
Jane D${letters(at)}, University of Somewhere

Time: ${date} at ${hours[at % hours.length]} h
Place: ETH Zurich, HG G 19.1
`
}

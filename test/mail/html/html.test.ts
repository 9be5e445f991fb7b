import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textOfHtml } from '../../../src/mail/html/html.ts'

const seen = (html: string) =>
  textOfHtml(html)
    .text.replace(/\u00A0/g, ' ')
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/g, ' | '))
    .filter((line) => line !== '')

/** What a mail program hides before the visible "Friday"; the style sheet comes first. */
const hidden: Record<string, string> = {
  'display:none': '<p style="display:none">Monday</p>',
  'with capitals, spaces and !important': '<p style="DISPLAY : none !important">Monday</p>',
  'a class': '<style>.pre, td.x { color: red; display: none }</style><p class="pre">Monday</p>',
  'a nested selector':
    '<style>.mail .pre{visibility:hidden}</style><div class="mail"><p class="pre">Monday</p></div>',
  hidden: '<p hidden>Monday</p>',
  'for Outlook alone': '<!--[if mso]><p>Monday</p><![endif]--><p style="mso-hide:all">Monday</p>',
  'no height': '<div style="max-height:0px; overflow:hidden">Monday</div>',
  'a preheader': '<span style="font-size:1px;line-height:1px;color:#ffffff">Monday</span>',
  'no size': '<span style="font-size:0">Monday</span>',
  transparent: '<span style="opacity:0">Monday</span>',
  'white on white': '<table><tr><td bgcolor="#FFFFFF"><font color="white">Monday</font></td></tr></table>',
  'outside the page': '<div style="position:absolute;left:-9999px">Monday</div>',
  'a title and a script': '<head><title>Monday</title></head><script>Monday</script>',
}

test('what a mail program hides is not read', () => {
  for (const [name, html] of Object.entries(hidden))
    assert.deepEqual(seen(`${html}<p>Friday</p>`), ['Friday'], name)
})

/** Styles that only look like it. */
const visible: string[] = [
  '<style>@media print { p { display: none } }</style><p>Friday</p>',
  '<style>p:hover { display: none } p } { display: none }</style><p>Friday</p>',
  '<div style="background:#003366"><p style="color:#ffffff">Friday</p></div>',
  '<p style="color:white">Friday</p>',
  '<p style="font-size:0.9em;height:0">Friday</p>',
  '<p style="font-size:1em;opacity:0.8">Friday</p>',
]

test('what it shows is read', () => {
  for (const html of visible) assert.deepEqual(seen(html), ['Friday'], html)
})

test('what is struck out is marked', () => {
  for (const struck of [
    '<s>15:15</s>',
    '<del>15:15</del>',
    '<strike>15:15</strike>',
    '<span style="text-decoration: line-through red">15:15</span>',
    '<style>.old{text-decoration-line:line-through}</style><b class="old">15:15</b>',
  ])
    assert.deepEqual(
      textOfHtml(`<p>${struck} 16:15</p>`),
      { text: '~~15:15~~ 16:15', hasStruck: true, isFaint: false, isCut: false },
      struck,
    )
  assert.equal(textOfHtml('<p style="text-decoration:underline">15:15</p>').hasStruck, false)
})

/** Tables → lines; ` | ` is a gap. */
const tables: Record<string, [string, string[]]> = {
  'data, by row': [
    '<table><tr><th>Date</th><th>Speaker</th></tr><tr><td>9 Dec</td><td>Jonas Frei</td></tr></table>',
    ['Date | Speaker', '9 Dec | Jonas Frei'],
  ],
  'labels and values, though called presentation': [
    '<table role="presentation"><tr><td>Time</td><td>15:15</td></tr><tr><td>Room</td><td>HG E 3</td></tr></table>',
    ['Time | 15:15', 'Room | HG E 3'],
  ],
  'two talks side by side, by column': [
    '<table><tr><td>Jonas Frei<br>9 Dec<br>16:15</td><td>Mara Lindt<br>12 Dec<br>11:00</td></tr></table>',
    ['Jonas Frei', '9 Dec', '16:15', 'Mara Lindt', '12 Dec', '11:00'],
  ],
  'tables within a table that lays out': [
    '<table><tr><td><table><tr><td>Time</td><td>15:15</td></tr></table></td></tr><tr><td>Welcome</td></tr></table>',
    ['Time | 15:15', 'Welcome'],
  ],
  'a cell as wide as a poison table': ['<table><tr><td colspan="1000000">Talk</td></tr></table>', ['Talk']],
}

test('tables that lay out are read by column, tables of data by row', () => {
  for (const [name, [html, lines]] of Object.entries(tables)) assert.deepEqual(seen(html), lines, name)
})

/** White letters → whether somebody should look: they may be on a ground that we don't know, or on none. */
const white: [string, string, boolean][] = [
  ['on nothing', '<p style="color:white">12 December</p>', true],
  ['nearly white, by a font tag', '<font color="#FEFEFE">12 December</font>', true],
  ['on a ground', '<td bgcolor="#1a5fb4"><p style="color:white">12 December</p></td>', false],
  ['on a picture', '<div style="background:url(x.png)"><p style="color:white">12 December</p></div>', false],
  ['without a number', '<p style="color:white">Subscribe</p>', false],
  [
    'hidden anyhow: the preview line of a newsletter',
    '<div style="display:none;color:#fff">12 December</div>',
    false,
  ],
  ['within something hidden', '<div style="display:none"><p style="color:#fff">12 December</p></div>', false],
  ['black', '<p style="color:black">12 December</p>', false],
]

for (const [name, html, expected] of white)
  test(`white letters ${name}`, () => assert.equal(textOfHtml(html).isFaint, expected))

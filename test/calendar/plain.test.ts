import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainOf } from '../../src/calendar/plain.ts'

/** As Google's editor keeps it → as other calendars show it. */
const rows: [string, string][] = [
  [
    '<p>Please <b>register</b> first.<br></p><ul><li>Room &amp; coffee&nbsp;from 15:00</li><li>Bring a pen</li></ul>On small samples<br>Jane Doe',
    'Please register first.\n\n- Room & coffee from 15:00\n- Bring a pen\nOn small samples\nJane Doe',
  ],
  [
    'See <a href="https://x.example/a?b=1&amp;c=2" target="_blank">the page</a>, <a href="https://x.example/">https://x.example/</a>',
    'See the page (https://x.example/a?b=1&c=2), https://x.example/',
  ],
  ['<span>one</span><br/><br/><br/><br/>two', 'one\n\ntwo'],
  ['as it was typed: <i>&amp;lt;b&amp;gt;</i>', 'as it was typed: &lt;b&gt;'],
  ['a <b>€</b> is &#8364;, &#0; and &#9999999; are nothing', 'a € is €, &#0; and &#9999999; are nothing'],
  // What nobody edited there is plain, whatever it looks like.
  ['if x<y and y>z, then x<z', 'if x<y and y>z, then x<z'],
  ['R&amp;D, <jane@math.example>', 'R&amp;D, <jane@math.example>'],
  ['', ''],
]

test('HTML of Google’s editor as plain text', () => {
  for (const [html, text] of rows) assert.equal(plainOf(html), text)
})

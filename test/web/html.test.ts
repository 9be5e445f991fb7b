import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../../src/web/html.ts'

/** Text of a mail → what stands in the page. */
const rows: [string, string][] = [
  ['Causal claims', 'Causal claims'],
  ['" onclick="alert(1)', '&#34; onclick=&#34;alert(1)'],
  ["' onclick='alert(1)", '&#39; onclick=&#39;alert(1)'],
  ['<b>R&D</b>', '&#60;b&#62;R&#38;D&#60;/b&#62;'],
]

test('no text ends the attribute or the element that it stands in', () => {
  for (const [text, escaped] of rows)
    assert.equal(html`<a title="${text}">${text}</a>`.markup, `<a title="${escaped}">${escaped}</a>`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeText } from '../../src/mail/charset.ts'
import { headerText } from '../../src/mail/header.ts'

/** Bytes (a byte a character), their label → the text that was meant. */
const texts: Record<string, [string, string, string]> = {
  'UTF-8 under its own name': ['L\xC3\xA9vy', 'utf-8', 'Lévy'],
  'UTF-8 called latin-1': ['L\xC3\xA9vy', 'iso-8859-1', 'Lévy'],
  'UTF-8 called windows-1252': [
    'Z\xC3\xBCrich \xE2\x80\x93 Gen\xC3\xA8ve',
    'windows-1252',
    'Zürich – Genève',
  ],
  'UTF-8 without a label': ['Z\xC3\xBCrich', '', 'Zürich'],
  'latin-1 under its own name': ['L\xE9vy \xE0 Gen\xE8ve', 'iso-8859-1', 'Lévy à Genève'],
  'latin-1 called UTF-8': ['L\xE9vy \xE0 Gen\xE8ve', 'utf-8', 'Lévy à Genève'],
  'latin-1 called ASCII': ['Z\xFCrich', 'us-ascii', 'Zürich'],
  'the dash of Windows called latin-1': ['15.15 \x96 16.00', 'iso-8859-1', '15.15 – 16.00'],
  'latin-2 under its own name': ['\xB9koda', 'iso-8859-2', 'škoda'],
  'a footer in latin-1 below UTF-8': [
    'L\xC3\xA9vy Z\xC3\xBCrich\nUniversit\xE4t',
    'utf-8',
    'Lévy Zürich\nUniversität',
  ],
  'one bad byte': ['L\xC3\xA9vy\xE9 Z\xC3\xBCrich', 'utf-8', 'Lévyé Zürich'],
  'cut within the last letter': ['L\xC3\xA9vy Gr\xC3', 'utf-8', 'Lévy Gr'],
  Japanese: ['\x93\x8C\x8B\x9E', 'shift_jis', '東京'],
  'UTF-16 with its mark': ['\xFF\xFEL\x00\xE9\x00', 'utf-8', 'Lé'],
  'UTF-7': ['L+AOk-vy, 2 +- 2', 'utf-7', 'Lévy, 2 + 2'],
  'ASCII in a charset that nobody knows': ['Levy', 'we8mswin1252', 'Levy'],
  'letters in a charset that nobody knows': ['L\xE9vy', 'x-strange', 'L\uFFFDvy'],
}

test('text is read by its bytes, and by its label where they say nothing', () => {
  for (const [name, [bytes, label, text]] of Object.entries(texts))
    assert.equal(decodeText(Buffer.from(bytes, 'latin1'), label), text, name)
})

/** A raw header field (a byte a character) → what it says. */
const fields: Record<string, string> = {
  '=?utf-8?q?Z=C3=BCrich=2C?= talk': 'Zürich, talk',
  '=?iso-8859-1?Q?L=E9vy?=': 'Lévy',
  '=?iso-8859-1?Q?L=C3=A9vy?=': 'Lévy',
  '=?utf-8?q?Z=C3?= =?utf-8?q?=BCrich?=': 'Zürich',
  '=?utf-8?b?WsO8cmljaA==?=\r\n =?iso-8859-1?q?_L=E9vy?=': 'Zürich Lévy',
  'Vortrag Zo\xEB M\xFCller': 'Vortrag Zoë Müller',
  'Vortrag Zo\xC3\xAB M\xC3\xBCller': 'Vortrag Zoë Müller',
  'a =? b ?= c': 'a =? b ?= c',
}

test('header fields say what was meant', () => {
  for (const [raw, text] of Object.entries(fields)) assert.equal(headerText(raw), text)
})

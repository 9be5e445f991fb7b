import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unwrapLinks } from '../../../src/mail/body/links.ts'

const zoom = 'https://uni.zoom.example/j/123?pwd=a_b-c'

/** A link as a mail filter wrote it → as its author did. */
const links: Record<string, string> = {
  [`https://eur03.safelinks.protection.outlook.com/?url=${encodeURIComponent(zoom)}&data=05%7Canna%40uni.example%7C1`]:
    zoom,
  [`https://eur03.safelinks.protection.outlook.com/ap/t-1/?url=${encodeURIComponent(zoom)}&amp;data=05`]:
    zoom,
  'https://urldefense.proofpoint.com/v2/url?u=https-3A__uni.zoom.example_j_123-3Fpwd-3Da-5Fb-2Dc&d=DwMF&c=x':
    zoom,
  'https://urldefense.com/v3/__https://uni.zoom.example/j/123?pwd=a_b-c__;!!abc$': zoom,
  'https://urldefense.com/v3/__https:/uni.zoom.example/j*123**A__;Iy8v!!abc$':
    'https://uni.zoom.example/j#123//',
  [`https://linkprotect.cudasvc.com/url?a=${encodeURIComponent(zoom)}&c=E,1`]: zoom,
  [`https://www.google.com/url?sa=t&q=${encodeURIComponent(zoom)}&ust=1`]: zoom,
  [`https://urldefense.com/v3/__https://eur03.safelinks.protection.outlook.com/?url=${encodeURIComponent(zoom)}&data=1__;!!abc$`]:
    zoom,
  // What can't be unwrapped names nobody; what is not wrapped stays.
  'https://eur03.safelinks.protection.outlook.com/?url=javascript%3Aalert&data=05%7Canna%40uni.example':
    'https://eur03.safelinks.protection.outlook.com/?url=javascript%3Aalert&data=',
  'https://eur03.safelinks.protection.outlook.com/?url=%E0%A4%A&data=05':
    'https://eur03.safelinks.protection.outlook.com/?url=%E0%A4%A&data=',
  [zoom]: zoom,
}

test('links are those of their author', () => {
  for (const [wrapped, link] of Object.entries(links))
    assert.equal(unwrapLinks(`Join: ${wrapped} (Zoom)`), `Join: ${link} (Zoom)`)
})

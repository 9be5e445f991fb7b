import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
)

/** As GitHub makes the anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

test('every link of the manual leads somewhere, every picture is there', () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8')
    for (const [, target] of text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)) {
      const [file = '', anchor] = target!.split('#')
      const path = file === '' ? join(root, page) : join(root, dirname(page), file)
      assert.ok(existsSync(path), `${page}: ${target}`)
      if (anchor === undefined) continue
      const anchors = [...readFileSync(path, 'utf8').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
        anchorOf(heading!),
      )
      assert.ok(anchors.includes(anchor), `${page}: ${target}`)
    }
  }
})

test('every page of the manual is reached from the front page, in two clicks', () => {
  const linked = (page: string) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([\w./-]+\.md)[)#]/g)].map(([, file]) =>
      join(dirname(page), file!),
    )
  const first = linked('README.md')
  const reached = new Set(['README.md', ...first, ...first.flatMap(linked)])
  assert.deepEqual(
    pages.filter(
      (page) => !reached.has(page) && !page.startsWith('docs/decisions/') && page !== 'CHANGELOG.md',
    ),
    [],
  )
})

test('the front page is read in a few minutes', () => {
  assert.ok(readFileSync(join(root, 'README.md'), 'utf8').split('\n').length <= 130)
})

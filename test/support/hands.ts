import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'

/** How somebody works: what is pressed, written and chosen. */
export interface Hands {
  press(target: Locator): Promise<void>
  write(target: Locator, text: string): Promise<void>
  choose(target: Locator, label: string): Promise<void>
}

export const mouse: Hands = {
  press: async (target) => target.click(),
  write: async (target, text) => target.fill(text),
  choose: async (target, label) => void (await target.selectOption({ label })),
}

export const keyboard: Hands = {
  async press(target) {
    await reach(target)
    await target.page().keyboard.press('Enter')
  },
  async write(target, text) {
    await reach(target)
    const { keyboard } = target.page()
    for (const keys of keysFor(text)) {
      // The first part of a day or an hour is where Tab leads to.
      for (let back = 0; back < 3 && /^\d{4}-|^\d\d:/.test(text); back++) await keyboard.press('ArrowLeft')
      if (keys === text) await keyboard.press('Control+A')
      await keyboard.type(keys)
      if ((await target.inputValue()) === text) return
    }
    assert.fail(`${text} can’t be typed: ${await target.inputValue()}`)
  },
  async choose(target, label) {
    await reach(target)
    const { keyboard } = target.page()
    await keyboard.type(label.slice(0, 30))
    assert.equal(await target.locator('option:checked').innerText(), label)
  },
}

/** Browsers ask for days and hours in the order of their own language. */
function keysFor(text: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year !== undefined) return [`${month}${day}${year}`, `${day}${month}${year}`, `${year}${month}${day}`]
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(text) ?? []
  if (hour === undefined) return [text]
  return [
    `${hour}${minute}`,
    `${String(Number(hour) % 12 || 12).padStart(2, '0')}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`,
  ]
}

/** Tab by Tab; what has the focus must be seen to have it. */
async function reach(target: Locator): Promise<void> {
  const page = target.page()
  const element = await target.elementHandle()
  for (let at = 0; at < 250; at++) {
    if (await element?.evaluate(isFocused)) {
      assert.notEqual(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none')
      return
    }
    await page.keyboard.press('Tab')
  }
  assert.fail(`${String(target)} can’t be reached by Tab`)
}

function isFocused(node: unknown): boolean {
  return (node as { matches(selector: string): boolean }).matches(':focus')
}

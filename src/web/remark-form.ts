import { html, type Markup } from './html.ts'
import type { Words } from './words.ts'

/** "Something wrong?": a few words to the admin, without a mail and without a name. */
export function renderRemark(path: string, words: Words): Markup {
  return html`<details class="tell">
    <summary>${words.remark.ask}</summary>
    <form method="post" action="${path}/wrong">
      <div class="wide">
        <label for="text">${words.remark.label}</label
        ><textarea id="text" name="text" rows="3" maxlength="1000" required></textarea>
      </div>
      <button class="go">${words.remark.send}</button>
    </form>
  </details>`
}

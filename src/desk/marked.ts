import type { Talk } from '../announcement/announcement.ts'
import { markedWords } from '../talks/marked-words.ts'
import { html, type Markup } from '../web/html.ts'
import type { MailText } from './card.ts'
import { fieldName, type DeskWords } from './words.ts'

const shownLetters = 20_000

/** A mail as it was written, with the words that were read in the colour of their field; links are text. */
export function renderMail(
  mail: MailText,
  talks: readonly Talk[],
  doubtful: ReadonlySet<string>,
  words: DeskWords,
): Markup {
  const text = mail.text.slice(0, shownLetters)
  return html`<section class="mail" aria-label="${words.mail}" tabindex="0">
    <p class="head">
      <b>${mail.subject}</b><br /><small>${mail.from} · ${mail.date.slice(0, 16).replace('T', ' ')}</small>
    </p>
    <pre>
${markedWords(text, talks).map(({ text, field }) =>
        field === null
          ? text
          : html`<mark
              class="f-${field}${doubtful.has(field) ? ' doubtful' : ''}"
              title="${fieldName(field, words)}"
              >${text}</mark
            >`,
      )}${mail.text.length > shownLetters ? ' …' : ''}</pre>
    <p><a href="/mails/${mail.key}">${words.wholeMail}</a></p>
  </section>`
}

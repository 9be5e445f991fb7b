/** The desk's only script: keys on a card, live figures, progress of a resync. All works without it. */
export const script = `
const typing = () => /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? '')
// The doubtful field has the focus for those without a script; with one, keys come first, and e goes there.
let touched = false
// Escape does not count: the browser may set the autofocus only after it.
for (const name of ['keydown', 'pointerdown']) addEventListener(name, ({ key }) => { touched ||= key !== 'Escape' }, true)
const leave = (field) => { if (!touched && field?.autofocus && field.tagName === 'INPUT') setTimeout(() => { field.blur(); scrollTo(0, 0) }) }
leave(document.activeElement)
document.addEventListener('focusin', ({ target }) => leave(target))
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Escape') document.activeElement?.blur()
  if (typing() || localStorage.getItem('keys') === 'off') return
  const target = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]')
  if (target === null) return
  event.preventDefault()
  if (target.matches('input, select, textarea')) target.focus()
  else target.click()
})
const keys = document.getElementById('keys')
if (keys !== null) {
  keys.hidden = false
  const show = () => { keys.setAttribute('aria-pressed', String(localStorage.getItem('keys') !== 'off')) }
  keys.addEventListener('click', () => {
    localStorage.setItem('keys', localStorage.getItem('keys') === 'off' ? 'on' : 'off')
    show()
  })
  show()
}
for (const form of document.querySelectorAll('form[method=post]'))
  form.addEventListener('submit', () => setTimeout(() => {
    for (const button of form.querySelectorAll('button')) button.disabled = true
  }))
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('button')) button.disabled = false
})
const live = document.querySelector('[data-live]')
if (live !== null) setInterval(async () => {
  if (document.hidden || typing()) return
  const answer = await fetch(location.href).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('[data-live]')
  if (fresh !== null && !live.contains(document.activeElement)) live.innerHTML = fresh.innerHTML
}, 15000)
const progress = document.querySelector('progress[data-events]')
if (progress !== null) {
  const events = new EventSource(progress.dataset.events)
  events.addEventListener('progress', ({ data }) => {
    const { done, of, text } = JSON.parse(data)
    progress.max = of || 1
    progress.value = done
    document.getElementById('doing').textContent = text
  })
  events.addEventListener('end', () => { events.close(); location.reload() })
}
`

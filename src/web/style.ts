/** Light, dark, and both with more contrast. */
const colours = `
:root { color-scheme: light dark; --ink: #16191d; --soft: #57606a; --line: #d8dee4; --paper: #fff; --card: #f5f7f9; --accent: #1a5fb4; --on: #fff; --warn: #a40e26; --mark: #fff3c4; --mark-ink: #5c4400; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9eef3; --soft: #a3adb8; --line: #333b44; --paper: #0e1217; --card: #171d24; --accent: #82b4ef; --on: #0e1217; --warn: #ff9b98; --mark: #4a3a08; --mark-ink: #ffe9a8; } }
@media (prefers-contrast: more) { :root { --ink: #000; --soft: #1f262d; --line: #000; --card: #fff; --accent: #0a3f86; --warn: #7d0018; } }
@media (prefers-contrast: more) and (prefers-color-scheme: dark) { :root { --ink: #fff; --soft: #e6edf3; --line: #fff; --paper: #000; --card: #000; --accent: #b4d5ff; --warn: #ffc2c0; } }`

/** Sizes of type, a scale of 1.2: .83, 1, 1.2, 1.44, 1.73, 2.07 rem. */
const basics = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 54rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
.skip, .unseen { position: absolute; left: -99rem; }
.skip:focus { position: static; }
header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0 1rem; padding-top: .75rem; font-size: .9rem; }
header > :not(nav, .site) { flex-basis: 100%; }
.site { margin: 0; font-weight: 700; }
.site a { text-decoration: none; }
h1 { margin: .75rem 0 .25rem; font-size: 1.73rem; line-height: 1.2; letter-spacing: -.01em; text-wrap: balance; }
h2 { margin: 1.6rem 0 .25rem; font-size: 1.2rem; line-height: 1.3; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
p { margin: .25rem 0; }
a { color: var(--accent); text-underline-offset: .15em; }
:is(a, button, input, select, textarea, summary, pre, [tabindex]):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; padding: .75rem; background: var(--card); border-radius: .375rem; font-size: .83rem; }
small, .place, footer, .note, dt { color: var(--soft); }
small { font-size: .83rem; }
.warn { color: var(--warn); }
time { font-variant-numeric: tabular-nums; font-weight: 700; }
.mark { display: inline-block; padding: 0 .5rem; border-radius: 1rem; background: var(--mark); color: var(--mark-ink); font-size: .83rem; font-weight: 600; }
footer { margin-top: 3rem; padding-top: .5rem; border-top: 1px solid var(--line); font-size: .9rem; }
summary { cursor: pointer; padding: .25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1rem; }
dd { margin: 0; overflow-wrap: anywhere; }`

const forms = `
form { margin-top: .5rem; display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; padding: 1rem; border-radius: .5rem; background: var(--card); }
label { display: block; font-size: .83rem; }
label.check { padding-bottom: .5rem; }
input, select, textarea, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem; padding: .35rem .6rem; min-height: 2.25rem; max-width: 100%; }
input[type=checkbox] { min-height: 0; width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
select { max-width: 13rem; }
textarea { width: 100%; }
form .wide { flex: 1 1 100%; max-width: 42rem; }
button { cursor: pointer; }
button.go { background: var(--accent); color: var(--on); border-color: var(--accent); }
.subscribe ul { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; padding: 0; list-style: none; }
.subscribe li a, .subscribe a.first { display: inline-block; padding: .4rem .9rem; border: 1px solid var(--accent); border-radius: .4rem; text-decoration: none; }
.subscribe a.first { background: var(--accent); color: var(--on); font-weight: 600; }
.subscribe small { display: block; max-width: 14rem; }
.subscribe > details, .find { margin-top: .25rem; }
.address { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
.one { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; }
details img { background: #fff; padding: .5rem; }`

/** A day's heading on the left, its talks on the right, their hours standing out most. */
const lists = `
.months ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0 0; padding: 0; list-style: none; }
.months a { display: inline-block; padding: .15rem 0; text-decoration: none; }
.months a[aria-current] { color: var(--ink); font-weight: 700; border-bottom: 2px solid var(--accent); }
.day { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 1.25rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.day > h3 { margin: .5rem 0; line-height: 1.25; }
.day > h3 span { display: block; font-size: .83rem; font-weight: 400; color: var(--soft); }
.day > h3 b { font-size: 1.2rem; }
ol.talks { margin: 0; padding: 0; list-style: none; }
ol.talks > li { position: relative; display: grid; align-items: baseline; grid-template-columns: 6.5rem 1fr auto; gap: 0 .9rem; padding: .5rem 0 .5rem .75rem; border-left: 4px solid var(--line); }
ol.talks > li + li { margin-top: .25rem; }
ol.talks > li > time { font-size: 1.2rem; line-height: 1.3; }
ol.talks > li > time small { display: block; font-weight: 400; }
ol.talks > li.long > time { font-size: 1rem; }
.title { font-size: 1.05rem; font-weight: 600; line-height: 1.35; overflow-wrap: anywhere; }
.title a { color: inherit; text-decoration-color: var(--line); }
.title a:hover { color: var(--accent); text-decoration-color: currentColor; }
.off s { font-weight: 400; }
.off > time { text-decoration: line-through; font-weight: 400; }
.off > time small { text-decoration: inherit; }
.place { font-size: .9rem; }
.place a { color: inherit; }
.plus { font-size: .83rem; }
.plus summary { width: 2rem; height: 2rem; padding: 0; border: 1px solid var(--line); border-radius: 50%; font-size: 1.1rem; line-height: 1.8rem; text-align: center; list-style: none; color: var(--soft); }
.plus summary::-webkit-details-marker { display: none; }
.plus[open] ul { position: absolute; right: 0; z-index: 1; min-width: 12rem; margin: .25rem 0 0; padding: .5rem 1rem; border: 1px solid var(--soft); border-radius: .4rem; background: var(--paper); list-style: none; }
.plus li a { display: block; padding: .25rem 0; }
.s0 { --series: #1a7f37; } .s1 { --series: #0969da; } .s2 { --series: #8250df; } .s3 { --series: #bf3989; } .s4 { --series: #bc4c00; } .s5 { --series: #9a6700; } .s6 { --series: #1b7c83; } .s7 { --series: #cf222e; }
ol.talks > li { border-left-color: var(--series, var(--line)); }
.place a::before { content: ''; display: inline-block; width: .6em; height: .6em; margin-right: .35em; border-radius: 50%; background: var(--series, var(--line)); }`

/** Seven columns where there is room; elsewhere the days that have something, one below the other. */
const month = `
.month ol, .month ul { margin: 0; padding: 0; list-style: none; }
.weekdays { display: none; }
.days > li { padding: .5rem 0; border-top: 1px solid var(--line); }
.days > .empty, .days .number { display: none; }
.days h2 { margin: 0 0 .25rem; font-size: 1rem; }
.days ul > li { margin: .25rem 0; overflow-wrap: anywhere; }
.days small { display: block; }
@media (min-width: 48rem) {
  body:has(.month) { max-width: 76rem; }
  .weekdays, .days { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); }
  .weekdays { margin: 1rem 0 .25rem; font-size: .83rem; color: var(--soft); }
  .days { border-left: 1px solid var(--line); border-bottom: 1px solid var(--line); }
  .days > li, .days > .empty { display: block; min-height: 6rem; padding: .35rem .5rem; border-right: 1px solid var(--line); font-size: .83rem; line-height: 1.35; }
  .days .name { position: absolute; left: -99rem; }
  .days .number { display: inline; }
  .days .today { background: var(--card); }
  .days .today .number { padding: .1rem .45rem; border-radius: 1rem; background: var(--accent); color: var(--on); }
  .days > .d2 { grid-column-start: 2; } .days > .d3 { grid-column-start: 3; } .days > .d4 { grid-column-start: 4; } .days > .d5 { grid-column-start: 5; } .days > .d6 { grid-column-start: 6; } .days > .d7 { grid-column-start: 7; }
}`

const talk = `
.when { font-size: 1.44rem; line-height: 1.3; }
.banner { padding: .5rem .75rem; border-left: 4px solid var(--warn); background: var(--card); }
.add { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0; }
.abstract { max-width: 42rem; white-space: pre-line; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .83rem; }
th[scope=row] { white-space: nowrap; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }`

/** A sheet for the notice board, on the screen as on paper. */
const sheet = `
.paper header, .paper footer { display: none; }
.sheet { max-width: 46rem; margin: 1.5rem auto; }
.sheet .head { display: flex; align-items: end; justify-content: space-between; gap: 2rem; border-bottom: 3px solid var(--ink); padding-bottom: .5rem; }
.sheet h1 { font-size: 2.07rem; }
.sheet figure { margin: 0; font-size: .83rem; text-align: center; }
.sheet figure svg { display: block; width: 6rem; margin: 0 auto; background: #fff; }
.sheet section { display: grid; grid-template-columns: 12em 1fr; gap: 0 1rem; padding: .35rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.sheet h2 { margin: 0; }
.sheet article { display: grid; grid-template-columns: 8em 1fr; gap: 0 1rem; margin-bottom: .35rem; break-inside: avoid; }
.sheet p { margin: 0; line-height: 1.3; }
.sheet .hour { font-variant-numeric: tabular-nums; white-space: nowrap; }
.sheet :is(h2, .title, .hour) { font-size: 1.1em; }
.sheet .place { font-size: 1em; }
@media (max-width: 32rem) { .sheet section, .sheet article { grid-template-columns: 1fr; } .sheet .head { flex-wrap: wrap; } }
@media print { .sheet { margin: 0; max-width: none; font-size: 9.5pt; } .sheet h1 { font-size: 1.73rem; } .sheet section { padding: .2rem 0; } .sheet article { margin: 0 0 .15rem; } }
.embed { max-width: none; padding: 0 .5rem; }`

const small = `
@media (max-width: 40rem) { .day { grid-template-columns: 1fr; } .day > h3 span { display: inline; } }
@media (max-width: 32rem) { ol.talks > li { grid-template-columns: 1fr auto; } ol.talks > li > time, ol.talks > li > div { grid-column: 1; } ol.talks > li > time small { display: inline; } .months ul { gap: 0 1rem; } .plus { grid-column: 2; grid-row: 1; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } select, input[type=search], input[type=date] { max-width: none; width: 100%; } form > * { flex: 1 1 100%; } }
@media (forced-colors: active) { .mark, .banner, .days .today { border: 1px solid; } }
@media print { @page { size: A4; margin: 1.2cm; } body { max-width: none; padding: 0; font-size: 10.5pt; } nav, .find, .subscribe, .skip, .plus, .years, .add, details, .tell, footer a { display: none; } a { color: inherit; text-decoration: none; } .day, ol.talks > li { break-inside: avoid; } }`

/** The page's style, whole: no fonts or pictures from elsewhere. */
export const styleSheet = [colours, basics, forms, lists, month, talk, sheet, small].join('')

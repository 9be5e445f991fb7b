/** The page's style: light and dark, phone and paper; no fonts or pictures from elsewhere. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --card: #f6f8fa; --accent: #1a5fb4; --on: #fff; --warn: #a40e26; --mark: #fff3c4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d; --paper: #0d1117; --card: #161b22; --accent: #78aeed; --on: #0d1117; --warn: #ff9492; --mark: #4d3a00; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 50rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding-top: 1rem; }
header > :not(nav, .site) { flex-basis: 100%; }
.site { margin: 0; font-weight: 600; }
h1 { margin: 1rem 0 .25rem; font-size: 1.7rem; line-height: 1.25; }
h2 { margin: 1.5rem 0 .25rem; font-size: 1.25rem; }
h3 { margin: 1rem 0 .25rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1rem; }
p { margin: .25rem 0; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code { overflow-wrap: anywhere; }
pre { white-space: pre-wrap; padding: .75rem; background: var(--card); border-radius: .375rem; font-size: .875rem; }
.embed { max-width: none; padding: 0 .5rem; }
small, .place, footer, .note { color: var(--soft); }
.warn { color: var(--warn); }
details.find { margin-top: 1rem; }
form { margin-top: .5rem; display: flex; flex-wrap: wrap; align-items: end; gap: .75rem; padding: 1rem; border-radius: .5rem; background: var(--card); }
label { display: block; font-size: .875rem; }
label.check { padding-bottom: .5rem; }
input, select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem; padding: .35rem .6rem; min-height: 2.25rem; max-width: 100%; }
input[type=checkbox] { min-height: 0; width: 1.1rem; height: 1.1rem; vertical-align: -.15rem; }
select { max-width: 13rem; }
button { cursor: pointer; }
button.go { background: var(--accent); color: var(--on); border-color: var(--accent); }
.subscribe ul { display: flex; flex-wrap: wrap; gap: .75rem 1.25rem; padding: 0; list-style: none; }
.subscribe li a, .subscribe a.first { display: inline-block; padding: .4rem .9rem; border: 1px solid var(--accent); border-radius: .4rem; text-decoration: none; }
.subscribe a.first { background: var(--accent); color: var(--on); }
.subscribe small { display: block; max-width: 14rem; }
.address { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem; }
details img { background: #fff; padding: .5rem; }
summary { cursor: pointer; padding: .25rem 0; }
footer { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid var(--line); }
ol.talks { margin: 0; padding: 0; list-style: none; }
ol.talks > li { display: grid; align-items: baseline; grid-template-columns: 7rem 1fr; gap: .75rem; margin: .5rem 0; padding: .25rem 0 .25rem .75rem; border-left: 4px solid var(--line); }
time { font-variant-numeric: tabular-nums; font-weight: 700; }
.when { font-size: 1.25rem; }
.mark { display: inline-block; padding: 0 .5rem; border-radius: 1rem; background: var(--mark); font-size: .875rem; font-weight: 600; }
.banner { padding: .5rem .75rem; border-left: 4px solid var(--warn); background: var(--card); }
.add { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0; }
.one { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; }
.subscribe > details, .find { margin-top: .25rem; }
.title { font-weight: 600; overflow-wrap: anywhere; }
.off s { font-weight: 400; }
ol.talks > .s0 { border-left-color: #1a7f37; } ol.talks > .s1 { border-left-color: #0969da; } ol.talks > .s2 { border-left-color: #8250df; } ol.talks > .s3 { border-left-color: #bf3989; }
ol.talks > .s4 { border-left-color: #bc4c00; } ol.talks > .s5 { border-left-color: #9a6700; } ol.talks > .s6 { border-left-color: #1b7c83; } ol.talks > .s7 { border-left-color: #cf222e; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.abstract { white-space: pre-line; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th[scope=row] { white-space: nowrap; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
@media (max-width: 32rem) { ol.talks > li, dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } select, input[type=search] { max-width: none; width: 100%; } form > * { flex: 1 1 100%; } }
@media print { body { max-width: none; } nav, .find, .subscribe, .skip { display: none; } a { color: inherit; text-decoration: none; } }
`

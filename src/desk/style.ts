/** The desk's look: light and dark, phone and wide screen; each field of a talk has its colour in the mail and in the form. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --card: #f6f8fa; --accent: #1a5fb4; --on: #fff; --good: #1a7f37; --bad: #a40e26; --wash: #fff3c4;
  --start: #d3e5ff; --end: #d9f0ff; --title: #e4d9ff; --speakers: #cdeed5; --location: #ffdcc2; --online: #c9edf0; --series: #fbd7ea; --status: #ffd0d3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #3d444d; --paper: #0d1117; --card: #161b22; --accent: #78aeed; --on: #0d1117; --good: #57ab5a; --bad: #ff9492; --wash: #3d2e00;
  --start: #14355f; --end: #133a4f; --title: #3a2a66; --speakers: #123f22; --location: #55300f; --online: #0f4145; --series: #551f3f; --status: #5a1d22; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 0 1rem 4rem; max-width: 78rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .75rem 0; border-bottom: 1px solid var(--line); }
header p { margin: 0; }
.site a { font-weight: 700; color: inherit; text-decoration: none; }
.who { margin-left: auto; color: var(--soft); }
nav { display: flex; flex-wrap: wrap; gap: .25rem; }
nav a { padding: .35rem .6rem; border-radius: .375rem; text-decoration: none; }
nav a[aria-current] { background: var(--accent); color: var(--on); }
main:focus { outline: none; }
h1 { margin: 1.25rem 0 .5rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.15rem; }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
small { color: var(--soft); }
.bad, .warn { color: var(--bad); }
.note { padding: .5rem .75rem; border-left: 4px solid var(--accent); background: var(--card); }
.card .note { margin: 0 0 .5rem; padding: .3rem .75rem; }
.note.warn { border-left-color: var(--bad); }
.flash { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem; margin-top: 1rem; padding: .5rem .75rem; border-left: 4px solid var(--good); background: var(--card); }
button, input, select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: .375rem; padding: .4rem .7rem; min-height: 2.75rem; max-width: 100%; }
button { cursor: pointer; }
button:disabled { opacity: .5; }
button.go { background: var(--accent); color: var(--on); border-color: var(--accent); font-weight: 600; }
input[type=checkbox] { min-height: 0; width: 1.4rem; height: 1.4rem; margin: .3rem 0 0; flex: none; }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.acts label, .search label { flex: 1 1 14rem; min-width: 0; }
.acts select, .search input { width: 100%; }
label > span { display: block; font-size: .875rem; }
.search { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
ol.queue, ul.list, ul.parts, ul.plan, ol.history, ul.reasons, ul.proposals { padding: 0; list-style: none; margin: .5rem 0; }
ol.queue > li { display: flex; gap: .75rem; justify-content: space-between; padding: .6rem 0; border-bottom: 1px solid var(--line); }
ol.queue > li > div { flex: 1; min-width: 0; overflow-wrap: anywhere; }
ol.queue a { font-weight: 600; }
ol.queue small { display: block; }
ul.remarks { padding: 0; list-style: none; }
ul.remarks > li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
ul.remarks blockquote { margin: .25rem 0 .5rem; padding-left: .75rem; border-left: 3px solid var(--line); overflow-wrap: anywhere; }
.why { color: var(--ink); }
.undone > div { text-decoration: line-through; }
ul.list > li, ol.history > li { padding: .35rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
time { font-variant-numeric: tabular-nums; font-weight: 600; margin-right: .5rem; }
ul.reasons li { padding: .25rem .75rem; border-left: 4px solid var(--bad); background: var(--card); margin: .25rem 0; }
ul.parts { display: grid; gap: .4rem; }
.part { display: grid; grid-template-columns: 11rem minmax(8rem, 1fr) 17rem 7rem; gap: .25rem 1rem; align-items: center; padding: .4rem .75rem; border: 1px solid var(--line); border-left: 5px solid var(--good); border-radius: .375rem; overflow-wrap: anywhere; }
.part p { grid-column: 1 / -1; margin: 0; order: 2; }
.part.bad { border-left-color: var(--bad); color: inherit; }
.part.off { border-left-color: var(--line); }
.part .state { color: var(--good); text-align: right; order: 1; }
.part.off .bar { visibility: hidden; }
.part.bad .state { color: var(--bad); font-weight: 600; }
.part.off .state { color: var(--soft); }
.part small { display: block; }
.bar { display: flex; gap: 2px; height: 1.1rem; }
.bar i { flex: 1; background: var(--line); border-radius: 1px; }
.bar .good { background: var(--good); }
.bar .bad { background: var(--bad); }
.card { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
.mail { border: 1px solid var(--line); border-radius: .375rem; padding: .5rem 1rem; background: var(--card); overflow-wrap: anywhere; }
.mail pre { white-space: pre-wrap; font: .9rem/1.5 ui-monospace, monospace; }
mark { color: inherit; border-radius: .2rem; padding: 0 .1rem; }
mark.doubtful { text-decoration: underline wavy var(--bad); }
.fields { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .3rem .75rem; }
.fields input, .fields select, .why-field input { min-height: 2.1rem; padding: .2rem .6rem; }
.fields :focus-visible { outline-offset: 0; }
label > span { margin-bottom: .2rem; }
.card > * > :first-child { margin-top: 0; }
ul.reasons { margin-bottom: 1rem; }
button[value=withdraw] { border-color: var(--bad); color: var(--bad); }
.fields label { padding: .2rem .5rem; border-left: 4px solid var(--line); border-radius: .2rem; min-width: 0; }
.fields .title, .fields .speakers, .fields .location, .fields .online { grid-column: 1 / -1; }
.fields input, .fields select, .why-field input { width: 100%; }
.fields .doubtful { background: var(--wash); }
.fields .moved { outline: 2px dashed var(--bad); }
.fields em { color: var(--bad); font-style: normal; font-weight: 600; }
.why-field { display: block; margin-top: .5rem; }
mark.f-start { background: var(--start); } label.f-start { border-left-color: var(--accent); }
mark.f-end { background: var(--end); } label.f-end { border-left-color: #0a7ea4; }
mark.f-title { background: var(--title); } label.f-title { border-left-color: #8250df; }
mark.f-speakers { background: var(--speakers); } label.f-speakers { border-left-color: #1a7f37; }
mark.f-location { background: var(--location); } label.f-location { border-left-color: #bc4c00; }
mark.f-online { background: var(--online); } label.f-online { border-left-color: #1b7c83; }
mark.f-series { background: var(--series); } label.f-series { border-left-color: #bf3989; }
mark.f-status { background: var(--status); } label.f-status { border-left-color: #cf222e; }
ul.proposals { display: flex; flex-wrap: wrap; gap: .5rem; }
ul.proposals a { display: inline-block; padding: .3rem .7rem; border: 1px solid var(--accent); border-radius: 1rem; text-decoration: none; }
ul.proposals q { display: block; color: var(--soft); font-size: .875rem; }
.steps { display: flex; gap: 1rem; margin: 1rem 0 0; }
.steps span { color: var(--soft); }
del { color: var(--soft); } ins { text-decoration: none; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { white-space: nowrap; }
td { min-width: 6rem; }
.op-remove th, .op-cancel th { color: var(--bad); } .op-add th { color: var(--good); }
progress { width: min(30rem, 100%); height: 1.2rem; accent-color: var(--accent); }
footer { margin-top: 3rem; color: var(--soft); display: flex; gap: 1rem; }
@media (min-width: 52.01rem) { .card .mail { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; } }
@media (max-width: 52rem) { .part { grid-template-columns: 1fr auto; } .part .bar, .part small { grid-column: 1 / -1; } .part .state { order: 0; } .part .bar { order: 1; } .part small { order: 2; } .part p { order: 3; } nav { flex-wrap: nowrap; overflow-x: auto; max-width: 100%; } .card form > .acts:has(.go) button { flex: 1 1 8rem; padding: .4rem; } .card { grid-template-columns: minmax(0, 1fr); gap: 1rem; } .who { margin-left: 0; } nav a { padding: .5rem .6rem; } .keys { display: none; } .card .mail pre { max-height: 16rem; overflow: auto; } }
`

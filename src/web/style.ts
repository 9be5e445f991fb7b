/** The page's style: light and dark, phone and paper; no fonts or pictures from elsewhere. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --accent: #1a5fb4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9da7b1; --line: #30363d; --paper: #0d1117; --accent: #78aeed; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 46rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.8rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2rem; }
h3 { margin: 1.5rem 0 .25rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1rem; }
p { margin: .15rem 0; }
a { color: var(--accent); }
code { overflow-wrap: anywhere; }
small, .place, footer, time { color: var(--soft); }
.subscribe { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.subscribe a { display: inline-block; padding: .4rem .9rem; border: 1px solid var(--accent); border-radius: .4rem; text-decoration: none; }
.subscribe small { display: block; }
ol { margin: 0; padding: 0; list-style: none; }
li { margin: 0; }
ol > li { display: grid; grid-template-columns: 6.5rem 1fr; gap: .75rem; padding: .6rem 0; }
time { font-variant-numeric: tabular-nums; }
.title { margin: 0; font-weight: 600; }
.cancelled s { font-weight: 400; }
@media (max-width: 30rem) { ol > li { grid-template-columns: 1fr; gap: 0; } }
@media print { .subscribe { display: none; } }
`

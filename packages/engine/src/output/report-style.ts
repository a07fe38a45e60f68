/** The look of the report: paper, ink, one accent. Written without any reference to a file, so that nothing is fetched. */
import { type Html, trusted } from './report-html.ts';

export const REPORT_STYLE: Html = trusted(`
:root {
  color-scheme: light;
  --paper: #fbfaf6; --sheet: #f2f0e9; --ink: #1e1d1a; --soft: #5d5a52; --line: #dad6ca; --accent: #1c5d58; --on-accent: #ffffff;
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "P052", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --paper: #171715; --sheet: #21211e; --ink: #ece9e1; --soft: #aca89d; --line: #3a3933; --accent: #86c9bf; --on-accent: #10211f; }
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--sans); -webkit-text-size-adjust: none; text-size-adjust: none; }
body { margin: 0 auto; max-inline-size: 66rem; padding: clamp(1.5rem, 5vw, 4rem) clamp(1rem, 4vw, 2rem); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.15; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2.1rem, 6vw, 3.5rem); letter-spacing: -0.015em; }
h2 { font-size: clamp(1.5rem, 3.5vw, 2rem); letter-spacing: -0.01em; margin-block-end: 1rem; }
h3 { font-size: 1.2rem; line-height: 1.3; }
p { margin: 0 0 1em; max-inline-size: 42rem; text-wrap: pretty; }
a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.18em; }
:focus-visible { outline: 0.19rem solid var(--accent); outline-offset: 0.19rem; border-radius: 0.15rem; }
code, .id { font-family: var(--mono); font-size: 0.86em; overflow-wrap: anywhere; }
dl, dd, ul, ol, figure { margin: 0; padding: 0; }
section { margin-block-start: clamp(3.25rem, 8vw, 5.5rem); padding-block-start: 1.5rem; border-block-start: 1px solid var(--line); }
.eyebrow { font-size: 0.85rem; font-weight: 600; letter-spacing: 0.14em; text-transform: uppercase; color: var(--accent); margin-block-end: 0.9rem; }
.byline { color: var(--soft); margin-block: 1rem 2rem; }
.lead { font-family: var(--serif); font-size: 1.28rem; line-height: 1.5; }
.mode, .interval, .small, caption, figcaption { color: var(--soft); }
.mode strong { color: var(--ink); }

.look { display: grid; gap: 1.5rem 2.5rem; }
.frame { display: grid; gap: 1rem; inline-size: auto; }
.shot { position: relative; display: grid; gap: 0.5rem; }
.shot[hidden], .handle[hidden], .states[hidden], .said[hidden] { display: none; }
.shot img { display: block; justify-self: stretch; inline-size: calc(2 * 50%); block-size: auto; aspect-ratio: var(--ratio); border-radius: 0.35rem; background: var(--sheet); }
.look.wide .words p { max-inline-size: 46rem; }
.said { font-weight: 600; }
.look.on .frame { --at: 50%; position: relative; gap: 0; overflow: hidden; border-radius: 0.35rem; touch-action: pan-y; cursor: ew-resize; user-select: none; -webkit-user-select: none; align-self: start; }
.look.on .shot { grid-area: 1 / 1; }
.look.on .shot img { border-radius: 0; pointer-events: none; }
.look.on .after { clip-path: inset(0 0 0 var(--at)); }
.look.on .shot figcaption { position: absolute; inset-block-start: 0.75rem; padding: 0.3rem 0.7rem; border-radius: 1rem; background: rgb(20 20 18 / 0.8); color: #fff; font-size: 0.85rem; line-height: 1.3; }
.look.on .before figcaption { inset-inline-start: 0.75rem; }
.look.on .after figcaption { inset-inline-end: 0.75rem; }
.handle { position: absolute; inset-block: 0; inset-inline-start: var(--at); inline-size: 2.75rem; margin-inline-start: -1.375rem; display: grid; place-items: center; }
.handle::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: calc(50% - 1px); inline-size: 2px; background: #fff; box-shadow: 0 0 0 1px rgb(20 20 18 / 0.35); }
.handle span { position: relative; inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50%; background: #fff; box-shadow: 0 0 0 1px rgb(20 20 18 / 0.3), 0 2px 10px rgb(0 0 0 / 0.3); }
.handle span::before, .handle span::after { content: ""; position: absolute; inset-block-start: calc(50% - 0.35rem); border-block: 0.35rem solid transparent; }
.handle span::before { inset-inline-start: 0.6rem; border-inline-end: 0.5rem solid #1e1d1a; }
.handle span::after { inset-inline-end: 0.6rem; border-inline-start: 0.5rem solid #1e1d1a; }
.handle:focus-visible { outline: none; }
.handle:focus-visible span { outline: 0.25rem solid var(--accent); outline-offset: 0.15rem; }
.states { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; padding: 0.25rem; margin-block-end: 1.25rem; border-radius: 2rem; background: var(--sheet); }
.states button { min-block-size: 2.75rem; padding: 0.4rem 1.15rem; border: 0; border-radius: 2rem; background: none; color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; transition: background-color 120ms; }
.states button:hover { background: var(--line); }
.states button[aria-pressed="true"] { background: var(--accent); color: var(--on-accent); }
@media (min-width: 52rem) {
  .look.tall { grid-template-columns: minmax(0, 1.45fr) minmax(16rem, 1fr); }
  .look.tall .words { align-self: start; }
}

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 2rem 1.75rem; margin-block-start: 2rem; }
.card { border-block-start: 2px solid var(--ink); padding-block-start: 0.7rem; }
.card { min-inline-size: 0; }
.card dt { font-size: 0.92rem; line-height: 1.35; }
.card .big { font-family: var(--serif); font-size: 2rem; line-height: 1.2; margin-block: 0.3rem 0.35rem; letter-spacing: -0.01em; font-variant-numeric: lining-nums tabular-nums; }
.card .big.none { font-size: 1.25rem; line-height: 1.4; }
.card .unit { font: 500 1rem var(--sans); letter-spacing: 0; color: var(--soft); }
.small { font-size: 0.88rem; line-height: 1.45; }
.swatch { display: inline-block; inline-size: 1.6rem; block-size: 1.6rem; margin-inline-end: 0.5rem; border-radius: 50%; border: 1px solid var(--soft); vertical-align: -0.12em; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.thinning svg { display: block; max-inline-size: min(2 * 50%, 26rem); block-size: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.thinning figcaption { margin-block: 0.75rem; max-inline-size: 42rem; font-size: 0.88rem; }
.legend { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; list-style: none; margin-block-end: 1.25rem; font-size: 0.92rem; }
.reach-map svg { display: block; max-inline-size: min(2 * 50%, 24rem); block-size: auto; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.reach-map figcaption { margin-block: 0.75rem; max-inline-size: 42rem; }
.reach-map path.seen { fill: var(--line); fill-opacity: 0.55; }
.reach-map path.wider { fill: var(--accent); fill-opacity: 0.22; stroke: var(--accent); stroke-width: 1.2; stroke-dasharray: 3 2; }
.reach-map path.now { fill: var(--accent); fill-opacity: 0.6; }
.reach-map .front { fill: none; stroke: var(--ink); stroke-width: 1.2; }
.reach-map .swatch.seen { background: var(--line); }
.reach-map .swatch.wider { background: color-mix(in srgb, var(--accent) 22%, var(--paper)); border: 1.5px dashed var(--accent); }
.reach-map .swatch.now { background: color-mix(in srgb, var(--accent) 70%, var(--paper)); }
.missing, .raw { display: grid; gap: 1.1rem; margin-block-end: 1.75rem; }
.missing dt, .raw dt { font-weight: 600; }
.missing dd, .raw dd { max-inline-size: 46rem; }

.scroll { display: grid; overflow-x: auto; margin-block: 1.5rem; position: relative; }
table { border-collapse: collapse; font-size: 0.95rem; line-height: 1.4; }
caption { text-align: start; font-size: 0.88rem; padding-block-end: 0.5rem; }
th, td { text-align: end; vertical-align: baseline; font-weight: 400; padding: 0.6rem 0 0.6rem 1.4rem; border-block-end: 1px solid var(--line); }
th:first-child, .words:is(th, td) { text-align: start; }
th:first-child { padding-inline-start: 0; }
tbody th { font-weight: 600; }
thead th { font-size: 0.85rem; line-height: 1.3; color: var(--soft); vertical-align: bottom; border-block-end: 2px solid var(--ink); }
tfoot th, tfoot td { border-block-start: 2px solid var(--ink); border-block-end: 0; font-weight: 600; }
tbody tr:last-child > * { border-block-end: 0; }
.figure { display: inline-block; }
.figure .value { white-space: nowrap; }
.figure .interval { display: inline-block; font-size: 0.86em; font-weight: 400; white-space: nowrap; }
td .figure { display: inline; }
td .figure .interval { display: block; }
.nb, td:not(.words) { white-space: nowrap; }
td.words, tbody th { min-inline-size: 5.5rem; }
caption span.kept { position: sticky; inset-inline-start: 0; display: inline-block; max-inline-size: calc(92vw - 1.5rem); }
tbody tr.first:not(:first-child) > * { border-block-start: 1px solid var(--soft); }
.options-table tbody th { min-inline-size: 8rem; }
.options-table thead th { max-inline-size: 7rem; white-space: normal; }
.basis { font-size: 0.8rem; color: var(--soft); font-style: italic; }
td .basis { display: block; max-inline-size: 6.5rem; margin-inline-start: auto; white-space: normal; line-height: 1.3; }
.basis .cited { font-style: normal; font-size: 0.9em; }
.unseen { display: block; font-size: 0.85rem; font-weight: 600; color: var(--accent); }
.unseen::before { content: ""; display: inline-block; inline-size: 0.6rem; block-size: 0.6rem; margin-inline-end: 0.35rem; border: 1.5px dashed currentColor; border-radius: 50%; }

.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1.5rem 1.75rem; margin-block: 1.75rem 2rem; }
.facts dt { font-size: 0.92rem; line-height: 1.35; color: var(--soft); margin-block-end: 0.25rem; }
.facts .value { font-family: var(--serif); font-size: 1.35rem; font-variant-numeric: lining-nums tabular-nums; }
.chart { max-inline-size: 42rem; margin-block: 2rem; }
.chart figcaption { margin-block-start: 0.6rem; }
.strip { margin-block: 1.75rem; }
.strip-row { display: flex; gap: 0.75rem; align-items: flex-end; margin-block-end: 0.9rem; }
.strip-name { flex: 0 0 5.2rem; font-size: 0.88rem; color: var(--soft); align-self: center; }
.strip-cell { flex: 1 0 6.5rem; max-inline-size: 10.5rem; display: grid; gap: 0.3rem; font-size: 0.82rem; color: var(--soft); }
.strip-cell img { inline-size: 100%; block-size: auto; border-radius: 0.3rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
figcaption { font-size: 0.88rem; line-height: 1.5; }

.answers { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 84vw), 1fr)); gap: 2.25rem 3rem; margin-block-start: 2rem; }
.answer h3 { margin-block-end: 0.5rem; }
.answer p { margin: 0; }
.parts { display: grid; gap: 1rem; max-inline-size: 42rem; margin-block: 1.25rem; }
.parts dt { font-weight: 600; }
.parts dt .interval { font-weight: 400; font-size: 0.92rem; }
section > h3 { margin-block: 2.25rem 0.6rem; }
.options { margin-block-end: 2.5rem; }
.options dl { display: grid; gap: 0.7rem; }
.options dt { font-size: 0.85rem; font-weight: 600; }
.options dd { line-height: 1.5; }
.verdict { color: var(--accent); }
.cited { font-size: 0.72em; line-height: 0; margin-inline-start: 0.15em; }
.cited a { padding-block: 0.4em; text-decoration: none; }
.cited a:hover { text-decoration: underline; }
.notes { list-style: none; display: grid; gap: 1rem; max-inline-size: 48rem; }
.note { padding: 0.15rem 0 0.15rem 1.1rem; border-inline-start: 3px solid var(--line); }
.note .label { display: inline-block; margin-inline-end: 0.4rem; padding: 0.05rem 0.55rem; border-radius: 1rem; font-size: 0.82rem; border: 1px solid var(--line); }
.note.warning { border-color: var(--accent); }
.note.warning .label { border-color: var(--accent); color: var(--accent); }
.note.refusal { border-color: var(--accent); border-inline-start-width: 6px; padding-inline-start: calc(1.1rem - 3px); }
.note.refusal .label { background: var(--accent); color: var(--on-accent); border-color: var(--accent); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.note .message { overflow-wrap: anywhere; }
.note code { color: var(--soft); font-size: 0.78em; }
.sources { padding-inline-start: 1.6rem; margin-block: 0.75rem 1.5rem; font-size: 0.92rem; line-height: 1.5; max-inline-size: 48rem; }
.sources li { margin-block-end: 0.4rem; padding-inline-start: 0.3rem; }
:target { scroll-margin-block-start: 2rem; }
.swatch { display: inline-block; inline-size: 1.5em; block-size: 1.1em; border-radius: 0.25em; vertical-align: -0.15em; border: 1px solid var(--line); print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.sources :target { background: var(--sheet); }
footer { margin-block-start: 4rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); color: var(--soft); font-size: 0.92rem; }
@media (max-width: 34rem) {
  .card .big { font-size: 1.7rem; }
  th, td { padding-inline-start: 0.9rem; }
  th:first-child { position: sticky; inset-inline-start: 0; background: var(--paper); padding-inline-end: 0.5rem; }
  .cards, .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.75rem 1.1rem; }
  .cards .nb, .facts :is(.value, .interval) { white-space: normal; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; scroll-behavior: auto !important; } }

@page { margin: 17mm 16mm; }
@media print {
  :root { --paper: #fff; --sheet: #f4f3ef; --soft: #4c4a44; }
  html { font-size: 9.6pt; line-height: 1.45; }
  body { padding: 0; max-inline-size: none; }
  section { margin-block-start: 2rem; padding-block-start: 1rem; }
  h1 { font-size: 26pt; } h2 { font-size: 16pt; } h3 { font-size: 11.5pt; }
  h2, h3, caption, p:has(+ .scroll) { break-after: avoid; }
  p { break-inside: avoid; }
  .handle, .states, .said, .look .frame .shot[data-state="fresh"], .look .frame .shot[data-state="year5"] { display: none !important; }
  .said[data-said="healed"] { display: block !important; }
  .look, .look.tall { display: block; }
  .frame, .look.on .frame { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; overflow: visible; margin-block-end: 5mm; }
  .look .frame .before, .look .frame .shot[data-state="healed"] { display: grid !important; grid-area: auto; clip-path: none; break-inside: avoid; align-content: start; }
  .look.on .shot figcaption { position: static; padding: 0; background: none; color: var(--soft); }
  .cards { grid-template-columns: repeat(4, 1fr); gap: 1.1rem 1.2rem; }
  .card .big { font-size: 15pt; }
  .facts { grid-template-columns: repeat(4, 1fr); }
  .answers { grid-template-columns: 1fr 1fr; gap: 1.2rem 2rem; }
  .scroll { overflow: visible; }
  table, tr, .cards, .card, .raw, .answer, .note, .chart, .strip-row, .reach-map, .parts > div, .facts > div, .missing > div, .raw > div, .sources li { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  th, td { padding-block: 0.35rem; padding-inline-start: 0.8rem; }
  .chart, .chart .chart-frame { max-inline-size: none; inline-size: 165mm; }
  .chart figcaption { max-inline-size: 140mm; }
  a { color: inherit; text-decoration: none; }
}
`);

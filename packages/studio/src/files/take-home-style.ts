/** Paper, ink, one accent, as in the report; for a phone first. */
export const TAKE_HOME_STYLE = `
:root { color-scheme: light; --paper: #fbfaf6; --sheet: #f2f0e9; --ink: #1e1d1a; --soft: #5d5a52; --line: #dad6ca; --accent: #1c5d58; --on-accent: #fff;
  --serif: ui-serif, "Iowan Old Style", Palatino, "P052", Georgia, serif; --sans: system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
@media screen and (prefers-color-scheme: dark) {
  :root { color-scheme: dark; --paper: #171715; --sheet: #21211e; --ink: #ece9e1; --soft: #aca89d; --line: #3a3933; --accent: #86c9bf; --on-accent: #10211f; }
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 var(--sans); -webkit-text-size-adjust: none; text-size-adjust: none; }
body { margin: 0 auto; max-inline-size: 50rem; padding: clamp(1.5rem, 5vw, 3.5rem) clamp(1rem, 4vw, 2rem); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1, h2 { font-family: var(--serif); font-weight: 600; line-height: 1.15; text-wrap: balance; margin: 0; }
h1 { font-size: clamp(2rem, 6vw, 3rem); letter-spacing: -0.015em; }
h2 { font-size: clamp(1.4rem, 3.5vw, 1.8rem); margin-block-end: 1rem; }
p { margin: 0 0 1em; max-inline-size: 42rem; text-wrap: pretty; }
dl, dd, figure { margin: 0; }
ul { margin: 0; padding-inline-start: 1.2rem; max-inline-size: 42rem; }
li { margin-block-end: 0.7rem; }
section { margin-block-start: 2.75rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line); }
:focus-visible { outline: 0.19rem solid var(--accent); outline-offset: 0.19rem; border-radius: 0.15rem; }
.eyebrow { font-size: 0.85rem; font-weight: 600; letter-spacing: 0.14em; text-transform: uppercase; color: var(--accent); margin-block-end: 0.9rem; }
.lead { font-family: var(--serif); font-size: 1.25rem; line-height: 1.5; margin-block-start: 1rem; }
.look { margin-block-end: 1.5rem; }
.frame { display: grid; gap: 1rem; margin-block-end: 1rem; }
.shot { display: grid; gap: 0.4rem; position: relative; }
.shot img { display: block; inline-size: calc(2 * 50%); block-size: auto; border-radius: 0.35rem; background: var(--sheet); }
figcaption, .hint, .more { color: var(--soft); font-size: 0.88rem; line-height: 1.45; }
.said { font-weight: 600; }
.on .frame { --at: 50%; position: relative; gap: 0; overflow: hidden; border-radius: 0.35rem; touch-action: pan-y; cursor: ew-resize; user-select: none; -webkit-user-select: none; }
.on .shot { grid-area: 1 / 1; }
.on .shot img { border-radius: 0; pointer-events: none; }
.on .after { clip-path: inset(0 0 0 var(--at)); }
.on figcaption { position: absolute; inset-block-start: 0.75rem; inset-inline-start: 0.75rem; padding: 0.3rem 0.7rem; border-radius: 1rem; background: rgb(20 20 18 / 0.8); color: #fff; }
.on .after figcaption { inset-inline: auto 0.75rem; }
.handle { position: absolute; inset-block: 0; inset-inline-start: var(--at); inline-size: 2.75rem; margin-inline-start: -1.375rem; display: grid; place-items: center; }
.handle::before { content: ""; position: absolute; inset-block: 0; inset-inline-start: calc(50% - 1px); inline-size: 2px; background: #fff; box-shadow: 0 0 0 1px rgb(20 20 18 / 0.35); }
.handle span { position: relative; inline-size: 2.75rem; block-size: 2.75rem; border-radius: 50%; background: #fff; box-shadow: 0 0 0 1px rgb(20 20 18 / 0.3), 0 2px 10px rgb(0 0 0 / 0.3); }
.handle:focus-visible { outline: none; }
.handle:focus-visible span { outline: 0.25rem solid var(--accent); outline-offset: 0.15rem; }
.states { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; padding: 0.25rem; margin-block-end: 0.5rem; border-radius: 2rem; background: var(--sheet); }
button { min-block-size: 2.75rem; padding: 0.4rem 1.15rem; border: 0; border-radius: 2rem; background: none; color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; }
.states button:hover { background: var(--line); }
button[aria-pressed="true"], .note-back button { background: var(--accent); color: var(--on-accent); }
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 44vw), 1fr)); gap: 1.5rem 1.25rem; }
.numbers dt { font-size: 0.92rem; line-height: 1.35; color: var(--soft); }
.numbers dd:not(.more) { font-family: var(--serif); font-size: 1.5rem; line-height: 1.3; font-variant-numeric: lining-nums tabular-nums; }
.letter { white-space: pre-line; }
.note-back { display: grid; gap: 0.75rem; justify-items: start; }
label { font-weight: 600; }
textarea { inline-size: calc(2 * 50%); padding: 0.75rem; border: 1px solid var(--soft); border-radius: 0.35rem; background: var(--sheet); color: inherit; font: inherit; resize: vertical; }
footer { margin-block-start: 3rem; padding-block-start: 1.25rem; border-block-start: 1px solid var(--line); color: var(--soft); font-size: 0.92rem; }
@media print {
  .handle, .states, .hint, .said, .note-back, [data-state="fresh"], [data-state="year5"] { display: none !important; }
  .said[data-said="healed"] { display: block !important; }
  .on .frame { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; overflow: visible; }
  .on .shot, .on [data-state="healed"] { display: grid !important; grid-area: auto; clip-path: none; align-content: start; }
  .on figcaption { position: static; padding: 0; background: none; color: var(--soft); }
  .numbers > div, li, figure { break-inside: avoid; }
}
`;

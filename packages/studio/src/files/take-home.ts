/** One page for the client: the pictures, plain words, and a note back. It fetches and sends nothing, which its own policy enforces. */
import type { DotYears, Plan } from '@stubble/engine';
import type { LengthUnit } from '../words/format.ts';
import { textDigestBase64 } from './hash.ts';
import { type Html, html, trusted } from './html.ts';
import { toldNumbers } from './take-home-numbers.ts';
import { TAKE_HOME_SCRIPT } from './take-home-script.ts';
import { TAKE_HOME_STYLE } from './take-home-style.ts';
import { words } from './words.ts';

/** JPEG data URIs, all of one size. */
export interface TakeHomePictures {
  readonly before: string;
  readonly fresh: string;
  readonly healed: string;
  readonly year5: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface TakeHome {
  readonly plan: Plan;
  /** Its forecast, zone by zone. */
  readonly zones: readonly DotYears[];
  /** The practitioner's words to the client; empty for none. */
  readonly note: string;
  readonly pictures: TakeHomePictures;
  readonly unit: LengthUnit;
}

const texts = words.takeHome;
/** The one that opens the page first. */
const STATES = ['healed', 'fresh', 'year5'] as const;

/** Only the one script and the one style sheet of this page, and pictures within it; no address, no form, no frame. */
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src 'sha256-${textDigestBase64(TAKE_HOME_STYLE)}'`,
  `script-src 'sha256-${textDigestBase64(TAKE_HOME_SCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export function takeHomeHtml({ plan, zones, note, pictures, unit }: TakeHome): string {
  const id = plan.sha256.slice(0, 12);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${texts.title}</title>
<style>${trusted(TAKE_HOME_STYLE)}</style>
</head>
<body>
<header>
<p class="eyebrow">${texts.eyebrow}</p>
<h1>${texts.title}</h1>
<p class="lead">${texts.lead}</p>
</header>
<main>
${looks(pictures)}
${note.trim() === '' ? null : section('note-to', texts.noteTo, html`<p class="letter">${note.trim()}</p>`)}
${section(
  'numbers',
  texts.numbers,
  html`<p>${texts.intervals}</p>
<dl class="numbers">
${toldNumbers(plan, zones, unit).map(({ name, value, more }) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="more">${more}</dd></div>\n`)}</dl>`,
)}
${section('wrong', texts.wrong, html`<ul>${texts.risks.map(([what, why]) => html`<li><strong>${what}</strong> ${why}</li>\n`)}</ul>`)}
${section('loss', texts.loss, html`${texts.lossText.map((text) => html`<p>${text}</p>\n`)}`)}
${noteBack(id)}
</main>
<footer><p>${texts.footer(id)}</p></footer>
<script>${trusted(TAKE_HOME_SCRIPT)}</script>
</body>
</html>
`.markup;
}

function section(id: string, title: string, body: Html): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${body}
</section>`;
}

/** Without scripts: the photo and the healed simulation, one above the other. */
function looks(pictures: TakeHomePictures): Html {
  const { widthPx, heightPx } = pictures;
  const image = (name: 'before' | (typeof STATES)[number], alt: string): Html =>
    html`<img src="${checkedUri(pictures[name])}" width="${widthPx}" height="${heightPx}" alt="${alt}" draggable="false">`;
  return section(
    'looks',
    texts.looks,
    html`<div class="look">
<div class="frame">
<figure class="shot">${image('before', texts.beforeAlt)}<figcaption>${texts.before}</figcaption></figure>
${STATES.map((state) => {
  const { caption, said } = texts.states[state];
  return html`<figure class="shot after" data-state="${state}"${hiddenUnlessFirst(state)}>${image(state, `${caption}. ${said}`)}<figcaption>${caption}</figcaption></figure>\n`;
})}<div class="handle" role="slider" tabindex="0" aria-label="${texts.sliderLabel}" aria-valuemin="0" aria-valuemax="100" aria-valuenow="50" hidden><span></span></div>
</div>
<div class="states" role="group" aria-label="${texts.looks}" hidden>
${STATES.map((state) => html`<button type="button" data-show="${state}" aria-pressed="${state === STATES[0] ? 'true' : 'false'}">${texts.states[state].button}</button>\n`)}</div>
<p class="hint" hidden>${texts.slide}</p>
<div aria-live="polite">
${STATES.map((state) => html`<p class="said" data-said="${state}"${hiddenUnlessFirst(state)}>${texts.states[state].said}</p>\n`)}</div>
</div>
<p>${texts.whyHealed}</p>
<p>${texts.shown}</p>`,
  );
}

function hiddenUnlessFirst(state: (typeof STATES)[number]): Html | null {
  return state === STATES[0] ? null : html` hidden`;
}

/** The words that the script needs stand in the page, so that the script itself is the same for everyone and its hash too. */
function noteBack(id: string): Html {
  return section(
    'note-back',
    texts.noteBack,
    html`<p>${texts.noteBackText}</p>
<div class="note-back" data-file="${texts.noteFile}" data-head="${texts.noteHead(id)}" data-saved="${texts.noteSaved}" data-empty="${texts.noteEmpty}" hidden>
<label for="note">${texts.noteLabel}</label>
<textarea id="note" rows="7" autocomplete="off"></textarea>
<button type="button">${texts.noteSave}</button>
<p role="status"></p>
</div>`,
  );
}

function checkedUri(uri: string): string {
  if (!/^data:image\/(?:jpeg|png);base64,[A-Za-z0-9+/]+=*$/.test(uri)) throw new RangeError('a picture is no JPEG or PNG data URI');
  return uri;
}

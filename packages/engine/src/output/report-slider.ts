/** Before and after: two stacked pictures for everyone, a slider over them where scripts run, side by side on paper. */
import { type Html, html, trusted } from './report-html.ts';

/** JPEG/PNG data URIs made by the caller; sizes in px for the aspect ratio. */
export interface ReportPictures {
  readonly before: string;
  readonly fresh: string;
  readonly healed: string;
  readonly year5: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

type State = 'fresh' | 'healed' | 'year5';

const STATES: readonly {
  readonly state: State;
  readonly button: string;
  readonly caption: string;
  readonly alt: string;
  readonly said: string;
}[] = [
  {
    state: 'fresh',
    button: 'Fresh',
    caption: 'Simulation: fresh',
    alt: 'Simulation of the same scalp on the day of the last session',
    said: 'Simulation, fresh: the day of the last session. Dots are at their darkest and largest. Redness and small scabs come with it. This look passes within weeks.',
  },
  {
    state: 'healed',
    button: 'Healed',
    caption: 'Simulation: healed',
    alt: 'Simulation of the same scalp six weeks after the last session',
    said: 'Simulation, healed: six weeks after the last session. This is what stays, so this report opens on it.',
  },
  {
    state: 'year5',
    button: '5 years',
    caption: 'Simulation: 5 years',
    alt: 'Simulation of the same scalp five years later without a refresh',
    said: 'Simulation, 5 years: the dots alone, without a refresh. They are lighter and wider. Own hair is drawn as it is today; it will have changed.',
  },
];

/** Only embedded pictures: anything else would make the page fetch. */
const DATA_URI_HEAD = /^data:image\/(?:png|jpeg);base64,/;

export function checkedPicture(name: string, uri: string): string {
  const head = DATA_URI_HEAD.exec(uri)?.[0];
  if (head === undefined || uri.length === head.length || /[^A-Za-z0-9+/=]/.test(uri.slice(head.length))) {
    throw new RangeError(`picture "${name}" is no PNG or JPEG data URI`);
  }
  return uri;
}

export function lookSection(pictures: ReportPictures): Html {
  const { widthPx, heightPx } = pictures;
  if (!(widthPx > 0 && heightPx > 0)) throw new RangeError(`pictures of ${widthPx} × ${heightPx} px`);
  const image = (name: 'before' | State, alt: string): Html =>
    html`<img src="${checkedPicture(name, pictures[name])}" width="${widthPx}" height="${heightPx}" alt="${alt}" draggable="false">`;
  const ratio = Math.min(4, Math.max(0.25, widthPx / heightPx)).toFixed(4);
  return html`<section aria-labelledby="look">
<h2 id="look">Before, and healed</h2>
<div class="look ${Number(ratio) < 1.25 ? 'tall' : 'wide'}" style="--ratio:${ratio}" data-look>
<div class="frame" data-frame>
<figure class="shot before">${image('before', 'The photo that this plan was made from')}<figcaption>Photo: before</figcaption></figure>
${STATES.map(
  ({
    state,
    caption,
    alt,
  }) => html`<figure class="shot after" data-state="${state}"${state === 'healed' ? null : html` hidden`}>${image(state, alt)}<figcaption>${caption}</figcaption></figure>
`,
)}<div class="handle" role="slider" tabindex="0" aria-label="Move between the photo and the simulation" aria-valuemin="0" aria-valuemax="100" aria-valuenow="50" aria-valuetext="photo and simulation half and half" data-handle hidden><span></span></div>
</div>
<div class="words">
<div class="states" role="group" aria-label="State of the dots in the simulation" data-states hidden>
${STATES.map(({ state, button }) => html`<button type="button" data-show="${state}" aria-pressed="${state === 'healed' ? 'true' : 'false'}">${button}</button>\n`)}</div>
<div aria-live="polite">
${STATES.map(({ state, said }) => html`<p class="said" data-said="${state}"${state === 'healed' ? null : html` hidden`}>${said}</p>\n`)}</div>
<p>It is the healed look that lasts, not the fresh one: in the first weeks part of the pigment leaves with the scabs and with the top layer of the skin, redness goes, and the dots shrink. Judge the plan by the healed picture and treat the fresh one as a passing stage.</p>
<p>Light, hair length and distance change what is seen. Pixels outside the planned area are the photo’s own.</p>
</div>
</div>
</section>`;
}

/** Constant: nothing of the plan goes into it. Without it the page shows the photo and the healed simulation one above the other. */
export const SLIDER_SCRIPT: Html = trusted(`(() => {
  const look = document.querySelector('[data-look]');
  const frame = look.querySelector('[data-frame]');
  const handle = look.querySelector('[data-handle]');
  const states = look.querySelector('[data-states]');
  const named = (name) => [...look.querySelectorAll('[data-' + name + ']')];
  let at = 50;
  let caption = '';
  const place = (next) => {
    at = Math.min(100, Math.max(0, next));
    frame.style.setProperty('--at', at.toFixed(2) + '%');
    handle.setAttribute('aria-valuenow', String(Math.round(at)));
    handle.setAttribute('aria-valuetext', 'photo on the left ' + Math.round(at) + ' of 100, ' + caption + ' on the rest');
  };
  const show = (state) => {
    for (const shot of named('state')) {
      shot.hidden = shot.dataset.state !== state;
      if (!shot.hidden) caption = shot.querySelector('figcaption').textContent;
    }
    for (const said of named('said')) said.hidden = said.dataset.said !== state;
    for (const button of named('show')) button.setAttribute('aria-pressed', String(button.dataset.show === state));
    place(at);
  };
  const follow = (event) => {
    const box = frame.getBoundingClientRect();
    place((100 * (event.clientX - box.left)) / box.width);
  };
  let dragging = false;
  frame.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    dragging = true;
    frame.setPointerCapture(event.pointerId);
    handle.focus({ preventScroll: true });
    follow(event);
    event.preventDefault();
  });
  frame.addEventListener('pointermove', (event) => {
    if (dragging) follow(event);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) frame.addEventListener(end, () => (dragging = false));
  const steps = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -10, PageUp: 10, Home: -100, End: 100 };
  handle.addEventListener('keydown', (event) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    place(at + step);
    event.preventDefault();
  });
  for (const button of named('show')) button.addEventListener('click', () => show(button.dataset.show));
  handle.hidden = false;
  states.hidden = false;
  look.classList.add('on');
  show('healed');
})();`);

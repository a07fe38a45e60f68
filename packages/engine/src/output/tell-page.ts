/** "Can you tell?" as one page: patches of hair and of ink, ten rounds by chance, and what guessing would reach. It fetches and keeps nothing, which its own policy enforces. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { chanceOf, ROUNDS } from '../tell/rounds.ts';
import { html, trusted } from './report-html.ts';
import { TELL_SCRIPT } from './tell-script.ts';
import { TELL_STYLE } from './tell-style.ts';

/** Patches as data URIs (PNG, JPEG or WebP), by what lies in them; a game takes ten pairs, of which one has a grid and one dots thrown at random. */
export interface TellPool {
  readonly hair: readonly string[];
  readonly ours: readonly string[];
  readonly grid: readonly string[];
  readonly 'white-noise': readonly string[];
}

/** What a pool must hold for one game without a patch twice. */
const LEAST: Readonly<Record<keyof TellPool, number>> = { hair: ROUNDS, ours: ROUNDS - 2, grid: 1, 'white-noise': 1 };
const DATA_URI = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/;

/** @throws RangeError for a pool that is too small, or what is no data URI */
export function tellPageHtml(pool: TellPool): string {
  for (const [kind, least] of Object.entries(LEAST) as [keyof TellPool, number][]) {
    if (pool[kind].length < least) throw new RangeError(`${pool[kind].length} patches of ${kind}; a game needs ${least}`);
    if (!pool[kind].every((uri) => DATA_URI.test(uri))) throw new RangeError(`a patch of ${kind} is no PNG, JPEG or WebP data URI`);
  }
  const hash = (text: string): string => `'sha256-${base64Of(sha256(utf8ToBytes(text)))}'`;
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src ${hash(TELL_STYLE)}`,
    `script-src ${hash(TELL_SCRIPT)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // the script is the same for every pool, so that its hash is too: what it works on stands beside it, as data that is never run
  const data = JSON.stringify({ pool, chances: Array.from({ length: ROUNDS + 1 }, (_, right) => chanceOf(right)) });
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Can you tell hair from ink?</title>
<style>${trusted(TELL_STYLE)}</style>
</head>
<body>
<main>
<h1>Can you tell hair from ink?</h1>
<p>Two patches of shaved scalp, some 15 mm across. One shows hair, the other scalp micropigmentation as Stubble plans it, healed. Which one is ink?</p>
<noscript><p>This game needs scripts. They are in this page, and it asks nothing of any other.</p></noscript>
<section id="game" aria-label="The game" hidden>
<p class="hint">Click it, or press 1 or ← for the left and 2 or → for the right.</p>
<p id="round" role="status"></p>
<div class="pair">
<button type="button" data-side="left" aria-label="Left patch is ink"><img alt="" width="360" height="360"></button>
<button type="button" data-side="right" aria-label="Right patch is ink"><img alt="" width="360" height="360"></button>
</div>
</section>
<section id="result" aria-label="The result" tabindex="-1" hidden>
<p id="score" role="status"></p>
<h2>The rounds</h2>
<ol id="rounds"></ol>
<h2>What gives dots away</h2>
<ul>
<li>A grid: every dot has its neighbours at one distance and in rows. Follicles never stand so.</li>
<li>Thrown at random: some dots touch, and bare patches lie between. Follicles keep apart.</li>
<li>Dots of one size and one shade, or a blue cast. Follicles hold one to four hairs, and no two look quite alike.</li>
</ul>
<p><button type="button" id="again">Play again</button></p>
</section>
<p class="hint">All patches are simulations, hair and ink alike, drawn by one program in the same skin and light. Real skin may tell more or less. Nothing of the game is kept or sent.</p>
</main>
<script type="application/json" id="patches">${trusted(data)}</script>
<script>${trusted(TELL_SCRIPT)}</script>
</body>
</html>
`.markup;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of a hash. The engine has neither Node's Buffer nor a browser's btoa. */
function base64Of(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = Array.from(bits.match(/.{1,6}/g) ?? [], (six) => DIGITS[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
  return digits.padEnd(4 * Math.ceil(bytes.length / 3), '=');
}

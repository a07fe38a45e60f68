/** What the photo shows and the plan asks for, in cards; and what the photo could not show, with the reason. */
import { converter, formatHex, modeLab65, modeRgb, useMode } from 'culori/fn';
import type { Plan } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import type { Note } from '../note.ts';
import { type Child, type Html, html } from './report-html.ts';
import { INTERVAL, number, type Printed, printed, printedShare } from './report-numbers.ts';
import { totalHours } from './report-tables.ts';

useMode(modeRgb);
useMode(modeLab65);
const toRgb = converter('rgb');

/** "#rrggbb" of a Lab under D65; what sRGB cannot show is cut off at its ends. */
function swatch([l, a, b]: readonly [number, number, number]): string {
  return formatHex(toRgb({ mode: 'lab65', l, a, b }));
}

const NO_COUNT = ['too-few-pixels-for-counts', 'hair-hides-roots', 'too-few-roots'];

/** The measures that a photo may be unable to give; the codes of `measure/` that say why, likeliest first; words of notes by others. */
const NULLABLE = [
  { field: 'hairsPerCm2', title: 'Hairs per cm²', codes: ['unit-is-one-mark', ...NO_COUNT], about: /hairs per|densit|count/i },
  { field: 'follicularUnitsPerCm2', title: 'Follicular units per cm²', codes: ['no-grouping', ...NO_COUNT], about: /follic/i },
  { field: 'shaftWidthUm', title: 'Shaft width', codes: ['no-calibre', ...NO_COUNT], about: /shaft.?width|calibre/i },
  { field: 'contrastDeltaE00', title: 'Contrast of hair and scalp', codes: ['no-hair-tone'], about: /contrast/i },
] as const;

const METHODS: Readonly<Record<string, string>> = {
  'px-per-mm': 'scale given in px/mm',
  'two-points': 'scale from two points of known distance',
  'head-breadth': 'scale from the breadth of the head',
  circumference: 'scale from the circumference of the head',
  marker: 'scale from a printed marker',
  'burnt-in': 'scale read from a bar or a circle in the picture',
  prior: 'scale guessed from the usual size of a head',
};

/** px/mm at which each tier begins (docs/model.md). */
const TIERS: Readonly<Record<Plan['measurement']['tier'], string>> = {
  T0: 'T0: coverage only',
  T1: 'T1: coverage and a count of dots and hairs',
  T2: 'T2: count and shaft width',
  T3: 'T3: full trichoscopy',
};

function card(title: string, value: Printed | null, more: Child = null, before: Child = null): Html {
  const body =
    value === null
      ? html`<dd class="big none"><a href="#missing">not from this photo</a></dd>`
      : html`<dd class="big">${before}<span class="value">${value.value}</span>${value.unit === '°' ? '' : ' '}<span class="unit">${value.unit}</span></dd><dd class="small">${INTERVAL} <span class="nb">${value.interval}</span></dd>`;
  return html`<div class="card"><dt>${title}</dt>${body}${more === null ? null : html`<dd class="small">${more}</dd>`}</div>\n`;
}

/** A count that was decided, not measured, has no interval; the card says so. */
function counted(title: string, count: number, unit: string, why: string): Html {
  return html`<div class="card"><dt>${title}</dt><dd class="big"><span class="value">${number(count)}</span> <span class="unit">${unit}</span></dd><dd class="small">${why}</dd></div>\n`;
}

export function numbersSection(plan: Plan): Html {
  const { measurement, scale } = plan;
  const { lab, ita } = measurement.skin;
  const pxPerMm = printed(measurement.pxPerMm ?? scale.pxPerMm);
  const maybe = (estimate: Estimate | null): Printed | null => (estimate === null ? null : printed(estimate));
  const maybeShare = (estimate: Estimate | null): Printed | null => (estimate === null ? null : printedShare(estimate));
  const labText = `L* ${number(lab[0], 1)}, a* ${number(lab[1], 1)}, b* ${number(lab[2], 1)} (D65)`;
  return html`<section aria-labelledby="numbers">
<h2 id="numbers">Key numbers</h2>
<p>Under each number stands its ${INTERVAL}: in about eight of ten such cases the true value should lie inside. Numbers that were decided rather than measured say so.</p>
<dl class="cards">
${counted('Dots', plan.dots.count, 'dots', 'planned one by one: a count, no interval')}${counted('Sessions', plan.sessions.length, plan.sessions.length === 1 ? 'session' : 'sessions', 'planned: a count, no interval')}${card('Needle time, all sessions', printed(totalHours(plan.sessions)))}${card('Planned area on the skin', printed(plan.zoneAreaCm2), 'curvature of the head included')}${card('Skin tone, ITA', maybe(ita), labText, html`<span class="swatch" style="background:${swatch(lab)}" role="img" aria-label="Colour of the skin as measured"></span>`)}${card('Hair coverage', maybeShare(measurement.hairCoverage), 'share of the area that hair hides')}${card('Contrast of hair and scalp', maybe(measurement.contrastDeltaE00), measurement.contrastDeltaE00 && 'CIEDE2000 colour difference')}${card('Hairs', maybe(measurement.hairsPerCm2), measurement.hairsPerCm2 && 'visible shafts')}${card('Follicular units', maybe(measurement.follicularUnitsPerCm2))}${card('Shaft width', maybe(measurement.shaftWidthUm))}${card('Scale', printed(scale.pxPerMm), METHODS[scale.method] ?? scale.method)}${card('Area measured', maybe(measurement.zoneAreaMm2), `at ${pxPerMm.value} px/mm (${pxPerMm.interval}), tier ${TIERS[measurement.tier]}`)}</dl>
</section>`;
}

/** The note that says why a measure is missing; a reason of our own where the plan holds none. */
function reasonFor({ codes, about }: (typeof NULLABLE)[number], notes: readonly Note[], { scale, measurement }: Plan): string {
  for (const code of codes) {
    const exact = notes.find((note) => note.code === code);
    if (exact !== undefined) return exact.message;
  }
  const likely = notes.find(({ code, message }) => about.test(code) || about.test(message));
  if (likely !== undefined) return likely.message;
  return `The plan gives no reason of its own. This photo has ${printed(scale.pxPerMm).value} px/mm (${TIERS[measurement.tier]}); a closer, sharper photo with a scale may show it.`;
}

export function missingSection(plan: Plan): Html {
  const { measurement } = plan;
  const notes = [...measurement.notes, ...plan.notes];
  const missing = NULLABLE.filter(({ field }) => measurement[field] === null);
  const rows = missing.map(
    (measure) => html`<div><dt>${measure.title}</dt><dd>not from this photo: ${reasonFor(measure, notes, plan)}</dd></div>\n`,
  );
  return html`<section aria-labelledby="missing">
<h2 id="missing">What could not be had from this photo</h2>
${missing.length === 0 ? html`<p>Every measure that this report knows could be taken from this photo; how well, the intervals say.</p>` : html`<dl class="missing">${rows}</dl>`}
<p>A photo says nothing of what lies under the surface: depth, how well this skin keeps pigment, and how the hair will go on are assumptions with intervals. The report does not judge the health of skin or hair.</p>
</section>`;
}

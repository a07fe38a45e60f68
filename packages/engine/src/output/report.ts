/**
 * One self-contained page to hand to a client and a dermatologist alike. It fetches nothing: pictures are data URIs, style and script are inline,
 * and the policy in its head forbids the rest. The same plan and pictures give the same bytes.
 */
import type { Advice } from '../advise/advice.ts';
import type { Plan } from '../document/schema.ts';
import { type SunPoint, yearsOfPlan } from '../forecast/outlook.ts';
import { CHART_STYLE } from './charts/chart-style.ts';
import type { Charts } from './charts/charts.ts';
import { answersSection, cited, sourcesList } from './report-answers.ts';
import { checkSection } from './report-check.ts';
import { comparedSources, compareSection } from './report-compare.ts';
import { forecastSection } from './report-forecast.ts';
import { futureSection } from './report-future.ts';
import { hairSection } from './report-hair.ts';
import { type Html, html } from './report-html.ts';
import { missingSection, numbersSection } from './report-measured.ts';
import { notesSection } from './report-notes.ts';
import { figure, INTERVAL, printed, writtenDate } from './report-numbers.ts';
import { recipesSection } from './report-recipes.ts';
import { seenSection } from './report-seen.ts';
import { lookSection, type ReportPictures, SLIDER_SCRIPT } from './report-slider.ts';
import type { StripPicture } from './report-strip.ts';
import { REPORT_STYLE } from './report-style.ts';
import { hairlineSection, sessionsSection, zonesSection } from './report-tables.ts';
import { thinningSection } from './report-thinning.ts';

export type { ReportPictures } from './report-slider.ts';

const MODES: Readonly<Record<Plan['mode'], string>> = {
  density: 'Density: the hair stays, dots darken the scalp under it',
  shaved: 'Shaved: the hair is clipped short, dots continue it',
};

function header(plan: Plan): Html {
  const id = plan.sha256.slice(0, 12);
  return html`<header>
<p class="eyebrow">Stubble</p>
<h1>Plan for scalp micropigmentation</h1>
<p class="byline">${plan.date === null ? null : html`<time datetime="${plan.date}">${writtenDate(plan.date)}</time> · `}Plan <span class="id">${id}</span></p>
<p class="lead">What the photo shows, what is planned, and what may be expected as it heals and ages. Pictures of the future are simulations. Numbers come with the interval in which they are believed to lie. Nothing here is a promise.</p>
<p class="mode"><strong>${MODES[plan.mode]}.</strong> ${plan.modeReason}</p>
</header>`;
}

function methodSection({ dotModel, scale }: Plan, further: readonly string[]): Html {
  const rows: readonly (readonly [string, Html])[] = [
    ['Depth of the pigment', figure(printed(dotModel.depthMm))],
    ['Carbon of a healed dot', figure(printed(dotModel.loadGPerM2))],
    ['Dot diameter, fresh', figure(printed(dotModel.freshDiameterMm))],
    ['Dot diameter, healed', figure(printed(dotModel.healedDiameterMm))],
    ['Sun on the bare vertex', figure(printed(dotModel.sunSedPerYear))],
    ['Scale', figure(printed(scale.pxPerMm))],
  ];
  return html`<section aria-labelledby="method">
<h2 id="method">Method and sources</h2>
<p>Length comes from the scale of the photo and an ellipsoid laid under the outline of the head, so that dots are spaced on the skin and not in the picture. A dot multiplies the light of the skin under it: by how much follows from light followed through skin of this melanin and blood past carbon at its depth. Hair lies over the dots. Dots keep a distance from each other and from the roots that the photo shows.</p>
<p>Ink above the junction is shed with the epidermis, some goes by lymph, cells gather the rest into clumps that tint less, and from then on it drains and spreads (d² = d₀² + 32 D t), faster in sun. How dark that looks follows from the light in skin. The starting values come from animal work, from tattoos, from practice and from small studies${cited('liu', 'nguyen', 'baranska', 'practice')}; intervals are Monte Carlo over their ranges.</p>
<dl class="facts">
${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<h3>Sources</h3>
${sourcesList(further)}
<p>Most were read as abstracts. Evidence on scalp micropigmentation is thin: small series, months of follow-up, many statements of clinics.</p>
</section>`;
}

function rawSection(plan: Plan): Html {
  const { photo, stages } = plan;
  return html`<section aria-labelledby="raw">
<h2 id="raw">Raw data</h2>
<p>Every input, every number and every dot is in the file <code>plan.stubble.json</code>, made together with this report and kept beside it. It is plain JSON, described in <code>docs/plan-format.md</code>. No path and no name of a client is in it.</p>
<dl class="raw">
<div><dt>SHA-256 of the plan</dt><dd><code>${plan.sha256}</code></dd></div>
<div><dt>SHA-256 of the photo’s pixels</dt><dd><code>${photo.pixelsSha256}</code> (${photo.widthPx} × ${photo.heightPx} px)</dd></div>
<div><dt>Made with</dt><dd>${plan.app}, seed ${plan.seed}; stages ${stages.map(({ name, version }) => `${name} ${version}`).join(', ')}</dd></div>
<div><dt>Interval</dt><dd>“low to high” is the ${INTERVAL}: one case in ten is expected below it and one in ten above. Measured numbers carry the error of the scale; forecast numbers carry the spread of published and practice figures.</dd></div>
</dl>
</section>`;
}

/** What the report shows beside the plan itself. */
export interface ReportParts {
  readonly charts: Charts;
  /** A piece of the scalp at days and years; none where the plan has no dots in the photo. */
  readonly strip: readonly StripPicture[];
  /** The first refresh by the client's sun. */
  readonly bySun: readonly SunPoint[];
  /** Without it the report says nothing of the own hair and of other options. */
  readonly future: Advice['future'] | null;
  /** Without it the report says nothing of how the plan is seen and of what practice objects to. */
  readonly judged: Omit<Advice, 'future'> | null;
}

export function reportHtml(plan: Plan, pictures: ReportPictures, { charts, strip, bySun, future, judged }: ReportParts): string {
  const zones = plan.forecast ?? yearsOfPlan(plan);
  const title = plan.date === null ? 'Plan for scalp micropigmentation' : `Plan for scalp micropigmentation, ${writtenDate(plan.date)}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${REPORT_STYLE}${CHART_STYLE}</style>
</head>
<body>
${header(plan)}
<main>
${lookSection(pictures)}
${numbersSection(plan)}
${missingSection(plan)}
${thinningSection(plan)}
${sessionsSection(plan)}
${zonesSection(plan)}
${hairlineSection(plan)}
${recipesSection(plan)}
${judged === null ? null : seenSection(plan, judged)}
${judged === null ? null : checkSection(plan, judged.findings)}
${forecastSection(zones, plan.dotModel.life, { charts, strip, bySun })}
${future === null ? null : hairSection(plan, future, charts)}
${future === null ? null : futureSection(plan, future, charts)}
${future === null ? null : compareSection(future, charts)}
${answersSection(zones)}
${notesSection(plan)}
${methodSection(plan, future === null ? [] : comparedSources(future.comparison))}
${rawSection(plan)}
</main>
<footer><p>A planning aid made from one photo. It shows what may be expected, with its doubts; it does not replace the eyes of a practitioner or a doctor.</p></footer>
<script>${SLIDER_SCRIPT}</script>
</body>
</html>
`.markup;
}

/** The same piece of scalp at several days side by side: the first month, and the years with the ends of their interval. */
import type { Outlook } from '../forecast/forecast.ts';
import { DAYS_PER_YEAR } from '../units.ts';
import { type Html, html } from './report-html.ts';
import { checkedPicture } from './report-slider.ts';

export interface StripPicture {
  readonly atDays: number;
  readonly outlook: Outlook;
  /** JPEG or PNG data URI. */
  readonly uri: string;
}

/** The first month. */
const LAST_DAY = 30;
const ROWS: readonly { readonly outlook: Outlook; readonly name: string }[] = [
  { outlook: 'most', name: 'Dark end' },
  { outlook: 'likely', name: 'Likely' },
  { outlook: 'least', name: 'Pale end' },
];

function named(atDays: number): string {
  if (atDays === 0) return 'Fresh';
  if (atDays <= LAST_DAY) return `Day ${atDays}`;
  const years = Math.round(atDays / DAYS_PER_YEAR);
  if (years === 0) return 'Healed';
  return `${years} ${years === 1 ? 'year' : 'years'}`;
}

/** Nothing where there are no pictures. */
export function stripFigure(strip: readonly StripPicture[], part: 'days' | 'years'): Html | null {
  const pictures = strip.filter(({ atDays }) => (part === 'days') === atDays <= LAST_DAY);
  if (pictures.length === 0) return null;
  const rows = ROWS.filter(({ outlook }) => pictures.some((one) => one.outlook === outlook));
  const ends = rows.length > 1;
  const days = [...new Set(pictures.map(({ atDays }) => atDays))].sort((a, b) => a - b);
  const caption =
    part === 'days'
      ? 'Simulations: a piece of this scalp in the first month after a session. Redness and crusts pass; about a week on, dots look pale and patchy.'
      : 'Simulations: the same piece, left alone without a refresh, between the pale and the dark end of the forecast. Own hair is drawn as it is today.';
  return html`<figure class="strip">
<div class="scroll" tabindex="0" role="region" aria-label="${part === 'days' ? 'The first month' : 'The years'} in pictures">
${rows.map(
  ({ outlook, name }) => html`<div class="strip-row">${ends ? html`<span class="strip-name">${name}</span>` : null}
${days.map((atDays) => {
  const found = pictures.find((one) => one.outlook === outlook && one.atDays === atDays);
  if (found === undefined) return html`<span class="strip-cell"></span>`;
  return html`<span class="strip-cell"><img src="${checkedPicture(named(atDays), found.uri)}" alt="Simulation: ${named(atDays)}${ends ? `, ${name.toLowerCase()} of the forecast` : ''}"><span>${named(atDays)}</span></span>`;
})}</div>
`,
)}</div>
<figcaption>${caption}</figcaption>
</figure>`;
}

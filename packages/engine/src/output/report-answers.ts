/** What is often said of scalp micropigmentation, what can honestly be answered, and the publications behind it: the claims of `compare/`, grouped. */
import { claimOf } from '../compare/claims.ts';
import { SOURCES, type Source } from '../compare/sources.ts';
import type { DotYears } from '../forecast/years.ts';
import { printedRefresh } from './report-forecast.ts';
import { type Html, html, joined } from './report-html.ts';
import { inWords } from './report-numbers.ts';

interface Answer {
  readonly said: string;
  readonly verdict: string;
  /** Claims whose answers are read one after the other. */
  readonly claims: readonly string[];
}

/** Every claim stands in one answer. */
export const ANSWERS: readonly Answer[] = [
  { said: 'The scalp stands out less, and the hair looks full.', verdict: 'Fair, but for the hair', claims: ['C1', 'C5'] },
  { said: 'It is not a tattoo.', verdict: 'Not so', claims: ['C6'] },
  { said: 'The pigment stays in the epidermis, in its fifth layer.', verdict: 'Not so', claims: ['C8'] },
  { said: 'It cannot spread or change colour.', verdict: 'It can', claims: ['C7', 'C10'] },
  { said: 'The pigment is organic.', verdict: 'Unclear', claims: ['C9'] },
  { said: 'It lasts four to ten years, then it is gone.', verdict: 'Open', claims: ['C11'] },
  { said: 'It only depends on the sun.', verdict: 'Partly', claims: ['C12'] },
  { said: 'There is no guessing: it always works.', verdict: 'No promise', claims: ['C17', 'C13', 'C16'] },
  { said: 'Hair is lost as its roots shrink, and we see it when the scalp shows.', verdict: 'Mostly', claims: ['C4', 'C2', 'C3'] },
  { said: 'Everything else is a waste.', verdict: 'Not so', claims: ['C14', 'C15'] },
  { said: 'You see the result the very same day.', verdict: 'Half true', claims: ['C18'] },
  { said: 'It is not surgery, so nothing can happen.', verdict: 'Half true', claims: ['C19'] },
];

/** Of the whole list only what the report leans on, in the order of the list. */
const CITED = SOURCES.filter(({ id }) => ANSWERS.some(({ claims }) => claims.some((claim) => claimOf(claim).sources.includes(id))));

/**
 * Raised source numbers, e.g. after a sentence. Throws a RangeError for a source that neither a claim has nor `further` names.
 * @param further publications that are listed after those of the claims
 */
export function citing(further: readonly string[]): (...ids: readonly string[]) => Html {
  const listed = listedWith(further);
  const placeOf = (id: string): number => {
    const place = listed.findIndex((source) => source.id === id) + 1;
    if (place === 0) throw new RangeError(`the report does not list the source ${id}`);
    return place;
  };
  const citation = (place: number): Html => html`<a href="#source-${place}" aria-label="Source ${place}">${place}</a>`;
  return (...ids) => {
    const places = ids.map(placeOf).sort((a, b) => a - b);
    return html`<sup class="cited">${joined(places.map(citation), html`, `)}</sup>`;
  };
}

/** The same of the claims' own: `cited('liu', 'practice')`. */
export const cited = citing([]);

function listedWith(further: readonly string[]): readonly Source[] {
  return [...CITED, ...SOURCES.filter((source) => further.includes(source.id) && !CITED.includes(source))];
}

/** What this plan adds to an answer that otherwise holds for all. */
function ofThisPlan(claim: string, zones: readonly DotYears[]): Html | null {
  if (claim !== 'C11') return null;
  return html` This plan’s forecast is ${inWords(printedRefresh(zones))} from the last session to a first refresh.`;
}

export function answersSection(zones: readonly DotYears[]): Html {
  const answered = (claim: string): Html => html`${claimOf(claim).shown}${ofThisPlan(claim, zones)}`;
  return html`<section aria-labelledby="answers">
<h2 id="answers">Often said, honestly answered</h2>
<div class="answers">
${ANSWERS.map(
  ({ said, verdict, claims }) => html`<article class="answer">
<h3>“${said}”</h3>
<p><strong class="verdict">${verdict}.</strong> ${joined(claims.map(answered), html` `)}${cited(...new Set(claims.flatMap((claim) => claimOf(claim).sources)))}</p>
</article>
`,
)}</div>
</section>`;
}

/** Links are followed only when clicked; nothing is fetched by the page itself. @param further as for `citing` */
export function sourcesList(further: readonly string[] = []): Html {
  return html`<ol class="sources">
${listedWith(further).map(
  (
    { text, doi },
    i,
  ) => html`<li id="source-${i + 1}">${text}${doi === undefined ? null : html` <a href="https://doi.org/${doi}" rel="noreferrer">doi:${doi}</a>`}</li>
`,
)}</ol>`;
}

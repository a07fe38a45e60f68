/** How the plan is seen: from how far the zone stands out, what the fewest dots were looked for by, and how easily dots would be told from own hair. */
import type { Advice } from '../advise/advice.ts';
import type { PlanDetectability } from '../advise/detect/of-plan.ts';
import type { Tell } from '../advise/detect/terms.ts';
import { DISTANCES_M, SEEN_THRESHOLD_DELTA_E00, type SeenContrast } from '../advise/seen/as-seen.ts';
import type { Plan } from '../document/schema.ts';
import type { Estimate } from '../estimate.ts';
import { type Html, html } from './report-html.ts';
import { notesList } from './report-notes.ts';
import { figure, number, printed } from './report-numbers.ts';
import { table } from './report-tables.ts';

const PLACES: Readonly<Record<(typeof DISTANCES_M)[number], string>> = { 0.3: 'a mirror, 0.3 m', 1: 'talk, 1 m', 2: 'a room, 2 m' };
const TELL_NAMES: Readonly<Record<Tell, string>> = {
  spacing: 'Spacing',
  size: 'Size',
  tone: 'Evenness of tone',
  front: 'Front edge',
  colour: 'Colour',
};

export function seenSection(plan: Plan, { seen, detectability }: Pick<Advice, 'seen' | 'detectability'>): Html {
  return html`<section aria-labelledby="as-seen">
<h2 id="as-seen">As the eye sees it</h2>
<p class="lead">How far the thin scalp differs in colour from the client’s own fuller hair beside it, as the eye sees both from three distances. From about ΔE00 ${number(SEEN_THRESHOLD_DELTA_E00)} on it stands out; below that, the look of the whole counts for more than the difference. Intervals are those of the photo; after five years the forecast’s own come on top.</p>
${contrastTable(seen.contrasts)}
${notesList(seen.notes)}
${leastParagraph(plan)}
<h3>Close by: would dots be told from hair?</h3>
<p>A score from what is known to give dots away under a lens: 0 where nothing tells them from the client’s own shaven hair, 100 where anyone could. It speaks of a close look, as in a mirror. Its weights are our judgement.</p>
${detectTable(detectability)}
${notesList(detectability.notes)}
</section>`;
}

const STATES = [
  ['before', 'Before'],
  ['healed', 'Healed'],
  ['year5', 'After five years'],
] as const;

function contrastTable(contrasts: readonly SeenContrast[]): Html | null {
  if (contrasts.length === 0) return null;
  const at = (state: (typeof STATES)[number][0], distanceM: number): SeenContrast | undefined =>
    contrasts.find((one) => one.state === state && one.distanceM === distanceM);
  const own = (distanceM: number): Estimate | null => at('before', distanceM)?.ownDeltaE00 ?? null;
  return table(
    'Difference of the zone from the hair beside it, ΔE00',
    [{ head: 'From' }, ...STATES.map(([, head]) => ({ head })), { head: 'Healed, nearer by' }, { head: 'Hair from itself' }],
    DISTANCES_M.map((distanceM) => [
      PLACES[distanceM],
      ...STATES.map(([state]) => shown(at(state, distanceM)?.deltaE00 ?? null)),
      shown(at('healed', distanceM)?.nearerBy ?? null),
      shown(own(distanceM)),
    ]),
  );
}

function shown(estimate: Estimate | null): Html | string {
  return estimate === null ? '–' : figure({ ...printed(estimate, 1), unit: '' });
}

function leastParagraph({ notes }: Plan): Html | null {
  const said = notes.find(({ code }) => code === 'least-that-does' || code === 'does-not-stand-out' || code === 'no-hair-to-match');
  return said === undefined
    ? null
    : html`<h3>The fewest dots</h3>\n<p>${said.message} This is the mean over the whole zone, by a plain mixing of skin and hair that can be asked for any number of dots; the table above is of the pictures, where hair is thin.</p>`;
}

function detectTable({ now, fiveYears, afterTwoRefreshes }: Advice['detectability']): Html | null {
  const columns: readonly (readonly [string, PlanDetectability | null])[] = [
    ['Healed', now],
    ['After five years', fiveYears],
    ['After two refreshes', afterTwoRefreshes],
  ];
  if (now === null) return null;
  const percents = (estimate: Estimate | null | undefined): Html | string =>
    estimate == null
      ? '–'
      : figure({
          ...printed({ ...estimate, value: 100 * estimate.value, low: 100 * estimate.low, high: 100 * estimate.high }, 0),
          unit: '',
        });
  return html`${table(
    'Score of 0 to 100, and its parts',
    [{ head: 'Tell' }, ...columns.map(([head]) => ({ head })), { head: 'Healed', words: true }],
    [
      ['All together', ...columns.map(([, found]) => (found === null ? '–' : figure({ ...printed(found.score, 0), unit: '' }))), ''],
      ...now.tells.map(({ tell, says }) => [
        TELL_NAMES[tell],
        ...columns.map(([, found]) => percents(found?.tells.find((one) => one.tell === tell)?.score)),
        says,
      ]),
    ],
  )}`;
}

/**
 * `npm run bench:seen [-- --lights photo,office,sun,flash --ends]`: how far the zone stands out from the hair beside it as the eye sees both, before, healed and after five years,
 * from a mirror, in talk and across a room; on a synthetic head and on real ones where they lie beside the repository.
 */
import { parseArgs } from 'node:util';
import { LIGHTS, type Light } from '@stubble/engine';
import { inside } from './inside.js';
import { type Planned, phantom, planned, plannedPhoto } from './picture/planned.js';

const { asSeen, DISTANCES_M, SEEN_THRESHOLD_DELTA_E00 } =
  await inside<typeof import('../packages/engine/dist/advise/seen/as-seen.js')>('advise/seen/as-seen.js');

const STATES = ['before', 'healed', 'year5'] as const;
const PHOTOS: readonly string[] = [
  'phone-02-diffuse-thinning-topdown.jpg',
  'phone-03-vertex-thinning-topdown.jpg',
  'phone-04-buzzcut-forelock.jpg',
];

const { values } = parseArgs({
  options: { lights: { type: 'string', default: 'photo,office,sun,flash' }, ends: { type: 'boolean', default: false } },
});
/** The forecast's ends widen the intervals and take three pictures in place of one. */
const { ends } = values;
const lights = values.lights.split(',').filter((name): name is Light | 'photo' => ['photo', ...LIGHTS].includes(name));

interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

function text(estimate: Estimated | null): string {
  if (estimate === null) return '–';
  const [value, low, high] = [estimate.value, estimate.low, estimate.high].map((v) => v.toFixed(1));
  return `${value} (${low}–${high})`;
}

function show(name: string, treated: Planned | null): void {
  if (treated === null) return;
  const { photo, plan, dots } = treated;
  const started = performance.now();
  const { contrasts, reference, notes } = asSeen(photo, plan, dots, { states: STATES, lights, ...(ends ? {} : { outlook: 'likely' }) });
  const seconds = (performance.now() - started) / 1000;
  console.log(
    `\n${name}: ${photo.width} × ${photo.height} px, ${plan.surface.pxPerMm.toFixed(1)} px/mm, ${plan.mode}, ${dots.count} dots; ${seconds.toFixed(0)} s`,
  );
  if (reference !== null)
    console.log(
      `hair beside it: ${reference.seenCm2.toFixed(0)} cm² as seen, up to ${reference.reachMm.toFixed(0)} mm away, ${(100 * reference.shareOfFull).toFixed(0)} % of full, tilt ${reference.tiltDegrees.toFixed(0)}° (zone ${reference.zoneTiltDegrees.toFixed(0)}°)`,
    );
  for (const { severity, message } of notes) console.log(`${severity}: ${message}`);
  if (contrasts.length === 0) return;
  console.table(
    lights.flatMap((light) =>
      DISTANCES_M.map((distanceM) => {
        const row: Record<string, string> = { light, from: `${distanceM} m` };
        for (const state of STATES) {
          const found = contrasts.find((c) => c.state === state && c.light === light && c.distanceM === distanceM);
          if (found === undefined) continue;
          const mark = found.deltaE00.value < SEEN_THRESHOLD_DELTA_E00 ? '' : ' *';
          row[state] = `${text(found.deltaE00)}${mark}`;
          row[`${state}, tone`] = text(found.tone);
          if (state === 'before') row['hair, itself'] = text(found.ownDeltaE00);
          else row[`${state}, nearer`] = text(found.nearerBy);
        }
        return row;
      }),
    ),
  );
}

console.log(`ΔE00 between zone and hair beside it, 80 % interval; * from ${SEEN_THRESHOLD_DELTA_E00} on it stands out.`);
for (const [stage, hairLengthMm] of [
  [5, 3],
  [4, 1],
] as const) {
  const made = phantom({ stage, hairLengthMm, pxPerMm: 8 });
  show(`synthetic head, stage ${stage}, ${hairLengthMm} mm`, await planned(made.photo));
}
for (const name of PHOTOS) show(name, await plannedPhoto(name, {}));

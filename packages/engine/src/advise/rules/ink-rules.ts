/** Rules on the ink and on the course of the work: shade, depth, tone from session to session, shares of the sessions. */
import type { RecipeRecord } from '../../document/schema.ts';
import { between, type Estimate } from '../../estimate.ts';
import { atLeast, atMost, inWords, type Opinion, type Rule, untold, worst, ZONE_WORDS } from './finding.ts';
import type { PlanSeen } from './seen.ts';

/** Least parts of water to one of pigment on skin of types I and II, by hair [P, low]; grey hair wants a middling ash [A]. */
const LEAST_WATER: Readonly<Record<string, number>> = { blond: 18, red: 18, grey: 18 };
const LEAST_WATER_OTHERWISE = 10;
const FAIR_TYPES: readonly string[] = ['I', 'II'];
/** Ink above this sheds with the epidermis, below that it spreads and looks blue [P]. */
const DEPTH_MM = { least: 0.1, most: 0.5 };
/** Recipes are told to the hundredth of a millimetre; no needle is held to less. */
const DEPTH_STEPS_PER_MM = 100;
/** Session against session: as dark or darker than the first, by no more than a step of dilution, about half as dark again [A]. */
const TONE = { level: 1.05, step: 1.5 };
/** 30, 70 and all of the dots after the first, second and third session [M]; more than this in the first leaves nothing to decide [A]. */
const FIRST_SHARE = { doubt: 0.4, most: 0.5 };
const SESSIONS = { least: 3, most: 5 };
const Z80 = 1.2816;

export const shadeOnFairSkin: Rule<PlanSeen> = {
  reason:
    'On fair skin dark ink reads blue, and it cannot be made lighter. Fair hair shaved is a grey shadow, lighter than the hair itself.',
  source:
    'Clinics’ pages (practice) and forums; the parts of water are a starting chart from memory, low certainty. Blue by depth: Arch Dermatol 2006 (paper).',
  look({ skinType, plan }) {
    const limit = `On skin of types I and II at least 1:${LEAST_WATER_OTHERWISE}, for blond, red and grey hair 1:${LEAST_WATER.blond}.`;
    if (skinType === null) return untold('The skin type is not known: say it with --skin.', limit);
    const from = skinType.given ? '' : ', read from the photo';
    if (!FAIR_TYPES.includes(skinType.type))
      return {
        verdict: 'keeps',
        says: `The skin is of type ${skinType.type}${from}: the rule is one for fair skin.`,
        measured: null,
        limit,
      };
    if (plan.recipes.length === 0) return untold('The plan holds no recipe.', limit);
    const judged = plan.recipes.map((recipe) => {
      const least = LEAST_WATER[recipe.hair] ?? LEAST_WATER_OTHERWISE;
      return { recipe, least, verdict: atLeast(recipe.waterParts, least) };
    });
    const { recipe, least } = judged.reduce((worse, one) =>
      one.recipe.waterParts.value / one.least < worse.recipe.waterParts.value / worse.least ? one : worse,
    );
    const verdict = worst(judged.map((one) => one.verdict));
    return {
      verdict,
      says: `For ${recipe.hair.replace('-', ' ')} hair on skin of type ${skinType.type}${from} the recipe is 1:${inWords(recipe.waterParts, '')}, and should be no darker than 1:${least}.${blueSaid(recipe, plan.measurement.skin.lab)}${verdict === 'doubt' ? ' Test it on a patch and look at it healed.' : ''}`,
      measured: recipe.waterParts,
      limit,
    };
  },
};

export const tooDeep: Rule<PlanSeen> = {
  reason: 'Deep ink spreads sideways, the dot doubles, and the skin above it turns it blue. Neither goes away by itself.',
  source: 'Textbook chapter on micropigmentation and Brandwood, TeamMicro (practice); colour by depth: Arch Dermatol 2006 (paper).',
  look: (seen) => depthOpinion(seen, `Pigment no deeper than ${DEPTH_MM.most} mm.`, (depth) => atMost(depth, DEPTH_MM.most), 1),
};

export const tooShallow: Rule<PlanSeen> = {
  reason: 'Ink in the epidermis is carried up and shed in weeks: the work fades to nothing, and unevenly.',
  source: 'Rassman 2015 (paper) and clinics; scalp epidermis of 60 to 100 µm: Xu 2017 (paper) and practice.',
  look: (seen) =>
    depthOpinion(seen, `Pigment no shallower than ${DEPTH_MM.least.toFixed(2)} mm.`, (depth) => atLeast(depth, DEPTH_MM.least), -1),
};

export const lightestFirst: Rule<PlanSeen> = {
  reason:
    'Ink can be added and not taken away. The first session shows what this skin keeps; only then is it known how dark the next may be.',
  source: 'Skalptec, Ink2Scalp and others (practice), of one voice; the size of a step is our judgement.',
  look({ dots }) {
    const limit = `No session lighter than the one before it by more than ${Math.round(100 * (TONE.level - 1))} %, none darker by more than half.`;
    const sessions = [...new Set(dots.session)].sort((p, q) => p - q);
    if (sessions.length < 2) return untold('The plan has a single session.', limit);
    const tones = sessions.map((session) => toneOf(dots.tone, dots.session, session));
    const steps = tones.slice(1).map((tone, k): Estimate => {
      const ratio = tone.mean / Math.max(1e-6, tones[k].mean);
      const sd = ratio * Math.sqrt((tone.error / Math.max(1e-6, tone.mean)) ** 2 + (tones[k].error / Math.max(1e-6, tones[k].mean)) ** 2);
      return between(ratio, Math.max(0, ratio - Z80 * sd), ratio + Z80 * sd, 'ratio');
    });
    const verdicts = steps.map((step) => worst([atLeast(step, 1 / TONE.level), atMost(step, TONE.step)]));
    const verdict = worst(verdicts);
    const shown = verdicts.indexOf(verdict);
    return {
      verdict,
      says: `Session ${sessions[shown + 1]} is ${inWords(steps[shown], 'times', 2)} as dark as session ${sessions[shown]}, dot by dot.`,
      measured: steps[shown],
      limit,
    };
  },
};

export const sessions: Rule<PlanSeen> = {
  reason: 'Built up over three sessions, each looked at healed, the work can be stopped where it is enough. Laid at once it is a guess.',
  source: 'Liu 2025 (paper): 30, 70 and all after three sessions; clinics: three are the norm, two to five are quoted.',
  look({ dots }) {
    const limit = `${SESSIONS.least} to ${SESSIONS.most} sessions, and about 30 % of the dots in the first (at most ${100 * FIRST_SHARE.doubt} %).`;
    if (dots.count === 0) return untold('The plan lays no dots.', limit);
    const counts = new Map<number, number>();
    for (const session of dots.session) counts.set(session, (counts.get(session) ?? 0) + 1);
    const numbers = [...counts.keys()].sort((p, q) => p - q);
    const first = (counts.get(numbers[0]) ?? 0) / dots.count;
    const measured = between(first, first, first, 'share');
    let laid = 0;
    const after = numbers.slice(0, -1).map((session) => {
      laid += counts.get(session) ?? 0;
      return `${Math.round((100 * laid) / dots.count)} % of the dots are laid after session ${session}`;
    });
    const odd = numbers.length < SESSIONS.least || numbers.length > SESSIONS.most;
    const verdict = first > FIRST_SHARE.most ? 'breaks' : odd || first > FIRST_SHARE.doubt ? 'doubt' : 'keeps';
    return {
      verdict,
      says: `${numbers.length === 1 ? 'One session lays all dots' : `${after.join(', ')}, and all after session ${numbers[numbers.length - 1]}`}. A plan holds no days: leave 10 to 14 between sessions, and never less than 7.`,
      measured,
      limit,
    };
  },
};

function depthOpinion({ plan }: PlanSeen, limit: string, judge: (depth: Estimate) => Opinion['verdict'], side: 1 | -1): Opinion {
  const depths = plan.recipes.length === 0 ? [{ depthMm: plan.dotModel.depthMm, zones: [] }] : plan.recipes;
  const told = (v: number): number => Math.round(v * DEPTH_STEPS_PER_MM) / DEPTH_STEPS_PER_MM;
  const judged = depths.map(({ depthMm: { value, low, high }, zones }) => {
    const depth = between(told(value), told(low), told(high), 'mm');
    return { depth, zones, verdict: judge(depth) };
  });
  const shown = judged.reduce((worse, one) => (side * one.depth.value > side * worse.depth.value ? one : worse));
  return {
    verdict: worst(judged.map((one) => one.verdict)),
    says: `The ink is planned at ${inWords(shown.depth, 'mm', 2)} below the surface${shown.zones.length === 0 ? '' : ` (${shown.zones.map((zone) => ZONE_WORDS[zone] ?? zone).join(', ')})`}.`,
    measured: shown.depth,
    limit,
  };
}

/** How far the middle of a healed dot lies from its skin on the way from yellow to blue. */
function blueSaid({ depthErrors }: RecipeRecord, skinLab: readonly number[]): string {
  const planned = depthErrors.find(({ offMm }) => offMm === 0);
  if (planned === undefined) return '';
  const shift = planned.lab[2] - skinLab[2];
  return ` The middle of a healed dot is ${Math.abs(shift).toFixed(0)} b* ${shift < 0 ? 'bluer' : 'yellower'} than the skin.`;
}

function toneOf(tone: Float32Array, session: Uint8Array, which: number): { readonly mean: number; readonly error: number } {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i < tone.length; i++) {
    if (session[i] !== which) continue;
    count++;
    sum += tone[i];
    squares += tone[i] * tone[i];
  }
  const mean = sum / count;
  return { mean, error: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
}

/** The marks of a tile as its picture takes them: hairs of shaven units, or healed dots of a recipe that is matched to that hair. */
import type { DotModel } from '../document/schema.ts';
import { dotModelFor, HEALED_DAY } from '../forecast/forecast.ts';
import { dotTraits } from '../layout/dot-traits.ts';
import type { Places } from '../layout/scene.ts';
import { type Hair, hairsOfUnit } from '../phantom/hairs.ts';
import type { Random } from '../random.ts';
import { dotKinds, kindOf } from '../render/dot-kinds.ts';
import { type SeenDot, seenSpread } from '../render/dots-in-skin.ts';
import { handScatter } from '../render/hand.ts';
import { ONE_SKIN } from '../render/local-skin.ts';
import type { DotGaussians } from '../skin/dot-gaussians.ts';
import { NATURAL_HAIR, type NaturalHair } from '../skin/hair-tone.ts';
import { USUAL_STROKE } from '../skin/needle.ts';
import { recipeFor } from '../skin/recipe.ts';
import type { Skin } from '../skin/tissue.ts';
import { BURIED_MM, type HairMarks, hairMarks, oblongOf } from './hair-mark.ts';
import { MARKS_PER_CM2 } from './places.ts';

export const INKS = ['hair', 'ink'] as const;
/** What makes the marks. */
export type Ink = (typeof INKS)[number];

export interface DrawnMarks {
  readonly dots: readonly SeenDot[];
  readonly kindOf: (kind: number) => DotGaussians;
}

/** Shaven closely: what stands out, the same over a tile. */
const STUBBLE_MM: readonly number[] = [0, 0.1, 0.2, 0.3];
/** Neighbours lean the same way, as far as this (phantom/macro-hair.ts). */
const HEADING = { ofUnit: 0.17, ofHair: 0.12 };
/** Hair leans 38° off the skin (phantom/macro-hair.ts): what stands out has its middle so far before the opening, and what is buried lies so far behind it. */
const BEFORE_PER_MM = 0.39;
const BEHIND_PER_MM = 1.28;
const BURIED_OBLONG = 0.3;
/** What is drawn of one hair. */
const PARTS = 1 + BURIED_MM.length;
/** Kinds of hair that are told apart: breadths and pigments. */
const WIDTHS_UM: readonly number[] = [20, 35, 50, 60, 70, 80, 90, 105];
const PIGMENTS: readonly number[] = [0.76, 0.88, 1, 1.12, 1.24];
/** Pigment from hair to hair, 0.7–1.3 (phantom/tones.ts). */
const PIGMENT = { least: 0.7, range: 0.6 };

export function hairsAt(places: Places, skin: Skin, hair: NaturalHair, pxPerMm: number, random: Random): DrawnMarks {
  const lengthMm = STUBBLE_MM[random.below(STUBBLE_MM.length)];
  const marksOf = once(`hair ${JSON.stringify(skin)} ${hair} ${lengthMm}`, () => hairKinds(skin, hair, lengthMm));
  const main = 2 * Math.PI * random.next();
  const dots: SeenDot[] = [];
  for (let i = 0; i < places.xMm.length; i++) {
    const heading = main + HEADING.ofUnit * random.normal();
    for (const one of hairsOfUnit(1, random)) {
      const kind = nearest(WIDTHS_UM, one.widthUm) * PIGMENTS.length + nearest(PIGMENTS, PIGMENT.least + PIGMENT.range * random.next());
      const along = heading + HEADING.ofHair * random.normal();
      const [x, y] = rootOf(places.xMm[i], places.yMm[i], one, heading);
      const at = (mm: number): SeenDot['at'] => [(x + mm * Math.cos(along)) * pxPerMm, (y + mm * Math.sin(along)) * pxPerMm];
      const lean = (oblong: number): SeenDot['spread'] => seenSpread(1, [1, 0], oblong, along);
      const oblong = oblongOf(WIDTHS_UM[Math.floor(kind / PIGMENTS.length)], lengthMm);
      dots.push({ at: at(BEFORE_PER_MM * lengthMm), cosTilt: 1, spread: lean(oblong), kind: PARTS * kind });
      BURIED_MM.forEach((depthMm, k) => {
        dots.push({ at: at(-BEHIND_PER_MM * depthMm), cosTilt: 1, spread: lean(BURIED_OBLONG), kind: PARTS * kind + 1 + k });
      });
    }
  }
  return {
    dots,
    kindOf: (kind) => {
      const { standing, buried } = marksOf(Math.floor(kind / PARTS));
      return kind % PARTS === 0 ? standing : buried[(kind % PARTS) - 1];
    },
  };
}

function hairKinds(skin: Skin, hair: NaturalHair, lengthMm: number): (kind: number) => HairMarks {
  const markOf = hairMarks(skin, lengthMm);
  const { eumelaninMgPerMl, pheomelaninMgPerMl } = NATURAL_HAIR[hair];
  const made = new Map<number, HairMarks>();
  return (kind) => {
    const pigment = PIGMENTS[kind % PIGMENTS.length];
    const melanin = { eumelaninMgPerMl: pigment * eumelaninMgPerMl, pheomelaninMgPerMl: pigment * pheomelaninMgPerMl };
    const one = made.get(kind) ?? markOf(melanin, WIDTHS_UM[Math.floor(kind / PIGMENTS.length)]);
    made.set(kind, one);
    return one;
  };
}

/** Hairs of a unit stand side by side across their heading, as in phantoms. */
function rootOf(xMm: number, yMm: number, hair: Hair, heading: number): readonly [number, number] {
  const [ux, uy] = [Math.cos(heading), Math.sin(heading)];
  return [xMm - uy * hair.xMm + ux * hair.yMm, yMm + ux * hair.xMm + uy * hair.yMm];
}

/** Healed dots at the planned depth, with the scatter of the planner and of the hand. */
export function inkAt(places: Places, skin: Skin, hair: NaturalHair, pxPerMm: number, random: Random): DrawnMarks {
  const { model, kinds } = once(`ink ${JSON.stringify(skin)} ${hair}`, () => inkKinds(skin, hair));
  const count = places.xMm.length;
  const { diameterMm, tone } = dotTraits(count, random.fork('traits'));
  const hand = handScatter(count, random.fork('hand'));
  const dots = Array.from(
    { length: count },
    (_, i): SeenDot => ({
      at: [(places.xMm[i] + hand.xMm[i]) * pxPerMm, (places.yMm[i] + hand.yMm[i]) * pxPerMm],
      cosTilt: 1,
      spread: seenSpread(1, [1, 0], hand.oblong[i], hand.direction[i]),
      kind: kindOf(
        {
          recipe: 0,
          depth: hand.depth[i],
          breadth: (diameterMm[i] / model.healedDiameterMm.value) * hand.breadth[i],
          tone: tone[i] * hand.ink[i],
          skin: 0,
          crusted: false,
        },
        ONE_SKIN,
      ),
    }),
  );
  return { dots, kindOf: kinds };
}

function inkKinds(skin: Skin, hair: NaturalHair): { readonly model: DotModel; readonly kinds: (kind: number) => DotGaussians } {
  const model = dotModelFor(skin, recipeFor(skin, NATURAL_HAIR[hair], USUAL_STROKE, 'usual', MARKS_PER_CM2));
  const kindsAt = dotKinds([model], HEALED_DAY, 'likely', ONE_SKIN);
  const made = new Map<number, DotGaussians>();
  return {
    model,
    kinds: (kind) => {
      const one = made.get(kind) ?? kindsAt(kind);
      made.set(kind, one);
      return one;
    },
  };
}

/** Many tiles are drawn of few skins: light is computed once for each. */
const KEPT = 48;
const kept = new Map<string, unknown>();
function once<T>(key: string, make: () => T): T {
  if (!kept.has(key)) {
    if (kept.size >= KEPT) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
    kept.set(key, make());
  }
  return kept.get(key) as T;
}

function nearest(values: readonly number[], value: number): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i] - value) < Math.abs(values[best] - value)) best = i;
  return best;
}

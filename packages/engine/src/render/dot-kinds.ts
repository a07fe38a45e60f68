/**
 * The kinds of dot that a plan's dots are sorted into at one day: by recipe, depth, breadth, tone, the skin they lie in, and whether they bear a crust.
 * The light in the skin is computed at a grid of depths, breadths and tones; kinds lie between.
 */
import type { DotModel } from '../document/schema.ts';
import { depositAt, HEALED_DAY, keptShare, type Outlook } from '../forecast/forecast.ts';
import { depositContrast } from '../skin/dot-contrast.ts';
import { type DotGaussians, type Gaussian, gaussiansOf, type Rgb } from '../skin/dot-gaussians.ts';
import { CRUST } from './fresh-skin.ts';
import type { SkinVariants } from './local-skin.ts';

/** Relative to the mean dot. Light is computed at the first and last and in the middle; dots beyond the ends count as at them. */
const AXES = {
  depth: { nodes: [0.56, 1, 1.44], kinds: 5 },
  breadth: { nodes: [0.58, 1.42], kinds: 5 },
  tone: { nodes: [0.4, 1, 2.2], kinds: 7 },
} as const;
type Axis = keyof typeof AXES;

export interface DotTrait {
  readonly recipe: number;
  readonly depth: number;
  readonly breadth: number;
  readonly tone: number;
  readonly skin: number;
  readonly crusted: boolean;
}

/** Number of the kind nearest to a dot. */
export function kindOf({ recipe, depth, breadth, tone, skin, crusted }: DotTrait, { count }: SkinVariants): number {
  const bins = AXES.depth.kinds * AXES.breadth.kinds * AXES.tone.kinds;
  const place = (bin('depth', depth) * AXES.breadth.kinds + bin('breadth', breadth)) * AXES.tone.kinds + bin('tone', tone);
  return ((recipe * count + skin) * 2 + (crusted ? 1 : 0)) * bins + place;
}

function bin(axis: Axis, value: number): number {
  const { nodes, kinds } = AXES[axis];
  const share = (value - nodes[0]) / (nodes[nodes.length - 1] - nodes[0]);
  return Math.round(Math.min(1, Math.max(0, share)) * (kinds - 1));
}

/**
 * @param models the dot of each recipe
 * @param atDays after the needle
 */
export function dotKinds(
  models: readonly DotModel[],
  atDays: number,
  outlook: Outlook,
  skins: SkinVariants,
): (kind: number) => DotGaussians {
  const nodes = new Map<number, DotGaussians>();
  const [B, T] = [AXES.breadth.nodes.length, AXES.tone.nodes.length];
  const node = (recipe: number, d: number, b: number, t: number): DotGaussians => {
    const key = ((recipe * AXES.depth.nodes.length + d) * B + b) * T + t;
    const made = nodes.get(key) ?? nodeAt(models[recipe], AXES.depth.nodes[d], AXES.breadth.nodes[b], AXES.tone.nodes[t], atDays, outlook);
    nodes.set(key, made);
    return made;
  };
  return (kind) => {
    const { depth, breadth, tone, crusted, skin, recipe } = partsOf(kind, skins);
    const shares: (readonly [DotGaussians, number])[] = [];
    for (const [d, sd] of between('depth', depth))
      for (const [b, sb] of between('breadth', breadth))
        for (const [t, st] of between('tone', tone)) if (sd * sb * st > 0) shares.push([node(recipe, d, b, t), sd * sb * st]);
    return blended(shares, skins.lossRatio(skin), crusted);
  };
}

function partsOf(kind: number, { count }: SkinVariants) {
  let rest = kind;
  const take = (size: number): number => {
    const part = rest % size;
    rest = Math.floor(rest / size);
    return part;
  };
  const tone = take(AXES.tone.kinds);
  const breadth = take(AXES.breadth.kinds);
  const depth = take(AXES.depth.kinds);
  const crusted = take(2) === 1;
  const skin = take(count);
  return { tone, breadth, depth, crusted, skin, recipe: rest };
}

/** The nodes on both sides of a bin, with their shares. */
function between(axis: Axis, binNumber: number): readonly (readonly [node: number, share: number])[] {
  const { nodes, kinds } = AXES[axis];
  const value = nodes[0] + ((nodes[nodes.length - 1] - nodes[0]) * binNumber) / (kinds - 1);
  let k = 0;
  while (k < nodes.length - 2 && value >= nodes[k + 1]) k++;
  const t = (value - nodes[k]) / (nodes[k + 1] - nodes[k]);
  return [
    [k, 1 - t],
    [k + 1, t],
  ];
}

/** Shallow ink is shed with the epidermis and deep ink is not: what a plan's mean dot loses is in its load already. */
function nodeAt(model: DotModel, depth: number, breadth: number, tone: number, atDays: number, outlook: Outlook): DotGaussians {
  const { skin, deposit } = depositAt(model, atDays, outlook);
  const depthMm = deposit.depthMm * depth;
  const days = Math.min(atDays, HEALED_DAY);
  const kept = keptShare(model, depthMm, days) / keptShare(model, deposit.depthMm, days);
  return gaussiansOf(
    depositContrast(skin, {
      ...deposit,
      depthMm,
      diameterMm: deposit.diameterMm * breadth,
      loadGPerM2: deposit.loadGPerM2 * tone * kept,
    }),
  );
}

function blended(shares: readonly (readonly [DotGaussians, number])[], lossRatio: Rgb, crusted: boolean): DotGaussians {
  const sum = (part: keyof DotGaussians): Gaussian[] =>
    shares[0][0][part].map(({ sigmaMm }, s) => ({
      sigmaMm,
      rgb: [0, 1, 2].map(
        (k) => lossRatio[k] * shares.reduce((total, [dot, share]) => total + share * dot[part][s].rgb[k], 0),
      ) as unknown as Rgb,
    }));
  const core = sum('core');
  return { core: crusted ? [...core, CRUST] : core, veil: sum('veil') };
}

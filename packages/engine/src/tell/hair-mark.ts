/**
 * The mark of one closely shaven hair, in the same terms as a dot of ink: what stands out and its cut end take light where they are, and its buried part takes
 * light that wanders in the skin. How much is lost is that of the stubble that recipes are matched to (skin/hair-tone.ts), by wavelength; how far the buried
 * part's loss spreads, and how much of its blue the skin above hides, is that of small deposits on its way down, since no table of buried shafts exists. So hair and ink are drawn alike, and only where
 * marks lie, how broad and how dark they are differs. No gleam is drawn on what stands out.
 */
import { colourOfReflectance } from '../colour/reflectance.ts';
import { depositContrast } from '../skin/dot-contrast.ts';
import { type DotGaussians, type Gaussian, gaussiansOf, type Rgb, VEIL_SIGMAS_MM } from '../skin/dot-gaussians.ts';
import { type HairMelanin, stubbleReflectance } from '../skin/hair-tone.ts';
import { skinColour } from '../skin/skin-colour.ts';
import type { Skin } from '../skin/tissue.ts';

/**
 * A buried shaft as so many small deposits along its way down, to the depth that light wanders to; the smallest breadth that the table of dots holds, and a load
 * that leaves the shape of a dip as it is [model].
 */
export const BURIED_MM: readonly number[] = [0.05, 0.15, 0.25];
const DEPOSIT = { kind: 'fine', diameterMm: 0.1, loadGPerM2: 0.03 } as const;
/** The shallowest that the table holds: against it a deeper one shows what skin above does to a loss and its colour. */
const SHALLOWEST_MM = 0.04;
/** Breadth of what stands out, as a Gaussian's deviation over the shaft's breadth: the second moment of a disc is 1/16 of its square; the cuticle and the relief round the opening blur it [A]. */
const STANDING_SIGMA = 0.4;
/** Deviation of a rod over its length, seen at the mean lean of hair: 1/√12 · cos 38° (phantom/macro-hair.ts). */
const STANDING_LENGTH = 0.23;
/** Few enough that no hair lies in the loss of another. */
const LONE_PER_CM2 = 1;
const MM2_OF_SKIN = 100;

export interface HairMarks {
  /** What stands out: draw it oblong along the hair. */
  readonly standing: DotGaussians;
  /** At the depths of `BURIED_MM`. */
  readonly buried: readonly DotGaussians[];
}

/** @param lengthMm what stands out of the skin */
export function hairMarks(skin: Skin, lengthMm: number): (hair: HairMelanin, shaftUm: number) => HairMarks {
  const bare = skinColour(skin);
  const dipAt = (depthMm: number): DotGaussians => gaussiansOf(depositContrast(skin, { ...DEPOSIT, depthMm }));
  const shallow = dipAt(SHALLOWEST_MM);
  const dips = BURIED_MM.map((depthMm) => {
    const dip = dipAt(depthMm);
    return { dip, hidden: [0, 1, 2].map((k) => areaMm2(dip, k) / areaMm2(shallow, k)) };
  });
  // green, the eye's, loses what the stubble model says
  const green = dips.reduce((sum, { hidden }) => sum + hidden[1], 0);
  // the stubble model says how much all of a hair takes, and how much of that what lies below
  const lostBy = (hair: HairMelanin, shaftUm: number, length: number): Rgb => {
    const stubble = stubbleReflectance(bare.reflectance, hair, { hairsPerCm2: LONE_PER_CM2, shaftUm, lengthMm: length });
    const { linear } = colourOfReflectance(Float64Array.from(bare.reflectance, (r, i) => r - stubble[i]));
    return [0, 1, 2].map((k) => (MM2_OF_SKIN * linear[k]) / bare.linear[k]) as unknown as Rgb;
  };
  return (hair, shaftUm) => {
    const all = lostBy(hair, shaftUm, lengthMm);
    const endAndBuried = lostBy(hair, shaftUm, 0);
    const acrossMm = shaftUm / 1000;
    // a cut end takes nearly all that falls on it
    const endMm2 = (Math.PI / 4) * acrossMm ** 2;
    const end = Math.min(endMm2, ...endAndBuried);
    const sigmaMm = STANDING_SIGMA * acrossMm * Math.exp(oblongOf(shaftUm, lengthMm));
    const standing = all.map((mm2, k) => mm2 - endAndBuried[k] + end);
    const buried = endAndBuried.map((mm2) => Math.max(0, mm2 - end));
    return {
      standing: {
        core: [{ sigmaMm, rgb: standing.map((mm2) => mm2 / (2 * Math.PI * sigmaMm ** 2)) as unknown as Rgb }],
        veil: VEIL_SIGMAS_MM.map((sigma): Gaussian => ({ sigmaMm: sigma, rgb: [0, 0, 0] })),
      },
      buried: dips.map(({ dip, hidden }) => scaledTo(dip, buried.map((mm2, k) => (mm2 * hidden[k]) / green) as unknown as Rgb)),
    };
  };
}

/** How much longer than broad what stands out is seen: ln of the longer over the mean axis, as `seenSpread` takes it. */
export function oblongOf(shaftUm: number, lengthMm: number): number {
  const across = (STANDING_SIGMA * shaftUm) / 1000;
  return 0.5 * Math.log(Math.max(1, (STANDING_LENGTH * lengthMm) / across));
}

/** The same spread of light with another loss in each channel, mm². */
function scaledTo({ core, veil }: DotGaussians, wantedMm2: Rgb): DotGaussians {
  const factor = [0, 1, 2].map((k) => wantedMm2[k] / areaMm2({ core, veil }, k));
  const scaled = (parts: readonly Gaussian[]): Gaussian[] =>
    parts.map(({ sigmaMm, rgb }) => ({ sigmaMm, rgb: rgb.map((v, k) => v * factor[k]) as unknown as Rgb }));
  return { core: scaled(core), veil: scaled(veil) };
}

function areaMm2({ core, veil }: DotGaussians, k: number): number {
  return [...core, ...veil].reduce((sum, { sigmaMm, rgb }) => sum + 2 * Math.PI * sigmaMm ** 2 * rgb[k], 0);
}

/** What grows in a macro view: shafts with their place, length, lean and tone; clipped at one length, with some that grew later. */
import type { Random } from '../random.ts';
import { smoothstep } from '../smoothstep.ts';
import { FULL_UNITS_PER_CM2, growUnits, hairsOfUnit, TERMINAL_FROM_UM } from './hairs.ts';
import type { PhantomOptions, PhantomTruth } from './make-phantom.ts';
import { smoothNoise } from './smooth-noise.ts';
import type { Strand } from './strands.ts';
import { type Curl, tipOf } from './strands-path.ts';
import { shaftTone, type Tone } from './tones.ts';

export interface Shaft {
  readonly strand: Strand;
  /** Height of the tip above the skin, px. */
  readonly heightPx: number;
}

export interface Growth {
  readonly shafts: readonly Shaft[];
  /** Openings of follicles, px: those of the units, and those of which only vellus is left. */
  readonly openings: readonly { readonly xPx: number; readonly yPx: number; readonly radiusPx: number }[];
  readonly truth: Pick<PhantomTruth, 'follicularUnits' | 'shafts'>;
}

/** Units are grown this far beyond the picture, so that hairs lean in from outside: as far as they reach, between these. */
const BEYOND_MM = { least: 3, most: 15 };
/** Of the units that are lost to the eye, this share keeps a vellus hair [assumed: follicles miniaturise before they go]. */
const VELLUS_LEFT = 0.6;
const VELLUS_UM = { least: 9, most: 24 };
const VELLUS_MM = { least: 0.3, most: 1.6 };
/** Lean of shafts off the skin, degrees, and its scatter from unit to unit [research C.4: midscalp 30 to 60]. */
const LEAN = { mean: 38, ofUnit: 7, ofHair: 4 };
/** Long hair lies down by this share of its lean, from one length to another; its tips then stand no higher than this [by eye]. */
const LIES = 0.8;
const LIES_FROM_MM = 2;
const LIES_AT_MM = 20;
const HIGHEST_MM = 2.5;
/** Scatter of the heading between neighbours (10–17° measured) and within a unit, radians. */
const HEADING = { ofUnit: 0.17, ofHair: 0.12 };
/** Cut hairs agree in length but for the clipper's wobble; some have grown since or were broken [by eye]. */
const LENGTH = { wobble: 0.07, shortShare: 0.1, shortest: 0.35 };
/** From this length on natural tips are left [assumed]. */
const CLIPPED_BELOW_MM = 8;
/** Neighbours wave together: radians of phase per unit of a field of 9 mm [by eye]. */
const WAVES_TOGETHER = 12;
const NATURAL_TIP = 0.4;
const EMERGE_MM = 0.055;
const VELLUS_HEADING = 0.5;
const VELLUS_LEAN_DEGREES = 20;

interface Sprout {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthUm: number;
  readonly heading: number;
  readonly leanDegrees: number;
  readonly lengthMm: number;
  readonly tip: number;
  readonly unit: number;
}

/**
 * Shafts in and around the picture, and the truth about those that are rooted in it.
 * @param left share of the follicular units that are left
 * @returns `truth.shafts.unit` is −1 for vellus by itself, and where the middle of the unit lies outside the picture
 */
export function growMacro(options: PhantomOptions, left: number, tone: Tone, width: number, height: number, random: Random): Growth {
  const { widthMm, heightMm, pxPerMm, hairLengthMm } = options;
  const beyondMm = Math.min(BEYOND_MM.most, Math.max(BEYOND_MM.least, hairLengthMm));
  const grown = growUnits(widthMm + 2 * beyondMm, heightMm + 2 * beyondMm, () => FULL_UNITS_PER_CM2 * left, random.fork('units'));
  const bare = FULL_UNITS_PER_CM2 * (1 - left) * VELLUS_LEFT;
  const faint = growUnits(widthMm + 2 * beyondMm, heightMm + 2 * beyondMm, () => bare, random.fork('vellus'));
  const hair = random.fork('hair');
  const main = 2 * Math.PI * hair.next();
  const turn = smoothNoise(random.fork('turn'), 9);
  const shafts: Shaft[] = [];
  const openings: { xPx: number; yPx: number; radiusPx: number }[] = [];
  const units = { xPx: [] as number[], yPx: [] as number[] };
  const truth = {
    rootXPx: [] as number[],
    rootYPx: [] as number[],
    tipXPx: [] as number[],
    tipYPx: [] as number[],
    widthUm: [] as number[],
    terminal: [] as boolean[],
    unit: [] as number[],
  };
  const seen = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height;

  const grow = ({ xMm, yMm, widthUm, heading, leanDegrees, lengthMm, tip, unit }: Sprout): void => {
    const [xPx, yPx] = [xMm * pxPerMm, yMm * pxPerMm];
    const lean = ((leanDegrees * Math.PI) / 180) * (1 - LIES * smoothstep(LIES_FROM_MM, LIES_AT_MM, lengthMm));
    const lengthPx = Math.max(widthUm / 1000, lengthMm * Math.cos(lean)) * pxPerMm;
    const phase = WAVES_TOGETHER * turn(0.7 * xMm + 31, 0.7 * yMm) + 0.5 * hair.normal();
    const curl = curlOf(options.curl, widthUm, phase, pxPerMm, hair);
    const strand: Strand = {
      xPx,
      yPx,
      dxPx: Math.cos(heading) * lengthPx,
      dyPx: Math.sin(heading) * lengthPx,
      bend: 0.04 * hair.normal(),
      widthPx: (widthUm / 1000) * pxPerMm,
      tip,
      emergePx: Math.min(0.4 * lengthPx, EMERGE_MM * pxPerMm),
      ...shaftTone(tone, widthUm, hair),
      ...(curl === null ? {} : { curl }),
    };
    shafts.push({ strand, heightPx: Math.min(HIGHEST_MM, lengthMm * Math.sin(lean)) * pxPerMm });
    if (!seen(xPx, yPx)) return;
    const [tipX, tipY] = tipOf(strand);
    truth.rootXPx.push(xPx);
    truth.rootYPx.push(yPx);
    truth.tipXPx.push(tipX);
    truth.tipYPx.push(tipY);
    truth.widthUm.push(widthUm);
    truth.terminal.push(widthUm >= TERMINAL_FROM_UM);
    truth.unit.push(unit);
  };

  for (let i = 0; i < grown.xMm.length; i++) {
    const x = grown.xMm[i] - beyondMm;
    const y = grown.yMm[i] - beyondMm;
    const inside = seen(x * pxPerMm, y * pxPerMm);
    const heading = main + 1.6 * turn(x, y) + HEADING.ofUnit * hair.normal();
    const lean = LEAN.mean + LEAN.ofUnit * hair.normal();
    const hairs = hairsOfUnit(left, hair);
    const visible = hairs.some((h) => h.widthUm >= TERMINAL_FROM_UM);
    if (inside && visible) {
      units.xPx.push(x * pxPerMm);
      units.yPx.push(y * pxPerMm);
    }
    // shafts of units outside the picture or of vellus alone belong to no unit of the list
    const unit = inside && visible ? units.xPx.length - 1 : -1;
    openings.push({ xPx: x * pxPerMm, yPx: y * pxPerMm, radiusPx: (0.07 + 0.025 * hairs.length) * pxPerMm });
    const [ux, uy] = [Math.cos(heading), Math.sin(heading)];
    for (const { xMm, yMm, widthUm } of hairs) {
      const short = hair.next() < LENGTH.shortShare ? LENGTH.shortest + (1 - LENGTH.shortest) * hair.next() : 1;
      const lengthMm = hairLengthMm * short * Math.max(0.5, 1 + LENGTH.wobble * hair.normal());
      const degrees = Math.min(75, Math.max(8, lean + LEAN.ofHair * hair.normal()));
      // hairs of a unit stand side by side across their heading
      grow({
        xMm: x - uy * xMm + ux * yMm,
        yMm: y + ux * xMm + uy * yMm,
        widthUm,
        heading: heading + HEADING.ofHair * hair.normal(),
        leanDegrees: degrees,
        lengthMm,
        tip: hairLengthMm < CLIPPED_BELOW_MM ? 1 : NATURAL_TIP,
        unit,
      });
    }
  }
  const vellus = random.fork('vellus-hair');
  for (let i = 0; i < faint.xMm.length; i++) {
    const x = faint.xMm[i] - beyondMm;
    const y = faint.yMm[i] - beyondMm;
    const widthUm = VELLUS_UM.least + (VELLUS_UM.most - VELLUS_UM.least) * vellus.next();
    const lengthMm = Math.min(hairLengthMm, VELLUS_MM.least + (VELLUS_MM.most - VELLUS_MM.least) * vellus.next());
    openings.push({ xPx: x * pxPerMm, yPx: y * pxPerMm, radiusPx: 0.055 * pxPerMm });
    const heading = main + 1.6 * turn(x, y) + VELLUS_HEADING * vellus.normal();
    grow({ xMm: x, yMm: y, widthUm, heading, leanDegrees: VELLUS_LEAN_DEGREES, lengthMm, tip: NATURAL_TIP, unit: -1 });
  }
  return { shafts, openings, truth: { follicularUnits: units, shafts: truth } };
}

/** Radius of coils and waves of natural hair, mm [assumed: tightly coiled hair 1–2 mm, waves of some 12 mm]. */
function curlOf(kind: PhantomOptions['curl'], widthUm: number, phase: number, pxPerMm: number, random: Random): Curl | null {
  if (kind === undefined || kind === 'straight' || widthUm < TERMINAL_FROM_UM) return null;
  if (kind === 'wavy') {
    const wavePx = 12 * (0.8 + 0.4 * random.next()) * pxPerMm;
    return { swing: 0.4, wavePx, phase, turnPerPx: 0 };
  }
  const radiusMm = 1.1 + 0.8 * random.next();
  const side = random.next() < 0.8 ? 1 : -1;
  return { swing: 0.25, wavePx: 5 * pxPerMm, phase, turnPerPx: side / (radiusMm * pxPerMm) };
}

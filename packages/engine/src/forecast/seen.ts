/**
 * How dark a dot looks as its ink thins and spreads, from the light in skin. Twice as much ink is not twice as dark: a dense dot takes nearly all the light that
 * its middle gets, and when it spreads it takes light from more skin.
 */
import { type Deposit, DOT_REACH_MM, depositContrast } from '../skin/dot-contrast.ts';
import { lagrange } from '../skin/dot-table.ts';
import type { Skin } from '../skin/tissue.ts';
import { FWHM_PER_SIGMA } from '../units.ts';

/** Relative to what a given deposit looks like: 1 for that deposit itself. */
export interface Looks {
  /** Optical density of the dot's middle for an eye that looks at its own head in a mirror. */
  middle(loadRatio: number, breadthRatio: number): number;
  /** All light that the dot takes: what is left of it from across a room. */
  tone(loadRatio: number, breadthRatio: number): number;
}

/** A mirror a little more than a quarter of a metre away shows a head at so many; an eye spreads a point over about one arc minute (Campbell & Gubisch 1966). */
const MIRROR_M = 0.55;
const EYE_SIGMA_MM = (MIRROR_M * 1000 * Math.tan(Math.PI / 180 / 60)) / FWHM_PER_SIGMA;
const LUMINANCE = [0.2126, 0.7152, 0.0722] as const;
const LOADS: readonly number[] = [0.01, 0.03, 0.08, 0.2, 0.45, 1, 2.2, 5, 12];
const BREADTHS: readonly number[] = [0.7, 1, 1.4, 2, 3, 5];
const POINTS = 4;

/** The same few dots are asked for again and again. */
const KEPT = 12;
const kept = new Map<string, Looks>();

/** @param healed the deposit at day 42 */
export function looksOf(skin: Skin, healed: Deposit): Looks {
  const key = JSON.stringify([skin, healed]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = newLooks(skin, healed);
  if (kept.size >= KEPT) for (const oldest of [...kept.keys()].slice(0, 1)) kept.delete(oldest);
  kept.set(key, made);
  return made;
}

function newLooks(skin: Skin, healed: Deposit): Looks {
  const middles: number[][] = [];
  const tones: number[][] = [];
  for (const breadth of BREADTHS) {
    const seen = LOADS.map((load) =>
      seenOf(skin, { ...healed, diameterMm: healed.diameterMm * breadth, loadGPerM2: healed.loadGPerM2 * load }),
    );
    middles.push(seen.map(({ middle }) => Math.log(middle)));
    tones.push(seen.map(({ tone }) => Math.log(tone)));
  }
  const [atLoad, atBreadth] = [LOADS.map(Math.log), BREADTHS.map(Math.log)];
  const read = (table: readonly (readonly number[])[], load: number, breadth: number): number => {
    const l = lagrange(atLoad, Math.log(clamp(load, LOADS)), POINTS);
    const b = lagrange(atBreadth, Math.log(clamp(breadth, BREADTHS)), POINTS);
    let sum = 0;
    for (let i = 0; i < POINTS; i++) for (let k = 0; k < POINTS; k++) sum += b.weights[i] * l.weights[k] * table[b.start + i][l.start + k];
    return Math.exp(sum);
  };
  const [middle1, tone1] = [read(middles, 1, 1), read(tones, 1, 1)];
  // below the lightest load darkness is proportional to it
  const faint = (load: number): number => Math.min(1, load / LOADS[0]);
  return {
    middle: (load, breadth) => (faint(load) * read(middles, load, breadth)) / middle1,
    tone: (load, breadth) => (faint(load) * read(tones, load, breadth)) / tone1,
  };
}

/** Optical density of a dot's middle, seen in a mirror. */
export function darknessOf(skin: Skin, deposit: Deposit): number {
  return seenOf(skin, deposit).middle;
}

function clamp(value: number, axis: readonly number[]): number {
  return Math.min(axis[axis.length - 1], Math.max(axis[0], value));
}

function seenOf(skin: Skin, deposit: Deposit): { readonly middle: number; readonly tone: number } {
  const { rMm, rgb } = depositContrast(skin, deposit);
  let [blurred, weight, tone] = [0, 0, 0];
  for (let i = 1; i < rMm.length && rMm[i] <= DOT_REACH_MM; i++) {
    const r = (rMm[i] + rMm[i - 1]) / 2;
    const ring = 2 * Math.PI * r * (rMm[i] - rMm[i - 1]);
    const lost = LUMINANCE.reduce((sum, w, k) => sum + w * (1 - (rgb[3 * i + k] + rgb[3 * (i - 1) + k]) / 2), 0);
    const seen = ring * Math.exp(-(r ** 2) / (2 * EYE_SIGMA_MM ** 2));
    blurred += seen * lost;
    weight += seen;
    tone += ring * lost;
  }
  return { middle: -Math.log(1 - Math.min(0.999, blurred / weight)), tone };
}

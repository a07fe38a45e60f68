/**
 * The feather: of dots laid at a raised density so many stay as are wanted, exactly. Counts follow the share of dots that stay, from the outermost
 * inwards, in stretches along the front, so that all densities of the feather are met; within short runs chance picks, so that no rhythm is seen.
 */
import type { Random } from '../random.ts';
import type { Ground } from './ground.ts';
import type { Points } from './points.ts';
import { cellAt, fieldAt } from './scene.ts';

/** Dots among which chance picks. */
const RUN = 8;
/** Dots of the feather in a stretch of the front. */
const STRETCH = 240;
/** Cells of a feather are read at so many places a side. */
const PLACES = 4;
/** Where more than this share stays, dots count as of the full field. */
const FULL = 0.9;

/** A dot that may stay, or a place and how many dots shall stay there; with its place on the curve and the share of dots that stay. */
interface Entry {
  readonly dot: number;
  readonly wanted: number;
  readonly rank: number;
  readonly share: number;
}

/**
 * Which of the placed dots stay: `count` of them, or all that may where there are fewer.
 * @returns their numbers, rising
 */
export function thinned(ground: Ground, points: Points, count: number, random: Random): Uint32Array {
  const places = wantedPlaces(ground, count);
  const dots = candidates(ground, points);
  const stays = new Uint8Array(points.placed);
  let kept = 0;
  // each stretch begins with what the last one is short of, or has too much
  let wanted = random.next() - 0.5;
  for (const stretch of stretches(places, dots)) {
    let place = 0;
    for (let from = 0; from < stretch.dots.length || place < stretch.places.length; from += RUN) {
      const run = stretch.dots.slice(from, from + RUN);
      const last = from + RUN >= stretch.dots.length ? null : run[run.length - 1];
      for (; place < stretch.places.length && (last === null || stretch.before(stretch.places[place], last)); place++)
        wanted += stretch.places[place].wanted;
      for (const { dot } of picked(run, Math.round(wanted), random)) {
        stays[dot] = 1;
        wanted--;
        kept++;
      }
    }
  }
  // what rounding leaves, where most stay
  for (const { dot } of dots.sort((a, b) => b.share - a.share || a.dot - b.dot)) {
    if (kept === count) break;
    if (kept < count === (stays[dot] === 1)) continue;
    stays[dot] = kept < count ? 1 : 0;
    kept += kept < count ? 1 : -1;
  }
  return Uint32Array.from(stays.keys()).filter((i) => stays[i] === 1);
}

interface Stretch {
  readonly places: readonly Entry[];
  readonly dots: readonly Entry[];
  /** The order of both. */
  before(a: Entry, b: Entry): boolean;
}

/** Stretches of the front, from the outermost place inwards; then the full field, along the curve. */
function stretches(places: readonly Entry[], dots: readonly Entry[]): Stretch[] {
  const thin = dots.filter(({ share }) => share < FULL);
  const byShare = (a: Entry, b: Entry): number => a.share - b.share || a.rank - b.rank || a.dot - b.dot;
  const parts = Math.max(1, Math.round(thin.length / STRETCH));
  const out: Stretch[] = [];
  for (let part = 0, from = Number.NEGATIVE_INFINITY; part < parts; part++) {
    const to = part === parts - 1 ? Number.POSITIVE_INFINITY : thin[Math.floor(((part + 1) * thin.length) / parts)].rank;
    const within = (e: Entry): boolean => e.share < FULL && e.rank >= from && e.rank < to;
    out.push({
      places: places.filter(within).sort(byShare),
      dots: thin.filter(within).sort(byShare),
      before: (a, b) => a.share <= b.share,
    });
    from = to;
  }
  const whole = ({ share }: Entry): boolean => share >= FULL;
  out.push({ places: places.filter(whole), dots: dots.filter(whole), before: (a, b) => a.rank <= b.rank });
  return out;
}

function shareAt({ grid, wantedPerCm2, raisedPerCm2 }: Ground, xMm: number, yMm: number): number {
  const raised = fieldAt(grid, raisedPerCm2, xMm, yMm);
  const share = raised > 0 ? fieldAt(grid, wantedPerCm2, xMm, yMm) / raised : 0;
  return share > 1 - 1e-9 ? 1 : share;
}

/** How many dots shall stay where, along the curve. */
function wantedPlaces(ground: Ground, count: number): Entry[] {
  const { grid, curve, layPerCm2, wantedPerCm2, raisedPerCm2 } = ground;
  const { columns, rows, cellMm } = grid;
  const thin = (c: number, r: number): boolean => {
    const cell = Math.max(0, Math.min(rows - 1, r)) * columns + Math.max(0, Math.min(columns - 1, c));
    return wantedPerCm2[cell] < raisedPerCm2[cell];
  };
  const out: Entry[] = [];
  let total = 0;
  const add = (rank: number, perCm2: number, share: number): void => {
    if (share <= 0) return;
    total += perCm2 * share;
    out.push({ dot: -1, wanted: perCm2 * share, rank, share });
  };
  curve.forEach((cell, rank) => {
    const c = cell % columns;
    const r = Math.floor(cell / columns);
    let feather = false;
    for (let k = 0; k < 9; k++) feather ||= thin(c - 1 + (k % 3), r - 1 + Math.floor(k / 3));
    if (!feather) add(rank, layPerCm2[cell], 1);
    else
      for (let k = 0; k < PLACES * PLACES; k++) {
        const x = (c + ((k % PLACES) + 0.5) / PLACES) * cellMm;
        const y = (r + (Math.floor(k / PLACES) + 0.5) / PLACES) * cellMm;
        add(rank, layPerCm2[cell] / (PLACES * PLACES), shareAt(ground, x, y));
      }
  });
  return out.map((e) => ({ ...e, wanted: (e.wanted * count) / total }));
}

/** Dots that may stay, along the curve. */
function candidates(ground: Ground, points: Points): Entry[] {
  const { grid, curve } = ground;
  const rankOf = new Int32Array(grid.columns * grid.rows);
  curve.forEach((cell, rank) => {
    rankOf[cell] = rank;
  });
  const out: Entry[] = [];
  for (let i = 0; i < points.placed; i++) {
    const share = shareAt(ground, points.xMm[i], points.yMm[i]);
    if (share > 0) out.push({ dot: i, wanted: 0, rank: rankOf[cellAt(grid, points.xMm[i], points.yMm[i])], share });
  }
  return out.sort((a, b) => a.rank - b.rank || a.dot - b.dot);
}

/** So many of a run, by chance in proportion to their shares. */
function picked(run: readonly Entry[], wanted: number, random: Random): readonly Entry[] {
  if (wanted >= run.length) return run;
  const left = [...run];
  const out: Entry[] = [];
  while (out.length < wanted) {
    let at = random.next() * left.reduce((sum, { share }) => sum + share, 0);
    let k = 0;
    while (k < left.length - 1 && at >= left[k].share) at -= left[k++].share;
    out.push(left[k]);
    left.splice(k, 1);
  }
  return out;
}

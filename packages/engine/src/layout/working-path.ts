/**
 * The order in which a session's dots are put in. A machine takes the shortest way from dot to dot; a hand works through bands across the scalp,
 * in narrow rows from edge to edge of the band, so that it moves on slowly and nothing is left behind.
 */
import type { Random } from '../random.ts';
import type { Places } from './scene.ts';
import { shortTour } from './tour.ts';

/** `quick`: a short tour; `short`: the same with kicks; `rows`: for a hand. */
export type PathStyle = 'quick' | 'short' | 'rows';

const KICKS: Readonly<Record<Exclude<PathStyle, 'rows'>, number>> = { quick: 0, short: 35_000 };
/** Breadth of a hand's band: what a hand reaches at rest (practice, low confidence). */
export const HAND_BAND_MM = 7;
/** Breadth of a row in mean distances between dots: √3, the best for a random field (Daganzo 1984). */
const ROW = Math.sqrt(3);

/** Farther from an added dot nobody looks for its neighbour in the path. */
const ABOUT_MM = 8;

export interface WorkingPath {
  /** Place of each dot in the path of its session, from 0. */
  readonly order: Uint32Array;
  /** Length of each session's path. */
  readonly pathMm: readonly number[];
}

/** @param session of each dot, from 1 */
export function workingPath(
  { xMm, yMm }: Places,
  session: Uint8Array,
  sessionCount: number,
  style: PathStyle,
  random: Random,
): WorkingPath {
  const order = new Uint32Array(xMm.length);
  const pathMm = membersOf(session, sessionCount).map((dots, s) => {
    const places = { xMm: Float64Array.from(dots, (i) => xMm[i]), yMm: Float64Array.from(dots, (i) => yMm[i]) };
    const walk = style === 'rows' ? rowsForAHand(places) : shortTour(places.xMm, places.yMm, KICKS[style], random.fork(`session ${s + 1}`));
    walk.forEach((at, k) => {
      order[dots[at]] = k;
    });
    return lengthMm(places, walk);
  });
  return { order, pathMm };
}

/** Length of each session's path where a hand works in rows. */
export function handPathMm(places: Places, session: Uint8Array, sessionCount: number): number[] {
  return membersOf(session, sessionCount).map((dots) => {
    const own = { xMm: Float64Array.from(dots, (i) => places.xMm[i]), yMm: Float64Array.from(dots, (i) => places.yMm[i]) };
    return lengthMm(own, rowsForAHand(own));
  });
}

/**
 * The path after an edit: dots that stay are visited as before, each dot without a place comes in beside its nearest neighbour in the path.
 * @param before place of each dot in the path of its session, −1 for none yet; gaps do not matter
 */
export function mendedPath(places: Places, session: Uint8Array, sessionCount: number, before: Int32Array): WorkingPath {
  const count = places.xMm.length;
  const order = new Uint32Array(count);
  const next = new Int32Array(count).fill(-1);
  const previous = new Int32Array(count).fill(-1);
  const link = (a: number, b: number): void => {
    if (a >= 0) next[a] = b;
    if (b >= 0) previous[b] = a;
  };
  const pathMm = membersOf(session, sessionCount).map((dots) => {
    const at = new Int32Array(dots.reduce((most, i) => Math.max(most, before[i] + 1), 0)).fill(-1);
    for (const i of dots) if (before[i] >= 0) at[before[i]] = i;
    const walk = at.filter((i) => i >= 0);
    for (let k = 1; k < walk.length; k++) link(walk[k - 1], walk[k]);
    const added = dots.filter((i) => before[i] < 0);
    const placed = about(places, walk, added);
    for (const dot of added) {
      if (placed.length > 0) {
        const near = nearest(places, placed, dot);
        const detourMm = (other: number): number =>
          distanceMm(places, near, dot) + (other < 0 ? 0 : distanceMm(places, dot, other) - distanceMm(places, near, other));
        if (detourMm(next[near]) <= detourMm(previous[near])) {
          link(dot, next[near]);
          link(near, dot);
        } else {
          link(previous[near], dot);
          link(dot, near);
        }
      }
      placed.push(dot);
    }
    let length = 0;
    let k = 0;
    for (let dot = dots.find((i) => previous[i] < 0) ?? -1; dot >= 0; dot = next[dot]) {
      order[dot] = k++;
      if (next[dot] >= 0) length += distanceMm(places, dot, next[dot]);
    }
    return length;
  });
  return { order, pathMm };
}

/** Of a walk, what lies about the added dots; all of it where nothing does. */
function about({ xMm, yMm }: Places, walk: Int32Array, added: readonly number[]): number[] {
  const span = (values: Float64Array): [number, number] =>
    added.reduce(
      ([low, high], i) => [Math.min(low, values[i] - ABOUT_MM), Math.max(high, values[i] + ABOUT_MM)],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
  const [left, right] = span(xMm);
  const [top, bottom] = span(yMm);
  const near = walk.filter((i) => xMm[i] > left && xMm[i] < right && yMm[i] > top && yMm[i] < bottom);
  return Array.from(near.length > 0 ? near : walk);
}

function membersOf(session: Uint8Array, sessionCount: number): number[][] {
  const members: number[][] = Array.from({ length: sessionCount }, () => []);
  session.forEach((s, i) => {
    members[s - 1].push(i);
  });
  return members;
}

/** Bands from the least y on, to and fro; in each, rows from edge to edge of the band. */
function rowsForAHand({ xMm, yMm }: Places): Uint32Array {
  const cells = new Set<number>();
  for (let i = 0; i < xMm.length; i++) cells.add(Math.floor(yMm[i] / 5) * 4096 + Math.floor(xMm[i] / 5));
  const rowMm = ROW * Math.sqrt((cells.size * 25) / Math.max(1, xMm.length));
  const keys = Array.from(xMm, (x, dot) => {
    const band = Math.floor(yMm[dot] / HAND_BAND_MM);
    const row = Math.floor(x / rowMm) * (band % 2 === 0 ? 1 : -1);
    return { dot, band, row, along: yMm[dot] * (row % 2 === 0 ? 1 : -1) };
  });
  keys.sort((p, q) => p.band - q.band || p.row - q.row || p.along - q.along || p.dot - q.dot);
  return Uint32Array.from(keys, ({ dot }) => dot);
}

function lengthMm(places: Places, walk: Uint32Array): number {
  let length = 0;
  for (let k = 1; k < walk.length; k++) length += distanceMm(places, walk[k - 1], walk[k]);
  return length;
}

function nearest({ xMm, yMm }: Places, among: readonly number[], to: number): number {
  let best = among[0];
  let least = Number.POSITIVE_INFINITY;
  for (const i of among) {
    const dx = xMm[i] - xMm[to];
    const dy = yMm[i] - yMm[to];
    if (dx * dx + dy * dy >= least) continue;
    least = dx * dx + dy * dy;
    best = i;
  }
  return best;
}

function distanceMm({ xMm, yMm }: Places, a: number, b: number): number {
  const dx = xMm[a] - xMm[b];
  const dy = yMm[a] - yMm[b];
  return Math.sqrt(dx * dx + dy * dy);
}

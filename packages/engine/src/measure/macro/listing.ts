/**
 * Which shafts a person would mark. People leave out about half of the hairs that a picture's edge cuts, the shorter ones rather, and slivers
 * that a neighbouring shaft explains; a logistic regression says how likely a shaft is marked.
 */
import type { Bar } from './bars.ts';
import type { Working } from './darkness.ts';
import { alongside } from './slivers.ts';

/** [M: fitted to 551 marked hairs of the twelve tuning fields of the dermatoscope set, ridge penalty 2, traits in the order of `traitsOf`] */
const WEIGHTS = [-0.831, 0.441, 1.575, 1.238, -0.373, 1.628, 0.281, -1.247, 0.929, -2.306];
/** Listed from this probability on: as many are listed as are marked. Faint ones are few, so that a lower bar for them costs little. [M: tuning fields] */
const LISTED_FROM = 0.43;
const FAINT_LISTED_FROM = 0.27;
/** An end this near to an edge, or this many pixels from something masked, is cut. */
const CUT_MM = 0.04;
const CUT_PX = 3;
/** Nearness to an edge falls off over this distance. [M] */
const EDGE_FALL_MM = 0.06;
/** A shaft's own pixels reach this share of a thick shaft's contrast. */
const OWN_SHARE = 0.55;
const ALONG_SLACK_PX = 2;

/** 1 for each bar that a person would mark. */
export function listedOf(bars: readonly Bar[], working: Working, core: number): Uint8Array {
  const traits = traitsOf(bars, working, core);
  return Uint8Array.from(traits, (t, i) => {
    const least = bars[i].faint ? FAINT_LISTED_FROM : LISTED_FROM;
    return t.reduce((sum, v, k) => sum + v * WEIGHTS[k], 0) >= Math.log(least / (1 - least)) ? 1 : 0;
  });
}

/** Rows of: 1, faint; log score of strong and of faint ones; share along a stronger bar; own share; dip; cut, cut × log length; nearness to an edge. */
function traitsOf(bars: readonly Bar[], working: Working, core: number): number[][] {
  const strong = bars.filter((b) => !b.faint);
  const lengths = middle(strong.map(lengthOf), 0.4 * working.pxPerMm);
  const width = middle(
    strong.map((b) => b.width),
    0.09 * working.pxPerMm,
  );
  const own = ownShares(bars, working, core);
  const frame = openFrame(working);
  return bars.map((b, i) => {
    const near = Math.min(frame(b.x0, b.y0), frame(b.x1, b.y1)) / working.pxPerMm;
    const cut = near < CUT_MM || besideMasked(b.x0, b.y0, working) || besideMasked(b.x1, b.y1, working) ? 1 : 0;
    const score = Math.log(Math.max(0.05, b.score / (width * width)));
    const thick = b.faint ? 0 : 1;
    return [
      1,
      1 - thick,
      thick * score,
      (1 - thick) * score,
      thick * alongStronger(b, bars, working),
      thick * own[i],
      (b.contrast - b.beside) / Math.max(1e-6, core),
      cut,
      cut * Math.log(Math.max(0.2, lengthOf(b) / lengths)),
      Math.exp(-Math.max(0, near) / EDGE_FALL_MM),
    ];
  });
}

function lengthOf(b: Bar): number {
  return Math.max(1e-6, Math.hypot(b.x1 - b.x0, b.y1 - b.y0));
}

function middle(values: readonly number[], otherwise: number): number {
  return values.length === 0 ? otherwise : values.slice().sort((p, q) => p - q)[values.length >> 1];
}

/** Distance to the edge of what is open: rows and columns that are masked for the most part are no picture. */
function openFrame({ blocked, width, height }: Working): (x: number, y: number) => number {
  const rows = new Int32Array(height);
  const columns = new Int32Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (!blocked[y * width + x]) {
        rows[y]++;
        columns[x]++;
      }
  const ends = (counts: Int32Array, of: number): readonly [number, number] => {
    const first = counts.findIndex((n) => n > of / 2);
    const last = counts.findLastIndex((n) => n > of / 2);
    return [Math.max(0, first), last < 0 ? counts.length : last + 1];
  };
  const [top, bottom] = ends(rows, width);
  const [left, right] = ends(columns, height);
  return (x, y) => Math.min(x - left, right - x, y - top, bottom - y);
}

function besideMasked(x: number, y: number, { blocked, width, height }: Working): boolean {
  for (let k = 0; k < 8; k++) {
    const u = Math.floor(x + CUT_PX * Math.cos((k * Math.PI) / 4));
    const v = Math.floor(y + CUT_PX * Math.sin((k * Math.PI) / 4));
    if (u < 0 || v < 0 || u >= width || v >= height || blocked[v * width + u]) return true;
  }
  return false;
}

function alongStronger(b: Bar, bars: readonly Bar[], { pxPerMm }: Working): number {
  let most = 0;
  for (const o of bars) {
    if (o === b || o.score <= b.score) continue;
    const apart = Math.hypot(o.x0 + o.x1 - b.x0 - b.x1, o.y0 + o.y1 - b.y0 - b.y1) / 2;
    if (apart < (lengthOf(o) + lengthOf(b)) / 2 + 0.2 * pxPerMm) most = Math.max(most, alongside(b, o, ALONG_SLACK_PX));
  }
  return most;
}

/** Share of each bar's dark pixels that no stronger bar covers. */
function ownShares(bars: readonly Bar[], { contrast, width, height }: Working, core: number): Float64Array {
  const covered = new Uint8Array(width * height);
  const shares = new Float64Array(bars.length);
  const order = bars.map((_, i) => i).sort((p, q) => bars[q].score - bars[p].score || p - q);
  for (const i of order) {
    const b = bars[i];
    const length = lengthOf(b);
    const [ux, uy] = [(b.x1 - b.x0) / length, (b.y1 - b.y0) / length];
    const reach = b.width / 2 + 1;
    let [all, own] = [0, 0];
    const cover: number[] = [];
    for (
      let y = Math.max(0, Math.floor(Math.min(b.y0, b.y1) - reach - 2));
      y <= Math.min(height - 1, Math.max(b.y0, b.y1) + reach + 2);
      y++
    )
      for (
        let x = Math.max(0, Math.floor(Math.min(b.x0, b.x1) - reach - 2));
        x <= Math.min(width - 1, Math.max(b.x0, b.x1) + reach + 2);
        x++
      ) {
        const s = (x + 0.5 - b.x0) * ux + (y + 0.5 - b.y0) * uy;
        if (s < -2 || s > length + 2 || Math.abs((y + 0.5 - b.y0) * ux - (x + 0.5 - b.x0) * uy) > reach) continue;
        const k = y * width + x;
        cover.push(k);
        if (s < 0 || s > length || (!b.faint && contrast[k] < OWN_SHARE * core)) continue;
        all++;
        own += 1 - covered[k];
      }
    for (const k of cover) covered[k] = 1;
    shares[i] = own / Math.max(1, all);
  }
  return shares;
}

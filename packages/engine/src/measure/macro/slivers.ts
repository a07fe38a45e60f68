/** Bars that are only the rim of another one. */
import type { Bar, Rules } from './bars.ts';

const STEPS = 20;
/** Runs along another: this share of its axis within this many pixels of it. [M: tune half] */
const ALONG_SHARE = 0.5;
const ALONG_SLACK_PX = 2;

/** Share of a bar's axis that runs inside or along `other`. */
export function alongside(bar: Bar, other: Bar, slackPx: number): number {
  const length = Math.hypot(other.x1 - other.x0, other.y1 - other.y0);
  const [ux, uy] = [(other.x1 - other.x0) / length, (other.y1 - other.y0) / length];
  let count = 0;
  for (let k = 0; k <= STEPS; k++) {
    const x = bar.x0 + ((bar.x1 - bar.x0) * k) / STEPS - other.x0;
    const y = bar.y0 + ((bar.y1 - bar.y0) * k) / STEPS - other.y0;
    const s = x * ux + y * uy;
    if (s > -slackPx && s < length + slackPx && Math.abs(y * ux - x * uy) < (other.width + bar.width) / 2 + slackPx) count++;
  }
  return count / (STEPS + 1);
}

/** Without specks, rims and faint bars that hardly stand out; places in working pixels. */
export function withoutSlivers(bars: readonly Bar[], rules: Rules, pxPerMm: number): Bar[] {
  const widths = bars
    .filter((b) => !b.faint)
    .map((b) => b.width)
    .sort((p, q) => p - q);
  const typical = widths[widths.length >> 1] ?? 0.08 * pxPerMm;
  const len = (b: Bar) => Math.hypot(b.x1 - b.x0, b.y1 - b.y0);
  return bars.filter((b) => {
    if (b.faint) {
      const dip = b.contrast - b.beside;
      return b.contrast >= rules.faintContrast && dip >= rules.faintDip && (dip * len(b)) / pxPerMm >= rules.faintDipLengthMm;
    }
    const rel = b.score / (typical * typical);
    if (len(b) < rules.soloLengthMm * pxPerMm) return false;
    for (const o of bars) {
      if (o === b || o.score <= b.score) continue;
      if (alongside(b, o, ALONG_SLACK_PX) > ALONG_SHARE && (b.width < rules.sliverWidth * o.width || rel < rules.sliverScore)) return false;
    }
    return true;
  });
}

/** Two full units lie within this distance of a place, not more; where more bars lie there is a mole or a scab, whose texture they are. [A: none in the tuning fields] */
const CROWD_FROM = 11;
const CROWD_MM = 0.5;

/** Without bars among many others and those beside these. */
export function withoutCrowds(bars: readonly Bar[], pxPerMm: number): Bar[] {
  const reach = 2 * CROWD_MM * pxPerMm;
  const near = (b: Bar, o: Bar): boolean => Math.hypot(o.x0 + o.x1 - b.x0 - b.x1, o.y0 + o.y1 - b.y0 - b.y1) <= reach;
  const crowded = bars.filter((b) => bars.reduce((count, o) => count + (near(b, o) ? 1 : 0), 0) >= CROWD_FROM);
  return bars.filter((b) => !crowded.some((o) => near(b, o)));
}

/** Ends of one shaft may stand apart sideways by this share of its width, and turn by this angle. [A] */
const JOIN_OFFSET = 0.6;
const JOIN_TURN = Math.sin((10 * Math.PI) / 180);
/** Share of the shorter that may overlap. */
const JOIN_OVERLAP = 0.35;

/** Bars that continue each other across a gap of gloss or a crossing are one shaft. */
export function joined(bars: readonly Bar[], gapPx: number): Bar[] {
  const all = bars.slice();
  for (let i = 0; i < all.length; i++)
    for (let j = i + 1; j < all.length; j++) {
      const both = join(all[i], all[j], gapPx);
      if (both === null) continue;
      all[i] = both;
      all.splice(j, 1);
      // the longer bar may now reach one that was passed
      j = i;
    }
  return all;
}

function join(a: Bar, b: Bar, gapPx: number): Bar | null {
  const la = Math.hypot(a.x1 - a.x0, a.y1 - a.y0);
  const lb = Math.hypot(b.x1 - b.x0, b.y1 - b.y0);
  const apart = Math.hypot(a.x0 + a.x1 - b.x0 - b.x1, a.y0 + a.y1 - b.y0 - b.y1) / 2;
  if (apart > (la + lb) / 2 + gapPx || a.faint !== b.faint) return null;
  const [long, short, length] = la >= lb ? [a, b, la] : [b, a, lb];
  const [ux, uy] = [(long.x1 - long.x0) / length, (long.y1 - long.y0) / length];
  const turn = Math.abs(ux * (short.y1 - short.y0) - uy * (short.x1 - short.x0)) / Math.min(la, lb);
  if (turn > JOIN_TURN) return null;
  const at = (x: number, y: number): readonly [number, number] => {
    const [dx, dy] = [x - long.x0, y - long.y0];
    return [dx * ux + dy * uy, Math.abs(dy * ux - dx * uy)];
  };
  const [s0, t0] = at(short.x0, short.y0);
  const [s1, t1] = at(short.x1, short.y1);
  const [low, high] = [Math.min(s0, s1), Math.max(s0, s1)];
  const overlap = Math.min(high, length) - Math.max(low, 0);
  if (overlap < -gapPx || overlap > JOIN_OVERLAP * Math.min(la, lb)) return null;
  if (Math.min(t0, t1) > JOIN_OFFSET * Math.max(a.width, b.width)) return null;
  const backwards = low < 0;
  const far = backwards === s0 < s1 ? [short.x0, short.y0] : [short.x1, short.y1];
  return backwards
    ? { ...long, x0: far[0], y0: far[1], score: a.score + b.score }
    : { ...long, x1: far[0], y1: far[1], score: a.score + b.score };
}

/** The order in which a session's dots are put in: to and fro in bands across the scalp, so that the hand moves little. */

/** Breadth of a band in mean distances between dots: √3, the best for a random field (Daganzo 1984). */
const BAND = Math.sqrt(3);

/**
 * @param session of each dot, from 1
 * @returns place of each dot in its session, from 0, and the length of each path in mm
 */
export function workingPath(
  xMm: Float64Array,
  yMm: Float64Array,
  session: Uint8Array,
  sessionCount: number,
): { readonly order: Uint32Array; readonly pathMm: readonly number[] } {
  const order = new Uint32Array(xMm.length);
  const pathMm: number[] = [];
  for (let s = 1; s <= sessionCount; s++) {
    const dots: number[] = [];
    for (let i = 0; i < session.length; i++) if (session[i] === s) dots.push(i);
    const walk = inBands(dots, xMm, yMm);
    let length = 0;
    walk.forEach((dot, k) => {
      order[dot] = k;
      if (k === 0) return;
      const dx = xMm[dot] - xMm[walk[k - 1]];
      const dy = yMm[dot] - yMm[walk[k - 1]];
      length += Math.sqrt(dx * dx + dy * dy);
    });
    pathMm.push(length);
  }
  return { order, pathMm };
}

function inBands(dots: readonly number[], xMm: Float64Array, yMm: Float64Array): number[] {
  if (dots.length === 0) return [];
  const cells = new Set<number>();
  for (const i of dots) cells.add(Math.floor(yMm[i] / 5) * 4096 + Math.floor(xMm[i] / 5));
  const bandMm = BAND * Math.sqrt((cells.size * 25) / dots.length);
  const band = (i: number): number => Math.floor(yMm[i] / bandMm);
  return dots.slice().sort((p, q) => band(p) - band(q) || (band(p) % 2 === 0 ? xMm[p] - xMm[q] : xMm[q] - xMm[p]) || p - q);
}

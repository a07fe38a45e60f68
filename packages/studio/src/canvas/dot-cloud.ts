/** The planned dots, arranged for drawing. */
import type { Planned } from '../planner/api.ts';

export interface SessionDots {
  /** From 1. */
  readonly session: number;
  readonly xPx: Float32Array;
  readonly yPx: Float32Array;
}

export interface DotCloud {
  readonly sessions: readonly SessionDots[];
  /** In the photo, of the mean dot. */
  readonly diameterPx: number;
  readonly count: number;
}

/** One hue a session, apart from each other for every kind of colour vision, and from skin and hair. */
export const SESSION_RGB = [
  [25, 181, 254],
  [255, 214, 10],
  [255, 79, 163],
  [94, 240, 138],
  [255, 255, 255],
  [255, 159, 28],
] as const;

/** For a legend. */
export function sessionColour(session: number): string {
  return `rgb(${SESSION_RGB[(session - 1) % SESSION_RGB.length].join(' ')})`;
}

export function dotCloud({ dots, dotsPx, pxPerMm }: Pick<Planned, 'dots' | 'dotsPx' | 'pxPerMm'>): DotCloud {
  const members = new Map<number, number[]>();
  let diameterSumMm = 0;
  let count = 0;
  for (let i = 0; i < dotsPx.x.length; i++) {
    if (Number.isNaN(dotsPx.x[i])) continue;
    const session = dots.session[i];
    const list = members.get(session);
    if (list === undefined) members.set(session, [i]);
    else list.push(i);
    diameterSumMm += dots.diameterMm[i];
    count++;
  }
  const sessions = [...members.entries()]
    .sort(([a], [b]) => a - b)
    .map(([session, list]) => ({
      session,
      xPx: Float32Array.from(list, (i) => dotsPx.x[i]),
      yPx: Float32Array.from(list, (i) => dotsPx.y[i]),
    }));
  return { sessions, count, diameterPx: count === 0 ? 0 : (diameterSumMm / count) * pxPerMm };
}

/**
 * How far a light packet went inside each of many candidate dots. A dot is an upright cylinder of pigment; for one way of a packet every
 * depth, diameter and distance from the viewed point is a dot that might have been there (perturbation Monte Carlo). As skin is the same all
 * round, a distance stands for a ring of dots, whose mean has less noise than one dot has.
 */
import type { Packet } from './monte-carlo.ts';

/** Dots of one diameter at one distance from the viewed point, evenly round it. */
export interface Ring {
  readonly diameterMm: number;
  readonly radiusMm: number;
  readonly azimuths: number;
}

export interface DotGrid {
  /** Of the deposits' centres. */
  readonly depthMm: readonly number[];
  readonly thicknessMm: number;
  readonly rings: readonly Ring[];
}

/** Dots enough on a ring that ways past it seldom miss all of them. */
export function azimuthsFor(diameterMm: number, radiusMm: number): number {
  return Math.max(1, Math.min(192, Math.round((1.6 * Math.PI * radiusMm) / diameterMm)));
}

export interface DotPaths {
  /** Way in the dots of the last packet, by dot × depth; all 0 but at `touched`. */
  readonly lengthMm: Float64Array;
  readonly touched: Int32Array;
  touchedCount: number;
  /** Ring × depth of a place in `lengthMm`. */
  readonly cellOf: Int32Array;
  follow(packet: Packet): void;
}

/** Squares over which dots are listed, and the longest piece of a way that is looked up at once. */
const SQUARE_MM = 0.1;
const PIECE_MM = 0.12;

export function dotPaths(grid: DotGrid): DotPaths {
  const depths = grid.depthMm.length;
  const slabTop = Float64Array.from(grid.depthMm, (d) => d - grid.thicknessMm / 2);
  const slabBottom = Float64Array.from(grid.depthMm, (d) => d + grid.thicknessMm / 2);
  const highest = Math.min(...slabTop);
  const deepest = Math.max(...slabBottom);
  const dots = centres(grid.rings);
  const squares = listBySquare(dots);
  const lengthMm = new Float64Array(dots.count * depths);
  const paths: DotPaths = {
    lengthMm,
    touched: new Int32Array(dots.count * depths),
    touchedCount: 0,
    cellOf: Int32Array.from(lengthMm, (_, i) => dots.ring[Math.floor(i / depths)] * depths + (i % depths)),
    follow(packet) {
      for (let i = 0; i < paths.touchedCount; i++) lengthMm[touched[i]] = 0;
      let count = 0;
      const { path, corners } = packet;
      for (let corner = 1; corner < corners; corner++) {
        const o = 3 * corner;
        const z0 = path[o - 1];
        const dz = path[o + 2] - z0;
        if (Math.min(z0, z0 + dz) >= deepest || Math.max(z0, z0 + dz) <= highest) continue;
        const slabs = crossSlabs(z0, dz);
        if (slabs === 0) continue;
        const x0 = path[o - 3];
        const y0 = path[o - 2];
        const dx = path[o] - x0;
        const dy = path[o + 1] - y0;
        const across2 = dx * dx + dy * dy;
        const length = Math.sqrt(across2 + dz * dz);
        const pieces = Math.max(1, Math.ceil(Math.sqrt(across2) / PIECE_MM));
        for (let piece = 0; piece < pieces; piece++) {
          const from = piece / pieces;
          const to = (piece + 1) / pieces;
          const middle = (from + to) / 2;
          const square = squares.at(x0 + dx * middle, y0 + dy * middle);
          if (square < 0) continue;
          const end = squares.start[square + 1];
          for (let i = squares.start[square]; i < end; i++) {
            const dot = squares.dots[i];
            // the way's part t0..t1 inside the upright cylinder: |p0 + t d − c|² = R²
            const px = x0 - dots.x[dot];
            const py = y0 - dots.y[dot];
            const c = px * px + py * py - dots.radius2[dot];
            let t0 = from;
            let t1 = to;
            if (across2 > 1e-18) {
              const b = px * dx + py * dy;
              const root2 = b * b - across2 * c;
              if (root2 <= 0) continue;
              const root = Math.sqrt(root2);
              const in0 = (-b - root) / across2;
              const in1 = (root - b) / across2;
              if (in0 > t0) t0 = in0;
              if (in1 < t1) t1 = in1;
              if (t1 <= t0) continue;
            } else if (c >= 0) continue;
            const row = dot * depths;
            for (let s = 0; s < slabs; s++) {
              const a = t0 > slabFrom[s] ? t0 : slabFrom[s];
              const e = t1 < slabTo[s] ? t1 : slabTo[s];
              if (e <= a) continue;
              const place = row + slabOf[s];
              if (lengthMm[place] === 0) touched[count++] = place;
              lengthMm[place] += (e - a) * length;
            }
          }
        }
      }
      paths.touchedCount = count;
    },
  };
  const { touched } = paths;
  const slabOf = new Int32Array(depths);
  const slabFrom = new Float64Array(depths);
  const slabTo = new Float64Array(depths);
  /** Which depths the piece from z0 by dz passes, and at which part of it. */
  const crossSlabs = (z0: number, dz: number): number => {
    let found = 0;
    for (let k = 0; k < depths; k++) {
      let from = 0;
      let to = 1;
      if (dz !== 0) {
        const ta = (slabTop[k] - z0) / dz;
        const tb = (slabBottom[k] - z0) / dz;
        from = Math.max(0, Math.min(ta, tb));
        to = Math.min(1, Math.max(ta, tb));
      } else if (z0 < slabTop[k] || z0 > slabBottom[k]) continue;
      if (to <= from) continue;
      slabOf[found] = k;
      slabFrom[found] = from;
      slabTo[found++] = to;
    }
    return found;
  };
  return paths;
}

interface Centres {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly radius2: Float64Array;
  readonly ring: Int32Array;
}

function centres(rings: readonly Ring[]): Centres {
  const count = rings.reduce((sum, ring) => sum + ring.azimuths, 0);
  const all = {
    count,
    x: new Float64Array(count),
    y: new Float64Array(count),
    radius2: new Float64Array(count),
    ring: new Int32Array(count),
  };
  let i = 0;
  rings.forEach(({ radiusMm, diameterMm, azimuths }, ring) => {
    for (let k = 0; k < azimuths; k++, i++) {
      // rings start at different angles, so that their dots do not stand in line
      const angle = 2 * Math.PI * (k / azimuths + ring * 0.381966);
      all.x[i] = radiusMm * Math.cos(angle);
      all.y[i] = radiusMm * Math.sin(angle);
      all.radius2[i] = (diameterMm / 2) ** 2;
      all.ring[i] = ring;
    }
  });
  return all;
}

/** For each square of the plane the dots that a piece with its middle there can touch. */
function listBySquare({ count, x, y, radius2 }: Centres) {
  let reachMm = 0;
  for (let i = 0; i < count; i++) reachMm = Math.max(reachMm, Math.hypot(x[i], y[i]) + Math.sqrt(radius2[i]) + PIECE_MM);
  const half = Math.ceil(reachMm / SQUARE_MM);
  const side = 2 * half;
  const each = (visit: (square: number, dot: number) => void): void => {
    for (let i = 0; i < count; i++) {
      const near = Math.sqrt(radius2[i]) + PIECE_MM / 2;
      const row0 = Math.floor((y[i] - near) / SQUARE_MM) + half;
      const row1 = Math.floor((y[i] + near) / SQUARE_MM) + half;
      const column0 = Math.floor((x[i] - near) / SQUARE_MM) + half;
      const column1 = Math.floor((x[i] + near) / SQUARE_MM) + half;
      for (let row = row0; row <= row1; row++) {
        for (let column = column0; column <= column1; column++) {
          const gapX = Math.max(0, (column - half) * SQUARE_MM - x[i], x[i] - (column + 1 - half) * SQUARE_MM);
          const gapY = Math.max(0, (row - half) * SQUARE_MM - y[i], y[i] - (row + 1 - half) * SQUARE_MM);
          if (gapX * gapX + gapY * gapY < near * near) visit(row * side + column, i);
        }
      }
    }
  };
  const start = new Int32Array(side * side + 1);
  each((square) => {
    start[square + 1]++;
  });
  for (let k = 0; k < side * side; k++) start[k + 1] += start[k];
  const filled = start.slice();
  const dots = new Int32Array(start[side * side]);
  each((square, dot) => {
    dots[filled[square]++] = dot;
  });
  return {
    start,
    dots,
    /** -1 beyond all dots. */
    at(xMm: number, yMm: number): number {
      const column = Math.floor(xMm / SQUARE_MM) + half;
      const row = Math.floor(yMm / SQUARE_MM) + half;
      return column < 0 || row < 0 || column >= side || row >= side ? -1 : row * side + column;
    },
  };
}

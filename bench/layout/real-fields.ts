/**
 * Real follicular units, where the positions of the FDU data set lie beside the repository (they have no licence and are not part of it).
 * A field is four pictures of one person; hairs nearer than 0.47 mm stand in one unit, the valley between the two modes of their distances.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fieldStatistics, type Group, type LikeForLike } from './like-for-like.ts';

interface Fields {
  readonly fieldMm: readonly [number, number];
  readonly fields: Readonly<Record<string, readonly (readonly [x: number, y: number, kind: string])[]>>;
}

const PX_PER_MM = 362.5;
const LINK_MM = 170 / PX_PER_MM;
/** Hairs that the picture's edge cuts are mostly not marked, so each picture is read within these sides. */
const WINDOW_MM: readonly [number, number] = [1120 / PX_PER_MM, 900 / PX_PER_MM];

/** @returns null where the file is absent */
export function realFields(path: string): LikeForLike | null {
  if (!existsSync(path)) return null;
  const { fieldMm, fields } = JSON.parse(readFileSync(path, 'utf8')) as Fields;
  const [width, height] = [fieldMm[0] / 2, fieldMm[1] / 2];
  const margin = [(width - WINDOW_MM[0]) / 2, (height - WINDOW_MM[1]) / 2];
  const groups = Object.values(fields).map((hairs): Group => {
    const windows = [0, 1, 2, 3].map((quadrant) => {
      const [x0, y0] = [(quadrant % 2) * width, Math.floor(quadrant / 2) * height];
      const inside = hairs.filter(([x, y, kind]) => kind !== 'a' && x >= x0 && x < x0 + width && y >= y0 && y < y0 + height);
      return units(inside.map(([x, y]) => [x - x0 - margin[0], y - y0 - margin[1]]));
    });
    return {
      width: WINDOW_MM[0],
      height: WINDOW_MM[1],
      windows: windows.map((w) => w.filter(([x, y]) => x >= 0 && x < WINDOW_MM[0] && y >= 0 && y < WINDOW_MM[1])),
    };
  });
  return fieldStatistics(groups);
}

/** Centres of the groups of hairs that are linked by near distances. */
function units(hairs: readonly (readonly [number, number])[]): [number, number][] {
  const unit = hairs.map((_, i) => i);
  for (let i = 0; i < hairs.length; i++)
    for (let j = 0; j < i; j++) {
      if (unit[i] === unit[j] || Math.hypot(hairs[i][0] - hairs[j][0], hairs[i][1] - hairs[j][1]) >= LINK_MM) continue;
      const [from, to] = [unit[i], unit[j]];
      unit.forEach((u, k) => {
        if (u === from) unit[k] = to;
      });
    }
  return [...new Set(unit)].map((u) => {
    const members = hairs.filter((_, i) => unit[i] === u);
    return [members.reduce((sum, [x]) => sum + x, 0) / members.length, members.reduce((sum, [, y]) => sum + y, 0) / members.length];
  });
}

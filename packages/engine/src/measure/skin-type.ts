/** Individual typology angle and the skin type that goes with it. */
import { itaDegrees, type Lab } from '../colour/lab.ts';
import type { SkinType } from '../document/schema.ts';
import { type Estimate, withError } from '../estimate.ts';

/** Fitzpatrick type that goes with an ITA: the usual classes of Chardon 1991 and Del Bino 2013, one class a type. */
export function skinTypeOfIta(ita: number): SkinType {
  if (ita > 55) return 'I';
  if (ita > 41) return 'II';
  if (ita > 28) return 'III';
  if (ita > 10) return 'IV';
  return ita > -30 ? 'V' : 'VI';
}

/** The angle of a tone whose L* and b* are each off by `labSd` (one deviation); it is hardly known near L* 50, b* 0. */
export function itaOf(lab: Lab, labSd: number): Estimate {
  const [L, , b] = lab;
  const radians = labSd / Math.max(4, Math.sqrt((L - 50) ** 2 + b * b));
  return withError(itaDegrees(lab), Math.min(40, (radians * 180) / Math.PI), 'degrees');
}

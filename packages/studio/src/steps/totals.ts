/** Sums over a plan that more than one step shows. */
import { between, type Estimate, type Plan } from '@stubble/engine';

/** The same hand does all sessions, so their errors go together: ends add up, they do not cancel. */
export function totalHours({ sessions }: Plan): Estimate {
  const sum = (end: 'value' | 'low' | 'high'): number => sessions.reduce((total, { hours }) => total + hours[end], 0);
  return between(sum('value'), sum('low'), sum('high'), 'h');
}

/** New dots on a square centimetre of the zone; null where there is no zone. */
export function totalDensity({ dots, zoneAreaCm2 }: Plan): Estimate | null {
  if (zoneAreaCm2.low <= 0) return null;
  const { value, low, high } = zoneAreaCm2;
  return between(dots.count / value, dots.count / high, dots.count / low, '1/cm2');
}

/** What of a plan's forecast is told first: of the zone that wants a refresh before the others. */
import { type DotYears, type Estimate, firstToRefresh, type Plan } from '@stubble/engine';

export type DotDay = DotYears['series'][number];

/** Every plan that is made here has a forecast; one without was written by an older version, and is planned anew before it is shown. */
export function zonesOf({ forecast = [] }: Plan): readonly DotYears[] {
  return forecast as readonly DotYears[];
}

/** Null where nothing is inked. */
export function toldZone(zones: readonly DotYears[]): DotYears | null {
  return firstToRefresh(zones) ?? zones[0] ?? null;
}

/** The day of the series that is nearest. */
export function dayAt({ series }: DotYears, atDays: number): DotDay {
  return series.reduce((best, day) => (Math.abs(day.atDays - atDays) < Math.abs(best.atDays - atDays) ? day : best));
}

/** How much of the fresh darkness is there once a dot has healed. */
export function healedOverFresh(zone: DotYears): Estimate {
  const { value, low, high } = dayAt(zone, 0).darkness;
  return { value: 1 / value, low: 1 / high, high: 1 / low, unit: 'share' };
}

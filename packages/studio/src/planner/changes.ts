/** What a new plan has that the one before had not, in a few words each. */
import type { Plan } from '@stubble/engine';
import { toldZone, zonesOf } from '../state/years.ts';

const number = (value: number): string => Math.round(value).toLocaleString('en');

export function changesBetween(before: Plan, now: Plan): string[] {
  const changes: string[] = [];
  if (before.mode !== now.mode) changes.push(`${before.mode} → ${now.mode}`);
  const [scaleBefore, scaleNow] = [before.scale.pxPerMm.value, now.scale.pxPerMm.value];
  if (Math.abs(scaleNow / scaleBefore - 1) > 0.002) changes.push(`scale ${scaleBefore.toFixed(1)} → ${scaleNow.toFixed(1)} px/mm`);
  const [areaBefore, areaNow] = [before.zoneAreaCm2.value, now.zoneAreaCm2.value];
  if (Math.abs(areaNow - areaBefore) > 0.05) changes.push(`area ${areaBefore.toFixed(1)} → ${areaNow.toFixed(1)} cm²`);
  for (const zone of now.design.zones) {
    const earlier = before.design.zones.find(({ name }) => name === zone.name)?.dots ?? 0;
    if (earlier !== zone.dots) changes.push(`${zone.name} ${number(earlier)} → ${number(zone.dots)} dots`);
  }
  if (before.dots.count !== now.dots.count) changes.push(`all ${number(before.dots.count)} → ${number(now.dots.count)} dots`);
  const [refreshBefore, refreshNow] = [before, now].map((plan) => toldZone(zonesOf(plan))?.firstRefresh?.value ?? null);
  if (refreshBefore != null && refreshNow != null && Math.abs(refreshNow / refreshBefore - 1) > 0.02)
    changes.push(`first refresh ${refreshBefore.toFixed(1)} → ${refreshNow.toFixed(1)} years`);
  const hand = (plan: Plan): string => {
    const { added = 0, removed = 0 } = plan.measurement.corrected ?? {};
    return `${number(added)} added, ${number(removed)} removed`;
  };
  if (hand(before) !== hand(now)) changes.push(`roots by hand ${hand(before)} → ${hand(now)}`);
  return changes;
}

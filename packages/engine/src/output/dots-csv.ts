/** The dots as a table for a spreadsheet or a machine: one row a dot, nothing but numbers and the fixed names of the zones. */
import type { DotColumns } from '../document/packed.ts';
import { type Plan, ZONE_NAMES } from '../document/schema.ts';
import { surfaceGeometry } from '../head/surface.ts';
import { decimal, inWorkingOrder } from './exported.ts';

const COLUMNS = ['session', 'order', 'zone', 'x_mm', 'y_mm', 'diameter_mm', 'tone', 'depth_mm', 'photo_x_px', 'photo_y_px'];

/** Positions are on the scalp chart, the diameter is the healed one; the photo's columns are empty for a dot that the photo does not see. */
export function dotsCsv(plan: Plan, dots: DotColumns): string {
  const geometry = surfaceGeometry(plan.surface);
  const depthMm = ZONE_NAMES.map((name) => (plan.recipes.find(({ zones }) => zones.includes(name)) ?? plan.dotModel).depthMm.value);
  const rows = inWorkingOrder(dots).map((i) => {
    const photoPx = geometry.toPhoto(dots.xMm[i], dots.yMm[i]);
    return [
      dots.session[i],
      dots.order[i],
      ZONE_NAMES[dots.zone[i]],
      decimal(dots.xMm[i]),
      decimal(dots.yMm[i]),
      decimal(dots.diameterMm[i]),
      decimal(dots.tone[i]),
      decimal(depthMm[dots.zone[i]]),
      ...(photoPx === null ? ['', ''] : photoPx.map(decimal)),
    ].join(',');
  });
  return `${[COLUMNS.join(','), ...rows].join('\n')}\n`;
}

/** What the engine keeps to itself and these figures look at: single stages of the measuring. */
import { inside } from '../inside.js';

export const { countedRoots } = await inside<typeof import('../../packages/engine/dist/measure/follicles.js')>('measure/follicles.js');
export const { measuredPattern } = await inside<typeof import('../../packages/engine/dist/measure/pattern.js')>('measure/pattern.js');
export const { photoQuality } = await inside<typeof import('../../packages/engine/dist/measure/quality.js')>('measure/quality.js');
export const { blur, linearOverview, luminance, mapDensity } =
  await inside<typeof import('../../packages/engine/dist/filters.js')>('filters.js');
export const { surfaceGeometry } = await inside<typeof import('../../packages/engine/dist/head/surface.js')>('head/surface.js');
export const { fillPolygon } = await inside<typeof import('../../packages/engine/dist/polygon.js')>('polygon.js');

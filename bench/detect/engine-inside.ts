/** What the engine keeps to itself and these figures look at: the score of bare marks, tiles, and what phantoms grow from. */
import { inside } from '../inside.js';

export const { detectabilityOf } =
  await inside<typeof import('../../packages/engine/dist/advise/detect/detectability.js')>('advise/detect/detectability.js');
export const { ownHair } = await inside<typeof import('../../packages/engine/dist/advise/detect/own-hair.js')>('advise/detect/own-hair.js');
export const { arrangementOf } =
  await inside<typeof import('../../packages/engine/dist/advise/detect/arrangement.js')>('advise/detect/arrangement.js');
export const { tileOf } = await inside<typeof import('../../packages/engine/dist/tell/tile.js')>('tell/tile.js');
export const { growUnits, FULL_UNITS_PER_CM2 } =
  await inside<typeof import('../../packages/engine/dist/phantom/hairs.js')>('phantom/hairs.js');
export const { vertexLeft } = await inside<typeof import('../../packages/engine/dist/phantom/pattern.js')>('phantom/pattern.js');
export const { dotTraits } = await inside<typeof import('../../packages/engine/dist/layout/dot-traits.js')>('layout/dot-traits.js');
export const { blur } = await inside<typeof import('../../packages/engine/dist/filters.js')>('filters.js');
export const { LINEAR_OF_SRGB8 } = await inside<typeof import('../../packages/engine/dist/colour/srgb.js')>('colour/srgb.js');

/** What the engine keeps to itself and these figures look at: the parts behind a picture. */
import { inside } from '../inside.js';

export const { latticeRun } = await inside<typeof import('../../packages/engine/dist/skin/lattice-run.js')>('skin/lattice-run.js');
export const { carbonOptics } = await inside<typeof import('../../packages/engine/dist/skin/pigment.js')>('skin/pigment.js');
export const { gaussiansOf } = await inside<typeof import('../../packages/engine/dist/skin/dot-gaussians.js')>('skin/dot-gaussians.js');
export const { dotField } = await inside<typeof import('../../packages/engine/dist/render/dots-in-skin.js')>('render/dots-in-skin.js');
export const { colourOfReflectance, onGrid } =
  await inside<typeof import('../../packages/engine/dist/colour/reflectance.js')>('colour/reflectance.js');
export const { labOfLinear } = await inside<typeof import('../../packages/engine/dist/colour/lab.js')>('colour/lab.js');
export const { LINEAR_OF_SRGB8, srgb8OfLinear } =
  await inside<typeof import('../../packages/engine/dist/colour/srgb.js')>('colour/srgb.js');
export const { surfaceGeometry } = await inside<typeof import('../../packages/engine/dist/head/surface.js')>('head/surface.js');
export const { recipesFor } = await inside<typeof import('../../packages/engine/dist/design/recipes.js')>('design/recipes.js');
export const { dotModelFor } = await inside<typeof import('../../packages/engine/dist/forecast/forecast.js')>('forecast/forecast.js');

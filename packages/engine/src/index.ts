/** What the other packages may use of the engine. */
export { type DesignFile, parseDesignFile } from './design/design-file.ts';
export { planSha256, sha256Hex } from './document/canonical.ts';
export { planJsonSchema } from './document/json-schema.ts';
export { type DotColumns, packDots, unpackDots } from './document/packed.ts';
export { parsePlan, sealPlan, writePlan } from './document/plan.ts';
export type { Face, MeasurementRecord, Mode, Plan, PlanOptions, ScaleOption, SkinType, Style, View } from './document/schema.ts';
export * from './estimate.ts';
export { type Edited, editedLayout, type Touched } from './layout/edit.ts';
export { FOLLICULAR_UNITS, type PairTarget } from './layout/follicle-statistics.ts';
export { LAYOUT_DEFAULTS, type Layout, type LayoutOptions, layOut } from './layout/layout.ts';
export * from './layout/pattern-statistics.ts';
export { fieldAt, type Places, type Scene } from './layout/scene.ts';
export { parseScene, type SceneFile } from './layout/scene-file.ts';
export type { PathStyle } from './layout/working-path.ts';
export type { Measurement } from './measure/measure.ts';
export * from './note.ts';
export { stencilPdf } from './output/stencil.ts';
export {
  makePhantom,
  PHANTOM_DEFAULTS,
  PHANTOM_LIMITS,
  type Phantom,
  type PhantomOptions,
  type PhantomTruth,
} from './phantom/make-phantom.ts';
export { measured, PICTURE_DAYS, type Pictures, type Request, STAGES, type Stage, type Treatment, treat } from './pipeline.ts';
export { type Random, seededRandom } from './random.ts';
export * from './raster.ts';
export * from './result.ts';
export { type PersonModel, personProbability, readPersonModel } from './scalp/person-model.ts';
export * from './units.ts';

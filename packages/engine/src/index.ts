/** What the other packages may use of the engine. */

export { type Advice, adviceOn } from './advise/advice.ts';
export { type DetectabilityOfPlan, detectabilityOfPlan, type PlanDetectability, type ZoneDetectability } from './advise/detect/of-plan.ts';
export { type Detectability, TELLS, type Tell, type TellScore } from './advise/detect/terms.ts';
export { type FutureYear, type PlanFuture, planFuture, type Reach, type Scenario } from './advise/future.ts';
export { USUAL_DISTANCE_M } from './advise/least.ts';
export { comparisonOf, type FutureOutlook, givenPerson, outlookOf } from './advise/outlook.ts';
export { type Regret, SESSION_USD } from './advise/regret.ts';
export {
  type CheckMore,
  checkPlan,
  FINDING_VERDICTS,
  type Finding,
  type FindingVerdict,
  type Place,
  RULE_TITLES,
  RULES,
  type RuleName,
} from './advise/rules/check-plan.ts';
export {
  type AsSeen,
  type AsSeenOptions,
  asSeen,
  contrastOf,
  DISTANCES_M,
  SEEN_STATES,
  SEEN_THRESHOLD_DELTA_E00,
  type SeenContrast,
  type SeenState,
} from './advise/seen/as-seen.ts';
export { type Person, personOf } from './advise/stage.ts';
export { dayAfter } from './calendar.ts';
export { type BurntIn, findBurntIn } from './calibrate/burnt-in.ts';
export { findMarker, type Marker } from './calibrate/marker.ts';
export { type Ruler, readRuler } from './calibrate/ruler.ts';
export { itaDegrees } from './colour/lab.ts';
export { WAVELENGTHS_NM } from './colour/spectra.ts';
export { CLAIMS, type Claim, claimOf, VERDICTS, type Verdict } from './compare/claims.ts';
export { claimsMarkdown } from './compare/claims-page.ts';
export {
  type Basis,
  CELLS,
  type Cell,
  type CellName,
  type Comparison,
  type ComparisonBasis,
  compareOptions,
  type DonorBalance,
  OPTIONS,
  type OptionId,
  type OptionRow,
} from './compare/compare.ts';
export { citationOf, SOURCES, type Source } from './compare/sources.ts';
export { hairCover } from './compare/thin-area.ts';
export { type DesignFile, parseDesignFile } from './design/design-file.ts';
export { HAIRLINE_TEMPLATES, type HairlineTemplate, templateHairline } from './design/hairline-templates.ts';
export { planSha256, sha256Hex } from './document/canonical.ts';
export { planJsonSchema } from './document/json-schema.ts';
export { type DotColumns, packDots, unpackDots } from './document/packed.ts';
export { parsePlan, sealPlan, writePlan } from './document/plan.ts';
export type {
  Face,
  MeasurementRecord,
  Mode,
  Plan,
  PlanOptions,
  ScaleOption,
  SkinKind,
  SkinType,
  Style,
  SunOption,
  View,
} from './document/schema.ts';
export * from './estimate.ts';
export { HEALED_DAY, OUTLOOKS, type Outlook } from './forecast/forecast.ts';
export { firstToRefresh, type ImaginedDot, PLAN_YEARS, sunOf as sunDose, yearsOfDot, yearsOfPlan } from './forecast/outlook.ts';
export { PRESETS, type Preset, presetDot, USUAL_DOT } from './forecast/presets.ts';
export { AVERAGE_SUN_SED, LIFE_PRIORS } from './forecast/priors.ts';
export { REFRESH_AT } from './forecast/refresh.ts';
export { type SunHabits, yearlyDose } from './forecast/sun.ts';
export type { DotDay, DotYears, Evidence, Refresh } from './forecast/years.ts';
export {
  HAIR_LOSS_LIMITS,
  type HairLoss,
  type HairLossRequest,
  type HairLossYear,
  hairLoss,
  LAST_STAGE,
  REGIONS,
  type Region,
  type RegionLoss,
  SEXES,
  type Sex,
  SPEEDS,
  type Speed,
  TREATMENTS,
  type Treatment as HairTreatment,
  VARIANTS,
  type Variant,
} from './hairloss/hair-loss.ts';
export { hairBearing, headAngles, regionAt, susceptibilityAt } from './hairloss/head-map.ts';
export { daysToFullCover, lyingCoverage, partingScore, stubbleCoverage } from './hairloss/looks.ts';
export { rememberedLoss } from './hairloss/remembered.ts';
export { type Ancestry, stageShares, stageThreeShare, terminalLeftAtStage } from './hairloss/stages.ts';
export { surfaceGeometry } from './head/surface.ts';
export { type Edited, editedLayout, type Touched } from './layout/edit.ts';
export { FOLLICULAR_UNITS, type PairTarget } from './layout/follicle-statistics.ts';
export { LAYOUT_DEFAULTS, type Layout, type LayoutOptions, layOut } from './layout/layout.ts';
export * from './layout/pattern-statistics.ts';
export { fieldAt, type Places, type Scene } from './layout/scene.ts';
export { parseMeasuredPattern, parseScene, type SceneFile } from './layout/scene-file.ts';
export type { PathStyle } from './layout/working-path.ts';
export { correctedCounts, correctedRoots } from './measure/corrections.ts';
export type { Follicles, Measurement } from './measure/measure.ts';
export * from './note.ts';
export { CHART_STYLE, NARROW_PX, WIDE_PX } from './output/charts/chart-style.ts';
export { type Charts, loadCharts } from './output/charts/charts.ts';
export type { RegionCourses } from './output/charts/course-charts.ts';
export { depthPanelSvg, INK_CASES, inkSeen } from './output/depth-panel.ts';
export { dotsCsv } from './output/dots-csv.ts';
export { dotsSvg } from './output/dots-svg.ts';
export { type HeldTo, isLock, type Lock, lockOf, parseLock, writeLock } from './output/lock.ts';
export { MARKER_SIDE_MM, markerPdf } from './output/marker-page.ts';
export { PRINTED_MM, type Printed } from './output/sheet.ts';
export { type StencilOptions, stencilPdf } from './output/stencil.ts';
export { type TellPool, tellPageHtml } from './output/tell-page.ts';
export {
  type AreaTruth,
  CURLS,
  type Curl,
  HAIR_COLOURS,
  makePhantom,
  PARTINGS,
  type Parting,
  PHANTOM_DEFAULTS,
  PHANTOM_LIMITS,
  type Phantom,
  type PhantomOptions,
  type PhantomTruth,
} from './phantom/make-phantom.ts';
export type { HairColour } from './phantom/tones.ts';
export { type CheckedPhoto, checkPhoto, KIND_NAMES, notDecoded, PHOTO_LIMITS, READABLE, sizeProblem } from './photo-file/check.ts';
export { readHeader } from './photo-file/header.ts';
export { type HeicPixels, heicPixels, type Libheif } from './photo-file/heic.ts';
export { type FileKind, isPhotoFormat, kindOfBytes, kindOfName, type PhotoFormat } from './photo-file/kind.ts';
export type { PictureHeader } from './photo-file/picture-header.ts';
export { crc32, plainPng } from './photo-file/plain-png.ts';
export {
  measured,
  PICTURE_DAYS,
  type Pictures,
  type Planning,
  type Request,
  replanned,
  reportOf,
  STAGES,
  type Stage,
  type Treatment,
  treat,
} from './pipeline.ts';
export { type Random, seededRandom } from './random.ts';
export * from './raster.ts';
export { seenFrom } from './render/distance.ts';
export { LIGHTS, type Light } from './render/relight.ts';
export { type Look, type Sight, type TreatedPhoto, treatedPhoto } from './render/render.ts';
export { shrunkPhoto } from './render/shrink.ts';
export * from './result.ts';
export { type PersonModel, personProbability, readPersonModel } from './scalp/person-model.ts';
export { lightOnStack, type StackOptions, stackSolver, type Totals } from './skin/adding-doubling.ts';
export { DILUTION_MODEL, type DilutionModel, dilutionOfLoad, loadOfDilution } from './skin/dilution.ts';
export {
  type Clamped,
  contrastAtMm,
  type Deposit,
  type DotColours,
  type DotContrast,
  depositContrast,
  dotColours,
  fieldReflectance,
} from './skin/dot-contrast.ts';
export { type InverseOptions, PHOTO_LAB_ERROR, type SkinFit, skinFromLab, skinFromPhoto, skinFromSpectrum } from './skin/inverse.ts';
export type { Layer } from './skin/layers.ts';
export { type CarbonKind, SHEET_THICKNESS_UM, type Sheet, withSheet } from './skin/pigment.ts';
export { type PlainRun, plainRun } from './skin/plain-run.ts';
export { type SheetColour, type SkinColour, sheetColour, skinColour, stackColour } from './skin/skin-colour.ts';
export { parseStack, type Stack } from './skin/stack-file.ts';
export { type FitzpatrickType, type Skin, skinLayers, skinOfType } from './skin/tissue.ts';
export { chanceOf, ROUND_DEFAULTS, ROUNDS, type Round, type RoundOptions, rounds, roundsOneByOne } from './tell/rounds.ts';
export { TILE_KINDS, type TileKind, type TileView, tile } from './tell/tile.ts';
export * from './units.ts';

/**
 * The stage `design`: hairline, zones and target density on the scalp chart; geometry only.
 */
import type { Calibration } from '../calibrate/calibrate.ts';
import { type Mode, type Style, ZONE_NAMES, type ZoneName } from '../document/schema.ts';
import { blur } from '../filters.ts';
import { chartPoint, MAX_TILT_DEGREES, type SurfaceGeometry, surfaceGeometry } from '../head/surface.ts';
import type { Measurement } from '../measure/measure.ts';
import { info, type Note, refusal, warning } from '../note.ts';
import { contains, type Point, type Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import { sampleDensity } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { smoothstep } from '../smoothstep.ts';
import { brushed } from './brush.ts';
import type { DesignFile } from './design-file.ts';
import { type ChartGrid, edgeDistanceMm, gridOver } from './grid.ts';
import { featherAt, type Hairline, hairlineOf } from './hairline.ts';
import { type DensityNeed, fullCoverage, neededPerCm2 } from './need.ts';
import { zonePolygons } from './zone-polygons.ts';

export interface Design {
  readonly origin: 'proposed' | 'given';
  readonly style: Style;
  readonly featherMm: number;
  readonly age: number | null;
  /** In photo pixels (what is drawn lies inside) and on the chart. */
  readonly zonePx: readonly Polygon[];
  readonly zoneMm: readonly Polygon[];
  readonly excludeMm: readonly Polygon[];
  readonly hairline: Hairline;
  readonly grid: ChartGrid;
  /** Per cell: dots and hairs wanted together, and dots to add, per cm² of chart (skin density × skin per chart area). */
  readonly totalPerCm2: Float64Array;
  readonly newPerCm2: Float64Array;
  /** Per cell: index into ZONE_NAMES, or −1 outside. */
  readonly zoneOfCell: Int8Array;
  /** Skin area of a cell in mm². */
  readonly skinMm2OfCell: Float64Array;
  /** Per zone: wanted density on the skin, per cm². */
  readonly targetPerCm2: Readonly<Record<ZoneName, number>>;
  readonly notes: readonly Note[];
}

/** Healed dots per cm² of the soft style by zone (practice values, medium confidence), and what the other styles make of them. */
const SOFT_PER_CM2: Readonly<Record<ZoneName, number>> = { hairline: 50, frontal: 62, 'mid-scalp': 70, crown: 55 };
const STYLE_FACTOR: Readonly<Record<Style, number>> = { soft: 1, broken: 0.9, defined: 1.3 };
const FEATHER_MM: Readonly<Record<Style, number>> = { soft: 8, broken: 10, defined: 2 };
/** Depth behind the front edge at which one zone passes into the next, and over how much. */
const ZONE_DEPTHS_MM: readonly number[] = [15, 50, 100];
const ZONE_BLEND_MM = 12;
/** Treated scalp blends into the fringe over this: under longer hair the hair itself covers the edge, clipped sides show it, and practice thins dots out over 2 to 4 cm. */
const BLEND_MM: Readonly<Record<Mode, number>> = { density: 14, shaved: 24 };
/** Cells nearer to the zone's edge stay empty: a dot may lie one cell off, and its halo reaches 0.9 mm; none is cut by the edge. */
const EDGE_MARGIN_MM = 2.2;
/** Below this nothing is worth a needle. */
const MIN_NEW_PER_CM2 = 2;
const COS_MAX_TILT = Math.cos((MAX_TILT_DEGREES * Math.PI) / 180);

/** @param need what a proposal found each place to need; null: as dense as practice lays dots */
export function design(
  photo: { readonly width: number; readonly height: number },
  scalp: Scalp,
  calibration: Calibration,
  measurement: Measurement,
  file: DesignFile | null,
  style: Style,
  mode: Mode,
  random: Random,
  need: DensityNeed | null = null,
): Design {
  const geometry = surfaceGeometry(calibration.surface);
  const featherMm = FEATHER_MM[style];
  const notes: Note[] = [];
  const { zonePx, zoneMm, excludeMm: drawnMm } = zonePolygons(scalp, file, geometry);
  const molesMm = (measurement.record.excluded?.moles ?? []).map((mole) => aroundMole(mole, geometry));
  const spared = molesMm.filter(([at]) => zoneMm.some((zone) => contains(zone, at[0], at[1]))).length;
  if (spared > 0)
    notes.push(
      warning(
        'moles-spared',
        `${spared === 1 ? 'A dark spot lies' : `${spared} dark spots lie`} in the zone and no dots are planned on or close to ${spared === 1 ? 'it' : 'them'}: what may be a mole is never covered. Have it looked at by a doctor before treatment.`,
      ),
    );
  const excludeMm = [...drawnMm, ...molesMm];
  if (zoneMm.length === 0) {
    notes.push(
      refusal(
        'nothing-to-propose',
        'No thinned area of a useful size was found, so no dots are planned. Draw a zone (--design) to plan one by hand.',
      ),
    );
  }
  const shown = (xMm: number, yMm: number): Point | null => {
    const p = geometry.toPhoto(xMm, yMm);
    if (p === null || p[0] < 0 || p[1] < 0 || p[0] >= photo.width || p[1] >= photo.height) return null;
    const inside = scalp.inside.data[Math.floor(p[1] * scalp.scale) * scalp.inside.width + Math.floor(p[0] * scalp.scale)];
    return inside > 0 && geometry.cosTiltAtChart(xMm, yMm) >= COS_MAX_TILT ? p : null;
  };
  const hairline = hairlineOf(scalp, file, geometry, calibration, shown, style, random.fork('hairline'));
  if (hairline.hidden.length > 0) {
    notes.push(
      warning(
        'front-not-visible',
        'Part of the front edge is not visible in this photo: it is planned on the scalp chart and on the printed template, and not drawn in the pictures.',
      ),
    );
  }

  // --- the chart, cell by cell
  const grid = gridOver(zoneMm);
  const cells = grid.columns * grid.rows;
  const zoneOfCell = new Int8Array(cells).fill(-1);
  const skinMm2OfCell = new Float64Array(cells);
  const photoOfCell: (Point | null)[] = new Array(cells).fill(null);
  let hiddenMm2 = 0;
  for (let i = 0; i < cells; i++) {
    const [x, y] = grid.centre(i);
    if (!zoneMm.some((p) => contains(p, x, y)) || excludeMm.some((p) => contains(p, x, y))) continue;
    const skinMm2 = geometry.skinPerChart(x, y) * grid.cellMm ** 2;
    const p = shown(x, y);
    if (p === null) {
      hiddenMm2 += skinMm2;
      continue;
    }
    photoOfCell[i] = p;
    skinMm2OfCell[i] = skinMm2;
    zoneOfCell[i] = zoneAtDepth(hairline.depthMm(x, y));
  }
  if (file?.zone !== undefined && hiddenMm2 > 100) {
    notes.push(
      warning(
        'zone-too-steep',
        `${(hiddenMm2 / 100).toFixed(1)} cm² of the drawn zone lie on skin steeper than ${MAX_TILT_DEGREES}°, or outside the head or the frame: nothing is planned there.`,
      ),
    );
  }

  // --- densities
  const targetPerCm2 = targetsPerCm2(style, file?.densityPerCm2);
  const edge = edgeDistanceMm(grid, zoneOfCell);
  const full = fullCoverage(scalp.fringe);
  const hair = need === null ? scalp.coverage : blur(scalp.coverage, need.blurMm * scalp.scale * calibration.surface.pxPerMm);
  const totalPerCm2 = new Float64Array(cells);
  const newPerCm2 = new Float64Array(cells);
  const blendMm = BLEND_MM[mode];
  const afterBrush = brushed(file, geometry);
  for (let i = 0; i < cells; i++) {
    const p = photoOfCell[i];
    if (p === null) continue;
    const [x, y] = grid.centre(i);
    const depth = hairline.depthMm(x, y);
    const skinPerChart = geometry.skinPerChart(x, y);
    const usual = targetAtDepth(targetPerCm2, depth) * skinPerChart;
    const wanted = need === null ? usual : Math.min(usual, need.ceilingPerCm2 * skinPerChart);
    const share = Math.min(1, sampleDensity(hair, p[0] * scalp.scale, p[1] * scalp.scale) / full);
    const missing = wanted * (1 - share);
    const enough = need === null ? missing : Math.min(missing, neededPerCm2(need, share) * skinPerChart);
    const blend = smoothstep(EDGE_MARGIN_MM, blendMm, hairline.isFront(x, y) ? blendMm : edge[i]);
    const feather = featherAt(hairline, featherMm, x, y);
    const added = afterBrush(x, y, enough * blend * feather, wanted);
    totalPerCm2[i] = Math.max((wanted - missing + enough) * feather, added, 1);
    newPerCm2[i] = edge[i] < EDGE_MARGIN_MM || added < MIN_NEW_PER_CM2 ? 0 : added;
  }
  if (measurement.record.tier === 'T0') {
    notes.push(
      info(
        'density-from-coverage',
        'The photo is too coarse to see single hairs: dots are placed by coverage and keep no distance from hairs that cannot be seen.',
      ),
    );
  }
  return {
    origin: file === null ? 'proposed' : 'given',
    style,
    featherMm,
    age: file?.age ?? null,
    zonePx,
    zoneMm,
    excludeMm,
    hairline,
    grid,
    totalPerCm2,
    newPerCm2,
    zoneOfCell,
    skinMm2OfCell,
    targetPerCm2,
    notes,
  };
}

/** Dots and hairs wanted together by zone, per cm² of skin. @param askedPerCm2 of mid-scalp */
export function targetsPerCm2(style: Style, askedPerCm2: number | undefined): Record<ZoneName, number> {
  const factor = askedPerCm2 === undefined ? STYLE_FACTOR[style] : askedPerCm2 / SOFT_PER_CM2['mid-scalp'];
  return Object.fromEntries(ZONE_NAMES.map((name) => [name, SOFT_PER_CM2[name] * factor])) as Record<ZoneName, number>;
}

/** Skin that is left free about a dark spot [A], with what a dot may lie beside its place. */
const MOLE_MARGIN_MM = 2 + 1.5;
const CORNERS = 16;

function aroundMole(
  { xPx, yPx, radiusPx }: { readonly xPx: number; readonly yPx: number; readonly radiusPx: number },
  geometry: SurfaceGeometry,
): Polygon {
  // circumscribed, so that no flat side comes nearer than the margin
  const reachPx = (radiusPx + MOLE_MARGIN_MM * geometry.surface.pxPerMm) / Math.cos(Math.PI / CORNERS);
  return Array.from({ length: CORNERS }, (_, k): Point => {
    const angle = (2 * Math.PI * k) / CORNERS;
    return chartPoint(geometry, [xPx + reachPx * Math.cos(angle), yPx + reachPx * Math.sin(angle)]);
  });
}

function zoneAtDepth(depthMm: number): number {
  const i = ZONE_DEPTHS_MM.findIndex((limit) => depthMm < limit);
  return i < 0 ? ZONE_NAMES.length - 1 : i;
}

function targetAtDepth(target: Readonly<Record<ZoneName, number>>, depthMm: number): number {
  let value = target[ZONE_NAMES[0]];
  ZONE_DEPTHS_MM.forEach((limit, i) => {
    const t = smoothstep(limit - ZONE_BLEND_MM / 2, limit + ZONE_BLEND_MM / 2, depthMm);
    value += (target[ZONE_NAMES[i + 1]] - target[ZONE_NAMES[i]]) * t;
  });
  return value;
}

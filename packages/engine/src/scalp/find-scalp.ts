/** The stage `scalp`: from a photo to the head, its hair, the way it faces and the zone that one would treat. */

import type { Face, View } from '../document/schema.ts';
import { linearOverview } from '../filters.ts';
import { HEAD } from '../head/anthropometry.ts';
import { type Surface, surfaceGeometry } from '../head/surface.ts';
import { info, type Note, warning } from '../note.ts';
import { fillPolygon, type Polygon } from '../polygon.ts';
import { densityRaster, type Raster } from '../raster.ts';
import type { Ellipse } from './ellipse.ts';
import { mapHair } from './hair.ts';
import { findHead, type HeadOutline } from './head.ts';
import { BALD_FRINGE, type FrontEdge, faceDirection, fringeCoverage, frontEdge, proposeZone, unknownFront } from './zone.ts';

export interface Scalp {
  /** Outline of the head in photo pixels, clipped to the frame. */
  readonly headPx: Polygon;
  /** Ellipsoid under the outline; `pxPerMm` is nominal (head 154 mm broad) until calibrated. */
  readonly surface: Surface;
  /** Overview pixels per photo pixel; the rasters below are at this scale. */
  readonly scale: number;
  readonly inside: Raster<'density'>;
  /** How much a place looks like hair, for telling zone and face; 0..1. */
  readonly coverage: Raster<'density'>;
  /** Share of the scalp that hair hides from view, as measured. */
  readonly hidden: Raster<'density'>;
  readonly skinLuminance: Raster<'density'>;
  readonly roughness: Raster<'density'>;
  /** Coverage of this head's full hair in this photo. */
  readonly fringe: number;
  readonly front: FrontEdge;
  /** Proposed zone in photo pixels; null where there is nothing to propose. */
  readonly zonePx: Polygon | null;
  /** How sure the outline is: mean step of colour across it, 0..1, and how much of it lies in the frame. */
  readonly outlineStrength: number;
  readonly visibleShare: number;
  readonly notes: readonly Note[];
}

/** Where the face lies in the picture, as a direction clockwise from +x. */
const FACE_DEGREES: Readonly<Record<Face, number>> = { right: 0, bottom: 90, left: 180, top: 270 };

/** Mean step of colour across the outline: heads have 0.40 to 0.57, close-ups of skin 0.22 to 0.42. */
const HEAD_FROM = 0.3;
const CLEAR_FROM = 0.39;

/** Longer side of the overview in which the head is searched. */
const SEARCH_PX = 320;
/** Resolution at which hair is told from skin. */
const HAIR_PX_PER_MM = 4;

/**
 * @param person probability of a person from the optional model, any size, or null
 * @param face where the face lies, where the user says so
 */
export function findScalp(photo: Raster<'srgb8'>, view: View, person: Raster<'density'> | null, face?: Face): Scalp {
  const searchScale = Math.min(1, SEARCH_PX / Math.max(photo.width, photo.height));
  const head = steady(findHead(linearOverview(photo, searchScale), person));
  const notes: Note[] = [];
  const breadthPx = (2 * Math.min(head.ellipse.a, head.ellipse.b)) / searchScale;
  const scale = Math.min(1, (HEAD.breadthMm * HAIR_PX_PER_MM) / breadthPx);
  const overview = linearOverview(photo, scale);
  const zoom = scale / searchScale;
  const outline = head.outline.map(([x, y]) => [x * zoom, y * zoom] as const);
  const ellipse: Ellipse = {
    ...head.ellipse,
    cx: head.ellipse.cx * zoom,
    cy: head.ellipse.cy * zoom,
    a: head.ellipse.a * zoom,
    b: head.ellipse.b * zoom,
  };
  const mask = new Uint8Array(overview.width * overview.height);
  fillPolygon(mask, overview.width, overview.height, outline, 1);
  const inside = densityRaster(overview.width, overview.height);
  inside.data.set(mask);
  const pxPerMm = (2 * Math.min(ellipse.a, ellipse.b)) / HEAD.breadthMm;
  const hair = mapHair(overview, inside, ellipse, pxPerMm);

  const unturned = headSurface(ellipse, 90, view);
  const seen = { geometry: surfaceGeometry(unturned), coverage: hair.coverage, inside };
  const facing = face === undefined ? faceDirection(seen, fringeCoverage(seen), ellipse) : { degrees: FACE_DEGREES[face], strength: 1 };
  const turned = completed(headSurface(ellipse, facing.degrees, view), outline, overview.width, overview.height);
  const seenTurned = { ...seen, geometry: surfaceGeometry(turned) };
  const fringe = fringeCoverage(seenTurned);
  const bald = fringe < BALD_FRINGE;
  const known = facing.strength > 0.1 || !bald;
  const front = known ? frontEdge(seenTurned, fringe, modelFrontYMm(turned)) : unknownFront(modelFrontYMm(turned));
  if (facing.strength < 0.05 || !known) {
    notes.push(
      warning(
        'face-direction-doubtful',
        `Which way the client faces is barely readable from the hair${known ? '' : ', so no front edge is planned and the whole area is one zone'}. Say it with --face bottom, top, left or right.`,
      ),
    );
  } else if (face === undefined) {
    notes.push(
      info('face-direction-read', `From the hair, the face lies ${sideOf(facing.degrees)}. Where that is wrong, say it with --face.`),
    );
  }
  const isHead = head.edgeStrength >= HEAD_FROM;
  const zone = isHead ? proposeZone(seenTurned, fringe, front) : null;
  if (!isHead) {
    notes.push(
      warning(
        'no-head-found',
        'No outline of a head stands out in this photo, so no zone is proposed and lengths are guesses. Take the whole head from above, or give the scale and the zone (--design).',
      ),
    );
  } else if (head.edgeStrength < CLEAR_FROM) {
    notes.push(
      warning('outline-doubtful', 'The outline of the head is faint in this photo; check it on the plan, or give the zone with --design.'),
    );
  }
  if (head.visibleShare < 0.75) {
    notes.push(
      info(
        'head-cut-off',
        `Only ${Math.round(head.visibleShare * 100)} % of the head’s outline lies in the picture; the rest is completed by an ellipse.`,
      ),
    );
  }
  const toPhoto = (polygon: Polygon): Polygon =>
    clipToFrame(
      polygon.map(([x, y]) => [x / scale, y / scale] as const),
      photo.width,
      photo.height,
    );
  return {
    headPx: toPhoto(outline),
    surface: scaled(turned, 1 / scale),
    scale,
    inside,
    coverage: hair.coverage,
    hidden: hair.hidden,
    skinLuminance: hair.skinLuminance,
    roughness: hair.roughness,
    fringe,
    front,
    zonePx: zone === null ? null : toPhoto(zone),
    outlineStrength: head.edgeStrength,
    visibleShare: head.visibleShare,
    notes,
  };
}

/** To a millionth of a pixel: last bits of sines differ between engines, and what follows must not. */
function steady({ outline, ellipse, ...found }: HeadOutline): HeadOutline {
  const rounded = (v: number): number => Math.round(v * 1e6) / 1e6;
  const { cx, cy, a, b, angle } = ellipse;
  return {
    ...found,
    outline: outline.map(([x, y]) => [rounded(x), rounded(y)]),
    ellipse: { cx: rounded(cx), cy: rounded(cy), a: rounded(a), b: rounded(b), angle: rounded(angle) },
  };
}

/** "at the foot of the picture", for the side nearest to a direction. */
function sideOf(degrees: number): string {
  const sides = ['on the right of', 'at the foot of', 'on the left of', 'at the head of'];
  return `${sides[Math.round(degrees / 90) % 4]} the picture`;
}

/** Ellipsoid of mean proportions under an outline; the axis nearer to the face's direction is the head's length (from the front: its height). */
function headSurface(e: Ellipse, frontDegrees: number, view: View): Surface {
  const front = (frontDegrees * Math.PI) / 180;
  const radiusAlong = (angle: number): number => {
    const d = angle - e.angle;
    return 1 / Math.sqrt((Math.cos(d) / e.a) ** 2 + (Math.sin(d) / e.b) ** 2);
  };
  const pxPerMm = (2 * Math.min(e.a, e.b)) / HEAD.breadthMm;
  const depthMm = view === 'top' ? HEAD.capHeightMm : view === 'front' ? HEAD.lengthMm / 2 : (HEAD.capHeightMm + HEAD.lengthMm / 2) / 2;
  return {
    centrePx: [e.cx, e.cy],
    semiAcrossPx: radiusAlong(front + Math.PI / 2),
    semiAlongPx: radiusAlong(front),
    semiDepthPx: depthMm * pxPerMm,
    frontDegrees,
    pxPerMm,
  };
}

/** Photos from above are mostly taken from a little behind, which shortens the head's length by some 5 %. */
const FORESHORTENING = 0.95;
const LENGTH_RATIO = (FORESHORTENING * HEAD.lengthMm) / HEAD.breadthMm;

/** Share of the head's breadth along which its front must run out of the frame to count as cut off. */
const CUT_SHARE = 0.4;

/** Where the frame cuts off the front of the head its length is not seen: completed to a head's proportions, the back kept in place. */
function completed(s: Surface, outline: Polygon, width: number, height: number): Surface {
  const fx = Math.cos((s.frontDegrees * Math.PI) / 180);
  const fy = Math.sin((s.frontDegrees * Math.PI) / 180);
  const margin = 0.06 * s.semiAlongPx;
  const across = outline.flatMap(([x, y]) => {
    const dx = x - s.centrePx[0];
    const dy = y - s.centrePx[1];
    const gone = x < margin || y < margin || x > width - margin || y > height - margin;
    return gone && dx * fx + dy * fy > 0 ? [dx * fy - dy * fx] : [];
  });
  const cutPx = across.length === 0 ? 0 : Math.max(...across) - Math.min(...across);
  const length = LENGTH_RATIO * s.semiAcrossPx;
  if (cutPx < CUT_SHARE * 2 * s.semiAcrossPx || s.semiAlongPx >= length) return s;
  const shift = length - s.semiAlongPx;
  return { ...s, semiAlongPx: length, centrePx: [s.centrePx[0] + fx * shift, s.centrePx[1] + fy * shift] };
}

function scaled(s: Surface, factor: number): Surface {
  return {
    ...s,
    centrePx: [s.centrePx[0] * factor, s.centrePx[1] * factor],
    semiAcrossPx: s.semiAcrossPx * factor,
    semiAlongPx: s.semiAlongPx * factor,
    semiDepthPx: s.semiDepthPx * factor,
    pxPerMm: s.pxPerMm * factor,
  };
}

/** Chart y of the mid-frontal point of a mature hairline: 80 mm above the glabella, which lies a little beyond the outline's front. */
function modelFrontYMm(s: Surface): number {
  const MID_FRONTAL_ABOVE_GLABELLA_MM = 80;
  const along = s.semiAlongPx / s.pxPerMm;
  const depth = s.semiDepthPx / s.pxPerMm;
  let arc = HEAD.glabellaBeyondOutlineMm;
  const step = 0.002;
  for (let phi = Math.PI / 2; phi > 0; phi -= step) {
    arc += Math.sqrt((along * Math.cos(phi)) ** 2 + (depth * Math.sin(phi)) ** 2) * step;
    if (arc >= MID_FRONTAL_ABOVE_GLABELLA_MM) return 2 * Math.sin(phi / 2) * along;
  }
  return 0;
}

function clipToFrame(polygon: Polygon, width: number, height: number): Polygon {
  return polygon.map(([x, y]) => [Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)] as const);
}

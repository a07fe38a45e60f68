/** A whole head in a photo, from above or from the front: room, ears, skin, hair, marker, camera; and its truth. */
import type { Surface } from '../head/surface.ts';
import type { Polygon } from '../polygon.ts';
import type { Random } from '../random.ts';
import { photographed } from './camera.ts';
import { directionField, whorlOf } from './direction.ts';
import { TERMINAL_FROM_UM } from './hairs.ts';
import { drawBrows } from './head-brows.ts';
import { dot, framed, type HeadCamera, type Pose, poseCamera, toPicture } from './head-camera.ts';
import { drawEars } from './head-ears.ts';
import { drawHair, growHead, type Shafts } from './head-hair.ts';
import { headLook } from './head-look.ts';
import { fillSheet } from './head-raster.ts';
import { type Scalp, scalpOf } from './head-scalp.ts';
import { paintRoom } from './head-scene.ts';
import { type HeadShape, headShape, headSizeOf } from './head-shape.ts';
import { molesOf, SKIN_CHANNELS, type SkinShader, skinShader } from './head-skin.ts';
import { areaTruth, type Measured, measuredArea, outlineOf, thinnedZone } from './head-truth.ts';
import { type HairStyle, shadeOfHair } from './head-way.ts';
import type { Phantom, PhantomOptions, PhantomTruth } from './make-phantom.ts';
import { placeMarker } from './marker-sticker.ts';
import { partingLine } from './parting.ts';
import type { Canvas } from './strands.ts';
import { toneOf } from './tones.ts';

export interface Framing {
  readonly view: 'top' | 'front';
  readonly pose: Pose;
  /** Where the middle of the head's outline lies, as shares of the picture. */
  readonly across: number;
  readonly along: number;
  /** The outline is that of what lies above this. */
  readonly outlineFromMm: number;
}

/** Hair longer than this is drawn together in locks. */
const LOCKS_FROM_MM = 6;

export function headPhantom(options: PhantomOptions, framing: Framing, random: Random): Phantom {
  const { pxPerMm, hairLengthMm } = options;
  const width = Math.round(options.widthMm * pxPerMm);
  const height = Math.round(options.heightMm * pxPerMm);
  const shape = headShape(headSizeOf(options.sex, random.fork('size')), framing.view === 'front' ? 1 : 0, random.fork('shape'));
  const look = headLook(options, random.fork('look'));
  const tone = toneOf(options.skinType, look.hairColour);
  const camera = framed(
    poseCamera(framing.pose, pxPerMm, width, height),
    shape,
    (up) => up >= framing.outlineFromMm,
    framing.across,
    framing.along,
  );
  const parting = partingLine(look.parting, random.fork('parting'));
  const scalp = scalpOf(options.sex, options.stage, shape, parting?.middleMm ?? 0, random.fork('scalp'));
  const combing = random.fork('comb');
  const combed = hairLengthMm > 15 ? combing.normal() * 0.6 : 0;
  const field = directionField(whorlOf(random.fork('whorl')), parting, combed, random.fork('field'));
  const locks = Math.min(1, Math.max(0, (hairLengthMm - LOCKS_FROM_MM) / 25));
  const style: HairStyle = {
    lengthMm: hairLengthMm,
    curl: look.curl,
    parted: parting !== null,
    clumping: locks * (0.35 + 0.45 * combing.next()),
  };
  const moles = molesOf(random.fork('moles'), shape);

  const canvas: Canvas = { width, height, light: new Float32Array(3 * width * height), covered: new Float32Array(width * height) };
  const { units, shafts } = growHead(shape, scalp, camera, random.fork('grow'));
  paintRoom(canvas, camera, look, framing.view, random.fork('room'));
  drawEars(canvas, camera, shape, look, tone);
  const paintHair = (behindRim: boolean): void =>
    drawHair(canvas, shape, scalp, camera, look, tone, field, style, shafts, behindRim, random.fork(behindRim ? 'hair behind' : 'hair'));
  paintHair(true);
  paintSkin(canvas, shape, camera, scalp, hairLengthMm, skinShader(tone, look, camera.towards, moles, scalp.frontYMm, random.fork('skin')));
  if (framing.view === 'front') drawBrows(canvas, shape, camera, look, tone, options.sex === 'female', random.fork('brows'));
  paintHair(false);
  const marker =
    options.markerMm === undefined ? null : placeMarker(canvas, shape, camera, scalp, look.light, options.markerMm, random.fork('marker'));

  const measured = measuredArea(shape, scalp, camera, marker?.sheet ?? null);
  const outline = outlineOf(shape, camera, framing.outlineFromMm);
  const zonePx = thinnedZone(shape, scalp, camera, measured);
  const photo = photographed(width, height, canvas.light, pxPerMm, random.fork('camera'), { ...options, cast: options.cast ?? look.cast });
  const truth: PhantomTruth = {
    view: framing.view,
    pxPerMm,
    ...areaTruth(shape, measured, canvas, units, shafts, null),
    skin: { melanin: tone.melanin, blood: tone.blood },
    hairColour: look.hairColour,
    curl: look.curl,
    parting: look.parting,
    ...seenHair(shape, camera, measured, units, shafts),
    headPx: outline.map(([x, y]) => [Math.min(width, Math.max(0, x)), Math.min(height, Math.max(0, y))]),
    ...(zonePx === null ? {} : { zonePx, zone: areaTruth(shape, measured, canvas, units, shafts, zonePx) }),
    hairlinePx: hairline(shape, camera, scalp),
    faceDirectionDegrees: camera.faceDirectionDegrees,
    surface: surfaceOf(outline, shape, camera, framing),
    headBreadthMm: shape.size.breadthMm,
    circumferenceMm: shape.size.circumferenceMm,
    molesPx: moles.flatMap(({ xMm, yMm, radiusMm }) => {
      const at = seenAt(shape, camera, xMm, yMm);
      return at === null ? [] : [{ xPx: at[0], yPx: at[1], radiusPx: radiusMm * pxPerMm }];
    }),
    ...(marker === null ? {} : { markerPx: marker.square }),
  };
  return { photo, truth };
}

function paintSkin(canvas: Canvas, shape: HeadShape, camera: HeadCamera, scalp: Scalp, hairLengthMm: number, shader: SkinShader): void {
  const { columns, rows, on, place, normal } = shape;
  const count = columns * rows;
  const [xPx, yPx] = [new Float32Array(count), new Float32Array(count)];
  const values = new Float32Array(SKIN_CHANNELS * count);
  const base = new Float64Array(SKIN_CHANNELS);
  for (let i = 0; i < count; i++) {
    [xPx[i], yPx[i]] = toPicture(camera, place[3 * i], place[3 * i + 1], place[3 * i + 2]);
    const x = shape.fromXMm + (i % columns) * shape.cellMm;
    const y = shape.fromYMm + Math.floor(i / columns) * shape.cellMm;
    const shaded = on[i] === 1 ? shadeOfHair(hairLengthMm, scalp.left(x, y)) : 0;
    shader.base(x, y, normal[3 * i], normal[3 * i + 1], normal[3 * i + 2], shaded, base);
    values.set(base, SKIN_CHANNELS * i);
  }
  const sent = new Float64Array(3);
  fillSheet({ columns, rows, xPx, yPx, values, channels: SKIN_CHANNELS, on }, canvas.width, canvas.height, 1, (x, y, skin) => {
    shader.pixel(skin, sent);
    const i = y * canvas.width + x;
    canvas.covered[i] = 0;
    canvas.light[3 * i] = sent[0];
    canvas.light[3 * i + 1] = sent[1];
    canvas.light[3 * i + 2] = sent[2];
  });
}

function seenAt(shape: HeadShape, camera: HeadCamera, xMm: number, yMm: number): readonly [number, number] | null {
  const spot = new Float64Array(6);
  if (!shape.at(xMm, yMm, spot) || dot(camera.towards, spot[3], spot[4], spot[5]) <= 0) return null;
  const [x, y] = toPicture(camera, spot[0], spot[1], spot[2]);
  return x >= 0 && y >= 0 && x < camera.width && y < camera.height ? [x, y] : null;
}

/** Units and shafts whose roots the picture shows. */
function seenHair(
  shape: HeadShape,
  camera: HeadCamera,
  measured: Measured,
  units: { xMm: Float64Array; yMm: Float64Array },
  shafts: Shafts,
): Pick<PhantomTruth, 'follicularUnits' | 'shafts'> {
  const place = new Int32Array(units.xMm.length).fill(-1);
  const [xPx, yPx]: [number[], number[]] = [[], []];
  const unitInArea: boolean[] = [];
  const px = new Float64Array(2);
  for (let i = 0; i < place.length; i++) {
    const at = seenAt(shape, camera, units.xMm[i], units.yMm[i]);
    if (at === null) continue;
    place[i] = xPx.length;
    xPx.push(at[0]);
    yPx.push(at[1]);
    unitInArea.push(measured(units.xMm[i], units.yMm[i], px));
  }
  const shown: number[] = [];
  for (let i = 0; i < shafts.unit.length; i++) {
    const [x, y] = [shafts.rootXPx[i], shafts.rootYPx[i]];
    if (place[shafts.unit[i]] >= 0 && shafts.cosTilt[i] > 0 && x >= 0 && y >= 0 && x < camera.width && y < camera.height) shown.push(i);
  }
  const column = (from: Float32Array): number[] => shown.map((i) => from[i]);
  return {
    follicularUnits: { xPx, yPx, inArea: unitInArea },
    shafts: {
      rootXPx: column(shafts.rootXPx),
      rootYPx: column(shafts.rootYPx),
      widthUm: column(shafts.widthUm),
      terminal: shown.map((i) => shafts.widthUm[i] >= TERMINAL_FROM_UM),
      tipXPx: column(shafts.tipXPx),
      tipYPx: column(shafts.tipYPx),
      unit: shown.map((i) => place[shafts.unit[i]]),
      inArea: shown.map((i) => measured(shafts.xMm[i], shafts.yMm[i], px)),
    },
  };
}

function hairline(shape: HeadShape, camera: HeadCamera, scalp: Scalp): Polygon {
  return Array.from({ length: 41 }, (_, k) => 2 * k - 40).flatMap((x) => {
    const at = seenAt(shape, camera, x, scalp.frontYMm(x));
    return at === null ? [] : [at];
  });
}

/** The ellipsoid of head/surface.ts that comes nearest: from above that of the head, from the front its breadth and visible height. */
function surfaceOf(outline: Polygon, shape: HeadShape, camera: HeadCamera, framing: Framing): Surface {
  const angle = (camera.faceDirectionDegrees * Math.PI) / 180;
  const span = (ux: number, uy: number): { middle: number; half: number } => {
    const along = outline.map(([x, y]) => x * ux + y * uy);
    const [least, most] = [Math.min(...along), Math.max(...along)];
    return { middle: (least + most) / 2, half: (most - least) / 2 };
  };
  const [fx, fy] = [Math.cos(angle), Math.sin(angle)];
  const forward = span(fx, fy);
  const left = span(fy, -fx);
  return {
    centrePx: [forward.middle * fx + left.middle * fy, forward.middle * fy - left.middle * fx],
    semiAcrossPx: left.half,
    semiAlongPx: forward.half,
    semiDepthPx: (framing.view === 'top' ? shape.size.capHeightMm : shape.size.lengthMm / 2) * camera.pxPerMm,
    frontDegrees: camera.faceDirectionDegrees,
    pxPerMm: camera.pxPerMm,
  };
}

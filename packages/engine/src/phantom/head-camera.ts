/** Where the camera stands before a head: far away (no perspective, as head/surface.ts has it), above it or before it. */
import type { Random } from '../random.ts';
import type { HeadShape } from './head-shape.ts';

export type Axis = readonly [left: number, front: number, up: number];

export interface HeadCamera {
  readonly pxPerMm: number;
  readonly width: number;
  readonly height: number;
  /** In the head frame: what runs to the right and down in the picture, and towards the camera. */
  readonly right: Axis;
  readonly down: Axis;
  readonly towards: Axis;
  /** The picture's place of the middle of the head. */
  readonly xPx: number;
  readonly yPx: number;
  /** Where the face lies in the picture, clockwise from +x. */
  readonly faceDirectionDegrees: number;
}

export interface Pose {
  /** Height of the camera above the broadest level of the head: 90 looks straight down, 0 into the face. */
  readonly elevationDegrees: number;
  /** Turn of the head to its left, and of the picture. */
  readonly yawDegrees: number;
  readonly rollDegrees: number;
}

/** Nobody holds a head or a phone quite straight: deviation of the head's turn and of the picture's. */
const TURN_DEGREES = 2;

/** How a hand happens to hold the camera. @param elevation its angle over the horizon, degrees, cut at two deviations */
export function heldPose(random: Random, elevation: { readonly mean: number; readonly deviation: number }): Pose {
  return {
    elevationDegrees: elevation.mean + elevation.deviation * Math.max(-2, Math.min(2, random.normal())),
    yawDegrees: TURN_DEGREES * random.normal(),
    rollDegrees: TURN_DEGREES * random.normal(),
  };
}

export const dot = (p: Axis, x: number, y: number, z: number): number => p[0] * x + p[1] * y + p[2] * z;

/** The camera in that pose with the middle of the head at the picture's origin; `framed` puts it in place. */
export function poseCamera(pose: Pose, pxPerMm: number, width: number, height: number): HeadCamera {
  const [elevation, yaw, roll] = [pose.elevationDegrees, pose.yawDegrees, pose.rollDegrees].map((d) => (d * Math.PI) / 180);
  const turned = ([x, y, z]: Axis): Axis => [Math.cos(yaw) * x + Math.sin(yaw) * y, Math.cos(yaw) * y - Math.sin(yaw) * x, z];
  const level: Axis = turned([1, 0, 0]);
  const below: Axis = turned([0, Math.sin(elevation), -Math.cos(elevation)]);
  const mixed = (p: number, q: number): Axis => [p * level[0] + q * below[0], p * level[1] + q * below[1], p * level[2] + q * below[2]];
  const right = mixed(Math.cos(roll), -Math.sin(roll));
  const down = mixed(Math.sin(roll), Math.cos(roll));
  return {
    pxPerMm,
    width,
    height,
    right,
    down,
    towards: turned([0, Math.cos(elevation), Math.sin(elevation)]),
    xPx: 0,
    yPx: 0,
    faceDirectionDegrees: (Math.atan2(down[1], right[1]) * 180) / Math.PI,
  };
}

/** Moves the picture so that the middle of what spans the given nodes lies at a share of its width and height. */
export function framed(camera: HeadCamera, shape: HeadShape, spans: (upMm: number) => boolean, across: number, along: number): HeadCamera {
  let [left, right, top, bottom] = [1e9, -1e9, 1e9, -1e9];
  for (let i = 0; i < shape.on.length; i++) {
    const z = shape.place[3 * i + 2];
    if (shape.on[i] === 0 || !spans(z)) continue;
    const [px, py] = toPicture(camera, shape.place[3 * i], shape.place[3 * i + 1], z);
    left = Math.min(left, px);
    right = Math.max(right, px);
    top = Math.min(top, py);
    bottom = Math.max(bottom, py);
  }
  return { ...camera, xPx: across * camera.width - (left + right) / 2, yPx: along * camera.height - (top + bottom) / 2 };
}

/** A point of the head frame in photo pixels. */
export function toPicture(camera: HeadCamera, x: number, y: number, z: number): readonly [number, number] {
  return [camera.xPx + camera.pxPerMm * dot(camera.right, x, y, z), camera.yPx + camera.pxPerMm * dot(camera.down, x, y, z)];
}

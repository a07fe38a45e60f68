/** A whole head from above, face at the foot of the picture. */
import type { Random } from '../random.ts';
import { headPhantom } from './head.ts';
import { heldPose } from './head-camera.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';

/** Nobody holds a phone quite level above a head. */
const TILT_DEGREES = { mean: 88, deviation: 3.5 };

export function topPhantom(options: PhantomOptions, random: Random): Phantom {
  const pose = random.fork('pose');
  return headPhantom(
    options,
    {
      view: 'top',
      pose: heldPose(pose, TILT_DEGREES),
      across: 0.5 + 0.006 * pose.normal(),
      along: 0.485 + 0.006 * pose.normal(),
      outlineFromMm: 0,
    },
    random,
  );
}

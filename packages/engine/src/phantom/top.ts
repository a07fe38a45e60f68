/** A whole head from above, face at the foot of the picture. */
import type { Random } from '../random.ts';
import { headPhantom } from './head.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';

/** Nobody holds a phone quite level: deviations of the camera's tilt, of the head's turn and of the picture's. */
const TILT_DEGREES = { mean: 88, deviation: 3.5 };
const TURN_DEGREES = 2;

export function topPhantom(options: PhantomOptions, random: Random): Phantom {
  const pose = random.fork('pose');
  return headPhantom(
    options,
    {
      view: 'top',
      pose: {
        elevationDegrees: TILT_DEGREES.mean + TILT_DEGREES.deviation * Math.max(-2, Math.min(2, pose.normal())),
        yawDegrees: TURN_DEGREES * pose.normal(),
        rollDegrees: TURN_DEGREES * pose.normal(),
      },
      across: 0.5 + 0.006 * pose.normal(),
      along: 0.485 + 0.006 * pose.normal(),
      outlineFromMm: 0,
    },
    random,
  );
}

/** The front of a head, the camera before the face and above it: hairline, temples, the top foreshortened; cut off below the brows. */
import type { Random } from '../random.ts';
import { headPhantom } from './head.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';

const ELEVATION_DEGREES = { mean: 33, deviation: 4 };
const TURN_DEGREES = 2;
/** The picture is centred on what lies above the brows. */
const BROW_MM = -14;

export function frontPhantom(options: PhantomOptions, random: Random): Phantom {
  const pose = random.fork('pose');
  return headPhantom(
    options,
    {
      view: 'front',
      pose: {
        elevationDegrees: ELEVATION_DEGREES.mean + ELEVATION_DEGREES.deviation * Math.max(-2, Math.min(2, pose.normal())),
        yawDegrees: TURN_DEGREES * pose.normal(),
        rollDegrees: TURN_DEGREES * pose.normal(),
      },
      across: 0.5 + 0.006 * pose.normal(),
      along: 0.5,
      outlineFromMm: BROW_MM,
    },
    random,
  );
}

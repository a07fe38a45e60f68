/** The front of a head, the camera before the face and above it: hairline, temples, the top foreshortened; cut off below the brows. */
import type { Random } from '../random.ts';
import { headPhantom } from './head.ts';
import { heldPose } from './head-camera.ts';
import type { Phantom, PhantomOptions } from './make-phantom.ts';

const ELEVATION_DEGREES = { mean: 33, deviation: 4 };
/** The picture is centred on what lies above the brows. */
const BROW_MM = -14;

export function frontPhantom(options: PhantomOptions, random: Random): Phantom {
  const pose = random.fork('pose');
  return headPhantom(
    options,
    {
      view: 'front',
      pose: heldPose(pose, ELEVATION_DEGREES),
      across: 0.5 + 0.006 * pose.normal(),
      along: 0.5,
      outlineFromMm: BROW_MM,
    },
    random,
  );
}

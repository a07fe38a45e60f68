/** Density or shaved: what the hair in the photo allows, what the user asked for, and the reason in words. */
import type { Mode } from '../document/schema.ts';
import type { Measurement } from '../measure/measure.ts';
import { isStubble, STUBBLE_MM } from '../measure/tiers.ts';
import { info, type Note, refusal } from '../note.ts';
import type { Scalp } from '../scalp/find-scalp.ts';

export interface ModeChoice {
  readonly mode: Mode;
  readonly reason: string;
  readonly notes: readonly Note[];
}

/** Coverage of the fringe below which the head is as good as bald in the photo. */
const BARE_FRINGE = 0.3;

export function chooseMode(scalp: Scalp, measurement: Measurement, asked: Mode | undefined): ModeChoice {
  const length = measurement.hairLengthMm;
  const bare = scalp.fringe < BARE_FRINGE;
  const short = bare || (length !== null && isStubble(length));
  const lengthText = length === null ? 'of a length that cannot be read' : `about ${length.value.toFixed(0)} mm long`;
  const coverText = `covers ${Math.round(scalp.fringe * 100)} % of the scalp where it is fullest`;
  const found = bare
    ? `The photo shows a shaved or bare head: hair ${coverText}.`
    : `The hair in the photo is ${lengthText} and ${coverText}.`;
  if (asked === 'shaved' && !short) {
    return {
      mode: 'density',
      reason: `${found} Shaved was asked for, which needs hair clipped to ${STUBBLE_MM} mm or less; density is planned instead.`,
      notes: [
        refusal(
          'shaved-mode-refused',
          `The hair in this photo is ${lengthText}: too long to show the shaved look honestly. Density is planned; for the shaved look, take a photo of the head clipped to ${STUBBLE_MM} mm or less.`,
        ),
      ],
    };
  }
  if (asked !== undefined) {
    const notes =
      asked === 'density' && short
        ? [
            info(
              'density-on-short-hair',
              'Density was asked for although the hair is clipped: dots are planned as under longer hair, and will be seen as dots while it is short.',
            ),
          ]
        : [];
    return { mode: asked, reason: `${found} ${asked === 'density' ? 'Density' : 'Shaved'} was asked for.`, notes };
  }
  return short
    ? { mode: 'shaved', reason: `${found} Dots can continue it as stubble.`, notes: [] }
    : {
        mode: 'density',
        reason: `${found} A dot cannot pass for long hair, so the hair stays and dots darken the scalp under it.`,
        notes: [],
      };
}

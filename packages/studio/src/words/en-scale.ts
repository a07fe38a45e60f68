/** What the step Scale says, in English; part of `words`, by which it is read. */
import type { Explanation } from './explanation.ts';

export const scaleWords = {
  now: 'Scale',
  method: 'How it is known',
  methods: {
    prior: 'Assumed breadth of a head',
    'head-breadth': 'Breadth of this head',
    circumference: 'Circumference of this head',
    'two-points': 'Two points with a known length',
    marker: 'Printed marker in the photo',
    'px-per-mm': 'Pixels per millimetre',
  },
  methodHints: {
    prior: 'Heads are 154 ± 6 mm broad. Good enough to look, not to print.',
    'head-breadth': 'With a calliper, above the ears, at the widest place.',
    circumference: 'With a tape round the head, just above the ears and brows.',
    'two-points': 'A ruler or tape on the scalp, in the photo.',
    marker: 'A printed square on the scalp. Read by the program, with its tilt.',
    'px-per-mm': 'Where the camera stand or a scan states it.',
  },
  ofPatch: { name: 'Written in the picture', hint: 'A bar, a ruler or a circle with its length, as microscopes write it.' },
  headBreadth: (unit: string): string => `Breadth, ${unit}`,
  circumference: (unit: string): string => `Circumference, ${unit}`,
  length: (unit: string): string => `Length between the points, ${unit}`,
  pxPerMm: 'Pixels per millimetre',
  sources: { 'burnt-in': 'Read from what is written in the picture.', none: 'Nothing in this picture gives its size.' } as Readonly<
    Record<string, string | undefined>
  >,
  marker: {
    side: (unit: string): string => `Side of the black square, ${unit}`,
    sideHint: 'As measured on your print. 20 mm unless you chose another.',
    found: 'The marker was found.',
    scale: 'Scale at the marker',
    tilt: 'Tilt to the camera',
    tiltIs: (degrees: string): string => `${degrees}°`,
    steep: 'A steep tilt makes the scale less sure. Lay it where the scalp faces the camera.',
    searching: 'Looking for the marker.',
    missing: 'The marker was not found, so the scale shown is another’s.',
    missingHow: [
      'All four corners and the white rim must be in the photo',
      'Flat on the scalp: on a short sticker, not on hair that bends it',
      'Sharp and evenly lit, without gloss on the paper',
      'The side must be the one that was printed',
    ],
    sheetTitle: 'Marker to print',
    sheetHint: 'A sheet of squares to cut out. Print at actual size and measure one before use.',
    sheet: 'Marker sheet PDF',
  },
  lifeSize: {
    title: 'Life size on this screen',
    hint: 'Hold the short side of a bank card (54 mm) against the bar and move the slider until both are as long. The photo can then be shown as large as the head.',
    width: 'Length of the bar',
    px: (px: string): string => `${px} px`,
    forget: 'Forget it',
  },
  place: 'Place the points on the photo',
  placing: 'Placing: click both ends',
  apart: (px: string): string => `The points are ${px} px apart.`,
  twoPointsFirst: 'Place both points, then give the length between them.',
  errorTitle: 'What the error does',
  error: (length: number, density: number): string =>
    `Lengths carry about ± ${length} %. A density is dots on an area, so it carries the error twice: about ± ${density} %. The intervals everywhere include it.`,
  plain: {
    paragraphs: [
      'A photo has no size of its own. Something of known length has to give it one: a ruler is best, a tape round the head is good, the usual breadth of a head is a makeshift.',
      'The scale belongs to the broadest level of the head. In a photo from half a metre the crown is nearer and drawn up to a fifth larger; the plan says so and does not correct it. Two points on the crown itself avoid it.',
    ],
    sources: ['ansur', 'model'],
  } satisfies Explanation as Explanation,
};

/** Every string of the canvas. */
import type { Tool } from '../state/store.ts';

const number = new Intl.NumberFormat('en-GB');

export const words = {
  stage: 'Photo. Plus and minus zoom, 0 fits it into the window, arrow keys move it, the space bar held lets the pointer move it.',
  empty: 'No photo yet',
  emptyHint: 'Open a photo or the sample to begin.',
  failed: 'The picture could not be drawn.',
  again: 'Try again',
  loading: 'The photo is being read.',
  simulation: 'simulation',
  posterBefore: 'A synthetic head with thin hair, seen from above',
  posterAfter: 'Its right half with a simulated micropigmentation, healed',

  zoom: 'Zoom',
  fit: 'Fit',
  fitHint: 'Fit the photo into the window (0)',
  oneToOne: '1:1',
  oneToOneHint: 'One pixel of the photo on one pixel of the screen',
  lifeSize: 'Life size',
  lifeSizeHint: 'As large as the head itself, by the calibrated screen',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (−)',

  before: 'Before',
  planA: 'Plan A · simulation',
  treated: (state: string) => `${state} · simulation`,
  split: 'Move between the photo and the simulation',
  splitValue: (percent: number) => `photo to the left, simulation to the right, divided at ${percent} %`,

  picture: (photo: string, state: string | null, dots: number | null, map: boolean) =>
    [
      state === null ? `${photo}, as it is` : `${photo}: as it is on the left, ${state.toLowerCase()} on the right as a simulation`,
      ...(dots === null ? [] : [`${number.format(dots)} planned dots drawn over it, coloured by session`]),
      ...(map ? ['the thinning map of hair coverage lies over it'] : []),
    ].join('; '),

  handleRole: 'movable point',
  handle: {
    hairline: (n: number, of: number) => `Hairline, point ${n} of ${of}`,
    zone: (n: number, of: number) => `Zone, point ${n} of ${of}`,
    scale: (n: number) => `Scale, ${n === 1 ? 'first' : 'second'} point`,
  },
  wholeZone: 'The whole zone; arrow keys move it',
  noGo: (n: number, of: number) => `No-go area ${n} of ${of}; Delete removes it`,

  hints: {
    look: null,
    scale: 'Click the two ends of a length that you know.',
    hairline: 'Drag the points. Double click on the line adds one, Delete removes one.',
    zone: 'Drag the points, or the whole from inside. Double click on the edge adds a point, Delete removes one.',
    exclude:
      'Drag a circle round a mole, or click round a scar and close with a double click. Select one and press Delete to remove it. By keyboard: Enter puts a circle in the middle of the stage.',
    brush: 'Paint where dots shall be fewer or more. [ and ] change the size. By keyboard: arrows, then Enter in the middle of the stage.',
    'follicle-add': 'Click where a hair root was missed; Enter adds one in the middle of the stage.',
    'follicle-remove': 'Click a ring that is no hair root.',
  } satisfies Record<Tool, string | null>,
  drawHairline: 'Click along the hairline; a double click or Enter ends it.',
  drawZone: 'Click round the zone; a double click or Enter closes it.',
  needsPlan: 'The photo is still being measured.',

  lengthOf: (unit: string) => `Length in ${unit}`,
  inch: 'inches',
  mm: 'mm',
  apply: 'Set scale',
  cancel: 'Cancel',
  lengthRange: (low: string, high: string, unit: string) => `Between ${low} and ${high} ${unit}`,

  crosses: 'The outline crosses itself; it was left as it was.',
} as const;

/** The state of the dots at a day, as it is called beside the slider. */
export function stateAtDays(atDays: number): string {
  if (atDays === 0) return 'Fresh';
  if (atDays < 42) return atDays === 1 ? 'After 1 day' : `After ${Math.round(atDays)} days`;
  if (atDays < 60) return 'Healed';
  if (atDays < 345) return `After ${Math.round(atDays / 30.44)} months`;
  const years = Math.round((atDays / 365.25) * 2) / 2;
  return years === 1 ? 'After 1 year' : `After ${years} years`;
}

/** What the step Measure says, in English; part of `words`, by which it is read. */
import type { Explanation } from './explanation.ts';

/** Compass of shafts in the picture. */
const TOWARDS = ['right', 'lower right', 'foot', 'lower left', 'left', 'upper left', 'top', 'upper right'] as const;

export const measureWords = {
  title: 'Skin and hair',
  rows: {
    tier: 'Detail',
    pxPerMm: 'Scale',
    zoneArea: 'Area of the zone',
    patchArea: 'Area of the patch',
    lab: 'Skin, L* a* b*',
    hairLab: 'Hair, L* a* b*',
    ita: 'Skin angle (ITA)',
    skinType: 'Skin type',
    coverage: 'Hair coverage',
    hairs: 'Hairs',
    units: 'Follicular units',
    shaft: 'Shaft width, median',
    contrast: 'Contrast of hair and skin',
    length: 'Hair length',
  },
  tiers: {
    T0: 'T0 – coverage only',
    T1: 'T1 – clipped hair can be counted',
    T2: 'T2 – counts and shaft width',
    T3: 'T3 – close-up',
  },
  typeFromPhoto: 'From the photo',
  typeHint: 'An uncalibrated photo can be a type off. Set it where you know it.',
  reasons: {
    pxPerMm: 'Nothing in this photo gives a size. Set it in Scale.',
    zoneArea: 'Without a scale there is no area.',
    ita: 'Too little bare, evenly lit skin is seen.',
    coverage: 'This photo cannot be read; the reason stands at the head of this step.',
    hairs: 'See the doubt at the head of this step.',
    units: 'See the doubt at the head of this step.',
    shaft: 'Shaft width needs a close-up of 60 px/mm or more.',
    contrast: 'Too little hair shows to read its tone.',
    length: 'No single strands can be followed.',
  },

  countsTitle: 'Counts',
  count: 'What',
  automatic: 'Automatic',
  byHand: 'Corrected by hand',
  roots: 'Roots',
  uncounted: 'none',
  countsFound: 'Dots keep their distance from these roots. Where the program missed one or saw one too many, put it right.',
  countsPatch: 'Where the program missed a root or saw one too many, put it right.',
  showRoots: 'Show the roots on the photo',
  countsNone: 'No roots are marked: hair of this length, or this few pixels, hides them. Roots that you add are kept clear.',
  countsByHand: (added: number, removed: number): string =>
    `By hand: ${added} added, ${removed} removed. What was found stays beside it; the intervals remain those of the program.`,
  missing: (names: readonly string[], why: string): string => {
    const [first = '', ...others] = names;
    return `${[first, ...others.map((name) => name.toLowerCase())].join(' and ')}: ${why}`;
  },
  addRoot: 'Add roots',
  removeRoot: 'Remove roots',
  clearRoots: 'Forget my corrections',

  map: {
    title: 'Thinning map',
    show: 'Show the map on the photo',
    showHint: 'Where the scalp shows through, and what was left out.',
    none: 'No map could be made from this photo.',
    chart: 'Scalp chart, face below',
    chartAlt: (least: number, most: number): string =>
      `Scalp chart with the face below. Nine in ten measured places have a coverage between ${least} and ${most} per cent.`,
    face: 'face',
    left: 'client’s left',
    right: 'client’s right',
    legend: 'Hair coverage',
    bare: '0 %',
    half: '50 %',
    full: '100 %',
    unmeasured: 'Not measured',
    mole: 'Mole, left out',
    front: 'Planned front edge',
  },

  shaftsTitle: 'Shafts and units',
  calibre: 'Calibre',
  calibres: {
    terminal: 'Terminal, over 60 µm',
    intermediate: 'Intermediate, 30 – 60 µm',
    vellusLike: 'Vellus-like, under 30 µm',
  },
  perUnit: 'Hairs per unit',
  perUnitNames: ['1', '2', '3', '4', '5 +'],
  perUnitMean: 'Mean',
  perUnitShare: (hairs: string, percent: string): string => `${percent} % of units have ${hairs} ${hairs === '1' ? 'hair' : 'hairs'}`,
  direction: 'Direction',
  directionText: (degrees: number, spread: string): string =>
    `towards the ${TOWARDS[((Math.round(degrees / 45) % 8) + 8) % 8]}, ± ${spread}°`,
  shaftHint: 'A lens draws shafts broader than they are; the widths are corrected for it. A width is no diagnosis.',

  patternTitle: 'Self-check of the pattern',
  pattern: {
    nearest: 'Nearest neighbour, in spacings',
    cv: 'Its variation (CV)',
    usual: (low: string, high: string): string => `untreated hair: ${low} to ${high}`,
    within: (count: string): string => `The ${count} roots lie as those of untreated hair do: both numbers are within their range.`,
    outside: (count: string): string =>
      `The ${count} roots do not lie as those of untreated hair do: a number is outside its range. Roots may have been missed or counted twice, or there are scars or dots of pigment. Look at the roots on the photo before you use the counts.`,
  },

  leftOutTitle: 'Left out',
  leftOut: {
    gloss: 'Gloss',
    shadow: 'Shadow',
    moles: 'Moles',
    share: (percent: string): string => `${percent} % of the scalp`,
    trace: 'under 0.1',
    moleCount: (count: number): string => (count === 0 ? 'none seen' : count === 1 ? '1 mole' : `${count} moles`),
    pigment: 'Marks like dots of pigment',
    guess: 'a guess',
    pigmentHint: 'By size, roundness and tone. They are counted as hair unless you remove them.',
  },

  dataTitle: 'Raw data',
  dataJson: 'Measurement',
  dataJsonHint: 'All numbers and notes as JSON',
  dataCsv: 'Roots',
  dataCsvHint: 'Found, added and removed, as CSV',

  plain: {
    paragraphs: [
      'Coverage is the share of scalp that hair hides in the photo. Hairs are counted only where they are clipped to 3 mm or less; longer hair hides its own roots, and then no number is given.',
      'Automatic counts are the program’s own. Roots that you add or remove change the second column only, in proportion; the intervals stay those of the program, as nobody knows how much of the photo you went over.',
      'Follicular units keep apart from each other in a way that is known from measured scalps. Where the found roots lie otherwise, something is wrong with the count or special about the scalp, and the self-check says so.',
      'Skin colour is read from bare, evenly lit places. Without a grey card in the photo it carries the white balance of the camera, which is why the intervals are wide.',
      'None of this is a diagnosis. Why hair is thin is for a doctor to say.',
    ],
    sources: ['chardon', 'sharma', 'model'],
  } satisfies Explanation as Explanation,
};

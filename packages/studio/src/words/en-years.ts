/** The years of the dots and the sun on them, in English; part of `words`, by which it is read. */
import type { Preset, SkinKind } from '@stubble/engine';
import type { Drawing } from '../planner/foresight-api.ts';
import type { Explanation } from './explanation.ts';

export const chartWords = {
  wait: 'Drawing the chart.',
  missing: 'The chart could not be drawn.',
  larger: 'Larger',
  close: 'Close',
  titles: {
    fade: 'Darkness over the years',
    refreshes: 'When refreshes are wanted',
    healing: 'The first six weeks',
    accumulation: 'What refreshes add up to',
    progression: 'Own hair over the years',
    comparison: 'Coverage, option by option',
    cost: 'Cost, option by option',
    reach: 'Loss beyond the inked edge',
  } satisfies Record<Drawing['chart'], string>,
};

export const yearsWords = {
  title: 'The years',
  model: 'A model with wide intervals: fading on the scalp was followed for months, never for years.',
  ofZone: (zone: string): string => `Of the ${zone.toLowerCase()}, which wants a refresh first.`,
  ofAny: (zone: string): string => `Of the ${zone.toLowerCase()}. No refresh is foreseen.`,
  narrowed: 'Narrowed by what was seen of the client’s own dots. The plan and its pictures stay as they are.',
  healedOverFresh: 'Darkness when healed, of fresh',
  fiveYears: 'Darkness at 5 years, of healed',
  refresh: 'First refresh usually wanted after',
  refreshNone: 'none foreseen',
  longer: (years: string): string => `more than ${years} years`,
  yearsOf: (years: string): string => `${years} years`,
  widthHealed: 'Width of a dot, healed',
  widthLater: 'Width of a dot at 5 years',
  fadeHint: 'Left alone, without a refresh.',
  fadeColumns: { when: 'When', darkness: 'Darkness', width: 'Width, mm', evenness: 'Evenness' },
  fadeTable: 'The years as a table',
  yearName: (years: number): string => (years === 1 ? '1 year' : `${years} years`),
  healed: 'Healed',
  reference: 'by definition',
  noInk: 'No zone is planned, so no dots grow old.',

  firstMonth: {
    title: 'The first six weeks',
    show: 'On the photo',
    days: [
      { atDays: 0, name: 'Fresh' },
      { atDays: 3, name: 'Day 3' },
      { atDays: 7, name: 'Day 7' },
      { atDays: 14, name: 'Day 14' },
      { atDays: 42, name: 'Healed' },
    ],
    hint: 'About a week on, new skin makes dots look pale and patchy. That is not the result, and no reason to needle again.',
  },
  calendar: {
    title: 'When refreshes are wanted',
    hint: (percent: string): string =>
      `At ${percent} % of the healed darkness a refresh is usually wanted: a rule of practice. Sun, skin and taste move the date.`,
  },
  accumulation: {
    title: 'What refreshes add up to',
    hint: 'Old dots stay, wider and paler, so each refresh leaves more ink in the skin. On fair skin a tenth already reads as a painted surface.',
  },

  own: {
    title: 'Seen on the client’s own dots',
    hint: 'A test patch or an earlier session tells more than any model. Compare the same dots in the same light, healed and later.',
    day: 'Days after the needle',
    ratio: 'Darkness then, per cent of healed',
    empty: 'not seen',
    clear: 'Leave it out',
    wait: 'Working it out.',
    error: 'The ratio is taken to be right within 15 %.',
  },

  presets: {
    title: 'What the text of the trade says',
    hint: 'Its cases as settings, and what this model finds. Nothing is bent to make a text come true.',
    wait: 'Computing four dots.',
    names: {
      epidermal: 'A dot in the epidermis',
      'four-years': 'It lasts four years',
      'ten-years': 'It lasts ten years',
      tattoo: 'An ordinary tattoo',
    } satisfies Record<Preset, string>,
    left: 'Darkness at 5 years',
    refresh: 'First refresh',
    width: 'Width at 5 years',
    sun: 'Sun on the scalp',
  },

  plain: {
    paragraphs: [
      'Lymph carries some ink off within a week; cells gather the rest, which makes it paler. After that a little is lost each year, faster in the sun, and dots widen slowly.',
      'None of these rates was measured on the scalp over years. They come from tattoos, animals and practice, and their doubts are in the intervals.',
    ],
    sources: ['liu', 'nguyen', 'baranska', 'practice', 'model'],
  } satisfies Explanation as Explanation,
};

export const sunWords = {
  title: 'Sun and skin',
  label: 'Sun on the bare top of the head',
  unit: (sed: string): string => `${sed} SED a year`,
  hintUnit: 'SED: standard erythemal dose, 100 J/m² of burning sun. How much it speeds the loss is assumed.',
  marks: [
    { sedPerYear: 0, name: 'None' },
    { sedPerYear: 100, name: 'Cap often' },
    { sedPerYear: 300, name: 'Average' },
    { sedPerYear: 900, name: 'Much outdoors' },
    { sedPerYear: 2000, name: 'Work in strong sun' },
  ],
  marksLabel: 'Usual doses',
  /** Each up to its dose. */
  meanings: [
    { toSed: 40, text: 'Covered: a hat or hair whenever outdoors.' },
    { toSed: 190, text: 'A cap is often worn.' },
    { toSed: 550, text: 'Average: work indoors, the head bare outdoors.' },
    { toSed: 1400, text: 'Outdoors a lot, the head bare.' },
    { toSed: Number.POSITIVE_INFINITY, text: 'Work outdoors in strong sun, the head bare.' },
  ],
  assumed: 'Assumed: that of a usual client.',
  fromHabits: 'From the habits below.',
  back: 'Back to average',
  habitsTitle: 'Sun by habits',
  latitude: 'Latitude, degrees from the equator',
  hours: 'Outdoors by daylight',
  hoursText: (hours: string): string => `${hours} h a day`,
  hat: 'Of that under a hat',
  sunscreen: 'Of that under sunscreen',
  share: (percent: string): string => `${percent}\u00a0%`,
  never: 'never',
  always: 'always',
  dose: 'Dose',
  useHabits: 'Use these habits',
  skin: 'Skin loses ink',
  skins: { usual: 'Usual', oily: 'Oily', dry: 'Dry', scar: 'Scar' } satisfies Record<SkinKind, string>,
  skinHints: {
    usual: 'As in most.',
    oily: 'About 1.3 times as fast: practice, low confidence.',
    dry: 'About 1.15 times as fast: practice, low confidence.',
    scar: 'About 1.8 times as fast, from a series of ten people.',
  } satisfies Record<SkinKind, string>,
};

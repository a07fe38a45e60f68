/** Every text of the studio, in English. Another language is another object of this type. */
import type { Plan } from '@stubble/engine';
import type { StageName } from '../planner/api.ts';
import type { Step } from '../state/store.ts';
import { checkWords, leastWords } from './en-check.ts';
import { eyesWords } from './en-eyes.ts';
import { futureWords } from './en-future.ts';
import { stepWords } from './en-steps.ts';
import { chartWords, sunWords, yearsWords } from './en-years.ts';

type Note = Plan['notes'][number];

const STAGE_WORDS: Readonly<Record<StageName, string>> = {
  scalp: 'Finding head, hair and scalp',
  calibrate: 'Reading the scale',
  measure: 'Measuring skin and hair',
  mode: 'Choosing between density and shaved',
  recipe: 'Working out needle and ink',
  least: 'Finding the fewest dots that do',
  design: 'Designing zones and densities',
  layout: 'Placing dots between the hairs',
  forecast: 'Forecasting the years',
  plan: 'Writing the plan',
};

/** Notes of the engine that speak of its command line, as a page says them. */
const NOTES_REWORDED: Readonly<Record<string, string>> = {
  'face-direction-read': 'The side of the face was read from the hair. Where it is wrong, set it by hand in Design.',
  'scale-from-head-prior':
    'No scale was given: the head is taken to be 154 ± 6 mm broad, so lengths are good to about 5 % and densities to 10 %. A printed marker, a tape round the head, or two points with a known distance make it better.',
  'perspective-not-modelled':
    'The scale is taken at the broadest level of the head. In a photo from half a metre the crown is nearer and drawn up to a fifth larger; two points on the crown itself avoid that.',
  'no-head-found':
    'No outline of a head stands out in this photo, so no zone is proposed and lengths are guesses. Take the whole head from above, or give the scale and the zone. Where it is a patch from close by, say so above “What makes a good photo”.',
  'no-scale':
    'Nothing gives the scale of this patch, so no lengths and no densities are given. Set it in Scale, lay a printed marker beside it, or leave the bar or circle of the microscope in the picture.',
};

/** Some notes are written to follow a colon. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…”)]$/.test(text) ? '' : '.'}`;
}

export const words = {
  language: 'en',

  // shared with the planner
  sampleName: 'Synthetic head',
  busyPlanning: 'Planning',
  busyStage: (stage: StageName): string => STAGE_WORDS[stage],
  planFailed: (why: string): string => `The plan could not be made: ${why}`,
  noCanvas: 'This browser gives the page no canvas to draw on.',
  noteText: ({ code, message }: Note): string => sentence(NOTES_REWORDED[code] ?? message.replace(/ \(--[a-z-]+(?:, --[a-z-]+)*\)/g, '')),

  app: {
    name: 'Stubble',
    pageTitle: (photo: string): string => `${photo} – Stubble`,
    stage: 'Photo',
    inspector: 'Inspector',
    steps: 'Steps',
    tools: 'Program',
    skipToInspector: 'Skip to the inspector',
    simulation: 'Simulation',
    dropHere: 'Drop a photo or a case to open it here',
    dropHint: 'It is read on this machine and sent nowhere.',
    noPlan: 'No plan yet.',
    planning: 'The numbers appear as soon as the plan is made.',
    previewNumbers: 'Quick numbers from a small copy; the full ones follow.',
    another: 'Stubble is open in another tab. Work in one of them only, so that autosave keeps the right case.',
  },

  bar: {
    sampleBadge: 'sample',
    noPhoto: 'No photo',
    noScale: 'px: no scale yet',
    scale: (pxPerMm: string, percent: number): string => `${pxPerMm} px/mm ± ${percent} %`,
    scaleAssumed: (pxPerMm: string, percent: number): string => `${pxPerMm} px/mm ± ${percent} %, assumed`,
    undo: 'Undo',
    redo: 'Redo',
    open: 'Open photo',
    openShort: 'Open',
    save: 'Save case',
    saveShort: 'Save',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    unit: 'Unit of length',
    units: { mm: 'mm', inch: 'inch' },
    help: 'Help',
    more: 'More',
    withKey: (name: string, key: string): string => `${name} (${key})`,
  },

  steps: {
    names: {
      photo: 'Photo',
      scale: 'Scale',
      measure: 'Measure',
      design: 'Design',
      dots: 'Dots',
      see: 'See',
      future: 'Future',
      print: 'Print',
    } satisfies Record<Step, string>,
    leads: {
      photo: 'One even photo of the whole head, from above.',
      scale: 'How many pixels are a millimetre.',
      measure: 'What the photo shows of skin and hair.',
      design: 'Where dots go, and how dense.',
      dots: 'What the needle does, session by session.',
      see: 'The same photo with the dots healed in the skin, and their years.',
      future: 'The years ahead: own hair, and the plan in its midst.',
      print: 'Take the plan to the chair.',
    } satisfies Record<Step, string>,
    marks: { none: '', done: 'done', attention: 'needs attention', running: 'running' },
    broken: (rules: number): string => (rules === 1 ? '1 rule broken' : `${rules} rules broken`),
  },

  figure: {
    interval: (interval: string): string => `80 % interval ${interval}`,
    none: 'not from this photo',
    because: 'Why:',
  },

  plain: { title: 'In plain words', sources: 'Sources', doi: (doi: string): string => `doi:${doi}` },

  notes: {
    title: 'Notes',
    doubts: 'Doubts',
    severities: { info: 'Note', warning: 'Doubt', refusal: 'Not done' },
    changed: (last: string): string => `Changed: ${last}`,
  },

  sheet: {
    handle: 'Inspector',
    states: { closed: 'Open the inspector', half: 'Enlarge the inspector', full: 'Close the inspector' },
  },

  busy: { cancel: 'Cancel', label: 'At work' },
  problem: { title: 'That did not work', close: 'Close' },
  live: {
    planned: (dots: string, sessions: number): string => `Planned: ${dots} dots in ${sessions} sessions.`,
    measured: 'Measured: a patch from close by, without a plan.',
  },

  states: {
    label: 'What is shown',
    compare: 'Before and after',
    before: 'Before',
    split: 'Both',
    after: 'After',
    when: 'When',
    days: [
      { atDays: 0, name: 'Fresh' },
      { atDays: 42, name: 'Healed' },
      { atDays: 365, name: '1 year' },
      { atDays: 1096, name: '3 years' },
      { atDays: 1825, name: '5 years' },
      { atDays: 3650, name: '10 years' },
    ],
    outlook: 'Forecast',
    outlooks: { least: 'Least', likely: 'Likely', most: 'Most' },
    outlookHint: 'The pale end, the middle and the dark end of the 80 % interval',
    light: 'Light',
    lights: {
      photo: 'The photo’s own',
      office: 'Office',
      sun: 'Sun',
      'sun-warm': 'Low sun',
      flash: 'Flash',
      oily: 'Oily skin',
      wet: 'Wet skin',
    },
    shown: (day: string): string => `Simulation, ${day.toLowerCase()}`,
  },

  tour: {
    title: 'A short tour',
    step: (at: number, of: number): string => `${at} of ${of}`,
    next: 'Next',
    back: 'Back',
    done: 'Start',
    skip: 'Skip the tour',
    cards: [
      {
        title: 'A head of nobody’s',
        text: 'You see a synthetic scalp, and the same scalp with a planned micropigmentation. Drag the line between before and after.',
      },
      {
        title: 'Eight steps, in any order',
        text: 'From the photo to the print. Every number has its interval, and what a photo cannot show is left out with the reason. An amber mark asks you to look.',
      },
      {
        title: 'Time and light',
        text: 'Below the photo, go from fresh to ten years, from the least to the most likely outcome, and into another light. It is a simulation and no promise.',
      },
      {
        title: 'Nothing leaves this machine',
        text: 'Your photos are read where they lie. There is no account and no upload. What you keep, you save as a file, with a passphrase where you like.',
      },
    ],
  },

  help: {
    title: 'Help',
    tour: 'Show the tour again',
    keysTitle: 'Keys',
    key: 'Key',
    does: 'What it does',
    keys: [
      ['1 – 8', 'Go to a step'],
      ['Ctrl + Z', 'Undo'],
      ['Ctrl + Shift + Z', 'Redo'],
      ['Ctrl + O', 'Open a photo'],
      ['Ctrl + S', 'Save the case'],
      ['Esc', 'Put a tool away'],
      ['Ctrl + V', 'Open a photo from the clipboard'],
      ['?', 'This page'],
    ],
    aboutTitle: 'What this is',
    about:
      'Stubble plans and simulates scalp micropigmentation. Depth, how this skin keeps pigment and how the hair goes on are assumptions with wide intervals. The pictures are simulations and no promise, and the program makes no diagnosis. Sudden, patchy, sore or scarring hair loss should be seen by a doctor before any needle.',
    close: 'Close',
  },

  openCase: {
    title: 'This case is encrypted',
    text: 'Enter the passphrase that it was saved with. Nobody can recover it.',
    passphrase: 'Passphrase',
    open: 'Open',
    cancel: 'Cancel',
    wrong: 'The case did not open with this passphrase.',
  },

  // one object for each step of a treatment
  ...stepWords,
  chart: chartWords,
  years: yearsWords,
  sun: sunWords,
  future: futureWords,
  check: checkWords,
  least: leastWords,
  eyes: eyesWords,
};

export type Words = typeof words;

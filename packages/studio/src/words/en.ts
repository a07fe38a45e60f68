/** Every text of the studio, in English. Another language is another object of this type. */
import type { Plan } from '@stubble/engine';
import type { StageName } from '../planner/api.ts';
import type { Step, Tool } from '../state/store.ts';
import type { SourceId } from './sources.ts';

type Note = Plan['notes'][number];

/** A foldable explanation: paragraphs, and the publications that they lean on. */
export interface Explanation {
  readonly paragraphs: readonly string[];
  readonly sources: readonly SourceId[];
}

const STAGE_WORDS: Readonly<Record<StageName, string>> = {
  scalp: 'Finding head, hair and scalp',
  calibrate: 'Reading the scale',
  measure: 'Measuring skin and hair',
  design: 'Designing zones and densities',
  layout: 'Placing dots between the hairs',
  recipe: 'Working out needle and ink',
  forecast: 'Forecasting the years',
  plan: 'Writing the plan',
};

/** Notes of the engine that speak of its command line, as a page says them. */
const NOTES_REWORDED: Readonly<Record<string, string>> = {
  'face-direction-read': 'The side of the face was read from the hair. Where it is wrong, set it by hand in Design.',
  'scale-from-head-prior':
    'No scale was given: the head is taken to be 154 ± 6 mm broad, so lengths are good to about 5 % and densities to 10 %. A tape round the head, or two points with a known distance, make it better.',
  'perspective-not-modelled':
    'The scale is taken at the broadest level of the head. In a photo from half a metre the crown is nearer and drawn up to a fifth larger; two points on the crown itself avoid that.',
};

export const words = {
  language: 'en',

  // shared with the planner
  sampleName: 'Synthetic head',
  busyPlanning: 'Planning',
  busyStage: (stage: StageName): string => STAGE_WORDS[stage],
  planFailed: (why: string): string => `The plan could not be made: ${why}`,
  noCanvas: 'This browser gives the page no canvas to draw on.',
  noteText: ({ code, message }: Note): string => NOTES_REWORDED[code] ?? message.replace(/ \(--[a-z-]+\)/g, ''),

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
      print: 'Print',
    } satisfies Record<Step, string>,
    leads: {
      photo: 'One even photo of the whole head, from above.',
      scale: 'How many pixels are a millimetre.',
      measure: 'What the photo shows of skin and hair.',
      design: 'Where dots go, and how dense.',
      dots: 'What the needle does, session by session.',
      see: 'The same photo with the dots healed in the skin.',
      print: 'Take the plan to the chair.',
    } satisfies Record<Step, string>,
    marks: { none: '', done: 'done', attention: 'needs attention', running: 'running' },
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
        title: 'Seven steps, in any order',
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
      ['1 – 7', 'Go to a step'],
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

  photo: {
    open: 'Choose a photo',
    camera: 'Take a photo',
    openCase: 'Open a case',
    ways: 'Or drop a file anywhere on the page, or paste one.',
    goodTitle: 'What makes a good photo',
    good: [
      'From above, the whole head in the frame, about a metre away',
      'Even light without flash, hair dry and as it is worn',
      'A ruler or a strip of tape of known length on the head helps the scale',
      'For counts and for the shaved look: hair clipped to 3 mm or less',
    ],
    size: 'Size',
    sizeText: (width: string, height: string): string => `${width} × ${height} px`,
    name: 'Name',
    privacyTitle: 'Privacy',
    privacy:
      'Nothing leaves this machine: no account, no upload, no request to anywhere. What is written carries no place and no camera data.',
    autosave: 'Keep my work in this browser',
    autosaveOff: 'Off: when the page closes, what is not saved is gone.',
    kept: (at: Date): string => `Kept here: work of ${at.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}.`,
    restore: 'Go on with it',
    clearKept: 'Delete it',
    plain: {
      paragraphs: [
        'The program finds the head as an ellipse with an outline, takes clothes, neck and ears off, and reads where hair covers skin.',
        'A round head hides its sides from a single photo. Beyond a tilt of 60° nothing is planned in the picture, because it could not be shown honestly.',
      ],
      sources: ['model'],
    } satisfies Explanation as Explanation,
  },

  scale: {
    now: 'Scale',
    method: 'How it is known',
    methods: {
      prior: 'Assumed breadth of a head',
      'head-breadth': 'Breadth of this head',
      circumference: 'Circumference of this head',
      'two-points': 'Two points with a known length',
      'px-per-mm': 'Pixels per millimetre',
    },
    methodHints: {
      prior: 'Heads are 154 ± 6 mm broad. Good enough to look, not to print.',
      'head-breadth': 'With a calliper, above the ears, at the widest place.',
      circumference: 'With a tape round the head, just above the ears and brows.',
      'two-points': 'The best way: a ruler or tape on the scalp, in the photo.',
      'px-per-mm': 'Where the camera stand or a scan states it.',
    },
    headBreadth: (unit: string): string => `Breadth, ${unit}`,
    circumference: (unit: string): string => `Circumference, ${unit}`,
    length: (unit: string): string => `Length between the points, ${unit}`,
    pxPerMm: 'Pixels per millimetre',
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
  },

  measure: {
    title: 'Measured on this photo',
    rows: {
      tier: 'Detail',
      pxPerMm: 'Scale',
      zoneArea: 'Area of the zone',
      lab: 'Skin colour, L* a* b*',
      ita: 'Skin angle (ITA)',
      skinType: 'Skin type',
      coverage: 'Hair coverage',
      hairs: 'Hairs',
      units: 'Follicular units',
      shaft: 'Shaft width',
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
      hairs: 'See the doubt above.',
      units: 'See the doubt above.',
      shaft: 'Shaft width needs a close-up of 60 px/mm or more.',
      contrast: 'Too little hair shows to read its tone.',
      length: 'No single strands can be followed.',
    },
    rootsTitle: 'Roots',
    rootsFound: (count: string): string => `${count} roots are marked. Dots keep their distance from them.`,
    rootsNone: 'No roots are marked: hair of this length hides them. Roots that you add are kept clear.',
    addRoot: 'Add roots',
    removeRoot: 'Remove roots',
    corrected: (added: number, removed: number): string => `By hand: ${added} added, ${removed} removed.`,
    clearRoots: 'Forget my corrections',
    plain: {
      paragraphs: [
        'Coverage is the share of scalp that hair hides in the photo. Hairs are counted only where they are clipped to 3 mm or less; longer hair hides its own roots, and then no number is given.',
        'Skin colour is read from bare, evenly lit places. Without a grey card in the photo it carries the white balance of the camera, which is why the intervals are wide.',
        'None of this is a diagnosis. Why hair is thin is for a doctor to say.',
      ],
      sources: ['chardon', 'sharma', 'model'],
    } satisfies Explanation as Explanation,
  },

  design: {
    viewTitle: 'Photo',
    view: 'Taken from',
    views: { top: 'Above', front: 'Front', crown: 'Behind' },
    face: 'The face lies',
    faceRead: 'As read',
    faces: { bottom: 'Below', top: 'Above', left: 'Left', right: 'Right' },
    lookTitle: 'Look',
    mode: 'Mode',
    modes: { proposed: 'Proposed', density: 'Density', shaved: 'Shaved' },
    modeIs: {
      density: 'Density: the hair stays, dots darken the scalp under it.',
      shaved: 'Shaved: hair is clipped, dots continue it as stubble.',
    },
    style: 'Front edge',
    styles: { soft: 'Soft', defined: 'Defined', broken: 'Broken' },
    styleHints: {
      soft: 'The density rises over 8 mm; there is no line.',
      defined: 'A short rise over 2 mm and a clear edge.',
      broken: 'A soft rise over 10 mm with gaps and single dots ahead.',
    },
    templates: 'Start from a hairline',
    templateList: [
      { name: 'Man under 30', line: 'man-under-30', style: 'defined' },
      { name: 'Man 30 – 49', line: 'man-30-49', style: 'soft' },
      { name: 'Man from 50', line: 'man-from-50', style: 'soft' },
      { name: 'Woman', line: 'woman', style: 'soft' },
    ] as const,
    templateHint:
      'Draws a line 75, 80, 87 or 66 mm above the glabella, with open corners, and its usual front edge. A line too low does not age well: measure the client, then drag the points.',
    templateUnseen: 'The front of the head is not in this photo: no hairline can be drawn on it.',
    age: 'Age, years',
    ageHint: 'For the record; no number depends on it.',
    density: (unit: string): string => `Density, ${unit}`,
    densityHint: 'Dots and hairs together. Empty: as proposed by zone.',
    proposed: 'proposed',
    toolsTitle: 'Draw on the photo',
    tools: {
      hairline: 'Hairline',
      zone: 'Zone',
      exclude: 'No-go',
      brush: 'Brush',
    } satisfies Partial<Record<Tool, string>>,
    toolHints: {
      hairline: 'Drag the points of the front edge. Click the line for a new one.',
      zone: 'Draw round the scalp that is to be treated.',
      exclude: 'Draw round moles and scars: no dots go there.',
      brush: 'Paint more or fewer dots.',
    } satisfies Partial<Record<Tool, string>>,
    radius: 'Radius',
    factor: 'Strength',
    factorText: (factor: number): string =>
      factor === 0 ? 'none' : factor === 1 ? 'as planned' : `× ${factor.toLocaleString('en', { maximumFractionDigits: 1 })}`,
    drawn: (strokes: number, excluded: number): string => `${excluded} no-go areas, ${strokes} strokes of the brush.`,
    reset: 'Back to the proposal',
    zonesTitle: 'Zones',
    zone: 'Zone',
    area: 'Area',
    added: 'Dots',
    perArea: 'Density',
    target: 'Target',
    zoneNames: { hairline: 'Hairline', frontal: 'Frontal', 'mid-scalp': 'Mid-scalp', crown: 'Crown' },
    noZones: 'No zone is planned. Draw one.',
    landmarksTitle: 'Hairline on the head',
    landmarksHint: 'Tape on the skin, between the brows and from the tragus of the same ear. Starting points: measure the client.',
    landmark: 'Point',
    fromGlabella: 'Glabella',
    fromTragus: 'Tragus',
    unseen: 'not in this photo',
    noLandmarks: 'The front edge is not in this photo; none is planned.',
    plain: {
      paragraphs: [
        'The zone is the scalp behind the front edge where hair covers clearly less than at the fringe. New dots fill the difference to a usual density, and fade out into the fringe over 7 mm.',
        'Density keeps the hair: dots lower the contrast of the scalp under it and add no hair and no volume. Shaved continues clipped hair as stubble, and is refused where the hair in the photo is too long to show it.',
        'Densities, feathers and the shape of the line are practice values of clinics. None was tested against another.',
      ],
      sources: ['rassman', 'liu', 'practice'],
    } satisfies Explanation as Explanation,
  },

  dots: {
    count: 'Dots',
    total: 'Density of new dots',
    sessionsTitle: 'Sessions',
    session: 'Session',
    dotsOf: 'Dots',
    hours: 'Hours',
    hand: 'Way of the hand',
    together: 'All',
    metres: (metres: string): string => `${metres} m`,
    hoursHint: 'Needling by hand without pauses, half a second to two seconds a dot. At least a week between sessions.',
    recipesTitle: 'Needle and ink',
    recipeZones: (zones: readonly string[]): string => zones.map((zone, at) => (at === 0 ? zone : zone.toLowerCase())).join(', '),
    recipeNeedle: (points: number, wireMm: string): string => (points === 1 ? `1 point, ${wireMm} mm` : `${points} points, ${wireMm} mm`),
    needle: 'Needle',
    throwMm: 'Throw',
    depth: 'Depth',
    water: 'Water to 1 part pigment',
    load: 'Carbon in a healed dot',
    diameter: 'Breadth, healed',
    recipeHint: 'A place to begin, from a model. Try it on a patch, wait six weeks, and go by what is left.',
    noRecipes: 'No recipe: there are no dots to make.',
    show: 'Show every dot on the photo',
    table: 'Table of all dots',
    tableTitle: (count: string): string => `${count} dots`,
    tableHint: 'Places are millimetres on the scalp chart: across from the midline to the client’s left, along towards the face.',
    columns: {
      number: 'No.',
      session: 'Session',
      zone: 'Zone',
      across: 'Across, mm',
      along: 'Along, mm',
      diameter: 'Width, mm',
      tone: 'Tone',
      order: 'Place in path',
    },
    page: (from: string, to: string, of: string): string => `${from} – ${to} of ${of}`,
    previous: 'Previous 200',
    next: 'Next 200',
    editsTitle: 'Edits',
    edits: (strokes: number): string => (strokes === 1 ? '1 stroke of the brush' : `${strokes} strokes of the brush`),
    brush: 'Brush',
    seed: 'Another arrangement',
    seedHint: 'Deals all dots anew, with the same densities.',
    plain: {
      paragraphs: [
        'Dots are dealt the way follicles lie: neither on a grid nor at random, and never on a hair. They stand for follicular units, not for single hairs.',
        'The dots are spread over the sessions so that each alone is even. The first session is also the test: how much of it stays decides shade and density of the next.',
      ],
      sources: ['liu', 'practice', 'model'],
    } satisfies Explanation as Explanation,
  },

  see: {
    numbersTitle: 'What is forecast',
    healedOverFresh: 'Healed over fresh darkness',
    fade: 'Fades each year, of what is left',
    refresh: 'Refresh usually wanted after',
    width: 'Dot, healed',
    depthTitle: 'Depth of the ink',
    depth: 'Depth',
    depthOf: (mm: string): string => `${mm} mm`,
    depthPlanned: 'As planned',
    depthMeanings: [
      { toMm: 0.1, text: 'In the epidermis. Most is shed with the skin within weeks.' },
      { toMm: 0.2, text: 'Upper dermis, where dots are planned. They stay, and pale over the years.' },
      { toMm: 0.35, text: 'Deeper than planned. Dots are broader and paler, and cooler in tone.' },
      { toMm: Number.POSITIVE_INFINITY, text: 'Deep. A blue-grey veil instead of dots, hard to put right.' },
    ],
    hairTitle: 'Hair length',
    hair: 'Clipped to',
    hairLengths: [
      { mm: null, name: 'As is' },
      { mm: 0, name: '0' },
      { mm: 0.5, name: '0.5' },
      { mm: 1, name: '1' },
      { mm: 3, name: '3 mm' },
    ],
    hairRefused: {
      mode: 'Hair lengths belong to the shaved look. This plan keeps the hair, which is shown as it is in the photo.',
      unread: 'No stubble can be read in this photo, so none can be shown at another length.',
      long: (mm: string): string => `The hair in this photo is about ${mm} mm long: too long to show it clipped honestly.`,
      invented: (mm: string): string => `The hair in this photo is about ${mm} mm long. Longer hair would have to be invented.`,
    },
    compareTitle: 'Compare two plans',
    compareHint: 'Keep this plan as A, change anything, and see both side by side.',
    keep: 'Keep as plan A',
    keepAnew: 'Keep this one as A',
    back: 'Go back to A',
    forget: 'Forget A',
    onPhoto: 'Plan A to the left of the line',
    onPhotoHint: 'Both at the same day, in the same light.',
    planA: 'Plan A',
    planB: 'Plan B, now',
    compareWhat: 'What',
    compareRows: { mode: 'Mode', style: 'Front edge', dots: 'Dots', density: 'New dots', area: 'Area', hours: 'Hours', depth: 'Depth' },
    why: {
      title: 'Why healed and not fresh',
      text: {
        paragraphs: [
          'Fresh dots are darker, larger and redder than what stays. Redness fades in days, crusts fall within ten days, and ink in the epidermis goes with them. A healed dot has about two thirds of the darkness of a fresh one.',
          'So the picture opens six weeks after the last session. Judge the plan there, and in five years, not on the day itself.',
        ],
        sources: ['liu', 'healing', 'practice'],
      } satisfies Explanation as Explanation,
    },
    depthPanel: {
      title: 'What depth does',
      alt: 'Carbon at four depths, on light and on dark skin, after six weeks and after five years: in the epidermis most is shed, in the upper dermis it stays as a dot, deep it becomes a blue-grey veil, and an ordinary tattoo is a solid blue-black.',
      wait: 'Drawing the panel of depths.',
      text: {
        paragraphs: [
          'Computed, not painted. In this model 29 % of the ink at 0.06 mm is left after eight weeks, and 78 % at 0.15 mm. Deeper ink looks blue because the skin above it scatters blue light back.',
        ],
        sources: ['xu', 'nguyen', 'colour', 'baranska'],
      } satisfies Explanation as Explanation,
    },
    cannot: {
      title: 'What SMP cannot do',
      text: {
        paragraphs: [
          'It adds no hair and no volume, and stops no hair loss. Where hair goes on thinning round the dots, they can be left standing alone.',
          'It is a form of tattooing and breaks the skin: infection, allergy, small nodules and scars can follow. Dots widen and pale over the years, a trace can stay for decades, and removal means laser sessions.',
          'Light, hair length and distance decide how well it blends. Two medicines were tested in controlled trials, and transplants move living hair; a doctor can say what fits.',
        ],
        sources: ['rassman', 'fda', 'reach', 'kaufman', 'olsen'],
      } satisfies Explanation as Explanation,
    },
    simulation:
      'A simulation of the plan on this photo, and no promise. Nobody has measured how micropigmentation of the scalp ages beyond months.',
  },

  print: {
    checkTitle: 'Is your printer true?',
    check: (unit: string): string =>
      `Print the stencil at actual size, not “fit to page”. Measure its two 100 mm bars and type what you read${unit === 'in' ? ' (in inches: 3.94)' : ''}.`,
    across: (unit: string): string => `Bar across, ${unit}`,
    along: (unit: string): string => `Bar along, ${unit}`,
    unchecked: 'Not checked yet.',
    isTrue: 'The print is true within half a per cent.',
    isCorrected: (across: string, along: string): string =>
      `The print is off: ${across} across, ${along} along. The next stencil is drawn against it, and says so at its foot. Keep these two numbers: they belong to an uncorrected print.`,
    isOff: (across: string, along: string): string =>
      `The print is off: ${across} across, ${along} along. Set the printer to “actual size” and print again.`,
    stencilTitle: 'Stencil, true size',
    paper: 'Paper',
    papers: { a4: 'A4', letter: 'Letter' },
    session: 'Session',
    allSessions: 'All',
    withDots: 'Every dot at true size',
    stencil: 'Stencil PDF',
    filesTitle: 'Files',
    report: 'Report',
    reportHint: 'One page with pictures, numbers and doubts',
    svg: 'Dots as SVG',
    svgHint: 'For a plotter or a machine',
    csv: 'Dots as CSV',
    csvHint: 'For a spreadsheet',
    caseTitle: 'Case',
    caseHint: 'Photo, plan and decisions in one file, to go on later.',
    passphrase: 'Passphrase, if wanted',
    passphraseHint: 'With one, the file is encrypted. Nobody can recover it without.',
    saveOpen: 'Save case',
    saveSealed: 'Save encrypted case',
    homeTitle: 'For the client to take home',
    homeHint: 'One file with the pictures, the numbers and the doubts, to think it over.',
    homeNote: 'A private note',
    homeNoteHint: 'Goes into this file only.',
    home: 'Take-home file',
    plain: {
      paragraphs: [
        'A head is round and paper is flat. The hairline is developed along its line, so its lengths and curves are kept; dot sheets are strips of 28 mm that state their worst stretch, 1 to 3 %.',
        'Printers scale pages quietly. The bars of 100 mm on each page tell.',
      ],
      sources: ['model'],
    } satisfies Explanation as Explanation,
  },
};

export type Words = typeof words;

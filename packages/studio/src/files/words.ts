/** What the file side of the studio says. Problems of a file are the end of a sentence that begins with its name. */
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

export const words = {
  problemOf: (name: string, problem: string) => `${name} ${problem}.`,
  unnamedPhoto: 'The picture',

  // photos that are refused
  unreadable: 'cannot be read from the disk',
  caseWayOut: '(a case is opened with “Open case”)',
  noMemory: 'needs more memory than this browser gives; a smaller copy of it may be read',
  tooSlow: (seconds: number) => `takes more than ${seconds} seconds to decode here, which no photo should; it was given up`,
  overtaken: 'was given up for a later one',
  noPart: (kind: string) => `is ${kind}, and the part of this page that reads it could not be loaded`,
  noDecoder: 'cannot be read: the part of this page that decodes photos could not be loaded',

  // notes on a photo that was read
  grey: 'The photo is black and white; the colour of the skin cannot be read from it.',
  transparent: 'Parts of the picture are transparent; they were laid on white.',
  blurred: 'The photo shows little fine detail: it may be out of focus, or shaken. Hair and its density are then read with less certainty.',
  disturbed:
    'This browser disturbs the pixels that a page reads, to protect against tracking; colours and fine detail may be off. Another browser, or an exception for this page, helps.',

  // saving
  busyOpening: 'Reading the photo',
  busyCase: 'Opening the case',
  busyMaking: (what: string) => `Making ${what}`,
  noPlan: 'there is no finished plan yet.',
  caseKind: 'Stubble case',
  caseName: (base: string) => `${base}.stubble`,
  saved: (name: string, bytes: number) => `Saved: ${name}, ${kilobytes(bytes)}, read back and compared.`,
  downloaded: (name: string) => `${name} was handed to the browser’s downloads; look there whether it arrived.`,
  notSaved: (name: string, reason: string) => `${name} could not be saved: ${reason}`,
  notWhole: 'what was read back from the disk is not what was written.',
  cancelled: 'Nothing was saved.',
  unnamedCase: 'plan',
  the: {
    case: 'the case',
    stencil: 'the stencil',
    report: 'the report',
    svg: 'the drawing of the dots',
    csv: 'the table of the dots',
    takeHome: 'the page to take home',
    measurement: 'the measurement',
    roots: 'the table of the roots',
  },
  names: {
    stencil: (paper: string, session: number | null, dots: boolean) =>
      `stencil-${paper}${session === null ? '' : `-session-${session}`}${dots ? '-dots' : ''}.pdf`,
    report: 'report.html',
    svg: 'dots.svg',
    csv: 'dots.csv',
    takeHome: 'take-home.html',
    measurement: 'measurement.json',
    roots: 'roots.csv',
    marker: (sideMm: number, paper: string) => `marker-${sideMm}-mm-${paper}.pdf`,
  },

  // opening a case
  caseProblem: (name: string, problem: string) => `${name}: ${problem.replace(/^: /, '').replace(/\.$/, '')}.`,
  caseTooLarge: (bytes: number, most: number) => `it holds ${megabytes(bytes)}, where ${megabytes(most)} is the most that a case may hold`,
  caseEmpty: 'the file is empty',

  // autosave
  autosaveWhere:
    'Kept in this browser’s own storage on this device, for this page only, not locked by a passphrase: whoever uses this browser profile can open it. Clearing the browser’s data deletes it. It is no backup; save a case for that.',
  autosaveNeedsSafeAddress: 'Autosave needs this page at an https address or on this computer itself.',
  autosaveFull: 'Autosave failed: the browser gives no more room. Save a case instead.',
  autosaveFailed: (reason: string) => `Autosave failed: ${reason}. Save a case instead.`,
  autosaveNewer: (found: number, known: number) =>
    `What was kept is from a newer Stubble (autosave version ${found}, where this one reads ${known}); it was left as it is.`,
  autosaveDamaged: 'What was kept cannot be read back whole.',

  takeHome: {
    title: 'Your simulation to take home',
    eyebrow: 'Scalp micropigmentation',
    lead: 'Made from your own photo, to look at in peace before you decide. The pictures of the future are simulations: they show what may be expected. Nothing here is a promise.',
    looks: 'Before, and later',
    slide: 'Drag the line over the picture, or use the arrow keys.',
    sliderLabel: 'Move between the photo and the simulation',
    before: 'Photo: before',
    beforeAlt: 'The photo that the plan was made from',
    states: {
      healed: {
        button: 'Healed',
        caption: 'Simulation: healed',
        said: 'Six weeks after the last session. What is left by then is what you would live with, so this page opens on it.',
      },
      fresh: {
        button: 'Fresh',
        caption: 'Simulation: fresh',
        said: 'The day of the last session. Dots are at their darkest and largest, with redness and small scabs. This look passes within weeks.',
      },
      year5: {
        button: '5 years',
        caption: 'Simulation: 5 years',
        said: 'Five years later, without a refresh: dots are paler and a little wider. Your own hair is drawn as it is today; it will have changed.',
      },
    },
    whyHealed:
      'Judge by the healed picture. In the first weeks part of the pigment leaves with the scabs and with the top layer of the skin, redness goes and the dots shrink. The fresh look is a passing stage.',
    shown:
      'The dots lower the contrast between scalp and hair. They add no hair and no volume: from close by, in hard light or when the hair is wet, they can be told from hair.',
    numbers: 'In numbers',
    intervals:
      'The smaller figures are the range within which four cases in five are expected to lie; one in ten is expected below it and one in ten above.',
    area: 'Area planned',
    dots: 'Dots planned',
    decided: 'decided in the plan, not forecast',
    sessions: 'Sessions planned',
    hours: 'Time under the needle, all sessions',
    diameter: 'Width of a healed dot',
    healedShare: 'Darkness left when healed, of fresh',
    yearsShare: 'Darkness left five years later, of healed',
    refresh: 'Years to a first refresh',
    open: 'none foreseen',
    moreThan: (years: number) => `more than ${years}`,
    range: (low: string, high: string) => `${low} to ${high}`,
    wrong: 'What could go wrong',
    risks: [
      ['Too deep.', 'Ink below the upper dermis looks bluer and spreads wider. It fades slowly, and only laser sessions take it away.'],
      ['Too shallow.', 'Ink in the outermost layer is shed with it within weeks. Dots are then missing, and are set again.'],
      [
        'Skin differs.',
        'Oily skin, scars, sun and your own healing change how much stays. A first session shows it better than any forecast.',
      ],
      [
        'It breaks the skin.',
        'Infection, allergy, small lumps and scars are rare and do happen. Ask for the name of the ink and its batch. See a doctor about sudden, patchy or sore hair loss before any needle.',
      ],
    ],
    loss: 'What hair loss does',
    lossText: [
      'Dots stay where they are; hair may not. Where hair around them goes on thinning, the dots stand alone, and a line that blends in today can look like an island.',
      'Further dots can then be added between and behind, a shorter haircut helps to blend them, and a modest, soft hairline ages best. This page makes no forecast of your own hair; your practitioner’s program has a model of it.',
    ],
    noteTo: 'From your practitioner',
    noteBack: 'Your note back',
    noteBackText:
      'Write down what you like, what you do not, and what you want to ask. This page sends nothing: it saves your note as a small file on your device, and you decide whether and how to hand it over.',
    noteLabel: 'Your note to the practitioner',
    noteSave: 'Save my note as a file',
    noteFile: 'note-for-my-practitioner.txt',
    noteSaved: 'The note was handed to your downloads. It is not kept in this page.',
    noteEmpty: 'Nothing is written yet.',
    noteHead: (plan: string) => `Note to the practitioner on plan ${plan}`,
    footer: (plan: string) =>
      `Plan ${plan}. This page is complete in itself: it opens without a connection, fetches nothing and sends nothing. It makes no diagnosis and does not replace a practitioner or a doctor.`,
  },
} as const;

function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

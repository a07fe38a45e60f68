/** The plan in other people's eyes, in English: contrast from a distance, what could give dots away, and the game; part of `words`, by which it is read. */
import type { Round, SeenState, Tell } from '@stubble/engine';

export const eyesWords = {
  title: 'In other people’s eyes',
  from: 'Seen from',
  fromHint: 'Both sides of the line are blurred as the eye blurs them from there.',
  distances: [
    { metres: null, name: 'Every pixel' },
    { metres: 0.3, name: 'Mirror, 0.3 m' },
    { metres: 1, name: 'Talk, 1 m' },
    { metres: 2, name: 'Room, 2 m' },
  ],

  seen: {
    title: 'As seen',
    working: 'Looking from three distances. This takes some seconds.',
    failed: 'The contrast could not be worked out.',
    caption: 'How far the zone stands out from the hair beside it, ΔE00',
    lead: (light: string): string =>
      `How far the zone stands out from the client’s own hair beside it, in ΔE00. Light: ${light.toLowerCase()}.`,
    when: 'When',
    states: { before: 'Before', fresh: 'Fresh', healed: 'Healed', year5: '5 years' } satisfies Record<SeenState, string>,
    metres: (metres: string): string => `${metres} m`,
    verdicts: { blends: 'blends in', maybe: 'may stand out', stands: 'stands out' },
    threshold: (deltaE: string): string =>
      `From about ΔE00 ${deltaE} on a zone stands out: a judgement of ours from studies of pictures, as nobody has asked about scalps.`,
    ends: 'The intervals hold the photo’s own scatter and, after the needle, both ends of the forecast.',
  },

  noticed: {
    title: 'Would it be noticed',
    working: 'Comparing the dots with own hair.',
    failed: 'This could not be worked out.',
    now: 'Healed, of 100',
    fiveYears: 'In 5 years',
    afterTwoRefreshes: 'After 2 refreshes',
    scale: '0: nothing tells dots from own hair, looked at from as near as a mirror. 100: anybody could.',
    partsTitle: 'What could give the dots away, healed',
    tells: {
      spacing: 'Where they lie',
      size: 'How large they are',
      tone: 'How alike they are',
      front: 'The front edge',
      colour: 'A blue cast',
    } satisfies Record<Tell, string>,
    part: (value: string, low: string, high: string): string => `${value} of 100 (${low}–${high})`,
    unseen: 'cannot be seen here',
    source: (source: string): string => `Source: ${source}`,
    worst: (tell: string, zone: string | null): string =>
      zone === null ? `Most telling: ${tell.toLowerCase()}.` : `Most telling: ${tell.toLowerCase()}, ${zone.toLowerCase()}.`,
  },

  game: {
    open: 'Can you tell?',
    openHint: 'Ten pairs of pictures, one of hair and one of ink. A game to see how well dots pass.',
    title: 'Can you tell?',
    lead: 'Two patches of shaved scalp. One shows hair, the other ink. Which one is ink?',
    keys: 'Click it, or press 1 or ← for the left and 2 or → for the right.',
    round: (at: number, of: number): string => `Round ${at} of ${of}`,
    drawing: 'Drawing two patches.',
    left: 'Left patch is ink',
    right: 'Right patch is ink',
    failed: 'The patches could not be drawn.',
    close: 'Close',
    again: 'Play again',
    score: (right: number, of: number): string => `${right} of ${of}.`,
    chance: (right: number, percent: string): string =>
      right === 0
        ? 'By guessing one gets none right in about 1 of 1,000 games.'
        : `By guessing one reaches ${right} or more in ${percent}\u00a0% of games.`,
    listTitle: 'The rounds',
    roundColumn: 'Round',
    kindColumn: 'What was inked',
    answerColumn: 'Your answer',
    kinds: { ours: 'Dots as this program lays them', grid: 'A grid', 'white-noise': 'Dots thrown at random' } satisfies Record<
      Round['kind'],
      string
    >,
    found: 'found',
    missed: 'missed',
    gives: 'What gives dots away',
    tells: [
      'A grid: every dot has its neighbours at one distance and in rows. Follicles never stand so.',
      'Thrown at random: some dots touch, and bare patches lie between. Follicles keep apart.',
      'Dots of one size and one shade. Follicles hold one to four hairs, and no two look quite alike.',
    ],
    model: 'All patches are made by this program, hair and ink alike, in the same skin and light. Real skin may tell more or less.',
    private: 'Nothing of the game is kept or sent.',
  },
};

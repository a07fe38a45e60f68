/** The years ahead for the client's own hair and for the plan in its midst, in English; part of `words`, by which it is read. */
import type { HairTreatment, OptionId, Speed } from '@stubble/engine';
import type { Explanation } from './explanation.ts';

type PartName = 'reach' | 'alone' | 'tone' | 'cost';
type Basis = 'study' | 'statement' | 'model';

export const futureWords = {
  callout:
    'Models, not evidence about this client, and no diagnosis. Nobody can say how a head goes on; the bands show how far heads differ.',
  failed: (why: string): string => `The years ahead could not be worked out: ${why}`,
  working: 'Following hair through twenty years',
  ready: 'The years ahead are worked out.',
  waiting: 'The numbers appear in a few seconds.',
  old: 'Of the plan before; the new figures follow.',

  person: {
    title: 'Whose head',
    sex: 'Sex',
    sexes: { unsaid: 'Not said', male: 'Man', female: 'Woman' },
    age: 'Age, years',
    unsaid: 'not said',
    stage: { male: 'Stage of loss, Norwood', female: 'Stage of loss, Sinclair' },
    read: 'As read',
    takenAge: 'Age',
    takenStage: 'Stage',
    variants: { usual: '', anterior: 'The front edge goes back as a whole (type A).', vertex: 'The crown thins before the front.' },
  },

  show: 'Course that is shown',
  speed: 'Loss goes on',
  speeds: { slow: 'Slowly', average: 'Average', fast: 'Fast' } satisfies Record<Speed, string>,
  treatment: 'With',
  treatments: {
    none: 'No treatment',
    finasteride: 'Finasteride',
    minoxidil: 'Minoxidil',
    both: 'Both medicines',
  } satisfies Record<HairTreatment, string>,

  hair: {
    title: 'Own hair',
    hint: 'With each treatment for as long as it is taken. The grey band is how far heads without treatment differ. Medicines are a doctor’s matter.',
  },

  plan: {
    title: 'The plan against the future',
    regret: 'Regret, of 100',
    regretHint:
      'How much this plan may come to be regretted without treatment, over all three speeds. A scale of ours for comparing plans, no measurement of anybody’s regret.',
    partsTitle: 'What it is made of',
    parts: {
      reach: 'Loss beyond the edge',
      alone: 'Dots left alone',
      tone: 'Ink against hair',
      cost: 'Cost of following',
    } satisfies Record<PartName, string>,
    partOf: (value: string, weight: string): string => `${value} of 100, counts for ${weight}\u00a0%`,
    tableTitle: 'At 5, 10 and 20 years',
    when: 'What',
    years: (years: number): string => `${years} years`,
    rows: {
      outside: 'Newly bare outside the ink',
      inside: 'Newly bare inside it',
      lonely: 'Dots left alone at the edge',
      tone: 'Ink over hair round about, 1 = match',
      dots: 'Dots to follow the loss',
      sessions: 'Sessions for that',
      usd: 'Their price, USD',
    },
    reachHint: 'By treatment, at the speed chosen above.',
  },

  reach: {
    title: 'A plan that reaches far enough',
    none: 'The plan reaches as far as loss is expected to go.',
    added: 'Added area',
    dots: 'Dots for it',
    regret: 'Regret then, of 100',
    until: (years: number, speed: string): string => `Against loss of ${years} years without treatment, speed: ${speed.toLowerCase()}.`,
    show: 'Show its outline on the photo',
    use: 'Use this zone',
    useHint:
      'Puts it into the design as the drawn zone; Undo takes it back. Where hair still stands no dots are laid yet, so the regret falls less at first: the brush adds them later.',
    unseen: 'This photo does not show where it would lie.',
  },

  options: {
    title: 'Beside what else can be done',
    hint: (years: number, prices: string): string =>
      `Over ${years} years, in prices of ${prices}. There is no score: what matters is for the client to say.`,
    basis: { study: 'from studies', statement: 'as clinics and makers state', model: 'a model or estimate of ours' } satisfies Record<
      Basis,
      string
    >,
    /** For charts, where room is short. */
    short: {
      nothing: 'Nothing',
      medicines: 'Medicines',
      transplant: 'Transplant',
      smp: 'SMP',
      'smp-medicines': 'SMP, medicines',
      tattoo: 'Tattoo',
      'hair-system': 'Hair system',
      shampoo: 'Shampoos',
    } satisfies Record<OptionId, string>,
    coverage: (years: number): string => `Looks covered at ${years} years`,
    coverageNow: 'Looks covered once begun',
    cost: (years: number): string => `Cost over ${years} years, USD`,
    sessions: 'Visits',
    first: 'First result',
    final: 'Final result',
    certainty: 'Certainty',
    evidence: 'Evidence',
    risks: 'Risks',
    reversibility: 'Way back',
    onStopping: 'On stopping',
    sources: 'Sources',
    noSources: 'Our own estimates.',
    nothingToWait: 'nothing to wait for',
    sameDay: 'the same day',
    days: (days: string): string => `${days} days`,
    months: (months: string): string => `${months} months`,
    costTitle: 'Cost, option by option',
    donor: 'Grafts needed and to be had',
    donorNeeded: 'Grafts needed today',
    donorLater: (years: number): string => `Needed after ${years} years of loss`,
    donorSupply: 'Donor area gives in a life',
  },

  plain: {
    paragraphs: [
      'Every hair follicle is followed through its cycles; in pattern loss it makes a finer hair with each. The model was fitted to counts that studies published, and its doubts are in the bands.',
      'The measured scalp is the start where the photo shows it; elsewhere the table of the stage is. The ink stays where it is, and what the hair does round about decides whether it still fits.',
    ],
    sources: ['kaufman', 'olsen', 'rassman', 'model'],
  } satisfies Explanation as Explanation,
};

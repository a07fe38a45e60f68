/**
 * What is said when scalp micropigmentation is sold, in our words, with what the evidence makes of it. The report, docs/claims.md and the
 * comparison speak from here. `shown` is what a client may be told; the answers of a group are read one after the other.
 */

export const VERDICTS = ['supported', 'supported in part', 'contested', 'unclear', 'false'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Claim {
  readonly id: string;
  readonly claim: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly shown: string;
  /** Ids of `SOURCES`. */
  readonly sources: readonly string[];
}

export const CLAIMS: readonly Claim[] = [
  {
    id: 'C1',
    claim: 'Dots like follicles make the scalp stand out less against the hair.',
    verdict: 'supported',
    why: 'Surgeons define the method so, and the optics agree: less contrast between scalp and hair hides the scalp.',
    shown: 'That is how it works: dots of the size of cut hair lower the contrast between scalp and hair.',
    sources: ['rassman', 'liu'],
  },
  {
    id: 'C2',
    claim: 'We notice hair loss when more scalp shows.',
    verdict: 'supported in part',
    why: 'Shafts grow thin before they go missing. The trade puts one’s own notice at about 15 % of density lost, that of others nearer half.',
    shown: 'You may notice before others do, and hair that grows finer counts as much as hair that is missing.',
    sources: ['rushton', 'vecchio', 'practice'],
  },
  {
    id: 'C3',
    claim: 'For most of us the cause is pattern hair loss.',
    verdict: 'supported in part',
    why: 'Surveys find it in about half of men by middle age and in fewer women, among whom other causes weigh more.',
    shown:
      'Most often it is pattern loss, in men more surely than in women. Sudden, patchy, sore or scarring loss should be seen by a doctor before any needle.',
    sources: ['rhodes', 'paik'],
  },
  {
    id: 'C4',
    claim: 'It begins with shrinking follicles, and shedding opens the gaps.',
    verdict: 'supported in part',
    why: 'Growth shortens as follicles shrink, but empty pores and the loss of the extra hairs of a unit make the gaps as well.',
    shown:
      'Hairs grow finer with each cycle and rest for longer, some pores stay empty, and the extra hairs of a group go before its first.',
    sources: ['courtois', 'kenogen', 'sinclair'],
  },
  {
    id: 'C5',
    claim: 'The scalp vanishes and the hair looks full, thick and dense.',
    verdict: 'contested',
    why: 'Pigment changes tone only. Volume, texture and gloss stay as they are, so the effect hangs on length, light and distance.',
    shown:
      'It looks like a close shave or denser roots. It adds no hair and no volume, and light, hair length and distance decide how well it blends.',
    sources: ['rassman', 'liu'],
  },
  {
    id: 'C6',
    claim: 'It is not a tattoo.',
    verdict: 'false',
    why: 'Pigment is put into living skin with needles to stay. European law, the US authority and surgeons all class that as tattooing.',
    shown:
      'It is a form of tattooing, done with fine needles, small dots and a shallow target. Surgeons call it a cosmetic tattoo, and the European rules on tattoo inks apply to it.',
    sources: ['rassman', 'reach', 'fda'],
  },
  {
    id: 'C7',
    claim: 'Tattoo needles put lasting ink into the dermis, where it can spread and turn blue or green.',
    verdict: 'supported',
    why: 'It is so for tattoos, and for micropigmentation that is placed too deep: dark pigment seen through more skin looks bluer.',
    shown:
      'Deep or heavy pigment blurs and looks blue-grey, pure carbon included, because skin scatters light above it; here as in any tattoo.',
    sources: ['colour', 'fda'],
  },
  {
    id: 'C8',
    claim: 'The pigment stays in the epidermis, in its fifth layer.',
    verdict: 'false',
    why: 'The epidermis is renewed within weeks, so nothing placed in it could last for years. Biopsies of treated scalps show pigment in the dermis.',
    shown:
      'The epidermis is about a tenth of a millimetre thick and renews itself within weeks; pigment in it is shed. What lasts lies just below, in the upper dermis, where biopsies show it and where cells hold it.',
    sources: ['xu', 'nguyen', 'healing', 'baranska'],
  },
  {
    id: 'C9',
    claim: 'The pigment is organic carbon of a warm shade.',
    verdict: 'unclear',
    why: 'The trade uses the word freely: carbon black is elemental carbon, and some clinics name metal oxides or plain black tattoo ink.',
    shown:
      'The word says little: carbon black is plain carbon, some inks hold metal oxides, and the same carbon looks warm or cold by its depth. Ask for the ink’s name, its batch and its declaration of conformity before the first needle.',
    sources: ['practice', 'reach'],
  },
  {
    id: 'C10',
    claim: 'Because it stays out of the dermis it cannot spread or change colour.',
    verdict: 'false',
    why: 'The premise fails, as the pigment does lie in the dermis. Depth within it, dose, dot size and ink decide how much changes.',
    shown: 'Small, shallow, sparse dots change least, yet expect them to widen slowly even when all is done well.',
    sources: ['nguyen', 'practice'],
  },
  {
    id: 'C11',
    claim: 'It lasts four to ten years, then it is gone.',
    verdict: 'contested',
    why: 'The figure lies among those of clinics, which disagree tenfold. Measurements end at six months; residue is reported after decades.',
    shown:
      'Clinics name anything from 1.5 to 15 years until a refresh; the longest measured follow-up known to us is six months, in ten people. A faint trace may stay for decades, and removal means laser sessions.',
    sources: ['liu', 'practice'],
  },
  {
    id: 'C12',
    claim: 'How long it lasts depends on the sun.',
    verdict: 'supported in part',
    why: 'Practitioners agree on the sun, but also on oily skin, depth, ink and the skin’s own answer, and nobody has measured a dose.',
    shown:
      'Practitioners agree that sun speeds fading, yet carbon itself hardly bleaches, and no dose was ever measured. Sun therefore enters a forecast as an uncertain factor, beside oily skin, depth, ink and time.',
    sources: ['practice'],
  },
  {
    id: 'C13',
    claim: 'There is no guessing whether it works.',
    verdict: 'contested',
    why: 'The look of dots under hair can be computed; how a skin keeps them and how the hair goes on cannot, only bracketed.',
    shown: 'How dots look between hairs can be computed; how a skin keeps them and how the hair goes on lies within wide bounds.',
    sources: ['liu', 'practice'],
  },
  {
    id: 'C14',
    claim: 'Shampoos and ointments are hocus pocus.',
    verdict: 'supported in part',
    why: 'Fair of most shampoos, wrong of two medicines: finasteride (men) and minoxidil have controlled trials with hair counts.',
    shown: 'Two medicines were tested in controlled trials and help many for as long as they are used. Most shampoos do little.',
    sources: ['kaufman', 'olsen', 'network', 'caffeine'],
  },
  {
    id: 'C15',
    claim: 'Transplants cost 15 to 20 thousand dollars over several operations and may not take.',
    verdict: 'supported in part',
    why: 'The price is at the high side, and two thirds of surgeons need one operation on average. Survival is stated as 60 to 95 %, and of 112 patients of one clinic most had lost density after four years.',
    shown:
      'Transplants move living hair: from about 3,000 dollars abroad to 24,000 in the USA (2024–2025), often in one operation, finished after 12 to 18 months, and limited by the hair at the back of the head. A doctor can say what fits.',
    sources: ['census', 'prices', 'surgeons', 'kumaresan'],
  },
  {
    id: 'C16',
    claim: 'It is the only way without surgery that works for everyone.',
    verdict: 'false',
    why: 'There is no controlled trial, series are small, and removals are on record. Fibres and hair systems hide the scalp without surgery too.',
    shown:
      'In small series nearly all clients were pleased (42 of 43 in the largest that we cite), none of them long. Unhappy clients and removals are on record too.',
    sources: ['park', 'liu', 'practice'],
  },
  {
    id: 'C17',
    claim: 'It is certain to work.',
    verdict: 'false',
    why: 'No evidence bears such a promise, and the US authority asks for competent and reliable evidence before one is made.',
    shown: 'No result is promised here; the pictures are simulations.',
    sources: ['ftc'],
  },
  {
    id: 'C18',
    claim: 'You see the result the very same day.',
    verdict: 'supported in part',
    why: 'The first pass shows at once, but two to four sessions are usual, and in one series about a tenth of the rated density was gone after six months.',
    shown:
      'The first session shows at once, but the same-day look is not the result: it is darker, larger and redder than what stays. The finished look takes all sessions, commonly three, and six weeks of healing.',
    sources: ['liu', 'practice'],
  },
  {
    id: 'C19',
    claim: 'It is not surgery, so nothing can happen.',
    verdict: 'supported in part',
    why: 'No surgery it is. It breaks the skin, and authorities list infection, allergy, granulomas, keloids and reactions in MRI.',
    shown: 'It is no surgery, but it breaks the skin: infection, allergy, small nodules and scars can follow.',
    sources: ['fda', 'reach'],
  },
];

/** A claim by its id. Throws a RangeError for an unknown one. */
export function claimOf(id: string): Claim {
  const found = CLAIMS.find((claim) => claim.id === id);
  if (found === undefined) throw new RangeError(`no claim is called ${id}`);
  return found;
}

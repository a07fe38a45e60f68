/** Where the scalp is bare, and where hair stands, by what the photo shows of it today. */

/** Share of this head's full hair below which a place wants ink [A]: as in the outlook. */
export const BARE_SHARE = 0.35;
/** Share from which a place counts as hair that ink has to meet [A]. */
export const HAIR_SHARE = 0.6;

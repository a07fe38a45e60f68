/**
 * Mean adult male head, the prior where a photo says nothing. Breadth, length and circumference: ANSUR II (2012), as deviations of people.
 * Cap height and the places of glabella and tragus relative to the broadest level are approximations from the same survey's
 * tragion–vertex and head-length figures; their errors enter the landmarks' intervals (docs/model.md).
 */
export const HEAD = {
  breadthMm: 154,
  breadthSdMm: 6,
  lengthMm: 199,
  lengthSdMm: 7,
  circumferenceMm: 575,
  /** Breadth over circumference, and its spread between people (from the two deviations, correlated about 0.6). */
  breadthPerCircumference: 154 / 575,
  breadthPerCircumferenceSd: 0.0085,
  /** Height of the crown above the level at which the head is broadest. */
  capHeightMm: 90,
  /** Glabella lies this far, along the skin, beyond the front of an outline seen from above. */
  glabellaBeyondOutlineMm: 10,
  glabellaBeyondOutlineSdMm: 12,
  /** Tragus below the broadest level. */
  tragusBelowMm: 40,
  /** Place of the tragus against that model, one deviation. */
  tragusSdMm: 10,
} as const;

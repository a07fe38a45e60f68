/**
 * The publications behind the claims, the comparison and the report: one list, so that a figure is cited alike everywhere. Several were read as
 * abstracts or through reviews (docs/claims.md says so).
 */

export interface Source {
  readonly id: string;
  /** A study of people or skin, a law or an authority's page, or what clinics and makers state. */
  readonly kind: 'study' | 'authority' | 'statement';
  readonly text: string;
  readonly doi?: string;
}

export const SOURCES: readonly Source[] = [
  {
    id: 'liu',
    kind: 'study',
    text: 'Liu Q, Sun M, Zhang J, Zhao H. Scalp micropigmentation: technical analysis and a series of ten cases. J Cosmet Dermatol 2025.',
    doi: '10.1111/jocd.70375',
  },
  {
    id: 'nguyen',
    kind: 'study',
    text: 'Nguyen B, Mervis JS, Romanelli P, Tosti A. Scalp micropigmentation: a clinicopathologic correlation. Skin Appendage Disord 2022; 8: 412–414.',
    doi: '10.1159/000524135',
  },
  {
    id: 'rassman',
    kind: 'study',
    text: 'Rassman WR, Pak JP, Kim J, Estrin NF. Scalp micropigmentation. J Clin Aesthet Dermatol 2015; 8(3): 35–42.',
  },
  {
    id: 'park',
    kind: 'study',
    text: 'Park JH and others. Micropigmentation in Korean patients: 43 people. Aesthetic Plast Surg 2014.',
    doi: '10.1007/s00266-013-0259-1',
  },
  {
    id: 'xu',
    kind: 'study',
    text: 'Xu H and others. Reference values for skin microanatomy. J Am Acad Dermatol 2017; 77: 1133–1144.',
    doi: '10.1016/j.jaad.2017.06.009',
  },
  {
    id: 'baranska',
    kind: 'study',
    text: 'Baranska A and others. How skin macrophages keep tattoo pigment in place (in mice). J Exp Med 2018; 215: 1115–1133.',
    doi: '10.1084/jem.20171608',
  },
  { id: 'healing', kind: 'study', text: 'Electron microscopy of healing tattoos. Int J Dermatol 1987; 26: 453.' },
  {
    id: 'colour',
    kind: 'study',
    text: 'Colour of dark pigment by its depth in the skin, seen with the dermoscope. Arch Dermatol 2006; 142: 1250.',
  },
  {
    id: 'reach',
    kind: 'authority',
    text: 'Commission Regulation (EU) 2020/2081: substances in tattoo inks, micropigmentation included (REACH, Annex XVII, entry 75).',
  },
  {
    id: 'fda',
    kind: 'authority',
    text: 'US Food and Drug Administration. Fact sheet on tattoos and micropigmentation, 2004, and later safety pages.',
  },
  { id: 'ftc', kind: 'authority', text: 'US Federal Trade Commission. Health Products Compliance Guidance, 2022.' },
  {
    id: 'ema',
    kind: 'authority',
    text: 'European Medicines Agency. Review of finasteride and dutasteride, 2025: suicidal thoughts as a side effect of finasteride tablets.',
  },
  {
    id: 'rushton',
    kind: 'study',
    text: 'Rushton DH and others. Two years of untreated loss in men of 20 to 30. Clin Exp Dermatol 1991; 16: 188.',
  },
  {
    id: 'vecchio',
    kind: 'study',
    text: 'Vecchio F, Guarrera M, Rebora A. Hair density by class of baldness. Dermatology 2002; 204: 33.',
  },
  { id: 'rhodes', kind: 'study', text: 'Rhodes T and others. How common pattern loss is in US men. Dermatol Surg 1998; 24: 1330.' },
  { id: 'paik', kind: 'study', text: 'Paik JH and others. Pattern loss in Korean men and women. Br J Dermatol 2001; 145: 95.' },
  { id: 'sinclair', kind: 'study', text: 'Sinclair R, Torkamani N, Jones L. How follicular units thin. F1000Research 2015; 4: 585.' },
  {
    id: 'courtois',
    kind: 'study',
    text: 'Courtois M and others. The hair cycle in pattern loss: ten volunteers over 8 to 14 years, 1994; read through a review.',
  },
  { id: 'kenogen', kind: 'study', text: 'The empty phase of the follicle under finasteride. Skin Appendage Disord 2019.' },
  { id: 'kaufman', kind: 'study', text: 'Kaufman KD and others. Finasteride in men. J Am Acad Dermatol 1998; 39: 578–589.' },
  {
    id: 'price',
    kind: 'study',
    text: 'Price VH and others. Number and weight of hair under finasteride, four years. J Am Acad Dermatol 2006; 55: 71.',
  },
  { id: 'olsen', kind: 'study', text: 'Olsen EA and others. Topical minoxidil in men. J Am Acad Dermatol 2002; 47: 377–385.' },
  {
    id: 'stopping',
    kind: 'study',
    text: 'Price VH and others. Weight of hair under topical minoxidil, and after it. J Am Acad Dermatol 1999; 41: 717.',
  },
  {
    id: 'lucky',
    kind: 'study',
    text: 'Lucky AW and others, 2004, and Blume-Peytavi U and others, 2011. Topical minoxidil in women; read through a review.',
  },
  {
    id: 'menopause',
    kind: 'study',
    text: 'Finasteride 1 mg in women after menopause: a controlled trial without benefit; read through reviews.',
  },
  { id: 'hu', kind: 'study', text: 'Hu R and others. Finasteride, minoxidil and both in 428 men, open label. Dermatol Ther 2015.' },
  {
    id: 'network',
    kind: 'study',
    text: 'Network meta-analysis of treatments of pattern loss. J Cosmet Dermatol 2025.',
    doi: '10.1111/jocd.70483',
  },
  { id: 'shadi', kind: 'study', text: 'Shadi Z. Who stays with topical minoxidil: 400 patients. Dermatol Ther 2023; 13: 1157.' },
  {
    id: 'routine',
    kind: 'study',
    text: 'Topical minoxidil in routine practice: 1,495 men, of whom nearly all stopped. J Dermatolog Treat.',
    doi: '10.1080/09546630701383727',
  },
  {
    id: 'caffeine',
    kind: 'study',
    text: 'Caffeine lotion beside minoxidil in 210 men, 2017: open, paid for by the maker, without hair counts.',
  },
  {
    id: 'kumaresan',
    kind: 'study',
    text: 'Kumaresan M. Density four years after transplants by strip: 112 patients of one clinic. J Cutan Aesthet Surg 2020.',
  },
  {
    id: 'census',
    kind: 'statement',
    text: 'International Society of Hair Restoration Surgery. Practice census 2025: sizes and numbers of procedures.',
  },
  {
    id: 'surgeons',
    kind: 'statement',
    text: 'Published tables and pages of surgeons: grafts by stage, donor supply, planted density, survival, course after surgery.',
  },
  { id: 'prices', kind: 'statement', text: 'Prices published by clinics, 2022 to 2025, mostly of the USA and Turkey.' },
  {
    id: 'practice',
    kind: 'statement',
    text: 'Published statements of clinics and practitioners, which contradict each other; listed with their weight in docs/model.md.',
  },
];

/** A publication as it is printed in a list. Throws a RangeError for an unknown id. */
export function citationOf(id: string): string {
  const source = SOURCES.find((s) => s.id === id);
  if (source === undefined) throw new RangeError(`no source is called ${id}`);
  return source.doi === undefined ? source.text : `${source.text} doi:${source.doi}`;
}

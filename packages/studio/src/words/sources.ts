/** Publications that the explanations lean on. */
export interface Source {
  readonly text: string;
  readonly doi?: string;
}

export const SOURCES = {
  liu: {
    text: 'Liu Q and others. Scalp micropigmentation: technical analysis and a series of ten cases. J Cosmet Dermatol 2025.',
    doi: '10.1111/jocd.70375',
  },
  nguyen: {
    text: 'Nguyen B and others. Scalp micropigmentation: a clinicopathologic correlation. Skin Appendage Disord 2022; 8: 412–414.',
    doi: '10.1159/000524135',
  },
  rassman: { text: 'Rassman WR and others. Scalp micropigmentation. J Clin Aesthet Dermatol 2015; 8(3): 35–42.' },
  xu: {
    text: 'Xu H and others. Reference values for skin microanatomy. J Am Acad Dermatol 2017; 77: 1133–1144.',
    doi: '10.1016/j.jaad.2017.06.009',
  },
  baranska: {
    text: 'Baranska A and others. How skin macrophages keep tattoo pigment in place (in mice). J Exp Med 2018; 215: 1115–1133.',
    doi: '10.1084/jem.20171608',
  },
  healing: { text: 'Electron microscopy of healing tattoos. Int J Dermatol 1987; 26: 453.' },
  colour: { text: 'Colour of dark pigment by its depth in the skin, seen with the dermoscope. Arch Dermatol 2006; 142: 1250.' },
  reach: { text: 'Commission Regulation (EU) 2020/2081: substances in tattoo inks, micropigmentation included.' },
  fda: { text: 'US Food and Drug Administration. Fact sheet on tattoos and micropigmentation, 2004, and later safety pages.' },
  kaufman: { text: 'Kaufman KD and others. Finasteride in men. J Am Acad Dermatol 1998; 39: 578–589.' },
  olsen: { text: 'Olsen EA and others. Topical minoxidil in men. J Am Acad Dermatol 2002; 47: 377–385.' },
  ansur: { text: 'Anthropometric Survey of US Army Personnel (ANSUR II), 2012: breadth and length of heads.' },
  chardon: { text: 'Chardon A and others. Skin colour typology and the individual typology angle. Int J Cosmet Sci 1991; 13: 191–208.' },
  sharma: { text: 'Sharma G and others. The CIEDE2000 colour-difference formula. Color Res Appl 2005; 30: 21–30.' },
  practice: { text: 'Published statements of clinics and practitioners, which contradict each other.' },
  model: { text: 'Stubble, docs/model.md: how every number is made, and how far it can be trusted.' },
} as const satisfies Record<string, Source>;

export type SourceId = keyof typeof SOURCES;

/** What is often said of scalp micropigmentation, what can honestly be answered, and the publications behind it. */
import type { DotModel } from '../document/schema.ts';
import { printedRefresh } from './report-forecast.ts';
import { type Html, html, joined } from './report-html.ts';
import { inWords } from './report-numbers.ts';

interface Source {
  readonly id: string;
  readonly text: string;
  readonly doi?: string;
}

const SOURCES: readonly Source[] = [
  {
    id: 'liu',
    text: 'Liu Q, Sun M, Zhang J, Zhao H. Scalp micropigmentation: technical analysis and a series of ten cases. J Cosmet Dermatol 2025.',
    doi: '10.1111/jocd.70375',
  },
  {
    id: 'nguyen',
    text: 'Nguyen B, Mervis JS, Romanelli P, Tosti A. Scalp micropigmentation: a clinicopathologic correlation. Skin Appendage Disord 2022; 8: 412–414.',
    doi: '10.1159/000524135',
  },
  { id: 'rassman', text: 'Rassman WR, Pak JP, Kim J, Estrin NF. Scalp micropigmentation. J Clin Aesthet Dermatol 2015; 8(3): 35–42.' },
  {
    id: 'park',
    text: 'Park JH and others. Micropigmentation in Korean patients: 43 people. Aesthetic Plast Surg 2014.',
    doi: '10.1007/s00266-013-0259-1',
  },
  {
    id: 'xu',
    text: 'Xu H and others. Reference values for skin microanatomy. J Am Acad Dermatol 2017; 77: 1133–1144.',
    doi: '10.1016/j.jaad.2017.06.009',
  },
  {
    id: 'baranska',
    text: 'Baranska A and others. How skin macrophages keep tattoo pigment in place (in mice). J Exp Med 2018; 215: 1115–1133.',
    doi: '10.1084/jem.20171608',
  },
  { id: 'healing', text: 'Electron microscopy of healing tattoos. Int J Dermatol 1987; 26: 453.' },
  { id: 'colour', text: 'Colour of dark pigment by its depth in the skin, seen with the dermoscope. Arch Dermatol 2006; 142: 1250.' },
  {
    id: 'reach',
    text: 'Commission Regulation (EU) 2020/2081: substances in tattoo inks, micropigmentation included (REACH, Annex XVII, entry 75).',
  },
  { id: 'fda', text: 'US Food and Drug Administration. Fact sheet on tattoos and micropigmentation, 2004, and later safety pages.' },
  { id: 'ftc', text: 'US Federal Trade Commission. Health Products Compliance Guidance, 2022.' },
  { id: 'kaufman', text: 'Kaufman KD and others. Finasteride in men. J Am Acad Dermatol 1998; 39: 578–589.' },
  { id: 'olsen', text: 'Olsen EA and others. Topical minoxidil in men. J Am Acad Dermatol 2002; 47: 377–385.' },
  {
    id: 'practice',
    text: 'Published statements of clinics and practitioners, which contradict each other; listed with their weight in docs/model.md.',
  },
];

interface Answer {
  readonly said: string;
  readonly verdict: string;
  readonly answer: Html;
  readonly sources: readonly string[];
}

function answersFor(model: DotModel): readonly Answer[] {
  return [
    {
      said: 'The scalp stands out less against the hair.',
      verdict: 'Fair',
      answer: html`That is how it works: dots of the size of cut hair lower the contrast between scalp and hair. It looks like a close shave or denser roots. It adds no hair and no volume, and light, hair length and distance decide how well it blends.`,
      sources: ['rassman', 'liu'],
    },
    {
      said: 'It is not a tattoo.',
      verdict: 'Not so',
      answer: html`It is a form of tattooing, done with fine needles, small dots and a shallow target. Surgeons call it a cosmetic tattoo, and the European rules on tattoo inks apply to it.`,
      sources: ['rassman', 'reach', 'fda'],
    },
    {
      said: 'The pigment stays in the epidermis, in its fifth layer.',
      verdict: 'Not so',
      answer: html`The epidermis is about a tenth of a millimetre thick and renews itself within weeks; pigment in it is shed. What lasts lies just below, in the upper dermis, where biopsies show it and where cells hold it.`,
      sources: ['xu', 'nguyen', 'healing', 'baranska'],
    },
    {
      said: 'It cannot spread or change colour.',
      verdict: 'It can',
      answer: html`Small, shallow, sparse dots change least. Deep or heavy pigment blurs and looks blue-grey, pure carbon included, because skin scatters light above it. Expect dots to widen slowly even when all is done well.`,
      sources: ['colour', 'fda'],
    },
    {
      said: 'It lasts four to ten years, then it is gone.',
      verdict: 'Open',
      answer: html`Clinics name anything from 1.5 to 15 years until a refresh; the longest measured follow-up known to us is six months, in ten people. This plan’s forecast is ${inWords(printedRefresh(model))} from healed to a first refresh, and a faint trace may stay for decades. Removal means laser sessions.`,
      sources: ['liu', 'practice'],
    },
    {
      said: 'It only depends on the sun.',
      verdict: 'Partly',
      answer: html`Practitioners agree that sun speeds fading, yet carbon itself hardly bleaches, and no dose was ever measured. Sun therefore enters this forecast as an uncertain factor, beside oily skin, depth, ink and time.`,
      sources: ['practice'],
    },
    {
      said: 'There is no guessing: it always works.',
      verdict: 'No promise',
      answer: html`No result is promised here. In small series nearly all clients were pleased (42 of 43 in the largest that we cite), none of them long. Unhappy clients and removals are on record too. The pictures above are simulations.`,
      sources: ['park', 'liu', 'ftc'],
    },
    {
      said: 'Everything else is a waste.',
      verdict: 'Not so',
      answer: html`Two medicines were tested in controlled trials, and transplants move living hair. Most shampoos do little. A doctor can say what fits; sudden, patchy, sore or scarring hair loss should be seen by one before any needle.`,
      sources: ['kaufman', 'olsen'],
    },
    {
      said: 'You see the result the very same day.',
      verdict: 'Half true',
      answer: html`The first session shows at once, but the same-day look is not the result: it is darker, larger and redder than what stays. The finished look takes the sessions listed here and six weeks of healing.`,
      sources: ['liu', 'practice'],
    },
    {
      said: 'It is not surgery, so nothing can happen.',
      verdict: 'Half true',
      answer: html`It is no surgery, but it breaks the skin: infection, allergy, small nodules and scars can follow. Ask for the ink’s name, its batch and its declaration of conformity before the first needle.`,
      sources: ['fda', 'reach'],
    },
  ];
}

function citation(id: string): Html {
  const place = SOURCES.findIndex((source) => source.id === id) + 1;
  return html`<a href="#source-${place}" aria-label="Source ${place}">${place}</a>`;
}

/** Raised source numbers, e.g. after a sentence: `cited('liu', 'practice')`. */
export function cited(...ids: readonly string[]): Html {
  return html`<sup class="cited">${joined(ids.map(citation), html`, `)}</sup>`;
}

export function answersSection(model: DotModel): Html {
  return html`<section aria-labelledby="answers">
<h2 id="answers">Often said, honestly answered</h2>
<div class="answers">
${answersFor(model).map(
  ({ said, verdict, answer, sources }) => html`<article class="answer">
<h3>“${said}”</h3>
<p><strong class="verdict">${verdict}.</strong> ${answer}${cited(...sources)}</p>
</article>
`,
)}</div>
</section>`;
}

/** Links are followed only when clicked; nothing is fetched by the page itself. */
export function sourcesList(): Html {
  return html`<ol class="sources">
${SOURCES.map(
  (
    { text, doi },
    i,
  ) => html`<li id="source-${i + 1}">${text}${doi === undefined ? null : html` <a href="https://doi.org/${doi}" rel="noreferrer">doi:${doi}</a>`}</li>
`,
)}</ol>`;
}

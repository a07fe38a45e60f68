import { expect, test } from 'vitest';
import { skinOfType } from '../skin/tissue.ts';
import { depthPanelSvg, INK_CASES, inkSeen } from './depth-panel.ts';

const seen = (k: number, type: 'II' | 'V', days: number) => inkSeen(INK_CASES[k], skinOfType(type), days);

test('what the panel shows is what the evidence says', () => {
  const found = (['II', 'V'] as const).map((type) => {
    const [epidermis, dermis, deep, tattoo] = [0, 1, 2, 3].map((k) => ({ weeks: seen(k, type, 42), years: seen(k, type, 1826) }));
    return {
      shed: epidermis.weeks.left < 0.4 && dermis.weeks.left > 0.7,
      faded: epidermis.years.deltaE00 < dermis.years.deltaE00 && epidermis.years.deltaE00 < 4,
      papillaryStays: dermis.weeks.deltaE00 > 10 && dermis.years.deltaE00 > 4,
      deepIsPale: deep.weeks.deltaE00 < dermis.weeks.deltaE00 / 2,
      deepIsCooler: (deep.weeks.deltaBOverDeltaL ?? 0) > (dermis.weeks.deltaBOverDeltaL ?? 0),
      tattooStays: tattoo.years.deltaE00 > 0.9 * tattoo.weeks.deltaE00,
      tattooIsCool: tattoo.weeks.lab[2] < tattoo.weeks.skinLab[2] - 10,
    };
  });
  const all = {
    shed: true,
    faded: true,
    papillaryStays: true,
    deepIsPale: true,
    deepIsCooler: true,
    tattooStays: true,
    tattooIsCool: true,
  };
  expect(found).toEqual([all, all]);
});

test('the panel is one self-contained picture without promises', () => {
  const svg = depthPanelSvg();
  expect({
    whole: svg.startsWith('<svg ') && svg.trimEnd().endsWith('</svg>'),
    foreign: /href=|url\((?!#)|https?:\/\/(?!www\.w3\.org)/.test(svg),
    promise: /guarantee|100 ?%|permanent|cure/i.test(svg.replace(/<[^>]*>/g, ' ')),
    broken: /NaN|undefined|Infinity/.test(svg),
  }).toEqual({ whole: true, foreign: false, promise: false, broken: false });
});

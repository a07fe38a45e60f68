import { expect, test } from 'vitest';
import { drawHead, type HeadScene, middleMean } from './hair-scene.test-helper.ts';

const LIGHT_SKIN: HeadScene = { skin: [0.55, 0.38, 0.3], hair: [0.04, 0.03, 0.02], strandsPerMm2: 0 };
const coverage = (change: Partial<HeadScene>): number => {
  const head = drawHead({ ...LIGHT_SKIN, ...change });
  return middleMean(head, head.scalp.hidden);
};

test('coverage rises with the strands drawn and is next to nothing on bare skin', () => {
  const read = [0, 0.15, 0.4, 0.9].map((strandsPerMm2) => coverage({ strandsPerMm2 }));
  expect({ read, bare: read[0] < 0.03, rises: read.every((v, k) => k === 0 || v > read[k - 1] + 0.02) }).toMatchObject({
    bare: true,
    rises: true,
  });
});

test('warm light leaves coverage where it was', () => {
  const white = coverage({ strandsPerMm2: 0.4 });
  const warm = coverage({ strandsPerMm2: 0.4, white: [1.3, 0.95, 0.5] });
  expect({ white, warm, same: Math.abs(white - warm) < 0.03 }).toMatchObject({ same: true });
});

test('a sun patch and a hard shadow on bare skin are not hair', () => {
  const sun = coverage({ light: (x, y) => (x * x + y * y < 100 ? 1.7 : 1) });
  const shadow = coverage({ light: (x, y) => (x + 0.4 * y > 5 ? 0.45 : 1) });
  expect({ sun, shadow, bare: sun < 0.05 && shadow < 0.05 }).toMatchObject({ bare: true });
});

test('hair lighter than the skin is seen', () => {
  const dark: Partial<HeadScene> = { skin: [0.12, 0.07, 0.045], hair: [0.45, 0.42, 0.36] };
  const bare = coverage(dark);
  const haired = coverage({ ...dark, strandsPerMm2: 0.5 });
  expect({ bare, haired, seen: bare < 0.03 && haired > 0.1 }).toMatchObject({ seen: true });
});

import { expect, test } from 'vitest';
import { raster } from '../raster.ts';
import { drawMark, MARK_SHARE } from './mark.ts';

test('the mark stays within the lowest 4 % of any picture, and is there', () => {
  const wrong: string[] = [];
  for (const [width, height] of [
    [4000, 3000],
    [600, 800],
    [120, 160],
    [3000, 400],
    [120, 120],
  ])
    for (const grey of [0, 128, 255]) {
      const picture = raster('srgb8', width, height, new Uint8Array(width * height * 3).fill(grey));
      drawMark(picture);
      const from = Math.ceil(height * (1 - MARK_SHARE));
      const above = picture.data.subarray(0, from * width * 3).some((v) => v !== grey);
      const below = picture.data.subarray(from * width * 3).some((v) => v !== grey);
      if (above || !below) wrong.push(`${width} × ${height}, ${grey}: above ${above}, below ${below}`);
    }
  expect(wrong).toEqual([]);
});

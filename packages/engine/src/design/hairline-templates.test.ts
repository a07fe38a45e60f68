import { expect, test } from 'vitest';
import { surfaceGeometry } from '../head/surface.ts';
import { HAIRLINE_TEMPLATES, templateHairline } from './hairline-templates.ts';
import { distanceOverHeadMm, glabellaMm } from './landmarks.ts';

const GEOMETRY = surfaceGeometry({
  centrePx: [500, 600],
  semiAcrossPx: 385,
  semiAlongPx: 490,
  semiDepthPx: 450,
  frontDegrees: 90,
  pxPerMm: 5,
});

test('templates lie as high above the glabella as they say, are even, and never close the corners', () => {
  const wrong: string[] = [];
  const heights = HAIRLINE_TEMPLATES.map((template) => {
    const line = templateHairline(GEOMETRY, template);
    const middle = line[(line.length - 1) / 2];
    line.forEach(([x, y], i) => {
      const [mx, my] = line[line.length - 1 - i];
      if (Math.abs(x + mx) > 1e-9 || Math.abs(y - my) > 1e-9) wrong.push(`${template} is uneven at ${x}`);
      if (y > middle[1] + 1e-9) wrong.push(`${template} comes down at ${x}`);
    });
    return Math.round(distanceOverHeadMm(GEOMETRY, middle, glabellaMm(GEOMETRY)));
  });
  expect([wrong, heights]).toEqual([[], [75, 80, 87, 66]]);
});

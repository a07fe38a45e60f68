import { expect, test } from 'vitest';
import { rootsCsv } from './measured-files.ts';
import { rootsOf, standingRoots } from './standing-roots.ts';

type Given = Parameters<typeof rootsCsv>[0];
type Places = readonly (readonly [number, number])[];

function given(add: Places, remove: Places): Given {
  const follicles = { xPx: Float64Array.of(10, 20, 30), yPx: Float64Array.of(5, 5, 5), widthUm: Float64Array.of(60, 70, Number.NaN) };
  const request = { designFile: { follicles: { add, remove } } };
  return { request, calibrate: { surface: { pxPerMm: 5 } }, measure: { follicles } } as unknown as Given;
}

test('each place takes at most one root away, and none that is far', () => {
  const origins = (remove: Places): string[] => rootsOf(given([], remove)).map(({ origin }) => origin);
  expect([origins([[21, 5]]), origins(Array(2).fill([20, 5])), origins([[25, 5]])]).toEqual([
    ['found', 'removed', 'found'],
    ['found', 'removed', 'found'],
    ['found', 'found', 'found'],
  ]);
});

test('those that stand are the found ones without the removed, and the added ones last', () => {
  const roots = standingRoots(rootsOf(given([[1, 2]], [[10, 6]])));
  expect(roots.map(({ xPx, origin }) => [xPx, origin])).toEqual([
    [20, 'found'],
    [30, 'found'],
    [1, 'added'],
  ]);
});

test('the table of the roots has a row for each, with what is not known of it left empty', () => {
  expect(rootsCsv(given([[1, 2]], [[10, 6]])).split('\n')).toEqual([
    'root,photo_x_px,photo_y_px,width_um,unit,tip_x_px,tip_y_px,origin',
    '1,10.00,5.00,60.0,,,,removed',
    '2,20.00,5.00,70.0,,,,found',
    '3,30.00,5.00,,,,,found',
    '4,1.00,2.00,,,,,added',
    '',
  ]);
});

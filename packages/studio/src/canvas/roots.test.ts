import { expect, test } from 'vitest';
import { nearestRoot, withoutRoot, withRoot } from './roots.ts';

const found = { xPx: Float64Array.of(10, 20, 40), yPx: Float64Array.of(10, 10, 10) };
const untouched = { add: [], remove: [] };

test('the nearest found root within reach is meant', () => {
  expect(nearestRoot(found, untouched, [17, 10], 12)).toEqual({ at: [20, 10], added: null });
  expect(nearestRoot(found, untouched, [17, 40], 12)).toBeNull();
  expect(nearestRoot(null, untouched, [17, 10], 12)).toBeNull();
});

test('a root that was taken away is not taken again', () => {
  const once = withoutRoot(untouched, { at: [20, 10], added: null });
  expect(once.remove).toEqual([[20, 10]]);
  expect(nearestRoot(found, once, [19, 10], 12)).toEqual({ at: [10, 10], added: null });
});

test('an added root is preferred to itself among the found, and taken off the list', () => {
  const added = withRoot(untouched, [20.2, 10], 2);
  const root = nearestRoot(found, added, [20, 10], 12);
  expect(root).toEqual({ at: [20.2, 10], added: 0 });
  expect(root && withoutRoot(added, root)).toEqual(untouched);
});

test('adding where one was taken away takes that back', () => {
  const gone = { add: [], remove: [[20, 10] as const] };
  expect(withRoot(gone, [21, 10], 2)).toEqual(untouched);
  expect(withRoot(gone, [30, 10], 2).add).toEqual([[30, 10]]);
});

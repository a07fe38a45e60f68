import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeReplaced, NO_PICTURES, needsFine, type PictureSource, type Pictures, pictureLoader } from './picture-loader.ts';

const photo = { width: 6000, height: 4000 };
const plain = { atDays: 42 };

interface Fake extends ImageBitmap {
  readonly name: string;
}

/** A worker of which the test says when it answers. */
function studio() {
  const asked: { readonly name: string; answer(): void; refuse(): void }[] = [];
  const closed: string[] = [];
  const bitmap = (name: string): Promise<ImageBitmap> =>
    new Promise((resolve, reject) => {
      const made = { name, width: 1, height: 1, close: () => closed.push(name) } as unknown as Fake;
      asked.push({ name, answer: () => resolve(made), refuse: () => reject(new Error(name)) });
    });
  const source: PictureSource = {
    before: (scale, distanceM) => bitmap(`before ${scale.toFixed(2)}${distanceM === null ? '' : ` from ${distanceM} m`}`),
    keptPicture: (sight, scale) => bitmap(`kept ${sight.atDays} ${scale.toFixed(2)}`),
    picture: (sight, scale) => bitmap(`day ${sight.atDays} ${scale.toFixed(2)}`),
    tile: (_, part) => bitmap(`tile ${part.x}`),
  };
  let now: Pictures = NO_PICTURES;
  const loader = pictureLoader(source, (change) => {
    const was = now;
    now = change(was);
    closeReplaced(was, now);
  });
  const settled = async (name: string, how: 'answer' | 'refuse' = 'answer'): Promise<void> => {
    const index = asked.findIndex((a) => a.name === name);
    expect(asked.map((a) => a.name)).toContain(name);
    asked.splice(index, 1)[0][how]();
    await vi.advanceTimersByTimeAsync(0);
  };
  const nameOf = (held: { readonly bitmap: ImageBitmap } | null): string | undefined => (held?.bitmap as Fake | undefined)?.name;
  return { loader, asked, closed, settled, nameOf, now: () => now };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a quick picture comes first, the fine one after a rest, and replaced bitmaps are freed', async () => {
  const { loader, asked, closed, settled, nameOf, now } = studio();
  loader.enlarge(true);
  loader.open(photo);
  await settled('before 0.20');
  await vi.advanceTimersByTimeAsync(2500);
  await settled('before 0.82');
  loader.look({ sight: plain, quickOnly: false });
  await settled('day 42 0.20');
  expect(nameOf(now().treated.quick)).toBe('day 42 0.20');
  expect(asked).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(300);
  await settled('day 42 0.82');
  loader.look({ sight: { atDays: 0 }, quickOnly: false });
  await settled('day 0 0.20');
  expect(now().treated.fine).toBeNull();
  expect(closed).toEqual(['day 42 0.20', 'day 42 0.82']);
});

test('fine pictures of both sides are asked for only once the stage shows more than the quick ones have', async () => {
  const { loader, asked, settled, nameOf, now } = studio();
  loader.open(photo);
  await settled('before 0.20');
  loader.look({ sight: plain, quickOnly: false });
  await settled('day 42 0.20');
  await vi.advanceTimersByTimeAsync(5000);
  const whileSmall = asked.length;
  loader.enlarge(needsFine(photo, 0.3));
  await vi.advanceTimersByTimeAsync(5000);
  await settled('before 0.82');
  await settled('day 42 0.82');
  loader.enlarge(needsFine(photo, 0.1));
  loader.enlarge(needsFine(photo, 0.3));
  await vi.advanceTimersByTimeAsync(5000);
  expect([whileSmall, nameOf(now().before.fine), nameOf(now().treated.fine), asked.length]).toEqual([0, 'before 0.82', 'day 42 0.82', 0]);
});

test('a kept plan takes the place of the photo to the left, and gives it back', async () => {
  const { loader, closed, settled, nameOf, now } = studio();
  loader.open(photo);
  await settled('before 0.20');
  loader.left(plain, null);
  await settled('kept 42 0.20');
  const shown = nameOf(now().before.quick);
  loader.left(null, 2);
  await settled('before 0.20 from 2 m');
  const afar = nameOf(now().before.quick);
  loader.left(null, null);
  await settled('before 0.20');
  expect([shown, afar, nameOf(now().before.quick), closed]).toEqual([
    'kept 42 0.20',
    'before 0.20 from 2 m',
    'before 0.20',
    ['before 0.20', 'kept 42 0.20', 'before 0.20 from 2 m'],
  ]);
});

test('of many wishes only the latest is asked for once the worker is free', async () => {
  const { loader, asked, settled, nameOf, now } = studio();
  loader.open(photo);
  for (const atDays of [1, 2, 3, 4]) loader.look({ sight: { atDays }, quickOnly: true });
  await settled('day 1 0.20');
  expect(asked.map((a) => a.name)).toContain('day 4 0.20');
  expect(asked.map((a) => a.name)).not.toContain('day 2 0.20');
  await settled('day 4 0.20');
  expect(nameOf(now().treated.quick)).toBe('day 4 0.20');
});

test('an answer for the photo before is freed, not shown', async () => {
  const { loader, closed, settled, now } = studio();
  loader.open(photo);
  loader.look({ sight: plain, quickOnly: true });
  loader.open({ ...photo });
  await settled('day 42 0.20');
  await settled('before 0.20');
  expect(now()).toEqual(NO_PICTURES);
  expect(closed).toEqual(['day 42 0.20', 'before 0.20']);
});

test('a tile is asked for after a rest, and a late one dropped', async () => {
  const { loader, asked, closed, settled, nameOf, now } = studio();
  loader.open(photo);
  loader.look({ sight: plain, quickOnly: false });
  await settled('day 42 0.20');
  loader.near({ x: 1, y: 0, width: 10, height: 10 });
  loader.near({ x: 2, y: 0, width: 10, height: 10 });
  await vi.advanceTimersByTimeAsync(160);
  expect(asked.map((a) => a.name)).not.toContain('tile 1');
  loader.near({ x: 3, y: 0, width: 10, height: 10 });
  await settled('tile 2');
  expect(closed).toContain('tile 2');
  await vi.advanceTimersByTimeAsync(160);
  await settled('tile 3');
  expect(nameOf(now().tile)).toBe('tile 3');
});

test('a failure is told, and a new wish tries again', async () => {
  const { loader, settled, now } = studio();
  loader.open(photo);
  loader.look({ sight: plain, quickOnly: true });
  await settled('day 42 0.20', 'refuse');
  expect(now().failed).toBe(true);
  loader.look({ sight: { atDays: 0 }, quickOnly: true });
  expect(now().failed).toBe(false);
  await settled('day 0 0.20');
});

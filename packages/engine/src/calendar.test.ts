import { expect, test } from 'vitest';
import { dayAfter } from './calendar.ts';
import { seededRandom } from './random.ts';

test('days after a day are those of the calendar, leap years and centuries too', () => {
  const random = seededRandom(5, 'calendar');
  const off: string[] = [];
  for (let i = 0; i < 3000; i++) {
    const from = new Date(Date.UTC(1890 + random.below(250), random.below(12), 1 + random.below(28))).toISOString().slice(0, 10);
    const days = random.below(40_000);
    const wanted = new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    if (dayAfter(from, days) !== wanted) off.push(`${from} + ${days}: ${dayAfter(from, days)}, not ${wanted}`);
  }
  expect(off).toEqual([]);
});

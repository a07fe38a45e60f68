import { expect, test } from 'vitest';
import { type MeasuredKind, validationNotes } from './validated.ts';

const LIKE: MeasuredKind = { subject: 'head', skinType: 'II', ita: 45, hairLab: [22, 2, 3], hairLengthMm: 2 };

test('light skin with clipped dark hair lies within what was checked', () => {
  expect(validationNotes(LIKE).map((n) => [n.code, n.severity])).toEqual([['validated-on', 'info']]);
});

test('other skin and hair is said not to be validated, with the reason', () => {
  const reasons: readonly (readonly [Partial<MeasuredKind>, string])[] = [
    [{ skinType: 'V', ita: -10 }, 'skin of type V'],
    [{ hairLab: [62, 4, 24] }, 'blond'],
    [{ hairLab: [60, 1, 3] }, 'grey'],
    [{ hairLab: [38, 22, 26] }, 'red'],
    [{ curl: 'coiled' }, 'tightly curled'],
    [{ hairLengthMm: 20 }, 'not clipped'],
    [{ sex: 'female' }, 'women'],
  ];
  const said = reasons.map(([change, word]) => {
    const [note] = validationNotes({ ...LIKE, ...change });
    return note.severity === 'warning' && note.message.includes('not validated on hair like yours') && note.message.includes(word);
  });
  expect(said).toEqual(reasons.map(() => true));
});

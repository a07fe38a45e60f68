import { expect, test } from 'vitest';
import { personModelBytes } from './person-model-file.ts';

test('the model is found in the installed package and is a TensorFlow Lite file', async () => {
  const bytes = await personModelBytes();
  expect(bytes === null ? 'not installed' : Buffer.from(bytes).toString('latin1', 4, 8)).toBe('TFL3');
});

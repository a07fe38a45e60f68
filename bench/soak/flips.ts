/** One bit flipped in a case, with a passphrase and without: it must never be read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decryptCase, encryptCase, readCase, writeCase } from '@stubble/case';
import { type Plan, parsePlan, type Random, type Result, seededRandom } from '@stubble/engine';
import { Encrypter } from 'age-encryption';
import { ROOT } from '../root.ts';
import type { Outcome, Part } from './part.ts';

const PASSPHRASE = 'drei graue Tauben – im Café';
/** 2^4 rounds instead of the 2^18 of a real case, so that a thousand open in minutes: what finds a flipped bit is the same code behind either. */
const WORK_FACTOR = 4;
/** One in so many is tried with the work of a real case too. */
const SLOW_EVERY = 100;
const MOST_WRONG = 50;

export const part: Part = {
  name: 'flips',
  says: 'One bit is flipped in encrypted cases and as often in plain ones, every bit of a small plain one besides: none of them is read.',
  count: 1000,
  run,
};

async function run({ count, seed, log }: Parameters<Part['run']>[0]): Promise<Outcome> {
  const random = seededRandom(seed, 'flips');
  const plan = planOf(readFileSync(join(ROOT, 'packages/engine/src/document/fixtures/plan-version-3.txt'), 'utf8'));
  const photo = Uint8Array.from({ length: 150_000 }, () => random.below(256));
  const plain = writeCase(plan, photo);
  const encrypted = await quicklyOpened(plain);
  const wrong: string[] = [];
  let read = 0;
  const say = (what: string): void => {
    read++;
    if (wrong.length < MOST_WRONG) wrong.push(`seed ${seed}: ${what} and was read`);
  };
  if (!(await decryptCase(encrypted, PASSPHRASE)).ok || !readCase(plain).ok) say('nothing was flipped, and it was not read');
  for (let k = 0; k < count; k++) {
    const flip = flipIn(encrypted.length, Buffer.from(encrypted).indexOf('\n---') + 48, k, random);
    await flipped(encrypted, flip, async () => {
      if ((await decryptCase(encrypted, PASSPHRASE)).ok) say(`encrypted case ${k}: byte ${flip.at}, bit ${flip.bit} was flipped`);
    });
    const other = flipIn(plain.length, FRONT_BYTES, k, random);
    await flipped(plain, other, async () => {
      if (readCase(plain).ok) say(`plain case ${k}: byte ${other.at}, bit ${other.bit} was flipped`);
    });
    if ((k + 1) % 250 === 0) log(`${k + 1} of ${count} flips in each, ${read} read`);
  }
  const slow = Math.floor(count / SLOW_EVERY);
  if (slow > 0) await flippedAtFullWork(writeCase(plan, photo.slice(0, SMALL_PHOTO_BYTES)), slow, random, say);
  const small = writeCase(plan, photo.slice(0, SMALL_PHOTO_BYTES));
  const every = count >= part.count ? 1 : Math.ceil((EVERY_FROM * part.count) / count);
  let tried = 0;
  for (let bit = 0; bit < 8 * small.length; bit += every) {
    tried++;
    await flipped(small, { at: bit >> 3, bit: bit & 7 }, async () => {
      if (readCase(small).ok) say(`small plain case: byte ${bit >> 3}, bit ${bit & 7} was flipped`);
    });
  }
  return {
    figures: {
      flipsInEncryptedCases: count,
      workFactorOfThose: `2^${WORK_FACTOR} rounds (a real case: 2^18)`,
      flipsInEncryptedCasesOfFullWork: slow,
      flipsInPlainCases: count,
      bytesOfThose: plain.length,
      flipsInASmallPlainCase: `${tried} of its ${8 * small.length} bits`,
      read,
    },
    wrong,
  };
}

async function flippedAtFullWork(plain: Uint8Array, count: number, random: Random, say: (what: string) => void): Promise<void> {
  const real = await encryptCase(plain, PASSPHRASE);
  const head = Buffer.from(real).indexOf('\n---') + 48;
  for (let k = 0; k < count; k++) {
    const flip = flipIn(real.length, head, k, random);
    await flipped(real, flip, async () => {
      if ((await decryptCase(real, PASSPHRASE)).ok) say(`encrypted case of full work ${k}: byte ${flip.at}, bit ${flip.bit} was flipped`);
    });
  }
}

/** A quick run tries so many times fewer bits of the small case than its share of the count. */
const EVERY_FROM = 7;
const SMALL_PHOTO_BYTES = 200;
/** First header, manifest and the beginning of the plan, where chance alone would hardly ever fall. */
const FRONT_BYTES = 400;

interface Flip {
  readonly at: number;
  readonly bit: number;
}

/** One in three at the front, one in three at the end, the others anywhere. */
function flipIn(length: number, front: number, turn: number, random: Random): Flip {
  const anywhere = random.below(length);
  const at = turn % 3 === 0 ? random.below(front) : turn % 3 === 1 ? length - 1 - random.below(Math.min(length, END_BYTES)) : anywhere;
  return { at, bit: random.below(8) };
}
/** The directory of the zip, its last record and the seal. */
const END_BYTES = 330;

/** Flips it, and flips it back afterwards. */
async function flipped(bytes: Uint8Array, { at, bit }: Flip, looked: () => Promise<void>): Promise<void> {
  bytes[at] ^= 1 << bit;
  await looked();
  bytes[at] ^= 1 << bit;
}

async function quicklyOpened(bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(WORK_FACTOR);
  return encrypter.encrypt(bytes);
}

function planOf(text: string): Plan {
  const parsed: Result<{ readonly plan: Plan }> = parsePlan(text);
  if (!parsed.ok) throw new RangeError(parsed.problem.message);
  return parsed.value.plan;
}

import { Encrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { seededRandom } from '../../engine/src/random.ts';
import { readCase, writeCase } from './case.ts';
import { decryptCase, encryptCase, isEncryptedCase } from './encrypted.ts';

const PASSPHRASE = 'drei graue Tauben – im Café';
const PHOTO = Uint8Array.from({ length: 150_000 }, (_, i) => (i * 7) % 256);
const CASE = writeCase(samplePlan(), PHOTO);

/** As `encryptCase` makes it, but quick to open, so that it can be opened many times. */
async function quicklyOpened(bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(PASSPHRASE);
  encrypter.setScryptWorkFactor(4);
  return encrypter.encrypt(bytes);
}

async function problem(bytes: Uint8Array, passphrase: string): Promise<string> {
  const opened = await decryptCase(bytes, passphrase);
  return opened.ok ? 'none' : opened.problem.message;
}

test('what was encrypted comes back to the byte, is recognised, costs the work that age asks for, and differs each time', async () => {
  const [encrypted, again] = [await encryptCase(CASE, PASSPHRASE), await encryptCase(CASE, PASSPHRASE)];
  const opened = await decryptCase(encrypted, PASSPHRASE);
  const read = opened.ok ? readCase(opened.value) : opened;
  expect({
    back: opened.ok && Buffer.from(opened.value).equals(Buffer.from(CASE)),
    photo: read.ok && Buffer.from(read.value.photoPng).equals(Buffer.from(PHOTO)),
    recognised: [isEncryptedCase(encrypted), isEncryptedCase(CASE), isEncryptedCase(new Uint8Array(0))],
    workFactor: /^-> scrypt \S+ (\d+)$/m.exec(Buffer.from(encrypted).toString('latin1'))?.[1],
    plainInside: Buffer.from(encrypted).includes('plan.stubble.json'),
    differs: !Buffer.from(again).equals(Buffer.from(encrypted)),
  }).toEqual({ back: true, photo: true, recognised: [true, false, false], workFactor: '18', plainInside: false, differs: true });
});

test('another passphrase is refused in one sentence; an empty one is a caller’s mistake', async () => {
  const encrypted = await quicklyOpened(CASE);
  const said = [];
  for (const passphrase of ['', 'drei graue Tauben', PASSPHRASE.toUpperCase(), `${PASSPHRASE} `])
    said.push(await problem(encrypted, passphrase));
  await expect(encryptCase(CASE, '')).rejects.toThrow(RangeError);
  expect(said).toEqual(said.map(() => 'cannot be opened with this passphrase; if it is the right one, the file was damaged'));
});

test('fifty files with one bit flipped anywhere, and files cut off anywhere, are all refused', async () => {
  const encrypted = await quicklyOpened(CASE);
  const random = seededRandom(11, 'flips');
  const opened: string[] = [];
  const said = new Set<string>();
  const check = async (bytes: Uint8Array, what: string): Promise<void> => {
    const sentence = await problem(bytes, PASSPHRASE);
    if (sentence === 'none') opened.push(what);
    said.add(sentence);
  };
  const head = Buffer.from(encrypted).indexOf('\n---') + 48;
  for (let k = 0; k < 50; k++) {
    // every other one in the head of the file, where chance alone would hardly ever fall
    const at = Math.floor(random.next() * (k % 2 === 0 ? encrypted.length : head));
    const flipped = encrypted.slice();
    flipped[at] ^= 1 << Math.floor(random.next() * 8);
    await check(flipped, `byte ${at}`);
  }
  for (let n = 0; n < encrypted.length; n += 9973) await check(encrypted.slice(0, n), `cut at ${n}`);
  expect({ opened, said: [...said].filter((sentence) => !SAID.includes(sentence)) }).toEqual({ opened: [], said: [] });
});
const SAID: readonly string[] = [
  'cannot be opened with this passphrase; if it is the right one, the file was damaged',
  'cannot be opened: the encrypted file is damaged, cut off or was changed',
  'is not an encrypted case',
];

/** The encrypted case with its head written anew: what age reads before any of it can be found wrong. */
function withHead(bytes: Uint8Array, change: (head: string) => string): Uint8Array {
  const end = Buffer.from(bytes).indexOf('\n---') + 48;
  return Uint8Array.from(
    Buffer.concat([Buffer.from(change(Buffer.from(bytes.subarray(0, end)).toString('latin1')), 'latin1'), bytes.subarray(end)]),
  );
}

test('a head that asks for hours of work, for much memory, for a key, or that never ends is refused at once', async () => {
  const encrypted = await quicklyOpened(CASE);
  const work = (factor: string): Uint8Array => withHead(encrypted, (head) => head.replace(/ 4\n/, ` ${factor}\n`));
  const stanza = '-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n';
  const from = performance.now();
  const said = [];
  for (const bytes of [
    work('60'),
    work('19'),
    work('1e9'),
    work('-1'),
    work('9'.repeat(400)),
    withHead(encrypted, (head) => head.replace('-> scrypt', `${stanza}-> scrypt`)),
    withHead(encrypted, (head) => head.replace('---', `${stanza}---`)),
    withHead(encrypted, () => `age-encryption.org/v1\n${'-> scrypt a b\n'.repeat(100_000)}`),
    withHead(encrypted, () => 'age-encryption.org/v1\n'),
    new Uint8Array(0),
  ])
    said.push(await problem(bytes, PASSPHRASE));
  const asks = (rounds: number): string =>
    `asks for more work to open it than any case does (2^${rounds} rounds; 2^18 is the most that is done)`;
  const damaged = 'cannot be opened: the encrypted file is damaged, cut off or was changed';
  expect({ said, slow: performance.now() - from > 3000 }).toEqual({
    said: [
      asks(60),
      asks(19),
      damaged,
      damaged,
      damaged,
      'is encrypted for a key; a case is opened with a passphrase',
      damaged,
      damaged,
      damaged,
      'is not an encrypted case',
    ],
    slow: false,
  });
});

test('a case without a passphrase is written and read as ever', () => {
  const read = readCase(CASE);
  expect([read.ok && read.value.photoPng.length, Buffer.from(CASE).equals(Buffer.from(writeCase(samplePlan(), PHOTO)))]).toEqual([
    PHOTO.length,
    true,
  ]);
});

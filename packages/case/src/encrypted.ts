/**
 * A case under a passphrase: a file in the format of age (age-encryption.org/v1, scrypt recipient), which other programs open too. Any
 * change to it is found. Making and opening one takes a second, so that nobody tries out passphrases by the million.
 */
import { fail, ok, type Result } from '@stubble/engine';
import { strFromU8, strToU8 } from 'fflate';

const FIRST_LINE = strToU8('age-encryption.org/v1\n');
/** The only head that a passphrase makes: one stanza with salt and work factor, 32 sealed bytes, and the code over all of it. */
const PASSPHRASE_HEAD = /^-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]{0,2})\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;
const LONGEST_HEAD_BYTES = 200;
/** 2^n rounds: 18, which this program and age write, takes 256 MB and seconds of a slow machine, and each one more twice as much of both. */
const MOST_WORK = 18;

export function isEncryptedCase(bytes: Uint8Array): boolean {
  return bytes.length > FIRST_LINE.length && FIRST_LINE.every((byte, i) => bytes[i] === byte);
}

/** The same case gives other bytes each time. Throws a RangeError when the passphrase is empty. */
export async function encryptCase(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  if (passphrase === '') throw new RangeError('the passphrase is empty');
  // only cases with a passphrase need the library
  const { Encrypter } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(bytes);
}

/** The bytes of the case, which `readCase` reads. */
export async function decryptCase(bytes: Uint8Array, passphrase: string): Promise<Result<Uint8Array>> {
  const refused = headProblem(bytes);
  if (refused !== null) return refused;
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let shut = false;
  // identities are asked in turn: this one, only when the passphrase has not opened the file
  decrypter.addIdentity({
    unwrapFileKey: () => {
      shut = true;
      return null;
    },
  });
  try {
    return ok(await decrypter.decrypt(bytes));
  } catch {
    return shut ? fail('', 'cannot be opened with this passphrase; if it is the right one, the file was damaged') : fail('', DAMAGED);
  }
}

const DAMAGED = 'cannot be opened: the encrypted file is damaged, cut off or was changed';

/** Looked at before the library reads it: work that the head asks for is done before anything can be found wrong with it. */
function headProblem(bytes: Uint8Array): Result<never> | null {
  if (!isEncryptedCase(bytes)) return fail('', 'is not an encrypted case');
  const head = strFromU8(bytes.subarray(FIRST_LINE.length, FIRST_LINE.length + LONGEST_HEAD_BYTES), true);
  if (/^-> (X25519|mlkem|ssh-|piv-)/.test(head)) return fail('', 'is encrypted for a key; a case is opened with a passphrase');
  const found = PASSPHRASE_HEAD.exec(head);
  if (found === null) return fail('', DAMAGED);
  if (Number(found[1]) > MOST_WORK)
    return fail('', `asks for more work to open it than any case does (2^${found[1]} rounds; 2^${MOST_WORK} is the most that is done)`);
  return null;
}

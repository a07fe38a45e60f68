/**
 * A case under a passphrase: a file in the format of age (age-encryption.org/v1, scrypt recipient), which other programs open too. Any
 * change to it is found. Making and opening one takes a second, so that nobody tries out passphrases by the million.
 */
import { fail, ok, type Result } from '@stubble/engine';
import { strToU8 } from 'fflate';

const FIRST_LINE = strToU8('age-encryption.org/v1\n');

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
  const { Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let refused = false;
  // identities are asked in turn: this one, only when the passphrase has not opened the file
  decrypter.addIdentity({
    unwrapFileKey: () => {
      refused = true;
      return null;
    },
  });
  try {
    return ok(await decrypter.decrypt(bytes));
  } catch {
    return fail(
      '',
      refused
        ? 'cannot be opened with this passphrase; if it is the right one, the file was damaged'
        : 'cannot be opened: the encrypted file is damaged, cut off or was changed',
    );
  }
}

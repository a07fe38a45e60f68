/** A photo is looked at as bytes before any decoder sees it: the refusals of the command line, and what a reader of the page can do about them. */
import { type CheckedPhoto, checkPhoto, kindOfBytes } from '@stubble/engine';
import { words } from './words.ts';

export type Checked = { readonly ok: true; readonly value: CheckedPhoto } | { readonly ok: false; readonly problem: string };

/** Problems are the end of a sentence that begins with the file's name. */
export function checkedPhoto(bytes: Uint8Array, name: string): Checked {
  const checked = checkPhoto(bytes, name);
  if (checked.ok) return checked;
  const { message } = checked.problem;
  return { ok: false, problem: isMaybeCase(bytes) ? `${message} ${words.caseWayOut}` : message };
}

function isMaybeCase(bytes: Uint8Array): boolean {
  const kind = kindOfBytes(bytes);
  return kind === 'zip' || kind === 'locked';
}

/**
 * Reading a whole file once, within a limit. Everything is asked of one open file, not of its name: what was measured is what is read,
 * even when the name comes to stand for another file in between.
 */
import { constants, type FileHandle, open } from 'node:fs/promises';
import { fail, ok, type Result } from '@stubble/engine';
import { systemSentence } from './system-error.ts';

/** The bytes of an ordinary, non-empty file of at most `limitBytes`; problems carry the path as it was given. */
export async function readBytes(path: string, limitBytes: number): Promise<Result<Buffer>> {
  let file: FileHandle | undefined;
  try {
    // Opening a named pipe that nobody writes to would wait for ever without O_NONBLOCK; Windows has neither.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await file.stat();
    if (status.isDirectory()) return fail(path, 'is a folder, not a file');
    if (!status.isFile()) return fail(path, 'is a device or a pipe, not an ordinary file');
    if (status.size === 0) return fail(path, 'is empty');
    if (status.size > limitBytes)
      return fail(path, `is too large: ${megabytes(status.size)} MB, where ${megabytes(limitBytes)} MB is the most that is read`);
    return ok(await readUpTo(file, status.size));
  } catch (error) {
    return fail(path, systemSentence(error, 'reading'));
  } finally {
    await file?.close();
  }
}

/** A file that shrinks meanwhile gives fewer bytes, one that grows is cut at the size that was checked. */
async function readUpTo(file: FileHandle, size: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(size);
  let filled = 0;
  while (filled < size) {
    const { bytesRead } = await file.read(bytes, filled, size - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** Rounded up to a tenth, so that a file just above a limit never reads as being on it. */
function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 1e5) / 10);
}

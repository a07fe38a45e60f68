/** What the operating system refused, in the words of the one sentence that a user reads after the file's name. */
const SENTENCES: Readonly<Record<string, { reading: string; writing: string }>> = {
  ENOENT: { reading: 'does not exist', writing: 'cannot be written: its folder does not exist' },
  EISDIR: { reading: 'is a folder, not a file', writing: 'cannot be written: a folder of this name is in the way' },
  ENOTDIR: {
    reading: 'does not exist: a part of its path is a file, not a folder',
    writing: 'cannot be written: a part of its path is a file, not a folder',
  },
  EEXIST: { reading: 'cannot be read', writing: 'cannot be made: a file of this name is in the way' },
  EACCES: { reading: 'cannot be read: permission denied', writing: 'cannot be written: permission denied' },
  EPERM: { reading: 'cannot be read: permission denied', writing: 'cannot be written: permission denied' },
  EROFS: { reading: 'cannot be read', writing: 'cannot be written: the disk is read-only' },
  ENOSPC: { reading: 'cannot be read', writing: 'cannot be written: the disk is full' },
  EDQUOT: { reading: 'cannot be read', writing: 'cannot be written: the disk quota is used up' },
  EFBIG: { reading: 'cannot be read', writing: 'cannot be written: the file is larger than the disk allows' },
  EIO: { reading: 'cannot be read: the disk reports a fault', writing: 'cannot be written: the disk reports a fault' },
  ENAMETOOLONG: { reading: 'does not exist: the name is too long', writing: 'cannot be written: the name is too long' },
  ELOOP: { reading: 'cannot be read: its links lead in a circle', writing: 'cannot be written: its links lead in a circle' },
};

/** The sentence for an error of `node:fs`; an error without a system code is a programming mistake and is thrown on. */
export function systemSentence(error: unknown, doing: 'reading' | 'writing'): string {
  const code = systemCode(error);
  if (code === null) throw error;
  return SENTENCES[code]?.[doing] ?? `cannot be ${doing === 'reading' ? 'read' : 'written'} (${code})`;
}

export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

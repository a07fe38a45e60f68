/** Files that come in by picker, drop or clipboard: a case by its name, everything else is taken for a photo. */
import { isCaseName, openCaseFile, openPhotoFile, photoFromTransfer } from '../files/index.ts';
import { useShell } from './shell-state.ts';

export async function openAny(file: File): Promise<void> {
  if (!isCaseName(file.name)) return openPhotoFile(file, file.name);
  if ((await openCaseFile(file, null)) === 'needs-passphrase') useShell.setState({ caseToUnlock: file });
}

export function openTransferred(data: DataTransfer | null): void {
  const dropped = [...(data?.files ?? [])];
  const file = dropped.find(({ name }) => isCaseName(name)) ?? photoFromTransfer(data);
  if (file !== null) void openAny(file);
}

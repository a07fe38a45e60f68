/** A case, plan and photo in one file, is saved and opened again. */
import { transfer } from 'comlink';
import { caseOpened, planner } from '../planner/control.ts';
import { useStudio } from '../state/store.ts';
import { complain, reasonOf, whileBusy, whileOpening } from './while.ts';
import { words } from './words.ts';
import { saveFile, type Written } from './write-file.ts';

/** What the parts of a case may unfold to, and a little: plan 64 MB, photo 420 MB. */
const CASE_BYTES = 485e6;
const KIND = { description: words.caseKind, type: 'application/x-stubble', extension: '.stubble' } as const;

/** @param passphrase null: not encrypted */
export async function saveCase(passphrase: string | null): Promise<Written> {
  return saveFile(words.caseName(baseName()), KIND, words.the.case, () => planner.caseBytes(passphrase));
}

function baseName(): string {
  const { photo } = useStudio.getState();
  const base = (photo?.name ?? '').replace(/\.[^.]*$/, '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '-');
  return base.trim() === '' ? words.unnamedCase : base.trim();
}

/** Where a passphrase is needed and the one given is wrong, that is said too. */
export async function openCaseFile(file: Blob & { readonly name?: string }, passphrase: string | null) {
  const name = file.name ?? words.unnamedCase;
  const failed = (problem: string): 'failed' => {
    complain(words.caseProblem(name, problem));
    return 'failed';
  };
  if (file.size === 0) return failed(words.caseEmpty);
  if (file.size > CASE_BYTES) return failed(words.caseTooLarge(file.size, CASE_BYTES));
  try {
    return await whileOpening(async () => {
      const opened = await whileBusy(words.busyCase, async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        return planner.openCase(transfer(bytes, [bytes.buffer]), passphrase);
      });
      if (!opened.ok && opened.needsPassphrase) {
        if (passphrase !== null) failed(opened.problem);
        return 'needs-passphrase';
      }
      if (!opened.ok) return failed(opened.problem);
      const { width, height, inputs } = opened;
      await caseOpened({ width, height, name, sample: false, notes: [] }, inputs);
      return 'opened';
    });
  } catch (error) {
    return failed(reasonOf(error));
  }
}

/** Whether a dropped file is meant as a case, by its name. */
export function isCaseName(name: string): boolean {
  return name.toLowerCase().endsWith(KIND.extension);
}

/** Bytes to the user's disk: to a place that the user picks, read back and compared, or to the browser's downloads. */
import type { Plan } from '@stubble/engine';
import { finishedPlan } from './finished-plan.ts';
import { digest, sameBytes } from './hash.ts';
import { complain, reasonOf, whileBusy } from './while.ts';
import { words } from './words.ts';

export type Content = Uint8Array<ArrayBuffer> | string;
export type Maker = (plan: Plan) => Promise<Content>;

export interface FileKind {
  readonly description: string;
  readonly type: string;
  readonly extension: string;
}

export interface Written {
  /** Only `saved` was read back. */
  readonly how: 'saved' | 'downloaded' | 'cancelled' | 'failed';
  readonly words: string;
}

/** Of the File System Access API, which the types of the platform do not hold yet. */
type SavePicker = (options: {
  readonly suggestedName: string;
  readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, readonly string[]>> }[];
}) => Promise<FileSystemFileHandle>;

/**
 * The place is asked for first, while the click still counts as the user's; then the content is made.
 * @param what for "Making the case"
 */
export async function saveFile(name: string, kind: FileKind, what: string, content: Maker): Promise<Written> {
  const picker = (globalThis as { showSaveFilePicker?: SavePicker }).showSaveFilePicker;
  if (picker === undefined) return download(name, kind.type, what, content);
  let handle: FileSystemFileHandle;
  try {
    const accept = { [kind.type]: [kind.extension] };
    handle = await picker.call(globalThis, { suggestedName: name, types: [{ description: kind.description, accept }] });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { how: 'cancelled', words: words.cancelled };
    return download(name, kind.type, what, content);
  }
  return made(handle.name, what, async (plan) => {
    const bytes = bytesOf(await content(plan));
    await writeWhole(handle, bytes);
    return { how: 'saved', words: words.saved(handle.name, bytes.length) };
  });
}

/** Whether it arrives is the browser's affair and cannot be seen from here. */
export async function download(name: string, type: string, what: string, content: Maker): Promise<Written> {
  return made(name, what, async (plan) => handedOver(name, type, await content(plan)));
}

/** The same for what depends on no plan and is made at once, also while one is under way. */
export async function downloadAnyTime(name: string, type: string, content: () => Promise<Content>): Promise<Written> {
  try {
    return handedOver(name, type, await content());
  } catch (error) {
    return failed(name, error);
  }
}

function handedOver(name: string, type: string, content: Content): Written {
  const address = URL.createObjectURL(new Blob([bytesOf(content)], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download is begun by then; its bytes are not to be kept for as long as the page is.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return { how: 'downloaded', words: words.downloaded(name) };
}

async function made(name: string, what: string, work: (plan: Plan) => Promise<Written>): Promise<Written> {
  try {
    const plan = await finishedPlan();
    return await whileBusy(words.busyMaking(what), () => work(plan));
  } catch (error) {
    return failed(name, error);
  }
}

function failed(name: string, error: unknown): Written {
  const problem = words.notSaved(name, reasonOf(error));
  complain(problem);
  return { how: 'failed', words: problem };
}

/** The browser writes to a file of its own and puts it in place when it is closed: the file before stays until then. */
async function writeWhole(handle: FileSystemFileHandle, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
  await writable.close();
  const back = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  if (back.length !== bytes.length || !sameBytes(await digest(back), await digest(bytes))) throw new Error(words.notWhole);
}

function bytesOf(content: Content): Uint8Array<ArrayBuffer> {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

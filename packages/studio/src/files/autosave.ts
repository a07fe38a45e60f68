/** Keeps the present work in the browser's storage while it is turned on, and brings it back. */
import { photoOpened } from '../planner/control.ts';
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts';
import { type PhotoInfo, useStudio } from '../state/store.ts';
import { newestKept, pixelsOf, presentPhoto, problemOf } from './kept.ts';
import { type Kept, keptText, nextTurn, readKept, sealed, wholeSlots } from './slots.ts';
import { leaveTurn, takeTurn } from './tabs.ts';
import { emptyVault, type KeptPhoto, NewerVault, openVault, readSlots, writeSlot } from './vault.ts';
import { complain, isOpening, whileOpening } from './while.ts';
import { words } from './words.ts';

/** Rest after a change before it is kept. */
const REST_MS = 800;
const SETTING = 'stubble-autosave';

interface Writer {
  readonly vault: IDBDatabase;
  /** What lies in the two places; only this tab writes there. */
  readonly slots: unknown[];
}

let on = false;
let writer: Writer | null = null;
let dirty = false;
let saving = false;
let clock: ReturnType<typeof setTimeout> | undefined;
let complained = false;
/** Hashes of photos that were once kept. */
const keptPhotos = new WeakMap<PhotoInfo, string>();
/** Of the present photo when it was opened. */
let firstInputs: Inputs = useStudio.getState().inputs;
/** When the last save of this visit was made that the browser has told to be on the disk (`durability: 'strict'`); null before. */
let keptAt: string | null = null;
const keptWatchers = new Set<() => void>();
/** Tells the tab that writes that the vault was emptied under it. */
const cleared = new BroadcastChannel('stubble-autosave-cleared');

export const autosave = {
  /** Where it is kept, in words for the user. */
  where: words.autosaveWhere,
  isOn: (): boolean => on,
  turnOn(): void {
    if (!window.isSecureContext) {
      complain(words.autosaveNeedsSafeAddress);
      return;
    }
    remember('on');
    void navigator.storage?.persist?.().catch(() => undefined);
    start();
  },
  /** What is kept stays until it is cleared. */
  turnOff(): void {
    remember(null);
    stop();
  },
  restore,
  /** ISO; what was decided after it may not be kept yet. */
  keptAt: (): string | null => keptAt,
  /** @returns ends the watching */
  watchKept(onChange: () => void): () => void {
    keptWatchers.add(onChange);
    return () => keptWatchers.delete(onChange);
  },
  /** What could be restored; null also where it cannot be read, which restoring then says. */
  kept: (): Promise<Kept | null> =>
    newestKept().then(
      (found) => found?.kept ?? null,
      () => null,
    ),
  async clear(): Promise<void> {
    try {
      const vault = await openVault();
      await emptyVault(vault);
      vault.close();
      forgetKept();
      tellKept(null);
      cleared.postMessage(null);
    } catch (error) {
      complainOnce(error);
    }
  },
};

function start(): void {
  if (on) return;
  on = true;
  dirty = true;
  complained = false;
  takeTurn(() => void beginWriting());
}

function stop(): void {
  on = false;
  dirty = false;
  clearTimeout(clock);
  leaveTurn();
  writer?.vault.close();
  writer = null;
}

async function beginWriting(): Promise<void> {
  try {
    const vault = await openVault();
    const slots = await readSlots(vault);
    const newest = wholeSlots(slots)[0];
    const read = newest === undefined ? null : readKept(newest.text);
    if (read !== null && !read.ok && read.newerVersion !== null) throw new NewerVault(read.newerVersion);
    if (!on) return vault.close();
    writer = { vault, slots };
    if (dirty) schedule();
  } catch (error) {
    complainOnce(error);
  }
}

function schedule(): void {
  dirty = true;
  if (writer === null) return;
  clearTimeout(clock);
  clock = setTimeout(() => void save(), REST_MS);
}

async function save(): Promise<void> {
  const { photo, inputs } = useStudio.getState();
  if (!dirty || writer === null || saving || photo === null) return;
  // The sample that every visit begins with would otherwise take the place of what is kept.
  if (photo.sample && inputs === firstInputs) return;
  if (isOpening()) return schedule();
  saving = true;
  dirty = false;
  try {
    const known = stillKept(photo, writer);
    const fresh = known === undefined ? await presentPhoto() : null;
    // Another photo may have been opened meanwhile: then it is neither's for certain.
    if (isOpening() || useStudio.getState().photo !== photo) dirty = true;
    else await write(writer, photo, known ?? fresh!.sha256, fresh);
  } catch (error) {
    complainOnce(error);
  } finally {
    saving = false;
    if (dirty) schedule();
  }
}

async function write({ vault, slots }: Writer, photo: PhotoInfo, photoSha256: string, fresh: KeptPhoto | null): Promise<void> {
  const { inputs } = useStudio.getState();
  const { place, counter } = nextTurn(slots);
  const savedAt = new Date().toISOString();
  const slot = sealed(counter, keptText({ savedAt, photoSha256, photo, inputs }));
  const needed = [photoSha256, photoNamedBy(slots[1 - place])];
  const forget = [photoNamedBy(slots[place])].filter((sha256) => sha256 !== null && !needed.includes(sha256));
  await writeSlot(vault, place, slot, fresh, forget as string[]);
  slots[place] = slot;
  keptPhotos.set(photo, photoSha256);
  complained = false;
  tellKept(savedAt);
}

/** Also on the page itself, for whoever looks from outside it. */
function tellKept(savedAt: string | null): void {
  keptAt = savedAt;
  if (savedAt === null) delete document.documentElement.dataset.keptAt;
  else document.documentElement.dataset.keptAt = savedAt;
  for (const watcher of keptWatchers) watcher();
}

/** Its hash, where a slot still names it and it need not be written again. */
function stillKept(photo: PhotoInfo, { slots }: Writer): string | undefined {
  const known = keptPhotos.get(photo);
  return slots.some((slot) => photoNamedBy(slot) === known) ? known : undefined;
}

function photoNamedBy(found: unknown): string | null {
  const slot = wholeSlots([found])[0];
  const read = slot === undefined ? null : readKept(slot.text);
  return read?.ok ? read.kept.photoSha256 : null;
}

/** At once: the page may be gone before a clock strikes. */
function flush(): void {
  const { photo, inputs } = useStudio.getState();
  if (!dirty || writer === null || photo === null) return;
  const known = stillKept(photo, writer);
  if (known === undefined || isOpening()) return void save();
  if (photo.sample && inputs === firstInputs) return;
  dirty = false;
  write(writer, photo, known, null).catch(complainOnce);
}

async function restore(): Promise<'restored' | 'nothing' | 'failed'> {
  try {
    const found = await newestKept();
    if (found === null) return 'nothing';
    const { kept, photo } = found;
    const pixels = await pixelsOf(photo);
    keptPhotos.set(kept.photo, kept.photoSha256);
    await whileOpening(() => photoOpened(pixels, kept.photo, { ...FIRST_INPUTS, ...kept.inputs }));
    return 'restored';
  } catch (error) {
    complain(problemOf(error));
    return 'failed';
  }
}

function complainOnce(error: unknown): void {
  if (!complained) complain(problemOf(error));
  complained = true;
}

function forgetKept(): void {
  writer?.slots.fill(undefined);
}

/** Remembered for the next visit, and told to other tabs by the browser itself. */
function remember(setting: 'on' | null): void {
  try {
    if (setting === null) localStorage.removeItem(SETTING);
    else localStorage.setItem(SETTING, setting);
  } catch {
    // a browser that keeps nothing: it is on for this visit
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(SETTING) === 'on';
  } catch {
    return false;
  }
}

useStudio.subscribe((now, before) => {
  if (now.photo !== before.photo) firstInputs = now.inputs;
  if (on && (now.photo !== before.photo || now.inputs !== before.inputs)) schedule();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') flush();
});
window.addEventListener('pagehide', flush);
window.addEventListener('storage', ({ key, newValue }) => {
  if (key !== SETTING) return;
  if (newValue === 'on') start();
  else stop();
});
cleared.onmessage = forgetKept;
if (window.isSecureContext && remembered()) start();

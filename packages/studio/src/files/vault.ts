/** The browser's own storage, for this page's origin: two slots, and the photos that they name. */
import { AUTOSAVE_VERSION, type Slot } from './slots.ts';

const NAME = 'stubble-autosave';
const SLOTS = 'slots';
const PHOTOS = 'photos';

export interface KeptPhoto {
  readonly sha256: string;
  readonly png: Uint8Array<ArrayBuffer>;
}

/** Rejects with a `NewerVault` where a newer Stubble has been here. */
export async function openVault(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, AUTOSAVE_VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(SLOTS);
    request.result.createObjectStore(PHOTOS);
  };
  try {
    const vault = await answerOf(request);
    // A newer page in another tab may want to change it.
    vault.onversionchange = () => vault.close();
    return vault;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'VersionError') throw new NewerVault(await versionThere());
    throw error;
  }
}

export class NewerVault extends Error {
  readonly version: number;

  constructor(version: number) {
    super(`version ${version}`);
    this.version = version;
  }
}

async function versionThere(): Promise<number> {
  const all = (await indexedDB.databases?.()) ?? [];
  return all.find(({ name }) => name === NAME)?.version ?? AUTOSAVE_VERSION + 1;
}

export async function readSlots(vault: IDBDatabase): Promise<unknown[]> {
  const store = vault.transaction(SLOTS).objectStore(SLOTS);
  return Promise.all([0, 1].map((place) => answerOf(store.get(place))));
}

export async function readPhoto(vault: IDBDatabase, sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const found: unknown = await answerOf(vault.transaction(PHOTOS).objectStore(PHOTOS).get(sha256));
  return found instanceof Uint8Array ? (found as Uint8Array<ArrayBuffer>) : null;
}

/**
 * All or nothing. Everything is asked for before this returns, so that a page about to be closed can still call it.
 * @param photo where it is not there yet
 * @param forget hashes of photos that no slot names any more
 */
export function writeSlot(vault: IDBDatabase, place: 0 | 1, slot: Slot, photo: KeptPhoto | null, forget: readonly string[]): Promise<void> {
  const transaction = vault.transaction([SLOTS, PHOTOS], 'readwrite', { durability: 'strict' });
  const photos = transaction.objectStore(PHOTOS);
  if (photo !== null) photos.put(photo.png, photo.sha256);
  for (const sha256 of forget) photos.delete(sha256);
  transaction.objectStore(SLOTS).put(slot, place);
  transaction.commit();
  return ended(transaction);
}

export function emptyVault(vault: IDBDatabase): Promise<void> {
  const transaction = vault.transaction([SLOTS, PHOTOS], 'readwrite', { durability: 'strict' });
  for (const name of [SLOTS, PHOTOS]) transaction.objectStore(name).clear();
  return ended(transaction);
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('the browser gave it up'));
  });
}

/** The browser's file dialog, from a button, a menu or a key. */
import { openAny } from './opening.ts';

/** Endings too: not every system knows the types of the last three. */
const PHOTO_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/avif',
  'image/heic',
  '.tif',
  '.tiff',
  '.avif',
  '.heic',
  '.heif',
];

interface Wish {
  readonly accept: string;
  readonly camera?: boolean;
}

function pick({ accept, camera = false }: Wish): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  if (camera) input.capture = 'environment';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file !== undefined) void openAny(file);
  });
  input.click();
}

export const pickPhoto = (): void => pick({ accept: PHOTO_TYPES.join(',') });
export const takePhoto = (): void => pick({ accept: 'image/*', camera: true });
export const pickCase = (): void => pick({ accept: '.stubble,.zip' });

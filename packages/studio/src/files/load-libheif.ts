/** The library libheif in its build for browsers: code and WebAssembly in files of their own beside the page's, which so can be replaced (LGPL 3). */
import type { Libheif } from '@stubble/engine';
import address from 'libheif-js/libheif-wasm/libheif.wasm?url';

export async function loadLibheif(): Promise<Libheif> {
  const [{ default: made }, answer] = await Promise.all([import('libheif-js/libheif-wasm/libheif.js'), fetch(address)]);
  if (!answer.ok) throw new Error(`${answer.status}`);
  const silent = (): void => undefined;
  // its types leave out what its code adds by hand
  return made({ wasmBinary: await answer.arrayBuffer(), print: silent, printErr: silent }) as unknown as Libheif;
}

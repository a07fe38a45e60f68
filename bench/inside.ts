/** Parts that the engine keeps to itself and that figures look at, by their path in its build. */
const DIST = new URL('../../packages/engine/dist/', import.meta.url);

export async function inside<T>(path: string): Promise<T> {
  return (await import(new URL(path, DIST).href)) as T;
}

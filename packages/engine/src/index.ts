/** What the other packages may use of the engine. */
export * from './estimate.ts';
export * from './note.ts';
export * from './raster.ts';
export * from './result.ts';
export * from './units.ts';

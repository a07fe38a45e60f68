/** Disk and pictures in Node. */
export { personModelBytes } from './person-model-file.ts';
export * from './photo.ts';
export * from './picture.ts';
export * from './read.ts';
export * from './save.ts';

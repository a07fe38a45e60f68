/** The file side of the studio: photos and cases in, cases and prints out, and the work kept meanwhile. */
export { autosave } from './autosave.ts';
export { isCaseName, openCaseFile, saveCase } from './case-file.ts';
export {
  downloadCsv,
  downloadMarkerSheet,
  downloadMeasurement,
  downloadReport,
  downloadRoots,
  downloadStencil,
  downloadSvg,
  downloadTakeHome,
} from './downloads.ts';
export { openPhotoFile, photoFromTransfer } from './open-photo.ts';
export { usesAnotherTab, watchTabs } from './tabs.ts';
export type { Written } from './write-file.ts';

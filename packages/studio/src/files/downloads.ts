/** What is printed, plotted, read or handed to the client. */
import type { StencilOptions } from '@stubble/engine';
import type { MarkerSheet } from '../planner/api.ts';
import { planner } from '../planner/control.ts';
import { useStudio } from '../state/store.ts';
import { zonesOf } from '../state/years.ts';
import { takeHomeHtml } from './take-home.ts';
import { takeHomePictures } from './take-home-pictures.ts';
import { words } from './words.ts';
import { download, downloadAnyTime, type Written } from './write-file.ts';

const { names, the } = words;

export function downloadStencil(options: StencilOptions): Promise<Written> {
  const { paper, session, dots } = options;
  return download(names.stencil(paper, session, dots), 'application/pdf', the.stencil, () => planner.stencil(options));
}

export function downloadReport(): Promise<Written> {
  return download(names.report, 'text/html', the.report, () => planner.report());
}

export function downloadSvg(): Promise<Written> {
  return download(names.svg, 'image/svg+xml', the.svg, () => planner.svg());
}

export function downloadCsv(): Promise<Written> {
  return download(names.csv, 'text/csv', the.csv, () => planner.csv());
}

/** As the command line prints it. */
export function downloadMeasurement(): Promise<Written> {
  return download(names.measurement, 'application/json', the.measurement, () => planner.measurementJson());
}

export function downloadRoots(): Promise<Written> {
  return download(names.roots, 'text/csv', the.roots, () => planner.rootsCsv());
}

export function downloadMarkerSheet(sheet: MarkerSheet): Promise<Written> {
  return downloadAnyTime(names.marker(sheet.sideMm, sheet.paper), 'application/pdf', () => planner.markerSheet(sheet));
}

/** @param note the practitioner's words to the client; empty for none */
export function downloadTakeHome(note: string): Promise<Written> {
  return download(names.takeHome, 'text/html', the.takeHome, async (plan) =>
    takeHomeHtml({ plan, zones: zonesOf(plan), note, pictures: await takeHomePictures(plan), unit: useStudio.getState().unit }),
  );
}

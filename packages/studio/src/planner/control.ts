/** Between the page and the worker: opens photos, plans after each decision, and tells the store what happens. */
import { proxy, type Remote, transfer, wrap } from 'comlink';
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts';
import { type PhotoInfo, useStudio } from '../state/store.ts';
import { words } from '../words/en.ts';
import type { DecodedPhoto, Planned, Planner } from './api.ts';

export const planner: Remote<Planner> = wrap<Planner>(
  new Worker(new URL('./planner.worker.ts', import.meta.url), { type: 'module', name: 'planner' }),
);

/** Decisions that follow each other quickly are planned together. */
const REST_MS = 120;
/** From so many pixels on a small copy is planned first: half of what a plan costs does not depend on the photo's size. */
const QUICK_FIRST_PIXELS = 4e6;

let waiting: ReturnType<typeof setTimeout> | undefined;
/** Counts plans asked for; an answer to an earlier one is dropped. */
let asked = 0;

/**
 * Plans after each decision from now on, and opens what was kept here or else the sample.
 * @param restored opens what an earlier visit kept; false where nothing was
 */
export async function startStudio(restored: () => Promise<boolean>): Promise<void> {
  useStudio.subscribe((now, before) => {
    if (now.inputs !== before.inputs && now.photo === before.photo && now.photo !== null) replan();
  });
  if (await restored()) return;
  const { width, height, rgba } = await decoded(await (await fetch('./sample/photo.png')).blob());
  const info = { width, height, name: words.sampleName, sample: true, notes: [] };
  await photoOpened({ width, height, rgba }, info, SAMPLE_INPUTS);
}

/** The sample is made at 8 px/mm by the program's own generator, which is as good as a marker. */
const SAMPLE_INPUTS: Inputs = { ...FIRST_INPUTS, scale: { method: 'px-per-mm', pxPerMm: 8 } };

/** Hands a photo to the worker, begins its document and plans: a large one quickly from a small copy, then from all pixels. */
export async function photoOpened(photo: DecodedPhoto, info: PhotoInfo, inputs: Inputs = FIRST_INPUTS): Promise<void> {
  const mine = ++asked;
  await planner.open(transfer(photo, [photo.rgba.buffer]));
  if (mine !== asked) return;
  useStudio.getState().begin(info, inputs);
  await planNow(mine, isLarge(info));
}

function isLarge({ width, height }: PhotoInfo): boolean {
  return width * height >= QUICK_FIRST_PIXELS;
}

/** A case whose photo the worker has already taken over. */
export async function caseOpened(info: PhotoInfo, inputs: Inputs): Promise<void> {
  const mine = ++asked;
  useStudio.getState().begin(info, inputs);
  await planNow(mine, isLarge(info));
}

/** Plans what is decided now, after a short rest. */
export function replan(): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => void planNow(++asked, false), REST_MS);
}

/** Gives up the plan under way; the one before stays. */
export function cancelPlan(): void {
  asked++;
  clearTimeout(waiting);
  useStudio.getState().set({ busy: null });
}

async function planNow(mine: number, quicklyFirst: boolean): Promise<void> {
  const { set, inputs } = useStudio.getState();
  const current = (): boolean => mine === asked;
  set({ busy: { what: words.busyPlanning, stage: null } });
  try {
    if (quicklyFirst) accept(await planner.previewPlan(inputs), current);
    if (!current()) return;
    const onStage = proxy((stage: Planned['reran'][number]) => {
      if (current()) set({ busy: { what: words.busyStage(stage), stage } });
    });
    accept(await planner.plan(inputs, onStage), current);
  } catch (error) {
    if (current()) set({ problem: words.planFailed(error instanceof Error ? error.message : String(error)) });
  } finally {
    if (current()) set({ busy: null });
  }
}

function accept(planned: Planned | null, current: () => boolean): void {
  if (planned !== null && current()) useStudio.getState().set({ planned });
}

async function decoded(blob: Blob): Promise<DecodedPhoto> {
  const bitmap = await createImageBitmap(blob, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (context === null) throw new Error(words.noCanvas);
  context.drawImage(bitmap, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return { width, height, rgba: new Uint8ClampedArray(data) };
}

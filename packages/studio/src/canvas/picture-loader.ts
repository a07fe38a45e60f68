/**
 * Fetches bitmaps from the planner's worker, one at a time: a slider asks faster than it can answer, and only the latest wish counts.
 * A quick, small picture comes first; a fine one follows once nothing has changed for a while, where the stage shows more than the small one has.
 */
import type { Sight } from '@stubble/engine';
import type { PicturePart } from '../planner/api.ts';
import type { Size } from './viewport.ts';

const QUICK_PIXELS = 1e6;
/** All pixels of a usual phone photo, on both sides of the slider: one side softer than the other would flatter. */
const FINE_PIXELS = 16e6;
const FINE_REST_MS = 250;
/** The worker plans first: all pixels of the untreated photo can wait so long. */
const BEFORE_REST_MS = 2500;
const TILE_REST_MS = 150;

export interface Level {
  readonly bitmap: ImageBitmap;
  /** Its pixels per pixel of the photo. */
  readonly scale: number;
}

export interface Levels {
  readonly quick: Level | null;
  readonly fine: Level | null;
}

export interface Tile {
  readonly bitmap: ImageBitmap;
  readonly part: PicturePart;
}

export interface Pictures {
  readonly before: Levels;
  readonly treated: Levels;
  readonly tile: Tile | null;
  readonly failed: boolean;
}

export const NO_LEVELS: Levels = { quick: null, fine: null };
export const NO_PICTURES: Pictures = { before: NO_LEVELS, treated: NO_LEVELS, tile: null, failed: false };

export interface PictureSource {
  /** @param distanceM from where the eye looks; null: every pixel */
  before(scale: number, distanceM: number | null): Promise<ImageBitmap>;
  picture(sight: Sight, scale: number): Promise<ImageBitmap>;
  keptPicture(sight: Sight, scale: number): Promise<ImageBitmap>;
  tile(sight: Sight, part: PicturePart): Promise<ImageBitmap>;
}

/** What is to be seen of a plan. */
interface Wish {
  readonly sight: Sight;
  /** A preview is not worth a fine picture, and has no tiles. */
  readonly quickOnly: boolean;
}

export interface PictureLoader {
  open(photo: Size): void;
  look(wish: Wish | null): void;
  /** Whether the stage shows more pixels than a quick picture has. */
  enlarge(isLarger: boolean): void;
  /** What lies to the left of the slider: the kept plan at a sight, or the photo from a distance. */
  left(kept: Sight | null, distanceM: number | null): void;
  /** The window that is seen larger than its bitmap; null where none is. */
  near(part: PicturePart | null): void;
}

export function scaleOfPixels(photo: Size, pixels: number): number {
  return Math.min(1, Math.sqrt(pixels / (photo.width * photo.height)));
}

/** Whether pixels of the stage, per pixel of the photo, are more than the quick picture has to give. */
export function outgrows(devicePxPerPhotoPx: number, quickScale: number): boolean {
  return devicePxPerPhotoPx > quickScale * 1.05;
}

/** Whether fine pictures are worth their work; to be told to `enlarge`. */
export function needsFine(photo: Size, devicePxPerPhotoPx: number): boolean {
  return outgrows(devicePxPerPhotoPx, scaleOfPixels(photo, QUICK_PIXELS));
}

export function pictureLoader(source: PictureSource, show: (change: (was: Pictures) => Pictures) => void): PictureLoader {
  /** Counts photos; answers for an earlier one are dropped. */
  let generation = 0;
  let photo: Size = { width: 1, height: 1 };
  let latest: Wish | null = null;
  /** The wishes that a quick and a fine picture were last asked for. */
  let quickOf: Wish | null = null;
  let fineOf: Wish | null = null;
  let isEnlarged = false;
  /** Brings the fine picture of the left side; null where there is none to bring. */
  let refineLeft: (() => Promise<void>) | null = null;
  let running = false;
  let tileTimer: ReturnType<typeof setTimeout> | undefined;
  let tilesAsked = 0;
  let leftsAsked = 0;

  const failed = (): void => show((was) => ({ ...was, failed: true }));

  /** Takes an answer over where it is still wanted, and frees it otherwise. */
  async function fetched(bitmap: Promise<ImageBitmap>, wanted: () => boolean): Promise<ImageBitmap | null> {
    try {
      const got = await bitmap;
      if (wanted()) return got;
      got.close();
    } catch {
      if (wanted()) failed();
    }
    return null;
  }

  async function loadLeft(kept: Sight | null, distanceM: number | null): Promise<void> {
    const mine = ++leftsAsked;
    refineLeft = null;
    const quickScale = scaleOfPixels(photo, QUICK_PIXELS);
    const fineScale = scaleOfPixels(photo, FINE_PIXELS);
    const wanted = (): boolean => mine === leftsAsked;
    const at = (scale: number): Promise<ImageBitmap> => (kept === null ? source.before(scale, distanceM) : source.keptPicture(kept, scale));
    const quick = await fetched(at(quickScale), wanted);
    if (quick === null) return;
    show((was) => ({ ...was, before: { quick: { bitmap: quick, scale: quickScale }, fine: null } }));
    if (fineScale <= quickScale) return;
    refineLeft = async () => {
      refineLeft = null;
      await new Promise((resolve) => setTimeout(resolve, BEFORE_REST_MS));
      if (!wanted()) return;
      const fine = await fetched(at(fineScale), wanted);
      if (fine !== null) show((was) => ({ ...was, before: { ...was.before, fine: { bitmap: fine, scale: fineScale } } }));
    };
    if (isEnlarged) void refineLeft();
  }

  const lacksFine = (wish: Wish): boolean =>
    isEnlarged && !wish.quickOnly && fineOf !== wish && scaleOfPixels(photo, FINE_PIXELS) > scaleOfPixels(photo, QUICK_PIXELS);

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    while (latest !== null && (quickOf !== latest || lacksFine(latest))) {
      const wish = latest;
      const mine = generation;
      if (quickOf !== wish) {
        quickOf = wish;
        const scale = scaleOfPixels(photo, QUICK_PIXELS);
        // shown even where a newer wish waits: a slider that moves on is better followed late than not at all
        const quick = await fetched(source.picture(wish.sight, scale), () => mine === generation && latest !== null);
        if (quick !== null) show((was) => ({ ...was, treated: { quick: { bitmap: quick, scale }, fine: null }, tile: null }));
        // without the quick one there is nothing to refine
        else fineOf = wish;
      }
      if (!lacksFine(wish)) continue;
      await new Promise((resolve) => setTimeout(resolve, FINE_REST_MS));
      if (latest !== wish) continue;
      fineOf = wish;
      const scale = scaleOfPixels(photo, FINE_PIXELS);
      const fine = await fetched(source.picture(wish.sight, scale), () => mine === generation && latest === wish);
      if (fine !== null) show((was) => ({ ...was, treated: { ...was.treated, fine: { bitmap: fine, scale } } }));
    }
    running = false;
  }

  return {
    open(opened) {
      generation++;
      photo = opened;
      latest = null;
      tilesAsked++;
      clearTimeout(tileTimer);
      show(() => NO_PICTURES);
      void loadLeft(null, null);
    },
    left(kept, distanceM) {
      void loadLeft(kept, distanceM);
    },
    look(wish) {
      latest = wish;
      tilesAsked++;
      if (wish === null) {
        show((was) => ({ ...was, treated: NO_LEVELS, tile: null }));
        return;
      }
      show((was) => (was.failed ? { ...was, failed: false } : was));
      void run();
    },
    enlarge(isLarger) {
      isEnlarged = isLarger;
      if (!isLarger) return;
      void refineLeft?.();
      void run();
    },
    near(part) {
      clearTimeout(tileTimer);
      const mine = ++tilesAsked;
      const wish = latest;
      if (part === null) show((was) => (was.tile === null ? was : { ...was, tile: null }));
      if (part === null || wish === null || wish.quickOnly) return;
      tileTimer = setTimeout(async () => {
        const bitmap = await fetched(source.tile(wish.sight, part), () => mine === tilesAsked && wish === latest);
        if (bitmap !== null) show((was) => ({ ...was, tile: { bitmap, part } }));
      }, TILE_REST_MS);
    },
  };
}

/** Frees the bitmaps that a change has replaced. */
export function closeReplaced(was: Pictures, now: Pictures): void {
  const kept = new Set(bitmaps(now));
  for (const bitmap of bitmaps(was)) if (!kept.has(bitmap)) bitmap.close();
}

function bitmaps({ before, treated, tile }: Pictures): ImageBitmap[] {
  return [before.quick, before.fine, treated.quick, treated.fine, tile].flatMap((held) => (held === null ? [] : [held.bitmap]));
}

/** The four pictures of the page to take home: the untreated photo and three simulations, whose mark is in their pixels. */
import type { Plan } from '@stubble/engine';
import { planner } from '../planner/control.ts';
import type { TakeHomePictures } from './take-home.ts';

const LONGEST_PX = 1400;
const QUALITY = 0.86;
/** As in the report and on the command line: after the last session, after healing, after five years. */
const DAYS = { fresh: 0, healed: 42, year5: 1825 } as const;

export async function takeHomePictures({ photo }: Plan): Promise<TakeHomePictures> {
  const scale = Math.min(1, LONGEST_PX / Math.max(photo.widthPx, photo.heightPx));
  const likely = async (atDays: number): Promise<string> => (await jpegOf(await planner.picture({ atDays, outlook: 'likely' }, scale))).uri;
  // One after the other: each takes memory of its own.
  const before = await jpegOf(await planner.before(scale, null));
  const healed = await likely(DAYS.healed);
  const fresh = await likely(DAYS.fresh);
  const year5 = await likely(DAYS.year5);
  return { before: before.uri, fresh, healed, year5, widthPx: before.width, heightPx: before.height };
}

async function jpegOf(bitmap: ImageBitmap): Promise<{ readonly uri: string; readonly width: number; readonly height: number }> {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false, colorSpace: 'srgb' });
  if (context === null) throw new Error('this browser gives no canvas.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return { uri: await dataUri(blob), width, height };
}

function dataUri(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

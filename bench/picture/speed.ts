/** Section 4: how long a picture of twelve megapixels with 20,000 dots takes, on one thread. */
import { type DesignFile, treatedPhoto } from '@stubble/engine';
import { median } from '../median.js';
import { atMost, type Figure, print, shown } from './bars.js';
import { type Planned, phantom, planned } from './planned.js';

/** 3,136 × 3,776 px. */
const LARGE = { stage: 6, pxPerMm: 16, hairLengthMm: 3 } as const;
const DOTS = 20_000;
const RUNS = 3;
const MOST_SECONDS = 1.5;
const TILE_PX = 256;
const TILES = 50;
const MOST_TILE_MS = 6;
const DAYS: readonly number[] = [42, 1];

export async function speedFigures(): Promise<void> {
  const small = await planned(phantom({ pxPerMm: 3 }).photo);
  treatedPhoto(small.photo, small.plan, small.dots).at({ atDays: 42 }).picture();
  const large = await largePlan();
  const { width, height } = large.photo;
  print(
    `4. Time on one thread: ${((width * height) / 1e6).toFixed(1)} MP, ${large.dots.count} dots`,
    DAYS.flatMap((atDays) => timesOf(large, atDays)),
  );
}

/** The density is set by the count that a first plan comes to. */
async function largePlan(): Promise<Planned> {
  const { photo, truth } = phantom(LARGE);
  const withDensity = (densityPerCm2: number): Promise<Planned> => {
    const design: DesignFile = { unit: 'px', zone: truth.zonePx ?? [], exclude: [], densityPerCm2 };
    return planned(photo, { options: { mode: 'shaved', scale: { method: 'px-per-mm', pxPerMm: LARGE.pxPerMm } }, design });
  };
  const guess = 100;
  const { dots } = await withDensity(guess);
  return withDensity((guess * DOTS) / dots.count);
}

function timesOf({ photo, plan, dots }: Planned, atDays: number): Figure[] {
  const runs = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const treated = treatedPhoto(photo, plan, dots);
    const prepared = performance.now();
    treated.at({ atDays }).picture();
    return { prepare: (prepared - start) / 1000, draw: (performance.now() - prepared) / 1000, again: secondPicture(treated) };
  });
  const middle = (of: (run: (typeof runs)[number]) => number): number => median(runs.map(of));
  const whole = middle(({ prepare, draw }) => prepare + draw);
  return [
    shown(`day ${atDays}: treatedPhoto alone`, `${middle((r) => r.prepare).toFixed(2)} s`),
    atMost(`day ${atDays}: treatedPhoto and first picture`, whole, MOST_SECONDS, 2, ' s'),
    shown(`day ${atDays}: the same photo at another day`, `${middle((r) => r.again).toFixed(2)} s`),
    ...tileTimes({ photo, plan, dots }, atDays),
  ];
}

function secondPicture(treated: ReturnType<typeof treatedPhoto>): number {
  const start = performance.now();
  treated.at({ atDays: 400 }).picture();
  return (performance.now() - start) / 1000;
}

/** Windows about dots spread over the zone; the first one bears the preparation. */
function tileTimes({ photo, plan, dots }: Planned, atDays: number): Figure[] {
  const look = treatedPhoto(photo, plan, dots).at({ atDays });
  const { centrePx, pxPerMm } = plan.surface;
  const corner = (centre: number, mm: number, size: number): number =>
    Math.round(Math.min(size - TILE_PX, Math.max(0, centre + mm * pxPerMm - TILE_PX / 2)));
  const times = Array.from({ length: TILES + 1 }, (_, k) => {
    const dot = Math.floor(((k + 0.5) * dots.count) / (TILES + 1));
    const window = {
      x: corner(centrePx[0], dots.xMm[dot], photo.width),
      y: corner(centrePx[1], dots.yMm[dot], photo.height),
      width: TILE_PX,
      height: TILE_PX,
    };
    const start = performance.now();
    look.tile(window);
    return performance.now() - start;
  });
  return [
    shown(`day ${atDays}: first tile of ${TILE_PX} px`, `${times[0].toFixed(0)} ms`),
    atMost(`day ${atDays}: tile of ${TILE_PX} px, median of ${TILES}`, median(times.slice(1)), MOST_TILE_MS, 1, ' ms'),
  ];
}

/** Share of the scalp in a zone that hair hides from view, with its interval. */
import { luminanceOfLightness } from '../colour/lab.ts';
import { between, type Estimate } from '../estimate.ts';
import type { Raster } from '../raster.ts';
import type { Scalp } from '../scalp/find-scalp.ts';
import { smoothstep } from '../smoothstep.ts';
import { steadyExp, steadyLog } from '../steady-math.ts';
import type { Exclusions } from './exclusions.ts';
import type { Tones } from './tones.ts';

export interface ZoneCoverage {
  /** Weighted by area on the skin. */
  readonly coverage: Estimate;
  /** Skin in the zone, in overview pixels seen straight on, whether it could be read or not. */
  readonly areaOverviewPx: number;
  /** Share of it that could be read: without gloss, deep shadow and moles. */
  readonly readShare: number;
}

/** Steeper skin counts no more than five times its pixels. */
const LEAST_COS = 0.2;
/** Half-width of an 80 % interval in deviations. */
const Z80 = 1.2816;
/**
 * Error of the optical depth of hair, relative, one deviation: where coverage is thin, where it is full, and where hair is light (luminance of
 * hair over skin). Set on 50 synthetic heads, each read by a map fitted without it (five-fold).
 * On 50 others, read once, 84 % of the intervals of clipped heads held, but only 52 % of those of longer hair.
 */
const DEPTH_SD = { thin: 0.32, full: 0.19, light: 0.6 };
const FULL = { from: 0.45, to: 0.65 };
const LIGHT = { from: 0.25, to: 0.5 };
/** Texture of bare skin that passes for hair, or sparse hair for skin: coverage, one deviation. */
const BARE_SD = 0.007;
/** What could not be read may be barer or fuller than the rest by about this much. */
const UNREAD_SD = 0.15;

/**
 * @param zone 1 where to measure, overview pixels
 * @param cosTilt of the skin at a place of the photo, in photo pixels
 * @param tones where they have been read: light hair is told from skin less surely
 */
export function coverageIn(
  zone: Raster<'density'>,
  scalp: Scalp,
  exclusions: Exclusions,
  cosTilt: (xPx: number, yPx: number) => number,
  tones: Pick<Tones, 'skinLab' | 'hairLab'> | null = null,
): ZoneCoverage {
  const { width, height } = zone;
  const { scale } = scalp;
  const hidden = scalp.hidden;
  let [all, read, sum] = [0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (zone.data[i] === 0) continue;
      const skin = 1 / Math.max(LEAST_COS, cosTilt((x + 0.5) / scale, (y + 0.5) / scale));
      all += skin;
      if (exclusions.excluded.data[i] > 0) continue;
      read += skin;
      sum += skin * hidden.data[i];
    }
  const value = read === 0 ? 0 : sum / read;
  const readShare = all === 0 ? 0 : read / all;
  return { coverage: withInterval(value, depthError(value, tones), readShare), areaOverviewPx: all, readShare };
}

function depthError(value: number, tones: Pick<Tones, 'skinLab' | 'hairLab'> | null): number {
  const dark = DEPTH_SD.thin + (DEPTH_SD.full - DEPTH_SD.thin) * smoothstep(FULL.from, FULL.to, value);
  // where no tone of hair could be read there is next to no hair, or it is as light as the skin
  if (tones === null || tones.hairLab === null) return DEPTH_SD.light;
  const over = luminanceOfLightness(tones.hairLab[0]) / Math.max(1e-3, luminanceOfLightness(tones.skinLab[0]));
  return dark + (DEPTH_SD.light - dark) * smoothstep(LIGHT.from, LIGHT.to, over);
}

/** Log-normal in optical depth, so that a full head cannot be more than full; plus what bare skin and unread places leave open. */
function withInterval(value: number, relative: number, readShare: number): Estimate {
  const depth = -steadyLog(1 - Math.min(0.995, value));
  const open = Math.sqrt(BARE_SD ** 2 + (UNREAD_SD * (1 - readShare)) ** 2);
  const at = (side: number): number => {
    const edge = 1 - steadyExp(-depth * steadyExp(side * Z80 * relative));
    return value + side * Math.sqrt((edge - value) ** 2 + (Z80 * open) ** 2);
  };
  return between(value, Math.max(0, Math.min(value, at(-1))), Math.min(1, Math.max(value, at(1))), 'share');
}

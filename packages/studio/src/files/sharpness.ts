/** Whether a photo shows fine detail at all, by two numbers from its most detailed parts. */

/** Longer sides are averaged down to at most this: there, hair in a photo of a whole head is still seen. */
const LONGEST_PX = 1600;
const TILE_PX = 32;
/**
 * Second differences over one pixel carry 1/16 of the energy of those over two where a picture is smooth, and as much where it is noise.
 * Photos in focus gave 0.16 to 0.46, the same blurred by one pixel and a half 0.09 to 0.15. Where blur leaves only the noise of the
 * file, the share rises again, but the contrast over two pixels falls: in focus 19 to 95 levels, blurred by three pixels 2 to 8.
 */
const LEAST_SHARE = 0.125;
const LEAST_LEVELS = 10;

export function looksBlurred(rgba: Uint8ClampedArray, width: number, height: number): boolean {
  const grey = reducedGrey(rgba, width, height);
  const tiles = tileEnergies(grey.data, grey.width, grey.height);
  if (tiles.length === 0) return false;
  // The tenth of the tiles with most detail: what is meant to be in focus, whatever lies behind it.
  tiles.sort((a, b) => b.coarse - a.coarse);
  const best = tiles.slice(0, Math.ceil(tiles.length / 10));
  const fine = best.reduce((sum, tile) => sum + tile.fine, 0);
  const coarse = best.reduce((sum, tile) => sum + tile.coarse, 0);
  return fine < LEAST_SHARE * coarse || Math.sqrt(coarse / (best.length * TILE_PX ** 2)) < LEAST_LEVELS;
}

function reducedGrey(rgba: Uint8ClampedArray, fullWidth: number, fullHeight: number) {
  const step = Math.max(1, Math.ceil(Math.max(fullWidth, fullHeight) / LONGEST_PX));
  const width = Math.floor(fullWidth / step);
  const height = Math.floor(fullHeight / step);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height * step; y++) {
    const row = Math.floor(y / step) * width;
    for (let x = 0; x < width * step; x++) {
      const i = 4 * (y * fullWidth + x);
      data[row + Math.floor(x / step)] += 0.3 * rgba[i] + 0.6 * rgba[i + 1] + 0.1 * rgba[i + 2];
    }
  }
  for (let i = 0; i < data.length; i++) data[i] /= step * step;
  return { data, width, height };
}

interface TileEnergy {
  readonly fine: number;
  readonly coarse: number;
}

function tileEnergies(grey: Float32Array, width: number, height: number): TileEnergy[] {
  const tiles: TileEnergy[] = [];
  const secondDifference = (i: number, over: number): number =>
    4 * grey[i] - grey[i - over] - grey[i + over] - grey[i - over * width] - grey[i + over * width];
  for (let top = 2; top + TILE_PX <= height - 2; top += TILE_PX)
    for (let left = 2; left + TILE_PX <= width - 2; left += TILE_PX) {
      let fine = 0;
      let coarse = 0;
      for (let y = top; y < top + TILE_PX; y++)
        for (let i = y * width + left; i < y * width + left + TILE_PX; i++) {
          fine += secondDifference(i, 1) ** 2;
          coarse += secondDifference(i, 2) ** 2;
        }
      tiles.push({ fine, coarse });
    }
  return tiles;
}

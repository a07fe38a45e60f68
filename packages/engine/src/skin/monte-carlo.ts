/**
 * Light packets through plane layers, one at a time: the kernel of every Monte Carlo figure of the engine. Written from the published method
 * (Wang, Jacques & Zheng 1995, Comput. Methods Programs Biomed. 47:131), with two changes. A packet is scattered with the scattering
 * coefficient alone and absorbed continuously along its way (Beer–Lambert), so that one history can be priced for any absorption; and its way is
 * kept, so that it can be priced for any dot (`dot-paths.ts`).
 */
import type { Layer } from './layers.ts';
import {
  AZIMUTH_COS,
  AZIMUTH_SHIFT,
  AZIMUTH_SIN,
  randomWords,
  unit,
  ZIGGURAT_STEP,
  ZIGGURAT_TAIL,
  ZIGGURAT_X,
  ZIGGURAT_Y,
} from './random-words.ts';

/** Where a packet ended. */
export const EXIT = { lost: 0, top: 1, bottom: 2 } as const;
type Exit = (typeof EXIT)[keyof typeof EXIT];

/** One history. The object and its arrays are the same for every packet. */
export interface Packet {
  exit: Exit;
  /** Of the light sent in, what the packet still carried when it ended. */
  weight: number;
  /** What roulette multiplied the packet with. `entered` × `boost` × exp(−Σ µa · lengthMm) is its weight under any other absorption. */
  boost: number;
  /** Way in each layer. */
  readonly lengthMm: Float64Array;
  /** Weight left in each layer. */
  readonly absorbed: Float64Array;
  /** Corners of the way: x, y, z each, from the point of entry to the point of exit. z grows downwards. */
  path: Float64Array;
  corners: number;
  scatterings: number;
}

export interface Tracer {
  readonly packet: Packet;
  /** What of the light passes the top boundary inwards: 1 − ((n − 1)/(n + 1))². */
  readonly entered: number;
  /** Sends one packet straight down at x = y = 0 and follows it to its end. */
  trace(): void;
}

export interface TracerOptions {
  /** `path` keeps corners and lengths, `absorption` the weight left by layer. */
  readonly keep: 'path' | 'absorption';
}

/**
 * Below this weight one packet in `1 / SURVIVAL` goes on, with the weight of all (unbiased). Lower limits cost more time than they save in
 * variance; measured on the two-layer case and on skin.
 */
const ROULETTE_BELOW = 0.1;
const SURVIVAL = 0.1;

/** Words that one scattering can take before the block is looked at again. */
const WORDS_AHEAD = 8;

/** @param layers top first, air above and below; the packet sees them as they are now. */
export function packetTracer(layers: readonly Layer[], seed: number, purpose: string, { keep }: TracerOptions): Tracer {
  if (layers.length === 0) throw new RangeError('no layer to send light through');
  const count = layers.length;
  const keepPath = keep === 'path';
  const keepAbsorption = keep === 'absorption';
  const { top, bottom, muA, muS, perMuS, hg, n } = columns(layers);
  const entered = 1 - fresnel(1, n[1], 1);
  const random = randomWords(seed, purpose);
  const { words } = random;
  let next = 0;
  const packet: Packet = {
    exit: EXIT.lost,
    weight: 0,
    boost: 1,
    lengthMm: new Float64Array(count),
    absorbed: new Float64Array(count),
    path: new Float64Array(3 * 1024),
    corners: 0,
    scatterings: 0,
  };
  const { lengthMm, absorbed } = packet;

  /** A uniform number outside the quick path. */
  const slowUnit = (): number => {
    if (next >= words.length) {
      random.refill();
      next = 0;
    }
    return unit(words[next++]);
  };
  /** The rest of the ziggurat, two draws in a hundred. NaN: draw again. */
  const slowExponential = (layer: number, x: number): number => {
    if (layer === 0) return ZIGGURAT_TAIL - Math.log(slowUnit());
    const y = ZIGGURAT_Y[layer] + slowUnit() * (ZIGGURAT_Y[layer + 1] - ZIGGURAT_Y[layer]);
    return y < Math.exp(-x) ? x : Number.NaN;
  };

  const trace = (): void => {
    let x = 0;
    let y = 0;
    let z = 0;
    let ux = 0;
    let uy = 0;
    let uz = 1;
    let weight = entered;
    let boost = 1;
    let layer = 0;
    let scatterings = 0;
    let exit: Exit = EXIT.lost;
    let path = packet.path;
    let corner = 3;
    lengthMm.fill(0);
    absorbed.fill(0);
    path[0] = 0;
    path[1] = 0;
    path[2] = 0;

    history: for (;;) {
      // free way, in scattering lengths
      let free = Number.NaN;
      do {
        if (next + WORDS_AHEAD > words.length) {
          random.refill();
          next = 0;
        }
        const word = words[next++];
        const at = word & 255;
        free = ((word >>> 8) + 0.5) * ZIGGURAT_STEP * ZIGGURAT_X[at];
        if (free >= ZIGGURAT_X[at + 1]) free = slowExponential(at, free);
      } while (Number.isNaN(free));

      for (;;) {
        let step = free * perMuS[layer];
        const goal = z + uz * step;
        let side = 0;
        if (goal < top[layer]) {
          side = -1;
          step = (top[layer] - z) / uz;
        } else if (goal > bottom[layer]) {
          side = 1;
          step = (bottom[layer] - z) / uz;
        }
        const left = weight * decay(muA[layer] * step);
        if (keepAbsorption) absorbed[layer] += weight - left;
        if (keepPath) lengthMm[layer] += step;
        weight = left;
        x += ux * step;
        y += uy * step;
        if (side === 0) {
          z = goal;
          break;
        }
        // rounding must not leave a way backwards
        free = Math.max(0, free - step * muS[layer]);
        z = side < 0 ? top[layer] : bottom[layer];
        const inside = n[layer + 1];
        const beyond = n[layer + 1 + side];
        let bent = false;
        if (inside === beyond) layer += side;
        else {
          const cos = side < 0 ? -uz : uz;
          const reflected = fresnel(inside, beyond, cos);
          bent = true;
          if (reflected >= 1 || slowUnit() < reflected) uz = -uz;
          else {
            layer += side;
            const ratio = inside / beyond;
            ux *= ratio;
            uy *= ratio;
            uz = side * Math.sqrt(1 - ratio * ratio * (1 - cos * cos));
          }
        }
        if (layer < 0) {
          exit = EXIT.top;
          break history;
        }
        if (layer >= count) {
          exit = EXIT.bottom;
          break history;
        }
        if (bent && keepPath) {
          if (corner + 6 > path.length) path = grow(packet);
          path[corner] = x;
          path[corner + 1] = y;
          path[corner + 2] = z;
          corner += 3;
        }
      }
      scatterings++;
      if (keepPath) {
        if (corner + 6 > path.length) path = grow(packet);
        path[corner] = x;
        path[corner + 1] = y;
        path[corner + 2] = z;
        corner += 3;
      }
      if (weight < ROULETTE_BELOW) {
        if (slowUnit() >= SURVIVAL) break;
        weight /= SURVIVAL;
        boost /= SURVIVAL;
        if (next + WORDS_AHEAD > words.length) {
          random.refill();
          next = 0;
        }
      }
      // Henyey–Greenstein (1941): cosine of the turn by inversion of its distribution
      const u = unit(words[next++]);
      const at = 4 * layer;
      const t = hg[at + 1] / (hg[at + 2] + hg[at + 3] * u);
      const cosTurn = hg[at + 3] === 0 ? 2 * u - 1 : (hg[at] - t * t) / hg[at + 3];
      const sinTurn = Math.sqrt(1 - cosTurn * cosTurn);
      const azimuth = words[next++] >>> AZIMUTH_SHIFT;
      const p = AZIMUTH_COS[azimuth] * sinTurn;
      const q = AZIMUTH_SIN[azimuth] * sinTurn;
      // a frame across the direction without a square root (Duff et al. 2017, J. Comput. Graph. Tech. 6(1):1)
      const sign = uz >= 0 ? 1 : -1;
      const a = -1 / (sign + uz);
      const b = ux * uy * a;
      const vx = p * (1 + sign * ux * ux * a) + q * b + cosTurn * ux;
      const vy = p * sign * b + q * (sign + uy * uy * a) + cosTurn * uy;
      uz = cosTurn * uz - p * sign * ux - q * uy;
      ux = vx;
      uy = vy;
    }
    path[corner] = x;
    path[corner + 1] = y;
    path[corner + 2] = z;
    packet.exit = exit;
    packet.weight = weight;
    packet.boost = boost;
    packet.corners = corner / 3 + 1;
    packet.scatterings = scatterings;
  };
  return { packet, entered, trace };
}

/** The stack as numbers in rows; hg: 1 + g², 1 − g², 1 − g, 2 g of each layer; n has the air above and below. */
function columns(layers: readonly Layer[]) {
  const count = layers.length;
  const column = (of: (layer: Layer) => number): Float64Array => Float64Array.from(layers, of);
  const bottom = new Float64Array(count);
  let depth = 0;
  layers.forEach((layer, k) => {
    depth += layer.thicknessMm;
    bottom[k] = depth;
  });
  return {
    top: Float64Array.from({ length: count }, (_, k) => (k === 0 ? 0 : bottom[k - 1])),
    bottom,
    muA: column((l) => l.muAPerMm),
    muS: column((l) => l.muSPerMm),
    // a clear layer is crossed in one step
    perMuS: column((l) => (l.muSPerMm > 0 ? 1 / l.muSPerMm : 1e30)),
    hg: Float64Array.from(layers.flatMap(({ g }) => [1 + g * g, 1 - g * g, 1 - g, 2 * g])),
    n: Float64Array.from([1, ...layers.map((l) => l.n), 1]),
  };
}

/** exp(−x), by its series where steps are short, which is nearly always: within 10⁻¹² of itself. */
function decay(x: number): number {
  return x < 0.03125 ? 1 - x * (1 - (x / 2) * (1 - (x / 3) * (1 - (x / 4) * (1 - x / 5)))) : Math.exp(-x);
}

/** Unpolarised Fresnel reflectance from inside `n1`; 1 beyond the critical angle. */
function fresnel(n1: number, n2: number, cos1: number): number {
  const sin2 = (n1 / n2) * Math.sqrt(1 - cos1 * cos1);
  if (sin2 >= 1) return 1;
  const cos2 = Math.sqrt(1 - sin2 * sin2);
  const across = (n1 * cos1 - n2 * cos2) / (n1 * cos1 + n2 * cos2);
  const along = (n1 * cos2 - n2 * cos1) / (n1 * cos2 + n2 * cos1);
  return (across * across + along * along) / 2;
}

function grow(packet: Packet): Float64Array {
  const longer = new Float64Array(packet.path.length * 2);
  longer.set(packet.path);
  packet.path = longer;
  return longer;
}

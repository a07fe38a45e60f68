/**
 * The table of single-dot contrasts, unpacked. What is tabulated is y = ln(−ln C + ε) at distances from the dot, against the tissue (its
 * scattering, named by wavelength, and its blood) and against the dot (under how much melanin, how deep, how wide, how dark). All nodes together
 * are a matrix, tissue and distance by dot, that is very nearly of low rank: it is kept as a product of two thin ones (singular value
 * decomposition, which also takes most of the Monte Carlo noise out). `npm run table:dots` makes it.
 */
import { DOT_CONTRAST } from './tables/dot-contrast.ts';

export interface DotTableNodes {
  /** Names the scattering of the reference skin. */
  readonly nm: readonly number[];
  /** Absorption of blood in the papillary dermis; the other layers follow. */
  readonly bloodPerMm: readonly number[];
  readonly melanin: readonly number[];
  readonly depthMm: readonly number[];
  readonly diameterMm: readonly number[];
  /** Absorption optical thickness of the deposit, straight through. */
  readonly opticalLoad: readonly number[];
  /** Distances inside the dot, as a share of its radius; the last is the rim seen from within. */
  readonly insideShare: readonly number[];
  /** Distances from the rim; the first is the rim seen from without. */
  readonly outsideMm: readonly number[];
  readonly thicknessMm: number;
}

/** The table as `tools/dot-table` writes it. */
export interface PackedDotTable {
  readonly version: number;
  readonly seed: number;
  /** By wavelength. */
  readonly photons: readonly number[];
  readonly nodes: DotTableNodes;
  readonly components: number;
  /** ε of y: contrasts nearer to 1 than this carry nothing. */
  readonly floor: number;
  /** Mean of y by distance × wavelength × blood, two words each: its high and its low twelve bits. */
  readonly mean: string;
  readonly meanStep: number;
  /** Distance × wavelength × blood × component, and melanin × depth × diameter × load × component; one word each. */
  readonly tissue: string;
  readonly tissueStep: readonly number[];
  readonly dot: string;
  readonly dotStep: readonly number[];
}

export const NODES: DotTableNodes = DOT_CONTRAST.nodes;
export const FLOOR: number = DOT_CONTRAST.floor;
const COMPONENTS = DOT_CONTRAST.components;
export const RADII: number = NODES.insideShare.length + NODES.outsideMm.length;

/** Distances from the dot's centre at which the table knows a dot of this diameter. */
export function contrastRadii(nodes: Pick<DotTableNodes, 'insideShare' | 'outsideMm'>, diameterMm: number): number[] {
  const radiusMm = diameterMm / 2;
  return [...nodes.insideShare.map((share) => share * radiusMm), ...nodes.outsideMm.map((distanceMm) => radiusMm + distanceMm)];
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Words of twelve bits, two base64 digits each, less 2048. */
function words(packed: string): Int16Array {
  const value = new Int16Array(128);
  for (let i = 0; i < 64; i++) value[DIGITS.charCodeAt(i)] = i;
  return Int16Array.from(
    { length: packed.length / 2 },
    (_, i) => value[packed.charCodeAt(2 * i)] * 64 + value[packed.charCodeAt(2 * i + 1)] - 2048,
  );
}

interface Table {
  readonly mean: Float64Array;
  readonly tissue: Float32Array;
  readonly dot: Float32Array;
}

let unpacked: Table | null = null;

/** Unpacked at first use: most commands draw no dot. */
function table(): Table {
  if (unpacked === null) {
    const scaled = (packed: string, step: readonly number[]): Float32Array =>
      Float32Array.from(words(packed), (word, i) => word * step[i % COMPONENTS]);
    const mean = words(DOT_CONTRAST.mean);
    unpacked = {
      mean: Float64Array.from({ length: mean.length / 2 }, (_, i) => (mean[2 * i] * 4096 + mean[2 * i + 1]) * DOT_CONTRAST.meanStep),
      tissue: scaled(DOT_CONTRAST.tissue, DOT_CONTRAST.tissueStep),
      dot: scaled(DOT_CONTRAST.dot, DOT_CONTRAST.dotStep),
    };
  }
  return unpacked;
}

/** Nodes for one polynomial: of the load there are few for what it spans. */
const POINTS = 4;
const LOAD_POINTS = 6;

/** Coordinates in which the table is smooth enough for polynomials through few nodes. */
const AXES = {
  nm: axis(NODES.nm, (nm) => nm),
  bloodPerMm: axis(NODES.bloodPerMm, (b) => Math.log(b + 0.1)),
  melanin: axis(NODES.melanin, Math.sqrt),
  depthMm: axis(NODES.depthMm, Math.log),
  diameterMm: axis(NODES.diameterMm, Math.log),
  opticalLoad: axis(NODES.opticalLoad, Math.log, LOAD_POINTS),
};
export type AxisName = keyof typeof AXES;

interface Axis {
  readonly first: number;
  readonly last: number;
  /** Weights of the nodes from `start` for a value that lies on the axis. */
  at(value: number): { readonly start: number; readonly weights: readonly number[] };
}

function axis(nodes: readonly number[], coordinate: (value: number) => number, points: number = POINTS): Axis {
  const places = nodes.map(coordinate);
  return { first: nodes[0], last: nodes[nodes.length - 1], at: (value) => lagrange(places, coordinate(value), points) };
}

/** Lagrange weights of the nodes round `x`. */
export function lagrange(places: readonly number[], x: number, points: number = POINTS): { start: number; weights: number[] } {
  let above = 1;
  while (above < places.length - 1 && places[above] < x) above++;
  const start = Math.min(Math.max(0, above - points / 2), places.length - points);
  const weights = Array.from({ length: points }, (_, i) => {
    let w = 1;
    for (let k = 0; k < points; k++) if (k !== i) w *= (x - places[start + k]) / (places[start + i] - places[start + k]);
    return w;
  });
  return { start, weights };
}

/** A value as the table can answer it: itself, or the end of the axis. */
export function onAxis(name: AxisName, value: number): number {
  return Math.min(AXES[name].last, Math.max(AXES[name].first, value));
}

/** What one tissue makes of the components: y at each distance is `mean` + `rows` · coefficients. */
export interface TissueRows {
  readonly mean: Float64Array;
  /** Distance × component. */
  readonly rows: Float64Array;
}

/** @param nm, bloodPerMm on their axes */
export function tissueRows(nm: number, bloodPerMm: number): TissueRows {
  const { mean, tissue } = table();
  const light = AXES.nm.at(nm);
  const blood = AXES.bloodPerMm.at(bloodPerMm);
  const made = { mean: new Float64Array(RADII), rows: new Float64Array(RADII * COMPONENTS) };
  for (let r = 0; r < RADII; r++) {
    light.weights.forEach((wl, l) => {
      blood.weights.forEach((wb, b) => {
        const at = (r * NODES.nm.length + light.start + l) * NODES.bloodPerMm.length + blood.start + b;
        const w = wl * wb;
        made.mean[r] += w * mean[at];
        for (let c = 0; c < COMPONENTS; c++) made.rows[r * COMPONENTS + c] += w * tissue[at * COMPONENTS + c];
      });
    });
  }
  return made;
}

/**
 * Coefficients of a dot at every tabulated load, by melanin: load × component. Values on their axes. Skin with a scattering of its own has as many melanins as
 * wavelengths, so that what depth and breadth make of the table is worked out once a node.
 */
export function dotCoefficients(depthMm: number, diameterMm: number): (melanin: number) => Float64Array {
  const { dot } = table();
  const z = AXES.depthMm.at(depthMm);
  const d = AXES.diameterMm.at(diameterMm);
  const size = NODES.opticalLoad.length * COMPONENTS;
  const nodes = new Map<number, Float64Array>();
  const atNode = (node: number): Float64Array => {
    const known = nodes.get(node);
    if (known !== undefined) return known;
    const made = new Float64Array(size);
    for (let j = 0; j < POINTS; j++)
      for (let k = 0; k < POINTS; k++) {
        const w = z.weights[j] * d.weights[k];
        const row = (node * NODES.depthMm.length + z.start + j) * NODES.diameterMm.length + d.start + k;
        for (let c = 0; c < size; c++) made[c] += w * dot[row * size + c];
      }
    nodes.set(node, made);
    return made;
  };
  return (melanin) => {
    const { start, weights } = AXES.melanin.at(melanin);
    const made = new Float64Array(size);
    for (let i = 0; i < POINTS; i++) {
      const node = atNode(start + i);
      for (let c = 0; c < size; c++) made[c] += weights[i] * node[c];
    }
    return made;
  };
}

/**
 * −ln C at the table's distances. Below the lightest tabulated load it is proportional to the load (first order).
 * @param opticalLoad above 0, at most the last node
 * @param into one number by distance
 */
export function attenuation(tissue: TissueRows, coefficients: Float64Array, opticalLoad: number, into: Float64Array): void {
  const { first } = AXES.opticalLoad;
  const share = Math.min(1, opticalLoad / first);
  const { start, weights } = AXES.opticalLoad.at(Math.max(first, opticalLoad));
  for (let r = 0; r < RADII; r++) into[r] = tissue.mean[r];
  for (let c = 0; c < COMPONENTS; c++) {
    let a = 0;
    for (let t = 0; t < weights.length; t++) a += weights[t] * coefficients[(start + t) * COMPONENTS + c];
    for (let r = 0; r < RADII; r++) into[r] += a * tissue.rows[r * COMPONENTS + c];
  }
  let least = Number.POSITIVE_INFINITY;
  for (let r = 0; r < RADII; r++) {
    // a dot never dims more farther off: what is left of noise must not say so
    least = Math.min(least, Math.max(0, Math.exp(into[r]) - FLOOR));
    into[r] = share * least;
  }
}

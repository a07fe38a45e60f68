/** Dots in columns: little-endian values in base64, so that 30,000 dots are a few lines of a plan and not half a million. */
import { fail, ok, type Result } from '../result.ts';
import { LIMITS, type Plan, ZONE_NAMES } from './schema.ts';

/** One entry a dot; lengths are `count`. Positions are millimetres on the scalp chart. */
export interface DotColumns {
  readonly count: number;
  readonly xMm: Float32Array;
  readonly yMm: Float32Array;
  /** Healed, full width at half depth of the dip. */
  readonly diameterMm: Float32Array;
  /** Darkness relative to the mean dot. */
  readonly tone: Float32Array;
  /** From 1. */
  readonly session: Uint8Array;
  /** Index into ZONE_NAMES. */
  readonly zone: Uint8Array;
  /** Place in the path of its session, from 0. */
  readonly order: Uint32Array;
}

type PackedDots = Plan['dots'];
type ColumnType = PackedDots['columns']['xMm']['type'];

const BYTES: Readonly<Record<ColumnType, number>> = { f32: 4, u32: 4, u16: 2, u8: 1 };
const TYPES: Readonly<Record<keyof Omit<DotColumns, 'count'>, ColumnType>> = {
  xMm: 'f32',
  yMm: 'f32',
  diameterMm: 'f32',
  tone: 'f32',
  session: 'u8',
  zone: 'u8',
  order: 'u32',
};
const NAMES = Object.keys(TYPES) as (keyof typeof TYPES)[];

/** Ink of a hundred mean dots in one: above it a tone was not meant. */
const DARKEST = 100;

/** Throws a RangeError when the columns differ in length or there are more dots than a plan holds. */
export function packDots(dots: DotColumns): PackedDots {
  if (dots.count > LIMITS.dots) throw new RangeError(`${dots.count} dots; a plan holds ${LIMITS.dots}`);
  const column = (name: keyof typeof TYPES): { type: ColumnType; base64: string } => {
    const values = dots[name];
    if (values.length !== dots.count) throw new RangeError(`${name} holds ${values.length} values for ${dots.count} dots`);
    const type = TYPES[name];
    const view = new DataView(new ArrayBuffer(values.length * BYTES[type]));
    for (let i = 0; i < values.length; i++) write(view, i, type, values[i]);
    return { type, base64: toBase64(new Uint8Array(view.buffer)) };
  };
  return {
    count: dots.count,
    columns: {
      xMm: column('xMm'),
      yMm: column('yMm'),
      diameterMm: column('diameterMm'),
      tone: column('tone'),
      session: column('session'),
      zone: column('zone'),
      order: column('order'),
    },
  };
}

/** Problems name the column: `dots.columns.xMm`. */
export function unpackDots(packed: PackedDots): Result<DotColumns> {
  if (packed.count > LIMITS.dots) return fail('dots.count', `must be at most ${LIMITS.dots}; it is ${packed.count}`);
  const columns: Partial<Record<keyof typeof TYPES, Float64Array>> = {};
  for (const name of NAMES) {
    const path = `dots.columns.${name}`;
    const { type, base64 } = packed.columns[name];
    if (type !== TYPES[name]) return fail(`${path}.type`, `must be ${TYPES[name]}; it is ${type}`);
    const expected = packed.count * BYTES[type];
    if (base64.length !== 4 * Math.ceil(expected / 3)) return fail(path, `must hold ${packed.count} values, one for each dot`);
    const bytes = fromBase64(base64);
    if (bytes === null || bytes.length !== expected) return fail(path, 'is not base64 of its values');
    const view = new DataView(bytes.buffer);
    const values = new Float64Array(packed.count);
    for (let i = 0; i < packed.count; i++) {
      values[i] = read(view, i, type);
      if (!Number.isFinite(values[i])) return fail(path, `holds a value that is not a number at place ${i}`);
    }
    columns[name] = values;
  }
  const { xMm, yMm, diameterMm, tone, session, zone, order } = columns as Required<typeof columns>;
  for (const [name, least, most] of [
    ['xMm', -LIMITS.chartMm, LIMITS.chartMm],
    ['yMm', -LIMITS.chartMm, LIMITS.chartMm],
    ['diameterMm', LIMITS.leastDotMm, LIMITS.dotMm],
    ['tone', 0, DARKEST],
    ['session', 1, 255],
    ['zone', 0, ZONE_NAMES.length - 1],
    // an index within its session, which readers take as one
    ['order', 0, packed.count - 1],
  ] as const) {
    const out = columns[name]?.findIndex((value) => value < least || value > most) ?? -1;
    if (out < 0) continue;
    return fail(`dots.columns.${name}`, `must be from ${least} to ${most}; at place ${out} it is ${columns[name]?.[out]}`);
  }
  return ok({
    count: packed.count,
    xMm: Float32Array.from(xMm),
    yMm: Float32Array.from(yMm),
    diameterMm: Float32Array.from(diameterMm),
    tone: Float32Array.from(tone),
    session: Uint8Array.from(session),
    zone: Uint8Array.from(zone),
    order: Uint32Array.from(order),
  });
}

function write(view: DataView, i: number, type: ColumnType, value: number): void {
  if (type === 'f32') view.setFloat32(4 * i, value, true);
  else if (type === 'u32') view.setUint32(4 * i, value, true);
  else if (type === 'u16') view.setUint16(2 * i, value, true);
  else view.setUint8(i, value);
}

function read(view: DataView, i: number, type: ColumnType): number {
  if (type === 'f32') return view.getFloat32(4 * i, true);
  if (type === 'u32') return view.getUint32(4 * i, true);
  if (type === 'u16') return view.getUint16(2 * i, true);
  return view.getUint8(i);
}

// the engine has neither Node's Buffer nor a browser's atob
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALUE_OF = new Int16Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUE_OF[ALPHABET.charCodeAt(i)] = i;

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const word = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    parts.push(
      ALPHABET[word >> 18] +
        ALPHABET[(word >> 12) & 63] +
        (i + 1 < bytes.length ? ALPHABET[(word >> 6) & 63] : '=') +
        (i + 2 < bytes.length ? ALPHABET[word & 63] : '='),
    );
  }
  return parts.join('');
}

/** Null for anything but whole groups of four with padding at the end only. */
function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, o = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) {
      const code = text.charCodeAt(i + k);
      const pad = i + k >= text.length - padding;
      const value = pad ? 0 : code < 128 ? VALUE_OF[code] : -1;
      if (value < 0) return null;
      word = (word << 6) | value;
    }
    for (let k = 16; k >= 0 && o < bytes.length; k -= 8) bytes[o++] = (word >> k) & 255;
  }
  return bytes;
}

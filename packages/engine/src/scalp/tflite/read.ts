/**
 * Reads a TensorFlow Lite file (a FlatBuffer with the identifier "TFL3"; layout: tensorflow/lite/schema/schema.fbs, version 3)
 * into a plain graph: tensors, constants as numbers, operations in the order in which they are to be run.
 *
 * A damaged file must neither crash the reader nor make it ask for much memory, so each read is checked against the file's end
 * and every count against a ceiling before anything is allocated.
 */
import { fail, ok, type Problem, type Result } from '../../result.ts';

export interface Tensor {
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** Values of a constant (half floats widened); null where the tensor is computed. */
  readonly constant: Float32Array | Int32Array | null;
}
export type TensorType = 'float32' | 'float16' | 'int32';

export interface Operation {
  /** Builtin operator code of the schema. */
  readonly code: number;
  /** Name of a custom operation, otherwise empty. */
  readonly customName: string;
  /** Tensor numbers; -1 stands for an optional input left out. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Field of the operation's option table; its schema default when the file leaves it out. */
  option(field: number, kind: 'int8' | 'int32', byDefault: number): number;
  /** Little-endian 32-bit words of a custom operation's options. */
  readonly customOptions: readonly number[];
}

export interface Graph {
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Ceilings: about ten times what a small segmentation network of some 250 KB holds. */
const MAX_TENSORS = 4096;
const MAX_OPERATIONS = 4096;
const MAX_LINKS = 16;
const MAX_RANK = 4;
const MAX_CONSTANT_VALUES = 2 ** 22;
/** Values that all tensors of one graph may hold together, computed ones included. */
const MAX_VALUES = 2 ** 25;

const TYPES: readonly (TensorType | undefined)[] = ['float32', 'float16', 'int32'];
const BYTES_OF_TYPE: Readonly<Record<TensorType, number>> = { float32: 4, float16: 2, int32: 4 };

export function readTflite(bytes: Uint8Array): Result<Graph> {
  if (bytes.length < 8 || String.fromCharCode(...bytes.subarray(4, 8)) !== 'TFL3') return fail('', 'is not a TensorFlow Lite model');
  const file = new FlatBuffer(bytes);
  const model = file.follow(0);
  const graphs = file.tables(model, 2, 1);
  const codes = file.tables(model, 1, MAX_OPERATIONS).map((at) => ({
    // Codes above 127 did not fit the first field; newer files fill both, and the larger is the true one.
    code: Math.max(file.scalar(at, 0, 'int8', 0), file.scalar(at, 3, 'int32', 0)),
    customName: file.text(at, 1),
  }));
  const buffers = file.tables(model, 4, MAX_TENSORS);
  if (file.damaged || graphs.length !== 1) return damaged;

  let valuesLeft = MAX_VALUES;
  let constantValuesLeft = MAX_CONSTANT_VALUES;
  const tensors: Tensor[] = [];
  for (const at of file.tables(graphs[0], 0, MAX_TENSORS)) {
    const shape = file.ints(at, 0, MAX_RANK);
    const type = TYPES[file.scalar(at, 1, 'int8', 0)];
    const buffer = buffers[file.scalar(at, 2, 'int32', 0)];
    if (type === undefined) return fail('', `holds a tensor of number type ${file.scalar(at, 1, 'int8', 0)}, which is not supported`);
    if (buffer === undefined || shape.some((n) => n < 1)) return damaged;
    const values = shape.reduce((product, n) => product * n, 1);
    valuesLeft -= values;
    if (valuesLeft < 0) return tooLarge;
    const content = file.vector(buffer, 0, 1, values * BYTES_OF_TYPE[type]);
    let constant: Tensor['constant'] = null;
    if (content.length > 0) {
      constantValuesLeft -= values;
      if (constantValuesLeft < 0) return tooLarge;
      if (content.length !== values * BYTES_OF_TYPE[type]) return damaged;
      constant = file.numbers(content.at, values, type);
      if (constant instanceof Float32Array && !constant.every(Number.isFinite)) return damaged;
    }
    tensors.push({ shape, type, constant });
  }

  const operations: Operation[] = [];
  for (const at of file.tables(graphs[0], 3, MAX_OPERATIONS)) {
    const code = codes[file.scalar(at, 0, 'int32', 0)];
    if (code === undefined) return damaged;
    const options = file.field(at, 4) === 0 ? 0 : file.follow(file.field(at, 4));
    const custom = file.vector(at, 5, 1, 4 * MAX_LINKS);
    operations.push({
      ...code,
      inputs: file.ints(at, 1, MAX_LINKS),
      outputs: file.ints(at, 2, MAX_LINKS),
      option: (field, kind, byDefault) => (options === 0 ? byDefault : file.scalar(options, field, kind, byDefault)),
      customOptions: Array.from({ length: custom.length >> 2 }, (_, i) => file.int32(custom.at + 4 * i)),
    });
  }
  const inputs = file.ints(graphs[0], 1, MAX_LINKS);
  const outputs = file.ints(graphs[0], 2, MAX_LINKS);
  const known = (i: number): boolean => i >= 0 && i < tensors.length;
  const linked = operations.every((o) => o.outputs.every(known) && o.inputs.every((i) => i === -1 || known(i)));
  if (file.damaged || !linked || !inputs.every(known) || !outputs.every(known)) return damaged;
  return ok({ tensors, operations, inputs, outputs });
}

const damaged: { ok: false; problem: Problem } = fail('', 'is not a whole TensorFlow Lite model: the file is damaged');
const tooLarge: { ok: false; problem: Problem } = fail('', 'is too large a model');

/** Checked access to a FlatBuffer. A read beyond the end yields 0 and marks the file as damaged, so callers check once. */
class FlatBuffer {
  damaged = false;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #inside(at: number, length: number): boolean {
    if (at >= 0 && at + length <= this.#view.byteLength) return true;
    this.damaged = true;
    return false;
  }

  int8(at: number): number {
    return this.#inside(at, 1) ? this.#view.getInt8(at) : 0;
  }

  int32(at: number): number {
    return this.#inside(at, 4) ? this.#view.getInt32(at, true) : 0;
  }

  #uint16(at: number): number {
    return this.#inside(at, 2) ? this.#view.getUint16(at, true) : 0;
  }

  #uint32(at: number): number {
    return this.#inside(at, 4) ? this.#view.getUint32(at, true) : 0;
  }

  /** References are stored as the distance from where they stand. */
  follow(at: number): number {
    return at + this.#uint32(at);
  }

  /** Where a table's field stands, 0 when left out. The table begins with the way back to its vtable, a list of field offsets. */
  field(table: number, field: number): number {
    const vtable = table - this.int32(table);
    const entry = 4 + 2 * field;
    if (entry + 2 > this.#uint16(vtable)) return 0;
    const offset = this.#uint16(vtable + entry);
    return offset === 0 ? 0 : table + offset;
  }

  scalar(table: number, field: number, kind: 'int8' | 'int32', byDefault: number): number {
    const at = this.field(table, field);
    if (at === 0) return byDefault;
    return kind === 'int8' ? this.int8(at) : this.int32(at);
  }

  /** A vector's place and number of items, empty when left out; damaged when it runs over the end or over `most`. */
  vector(table: number, field: number, itemBytes: number, most: number): { at: number; length: number } {
    const reference = this.field(table, field);
    if (reference === 0) return { at: 0, length: 0 };
    const at = this.follow(reference);
    const length = this.#uint32(at);
    if (length > most) this.damaged = true;
    return length <= most && this.#inside(at + 4, length * itemBytes) ? { at: at + 4, length } : { at: 0, length: 0 };
  }

  ints(table: number, field: number, most: number): number[] {
    const { at, length } = this.vector(table, field, 4, most);
    return Array.from({ length }, (_, i) => this.int32(at + 4 * i));
  }

  tables(table: number, field: number, most: number): number[] {
    const { at, length } = this.vector(table, field, 4, most);
    return Array.from({ length }, (_, i) => this.follow(at + 4 * i));
  }

  text(table: number, field: number): string {
    const { at, length } = this.vector(table, field, 1, 256);
    // Names end up in messages, so anything but a plain character becomes a question mark.
    return Array.from({ length }, (_, i) => String.fromCharCode(this.int8(at + i) & 0x7f).replace(/\W/, '?')).join('');
  }

  numbers(at: number, count: number, type: TensorType): Float32Array | Int32Array {
    if (type === 'int32') return Int32Array.from({ length: count }, (_, i) => this.int32(at + 4 * i));
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      values[i] =
        type === 'float16'
          ? halfFloat(this.#uint16(at + 2 * i))
          : this.#inside(at + 4 * i, 4)
            ? this.#view.getFloat32(at + 4 * i, true)
            : 0;
    }
    return values;
  }
}

/** IEEE 754 binary16: 1 sign bit, 5 exponent bits, 10 fraction bits. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
}

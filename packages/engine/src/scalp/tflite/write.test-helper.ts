/** Writes small TensorFlow Lite files for tests, field by field as the schema lays them out. */

export interface SmallModel {
  readonly tensors: readonly SmallTensor[];
  readonly operations: readonly SmallOperation[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}
export interface SmallTensor {
  readonly shape: readonly number[];
  /** Bytes of a constant. */
  readonly content?: Uint8Array;
  /** Number type of the schema: 0 float32 (taken when left out), 1 float16, 2 int32. */
  readonly type?: number;
}
export interface SmallOperation {
  readonly code: number;
  readonly customName?: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options?: Fields;
  readonly customOptions?: Uint8Array;
}

type Fields = Readonly<Record<number, Item>>;
type Item =
  | { readonly int8: number }
  | { readonly int32: number }
  | { readonly bytes: Uint8Array }
  | { readonly ints: readonly number[] }
  | { readonly table: Fields }
  | { readonly tables: readonly Fields[] };

export function floatBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

export function intBytes(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}

/** Half floats given as their 16 bits. */
export function halfBytes(bits: readonly number[]): Uint8Array {
  return new Uint8Array(Uint16Array.from(bits).buffer);
}

export function writeTflite(model: SmallModel): Uint8Array {
  const text = (s: string): Uint8Array => Uint8Array.from(s, (c) => c.charCodeAt(0));
  const constants = model.tensors.flatMap((t) => (t.content === undefined ? [] : [t.content]));
  // Buffer 0 is empty by convention: the tensors that are computed point to it.
  const bufferOf = (t: SmallTensor): number => (t.content === undefined ? 0 : 1 + constants.indexOf(t.content));
  const tensors = model.tensors.map((t): Fields => ({ 0: { ints: t.shape }, 1: { int8: t.type ?? 0 }, 2: { int32: bufferOf(t) } }));
  const operations = model.operations.map(
    (o, i): Fields => ({
      0: { int32: i },
      1: { ints: o.inputs },
      2: { ints: o.outputs },
      ...(o.options === undefined ? {} : { 4: { table: o.options } }),
      ...(o.customOptions === undefined ? {} : { 5: { bytes: o.customOptions } }),
    }),
  );
  const codes = model.operations.map(
    (o): Fields => ({ 0: { int8: o.code }, 1: { bytes: text(o.customName ?? '') }, 3: { int32: o.code } }),
  );
  const graph: Fields = { 0: { tables: tensors }, 1: { ints: model.inputs }, 2: { ints: model.outputs }, 3: { tables: operations } };
  const buffers: Fields[] = [{}, ...constants.map((content): Fields => ({ 0: { bytes: content } }))];
  const out: number[] = [0, 0, 0, 0, ...text('TFL3')];
  putUint32(out, 0, putTable(out, { 0: { int32: 3 }, 1: { tables: codes }, 2: { tables: [graph] }, 4: { tables: buffers } }));
  return Uint8Array.from(out);
}

/** Appends a table, its vtable in front and what it refers to behind; returns where the table begins. */
function putTable(out: number[], fields: Fields): number {
  const numbers = Object.keys(fields).map(Number);
  const vtableBytes = 4 + 2 * (numbers.length === 0 ? 0 : Math.max(...numbers) + 1);
  const vtable = out.length;
  const table = vtable + vtableBytes;
  for (let i = 0; i < vtableBytes + 4 * (numbers.length + 1); i++) out.push(0);
  putUint16(out, vtable, vtableBytes);
  putUint16(out, vtable + 2, 4 * (numbers.length + 1));
  putUint32(out, table, vtableBytes);
  for (const [i, field] of numbers.entries()) {
    const place = table + 4 * (i + 1);
    putUint16(out, vtable + 4 + 2 * field, place - table);
    putItem(out, place, fields[field]);
  }
  return table;
}

function putItem(out: number[], place: number, item: Item): void {
  if ('int8' in item) out[place] = item.int8 & 0xff;
  else if ('int32' in item) putUint32(out, place, item.int32);
  else if ('table' in item) putUint32(out, place, putTable(out, item.table) - place);
  else {
    putUint32(out, place, out.length - place);
    const count = 'bytes' in item ? item.bytes.length : 'ints' in item ? item.ints.length : item.tables.length;
    const start = out.length + 4;
    for (let i = 0; i < 4 + ('bytes' in item ? count : 4 * count); i++) out.push(0);
    putUint32(out, start - 4, count);
    for (let i = 0; i < count; i++) {
      const at = start + 4 * i;
      if ('bytes' in item) out[start + i] = item.bytes[i];
      else if ('ints' in item) putUint32(out, at, item.ints[i]);
      else putUint32(out, at, putTable(out, item.tables[i]) - at);
    }
  }
}

function putUint16(out: number[], at: number, value: number): void {
  out[at] = value & 0xff;
  out[at + 1] = (value >> 8) & 0xff;
}

function putUint32(out: number[], at: number, value: number): void {
  putUint16(out, at, value);
  putUint16(out, at + 2, value >>> 16);
}

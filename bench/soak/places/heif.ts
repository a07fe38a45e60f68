/** Puts items into a HEIF file (ISO/IEC 23008-12 over 14496-12): HEIC and AVIF alike, whatever wrote it, as long as its item places are in `iloc`. */

export interface Item {
  readonly type: 'Exif' | 'mime' | 'grid' | 'hvc1';
  readonly data: Buffer;
  /** Of the reference from this item to others, where there are any. */
  readonly reference: 'cdsc' | 'dimg';
  readonly to: readonly number[];
  /** Boxes that describe this item alone. */
  readonly properties: readonly Buffer[];
}

interface Box {
  readonly type: string;
  /** With its head. */
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** The item that a viewer shows. */
export function primaryItem(file: Buffer): number {
  const pitm = only(metaBoxes(file), 'pitm').content;
  return pitm[0] === 0 ? pitm.readUInt16BE(4) : pitm.readUInt32BE(4);
}

/** Of the first item that is put into it. */
export function nextId(file: Buffer): number {
  return 1 + Math.max(...placesOf(only(metaBoxes(file), 'iloc').content).map(({ id }) => id));
}

/** A coded picture of the file once more, as an item of its own. */
export function pictureAgain(file: Buffer, id: number): Item {
  const iprp = boxes(only(metaBoxes(file), 'iprp').content);
  const list = boxes(only(iprp, 'ipco').content);
  const place = placesOf(only(metaBoxes(file), 'iloc').content).find((one) => one.id === id);
  return {
    type: 'hvc1',
    data: Buffer.concat((place?.extents ?? []).map(({ at, bytes }) => file.subarray(at, at + bytes))),
    reference: 'dimg',
    to: [],
    properties: (associations(only(iprp, 'ipma').content).get(id) ?? []).map((index) => list[(index & 0x7fff) - 1].bytes),
  };
}

/**
 * Their bytes go behind the end of the file, where some writers put them too.
 * @param moreProperties of the primary item
 * @param isLastShown whether the last of the new items becomes the primary one
 */
export function withItems(file: Buffer, items: readonly Item[], moreProperties: readonly Buffer[], isLastShown: boolean): Buffer {
  const top = boxes(file);
  const metaAt = top.findIndex(({ type }) => type === 'meta');
  const before = Buffer.concat(top.slice(0, metaAt).map(({ bytes }) => bytes));
  const after = Buffer.concat(top.slice(metaAt + 1).map(({ bytes }) => bytes));
  const inside = metaBoxes(file);
  const places = placesOf(only(inside, 'iloc').content);
  const primary = primaryItem(file);
  const ids = items.map((_, i) => nextId(file) + i);
  const oldMetaBytes = top[metaAt].bytes.length;
  const changed = (newMetaBytes: number): Buffer => {
    let at = before.length + newMetaBytes + after.length + 8;
    const added = items.map(({ data }, i) => {
      const place: Place = { id: ids[i], method: 0, reference: 0, extents: [{ at, bytes: data.length }] };
      at += data.length;
      return place;
    });
    const moved = places.map((place) =>
      place.method === 0
        ? {
            ...place,
            extents: place.extents.map((one) => ({
              ...one,
              at: one.at >= before.length + oldMetaBytes ? one.at + newMetaBytes - oldMetaBytes : one.at,
            })),
          }
        : place,
    );
    const made = inside.map((one) => {
      if (one.type === 'iloc') return iloc([...moved, ...added]);
      if (one.type === 'iinf') return withEntries(one.content, items, ids);
      if (one.type === 'iprp') return withProperties(one.content, primary, moreProperties, items, ids);
      if (one.type === 'pitm' && isLastShown) return box('pitm', u32(0), u16(ids[ids.length - 1]));
      if (one.type === 'iref') return box('iref', one.content, references(items, ids, one.content[0]));
      return one.bytes;
    });
    if (!inside.some(({ type }) => type === 'iref')) made.push(box('iref', u32(0), references(items, ids, 0)));
    return box('meta', u32(0), ...made);
  };
  const meta = changed(changed(0).length);
  return Buffer.concat([before, meta, after, box('mdat', ...items.map(({ data }) => data))]);
}

interface Place {
  readonly id: number;
  readonly method: number;
  readonly reference: number;
  readonly extents: readonly { readonly at: number; readonly bytes: number }[];
}

function placesOf(content: Buffer): Place[] {
  const version = content[0];
  const [atBytes, lengthBytes, baseBytes, indexBytes] = [
    content[4] >> 4,
    content[4] & 15,
    content[5] >> 4,
    version === 0 ? 0 : content[5] & 15,
  ];
  let at = 6;
  const read = (bytes: number): number => {
    const value = bytes === 0 ? 0 : bytes === 8 ? Number(content.readBigUInt64BE(at)) : content.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  return Array.from({ length: read(version < 2 ? 2 : 4) }, () => {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    const reference = read(2);
    const base = read(baseBytes);
    const extents = Array.from({ length: read(2) }, () => {
      read(indexBytes);
      return { at: base + read(atBytes), bytes: read(lengthBytes) };
    });
    return { id, method, reference, extents };
  });
}

/** Version 1, with four bytes for each place and length and no base. */
function iloc(places: readonly Place[]): Buffer {
  const entries = places.map(({ id, method, reference, extents }) =>
    Buffer.concat([
      u16(id),
      u16(method),
      u16(reference),
      u16(extents.length),
      ...extents.flatMap(({ at, bytes }) => [u32(at), u32(bytes)]),
    ]),
  );
  return box('iloc', u32(0x01000000), Buffer.from([0x44, 0]), u16(places.length), ...entries);
}

function withEntries(content: Buffer, items: readonly Item[], ids: readonly number[]): Buffer {
  const isShort = content[0] === 0;
  const count = isShort ? u16(content.readUInt16BE(4) + items.length) : u32(content.readUInt32BE(4) + items.length);
  const entries = items.map(({ type }, i) =>
    box('infe', u32(0x02000000), u16(ids[i]), u16(0), Buffer.from(type === 'mime' ? 'mime\0application/rdf+xml\0' : `${type}\0`)),
  );
  return box('iinf', content.subarray(0, 4), count, content.subarray(isShort ? 6 : 8), ...entries);
}

function references(items: readonly Item[], ids: readonly number[], version: number): Buffer {
  const id = version === 0 ? u16 : u32;
  const referring = items.flatMap((item, i) => (item.to.length > 0 ? [{ ...item, from: ids[i] }] : []));
  return Buffer.concat(referring.map(({ reference, to, from }) => box(reference, id(from), u16(to.length), ...to.map(id))));
}

function withProperties(content: Buffer, primary: number, more: readonly Buffer[], items: readonly Item[], ids: readonly number[]): Buffer {
  const parts = boxes(content);
  const ipco = only(parts, 'ipco');
  const ipma = only(parts, 'ipma').content;
  const list = [...boxes(ipco.content).map(({ bytes }) => bytes)];
  const indexed = (added: readonly Buffer[]): number[] => added.map((one) => list.push(one));
  const entries = associations(ipma);
  const shared = indexed(more);
  entries.set(primary, [...(entries.get(primary) ?? []), ...shared]);
  for (const [i, { properties, type }] of items.entries())
    if (properties.length > 0) entries.set(ids[i], [...indexed(properties), ...(type === 'grid' ? shared : [])]);
  const written = Array.from(entries, ([id, numbers]) => Buffer.concat([u16(id), Buffer.from([numbers.length]), ...numbers.map(u16)]));
  return box('iprp', box('ipco', ...list), box('ipma', u32(1), u32(written.length), ...written));
}

/** Of each item, which properties of the list are its own, counted from 1; the highest of 16 bits says that one may not be passed over. */
function associations(ipma: Buffer): Map<number, number[]> {
  const idBytes = ipma[0] === 0 ? 2 : 4;
  const unit = (ipma[3] & 1) === 1 ? 2 : 1;
  const entries = new Map<number, number[]>();
  for (let at = 8, left = ipma.readUInt32BE(4); left > 0; left--) {
    const id = ipma.readUIntBE(at, idBytes);
    const count = ipma[at + idBytes];
    at += idBytes + 1;
    entries.set(
      id,
      Array.from({ length: count }, (_, i) => {
        const value = ipma.readUIntBE(at + i * unit, unit);
        return unit === 2 ? value : ((value & 0x80) << 8) | (value & 0x7f);
      }),
    );
    at += count * unit;
  }
  return entries;
}

function metaBoxes(file: Buffer): Box[] {
  return boxes(only(boxes(file), 'meta').content.subarray(4));
}

function only(list: readonly Box[], type: string): Box {
  const found = list.find((one) => one.type === type);
  if (found === undefined) throw new RangeError(`the file has no box ${type}`);
  return found;
}

function boxes(bytes: Buffer): Box[] {
  const found: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at) || bytes.length - at;
    found.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      bytes: bytes.subarray(at, at + length),
      content: bytes.subarray(at + 8, at + length),
    });
    at += length;
  }
  return found;
}

export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([u32(content.length + 8), Buffer.from(type, 'latin1'), content]);
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/**
 * Points in square buckets, as linked lists: `first` holds a bucket's first point, `next` the one after a point, −1 the end. Hot loops walk
 * the lists themselves, as a call for every neighbour costs more than the distance that it measures.
 */
export interface Buckets {
  readonly bucketMm: number;
  readonly columns: number;
  readonly rows: number;
  readonly first: Int32Array;
  readonly next: Int32Array;
}

/** @param capacity the largest index of a point, plus 1 */
export function buckets(widthMm: number, heightMm: number, bucketMm: number, capacity: number): Buckets {
  const columns = Math.max(1, Math.ceil(widthMm / bucketMm));
  const rows = Math.max(1, Math.ceil(heightMm / bucketMm));
  return { bucketMm, columns, rows, first: new Int32Array(columns * rows).fill(-1), next: new Int32Array(capacity).fill(-1) };
}

/** Column or row of a coordinate, among `lines` of them; what lies outside counts to the outermost. */
export function lineOf(atMm: number, bucketMm: number, lines: number): number {
  const line = Math.floor(atMm / bucketMm);
  return line < 0 ? 0 : line >= lines ? lines - 1 : line;
}

export function addPoint(into: Buckets, point: number, xMm: number, yMm: number): void {
  const bucket = bucketOf(into, xMm, yMm);
  into.next[point] = into.first[bucket];
  into.first[bucket] = point;
}

/** Takes a point out of where it was last added. */
export function removePoint(from: Buckets, point: number, xMm: number, yMm: number): void {
  const bucket = bucketOf(from, xMm, yMm);
  if (from.first[bucket] === point) from.first[bucket] = from.next[point];
  else {
    let before = from.first[bucket];
    while (from.next[before] !== point) before = from.next[before];
    from.next[before] = from.next[point];
  }
}

export function bucketOf({ bucketMm, columns, rows }: Buckets, xMm: number, yMm: number): number {
  return lineOf(yMm, bucketMm, rows) * columns + lineOf(xMm, bucketMm, columns);
}

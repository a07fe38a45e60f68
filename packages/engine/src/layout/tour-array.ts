/** A closed tour in an array: who is next, and stretches written anew that can be taken back. */
export class TourArray {
  readonly count: number;
  private readonly points: Int32Array;
  /** Where each point stands in the tour. */
  private readonly place: Int32Array;
  /** What changes have written over: points, and for each stretch its place in the tour, its length and where it lies in `past`. */
  private past = new Int32Array(1024);
  private pastLength = 0;
  private readonly stretches: number[] = [];

  /** @param points the tour, changed in place */
  constructor(points: Int32Array) {
    this.count = points.length;
    this.points = points;
    this.place = new Int32Array(points.length);
    for (let p = 0; p < points.length; p++) this.place[points[p]] = p;
  }

  at(place: number): number {
    return this.points[place];
  }

  placeOf(i: number): number {
    return this.place[i];
  }

  /** The next point of the tour, or the one before. */
  neighbour(i: number, onward: boolean): number {
    const p = this.place[i] + (onward ? 1 : -1);
    return this.points[p < 0 ? this.count - 1 : p < this.count ? p : 0];
  }

  /** Makes the changes so far final. */
  forget(): void {
    this.pastLength = 0;
    this.stretches.length = 0;
  }

  /** Keeps a stretch of the tour that is to be written over; returns where it is kept. */
  remember(first: number, length: number): number {
    const kept = this.pastLength;
    if (kept + length > this.past.length) {
      const longer = new Int32Array(2 * (kept + length));
      longer.set(this.past.subarray(0, kept));
      this.past = longer;
    }
    const toEnd = Math.min(length, this.count - first);
    this.past.set(this.points.subarray(first, first + toEnd), kept);
    this.past.set(this.points.subarray(0, length - toEnd), kept + toEnd);
    this.pastLength += length;
    this.stretches.push(first, length, kept);
    return kept;
  }

  /** Writes kept points into the tour, forwards or backwards; returns the place behind them. */
  write(first: number, from: number, length: number, step: 1 | -1): number {
    const { past, points, place, count } = this;
    let p = first;
    for (let k = 0, q = from; k < length; k++, q += step) {
      const i = past[q];
      points[p] = i;
      place[i] = p;
      p = p + 1 < count ? p + 1 : 0;
    }
    return p;
  }

  /** Takes back all changes since `forget`. */
  undo(): void {
    for (let s = this.stretches.length - 3; s >= 0; s -= 3) this.write(this.stretches[s], this.stretches[s + 2], this.stretches[s + 1], 1);
    this.forget();
  }
}

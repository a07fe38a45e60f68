/**
 * The nearest neighbours of every point, by a tree that follows the points (k-d tree; Bentley 1975): clusters, lines and empty ground cost
 * no more than an even field, as cells of a grid would.
 */

/** Points of a lowest box of the tree. */
const BOX = 6;

export interface DistinctPlaces {
  /** Indices of all points; near points stand near each other. */
  readonly order: Int32Array;
  /** Points in one and the same place stand from `from[p]` to `from[p + 1]` in `order`. */
  readonly from: Int32Array;
}

/** Sorts points into places, halving the ground across its longer side until each part is one place. */
export function distinctPlaces(xMm: Float64Array, yMm: Float64Array): DistinctPlaces {
  const order = new Int32Array(xMm.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  const from = new Int32Array(order.length + 1);
  let count = 0;
  const split = (lo: number, hi: number): void => {
    let left = xMm[order[lo]];
    let right = left;
    let top = yMm[order[lo]];
    let bottom = top;
    for (let q = lo + 1; q < hi; q++) {
      const x = xMm[order[q]];
      const y = yMm[order[q]];
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
    if (left === right && top === bottom) {
      from[count++] = lo;
      return;
    }
    const across = right - left >= bottom - top;
    const at = across ? xMm : yMm;
    const most = across ? right : bottom;
    const least = across ? left : top;
    // between neighbouring numbers the middle may round up to the greater, which would leave one side empty
    const middle = 0.5 * (least + most) < most ? 0.5 * (least + most) : least;
    let a = lo;
    let b = hi;
    while (a < b) {
      if (at[order[a]] <= middle) a++;
      else {
        b--;
        const other = order[b];
        order[b] = order[a];
        order[a] = other;
      }
    }
    split(lo, a);
    split(a, hi);
  };
  if (order.length > 0) split(0, order.length);
  from[count] = order.length;
  return { order, from: from.slice(0, count + 1) };
}

/**
 * @param x, y points in an order in which near ones stand near each other, as `distinctPlaces` gives them
 * @param width neighbours of each point, fewer than there are points
 * @returns the neighbours of point i, the nearest first, from i · width on
 */
export function nearestLists(x: Float64Array, y: Float64Array, width: number): Int32Array {
  const count = x.length;
  const near = new Int32Array(count * width);
  if (width < 1) return near;
  const { boxes, lowest } = boxesOf(x, y);
  const squared = new Float64Array(width);
  const nearest = new Int32Array(width);
  const stack = new Int32Array(64);
  for (let i = 0; i < count; i++) {
    const xi = x[i];
    const yi = y[i];
    let found = 0;
    let reach = Number.POSITIVE_INFINITY;
    // the point's own box first, then what stands beside it on every level up to the root
    let own = lowest + Math.floor(i / BOX);
    stack[0] = own;
    for (;;) {
      let waiting = 1;
      while (waiting > 0) {
        const b = stack[--waiting];
        if (squaredTo(boxes, b, xi, yi) >= reach) continue;
        if (b < lowest) {
          const first = squaredTo(boxes, 2 * b, xi, yi) <= squaredTo(boxes, 2 * b + 1, xi, yi) ? 2 * b : 2 * b + 1;
          stack[waiting++] = first ^ 1;
          stack[waiting++] = first;
          continue;
        }
        const lo = (b - lowest) * BOX;
        const hi = Math.min(count, lo + BOX);
        for (let j = lo; j < hi; j++) {
          const dx = x[j] - xi;
          const dy = y[j] - yi;
          const d = dx * dx + dy * dy;
          if (d >= reach || j === i) continue;
          let q = found < width ? found++ : width - 1;
          while (q > 0 && squared[q - 1] > d) {
            squared[q] = squared[q - 1];
            nearest[q] = nearest[q - 1];
            q--;
          }
          squared[q] = d;
          nearest[q] = j;
          if (found === width) reach = squared[width - 1];
        }
      }
      if (own === 1) break;
      stack[0] = own ^ 1;
      own >>= 1;
    }
    near.set(nearest, i * width);
  }
  return near;
}

/** Left, top, right and bottom of box b from 4 b on; box b holds boxes 2 b and 2 b + 1, and those from `lowest` on hold points. */
function boxesOf(x: Float64Array, y: Float64Array): { boxes: Float64Array; lowest: number } {
  let lowest = 1;
  while (lowest * BOX < x.length) lowest *= 2;
  const boxes = new Float64Array(8 * lowest);
  for (let b = 2 * lowest - 1; b >= 1; b--) {
    let left = Number.POSITIVE_INFINITY;
    let top = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    let bottom = Number.NEGATIVE_INFINITY;
    if (b >= lowest) {
      const lo = (b - lowest) * BOX;
      for (let i = lo; i < Math.min(x.length, lo + BOX); i++) {
        left = Math.min(left, x[i]);
        right = Math.max(right, x[i]);
        top = Math.min(top, y[i]);
        bottom = Math.max(bottom, y[i]);
      }
    } else {
      left = Math.min(boxes[8 * b], boxes[8 * b + 4]);
      top = Math.min(boxes[8 * b + 1], boxes[8 * b + 5]);
      right = Math.max(boxes[8 * b + 2], boxes[8 * b + 6]);
      bottom = Math.max(boxes[8 * b + 3], boxes[8 * b + 7]);
    }
    boxes[4 * b] = left;
    boxes[4 * b + 1] = top;
    boxes[4 * b + 2] = right;
    boxes[4 * b + 3] = bottom;
  }
  return { boxes, lowest };
}

/** Square of the distance from a place to a box. */
function squaredTo(boxes: Float64Array, box: number, x: number, y: number): number {
  const b = 4 * box;
  const dx = x < boxes[b] ? boxes[b] - x : x > boxes[b + 2] ? x - boxes[b + 2] : 0;
  const dy = y < boxes[b + 1] ? boxes[b + 1] - y : y > boxes[b + 3] ? y - boxes[b + 3] : 0;
  return dx * dx + dy * dy;
}

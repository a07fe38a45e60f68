/**
 * How short can a closed tour be? The Held-Karp bound, the yardstick for tours: every tour is a 1-tree (a spanning tree and one edge more),
 * so none is shorter than the shortest 1-tree; a price on every point, raised where the tree branches and lowered where it ends, changes all
 * tours alike and brings the tree up to 0.7-0.8 % below the best tour of random points (Held & Karp 1970, 1971; Johnson, McGeoch & Rothberg
 * 1996).
 *
 * An estimate: the ascent stops after 300 steps, which leaves it 0.01 % below that of 1500, and trees are sought among the edges to 12 near
 * neighbours only, which could leave it too high, though 20 give the same to 0.002 %. On uniform points of a square it is 0.7226 √(nA) for
 * n = 1000 and 0.7141 √(nA) for n = 10,000 (means of ten and of five sets, standard errors 0.002 and 0.0006), on the way to the 0.7080 of
 * Johnson, McGeoch & Rothberg for endless n. Of no use for points along a line: prices would have to grow from one end to the other, and the
 * ascent is too short for that. About 0.25 s for every 1000 points.
 */
const NEAR = 12;
const STEPS = 300;
/** First and last step of the prices, in mean edges of the first tree. */
const FIRST_STEP = 0.2;
const LAST_STEP = 0.002;

/** @returns the estimated bound, in the unit of the coordinates */
export function heldKarpLength(x: Float64Array, y: Float64Array): number {
  const n = x.length;
  if (n < 3) return n === 2 ? 2 * Math.hypot(x[1] - x[0], y[1] - y[0]) : 0;
  const { from, to, length } = nearEdges(x, y);
  const m = from.length;
  let unit = 0;
  const price = new Float64Array(n);
  const degree = new Int32Array(n);
  const before = new Int32Array(n);
  const weight = new Float64Array(m);
  const keys = new Float64Array(m);
  const root = new Int32Array(n);
  const used = new Uint8Array(m);
  const second = new Float64Array(n);
  let best = Number.NEGATIVE_INFINITY;
  for (let step = 0; step < STEPS; step++) {
    let least = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    for (let e = 0; e < m; e++) {
      const w = length[e] + price[from[e]] + price[to[e]];
      weight[e] = w;
      if (w < least) least = w;
      if (w > most) most = w;
    }
    // weight in 2^32 grades and the edge's number in one key, so that typed arrays sort it
    const grade = most > least ? 4294967295 / (most - least) : 0;
    for (let e = 0; e < m; e++) keys[e] = Math.floor((weight[e] - least) * grade) * m + e;
    keys.sort();
    for (let i = 0; i < n; i++) root[i] = i;
    degree.fill(0);
    used.fill(0);
    let sum = 0;
    for (let k = 0, joined = 1; joined < n; k++) {
      const e = keys[k] % m;
      const a = find(root, from[e]);
      const b = find(root, to[e]);
      if (a === b) continue;
      root[a] = b;
      joined++;
      degree[from[e]]++;
      degree[to[e]]++;
      used[e] = 1;
      sum += weight[e];
    }
    if (step === 0) unit = sum / n;
    // the edge more: the longest second-shortest edge of any leaf
    second.fill(Number.POSITIVE_INFINITY);
    for (let e = 0; e < m; e++) {
      if (used[e] === 1) continue;
      second[from[e]] = Math.min(second[from[e]], weight[e]);
      second[to[e]] = Math.min(second[to[e]], weight[e]);
    }
    let leaf = -1;
    for (let i = 0; i < n; i++)
      if (degree[i] === 1 && second[i] < Number.POSITIVE_INFINITY && (leaf < 0 || second[i] > second[leaf])) leaf = i;
    if (leaf >= 0) {
      let e = 0;
      while (used[e] === 1 || weight[e] !== second[leaf] || (from[e] !== leaf && to[e] !== leaf)) e++;
      degree[from[e]]++;
      degree[to[e]]++;
      sum += weight[e];
    }
    for (let i = 0; i < n; i++) sum -= 2 * price[i];
    best = Math.max(best, sum);
    const size = unit * FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (step / (STEPS - 1));
    for (let i = 0; i < n; i++) {
      const d = degree[i] - 2;
      price[i] += size * (0.7 * d + 0.3 * before[i]);
      before[i] = d;
    }
  }
  return best;
}

function find(root: Int32Array, i: number): number {
  let a = i;
  while (root[a] !== a) {
    root[a] = root[root[a]];
    a = root[a];
  }
  return a;
}

/** Edges between near neighbours, and along a snake through the cells of a grid, which joins all points; each edge once. */
function nearEdges(x: Float64Array, y: Float64Array): { from: Int32Array; to: Int32Array; length: Float64Array } {
  const n = x.length;
  let [left, top, right, bottom] = [x[0], y[0], x[0], y[0]];
  for (let i = 1; i < n; i++) {
    left = Math.min(left, x[i]);
    right = Math.max(right, x[i]);
    top = Math.min(top, y[i]);
    bottom = Math.max(bottom, y[i]);
  }
  const cell = Math.max((right - left) / 2000, (bottom - top) / 2000, Math.sqrt((2 * (right - left) * (bottom - top)) / n)) || 1;
  const columns = Math.floor((right - left) / cell) + 1;
  const rows = Math.floor((bottom - top) / cell) + 1;
  const cells: number[][] = Array.from({ length: columns * rows }, () => []);
  for (let i = 0; i < n; i++) cells[Math.floor((y[i] - top) / cell) * columns + Math.floor((x[i] - left) / cell)].push(i);
  const seen = new Set<number>();
  const add = (a: number, b: number): void => {
    seen.add(Math.min(a, b) * n + Math.max(a, b));
  };
  let previous = -1;
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < columns; k++)
      for (const i of cells[row * columns + (row % 2 === 0 ? k : columns - 1 - k)]) {
        if (previous >= 0) add(previous, i);
        previous = i;
      }
  for (let i = 0; i < n; i++) {
    const column = Math.floor((x[i] - left) / cell);
    const row = Math.floor((y[i] - top) / cell);
    let found: { j: number; d: number }[] = [];
    for (let reach = 1; reach < Math.max(columns, rows) + 1; reach++) {
      found = [];
      for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++)
        for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++)
          for (const j of cells[r * columns + c]) if (j !== i) found.push({ j, d: Math.hypot(x[j] - x[i], y[j] - y[i]) });
      found.sort((p, q) => p.d - q.d || p.j - q.j);
      if (found.length >= NEAR && found[NEAR - 1].d <= reach * cell) break;
    }
    for (const { j } of found.slice(0, NEAR)) add(i, j);
  }
  const edges = Array.from(seen);
  const from = Int32Array.from(edges, (e) => Math.floor(e / n));
  const to = Int32Array.from(edges, (e) => e % n);
  return { from, to, length: Float64Array.from(edges, (_, k) => Math.hypot(x[to[k]] - x[from[k]], y[to[k]] - y[from[k]])) };
}

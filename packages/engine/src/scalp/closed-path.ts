/**
 * Cheapest closed path through `columns` columns of `rows` nodes, by dynamic programming around the circle: three laps, the middle one kept,
 * so that start and end agree.
 *
 * @param cost column by column, `cost[column * rows + row]`
 * @param reach largest change of row from one column to the next
 * @param stiffness price of a change of d rows is `stiffness · d²`
 * @returns the row in each column
 */
export function closedPath(cost: Float64Array, columns: number, rows: number, reach: number, stiffness: number): Float64Array {
  const laps = 3;
  const total = cost.slice(0, rows);
  const next = new Float64Array(rows);
  const from = new Int16Array(laps * columns * rows);
  for (let i = 1; i < laps * columns; i++) {
    const column = (i % columns) * rows;
    for (let k = 0; k < rows; k++) {
      let best = Number.POSITIVE_INFINITY;
      let at = k;
      for (let j = Math.max(0, k - reach); j <= Math.min(rows - 1, k + reach); j++) {
        const c = total[j] + stiffness * (k - j) * (k - j);
        if (c < best) {
          best = c;
          at = j;
        }
      }
      next[k] = best + cost[column + k];
      from[i * rows + k] = at;
    }
    total.set(next);
  }
  let k = 0;
  for (let j = 1; j < rows; j++) if (total[j] < total[k]) k = j;
  const path = new Float64Array(columns);
  for (let i = laps * columns - 1; i >= columns; i--) {
    if (i < 2 * columns) path[i % columns] = k;
    k = from[i * rows + k];
  }
  return path;
}

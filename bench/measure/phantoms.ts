/** The program against synthetic scalps whose truth is known: do the intervals hold it, how wide are they, which way do they err. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { median } from '../median.js';
import { type Judged, type JudgedCase, judge } from './phantom-cases.js';

/** @param show also prints every case whose interval misses, for looking into */
export async function phantomTable(count: number, show: boolean): Promise<string[]> {
  const cases = await judged(count);
  const rows = cases.flatMap((one) => one.judged);
  const quantities = [...new Set(rows.map(({ quantity }) => quantity))].sort();
  const lines = ['quantity | scalps | given | 80 % interval holds | median relative width | bias', '---|---|---|---|---|---'];
  for (const quantity of quantities)
    lines.push(
      lineOf(
        quantity,
        rows.filter((row) => row.quantity === quantity),
      ),
    );
  lines.push('', 'the same by skin type (all quantities, and bias of each)');
  for (const skinType of ['I', 'II', 'III', 'IV', 'V', 'VI'] as const) {
    const own = rows.filter((row) => row.skinType === skinType);
    const biases = quantities.map((quantity) => `${quantity} ${percent(bias(own.filter((row) => row.quantity === quantity)))}`);
    lines.push(`${lineOf(skinType, own)} | ${biases.join('; ')}`);
  }
  const refused = cases.filter((one) => one.refused).length;
  const perMegapixel = median(cases.map((one) => one.measuringSeconds / one.megapixels));
  lines.push('', `refused: ${refused} of ${cases.length}; measuring takes ${perMegapixel.toFixed(2)} s a megapixel (median)`);
  if (show)
    for (const row of rows)
      if (!holds(row))
        lines.push(
          `  misses: ${row.quantity} ${row.what}: true ${row.truth.toFixed(3)}, ${row.estimate === null ? 'none given' : `${row.estimate.value.toFixed(3)} (${row.estimate.low.toFixed(3)} to ${row.estimate.high.toFixed(3)})`}`,
        );
  return lines;
}

function lineOf(name: string, rows: readonly Judged[]): string {
  const given = rows.filter((row) => row.estimate !== null);
  const held = given.filter(holds).length / Math.max(1, given.length);
  const width = median(
    given.map(({ estimate }) => (estimate === null ? 0 : (estimate.high - estimate.low) / Math.max(1e-9, estimate.value))),
  );
  return `${name} | ${rows.length} | ${given.length} | ${percent(held)} | ${percent(width)} | ${percent(bias(rows))}`;
}

function holds({ truth, estimate }: Judged): boolean {
  return estimate !== null && estimate.low <= truth && truth <= estimate.high;
}

/** Mean of what was measured over the mean of what is true. */
function bias(rows: readonly Judged[]): number {
  const given = rows.flatMap(({ truth, estimate }) => (estimate === null ? [] : [[estimate.value, truth] as const]));
  const sum = (k: 0 | 1): number => given.reduce((total, pair) => total + pair[k], 0);
  return given.length === 0 ? Number.NaN : sum(0) / sum(1) - 1;
}

function percent(value: number): string {
  return Number.isNaN(value) ? '–' : `${(100 * value).toFixed(1)} %`;
}

/** Shared among as many threads as there are cores; the answers are in the order of the cases whatever the threads do. */
async function judged(count: number): Promise<JudgedCase[]> {
  const threads = Math.min(count, availableParallelism());
  const answers: JudgedCase[] = [];
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      const mine = Array.from({ length: count }, (_, n) => n).filter((n) => n % threads === thread);
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: mine });
      await new Promise<void>((resolve, reject) => {
        worker.on('message', ({ n, answer }: { n: number; answer: JudgedCase }) => {
          answers[n] = answer;
        });
        worker.on('error', reject);
        worker.on('exit', () => resolve());
      });
    }),
  );
  return answers;
}

if (!isMainThread) for (const n of workerData as number[]) parentPort?.postMessage({ n, answer: await judge(n) });

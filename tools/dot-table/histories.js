/** The Monte Carlo behind the dot table: all chunks of all wavelengths on a pool of workers, summed in the order of the chunks. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { NODES } from './nodes.js';

/**
 * @param photons by wavelength
 * @returns by wavelength 1 − C (diameter × distance × depth × melanin × blood × load) and its standard error from the scatter of the chunks
 */
export async function contrasts({ photons, chunks, workers, progress }) {
  const jobs = NODES.nm.flatMap((nm, l) =>
    Array.from({ length: chunks }, (_, chunk) => ({ nm, chunk, photons: Math.round(photons[l] / chunks) })),
  );
  const sums = new Map(NODES.nm.map((nm) => [nm, summing()]));
  let next = 0;
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(new URL('./worker.js', import.meta.url));
      while (next < jobs.length) {
        const job = jobs[next++];
        worker.postMessage(job);
        // rejects when the worker fails
        const [answer] = await once(worker, 'message');
        sums.get(job.nm).add(answer);
        progress(++done / jobs.length);
      }
      await worker.terminate();
    }),
  );
  const results = NODES.nm.map((nm) => sums.get(nm).result());
  return { drops: results.map((r) => r.drop), errors: results.map((r) => r.error) };
}

/** Sums in the order of the chunks, whoever comes first: sums of floating point depend on their order. */
function summing() {
  const waiting = new Map();
  let expected = 0;
  let sum = null;
  const take = (run) => {
    if (sum === null)
      sum = {
        returned: new Float64Array(run.returned.length),
        taken: new Float64Array(run.taken.length),
        squares: new Float64Array(run.taken.length),
        count: 0,
      };
    const tissues = run.returned.length;
    const loads = NODES.opticalLoad.length;
    sum.count++;
    for (let m = 0; m < tissues; m++) sum.returned[m] += run.returned[m];
    for (let i = 0; i < run.taken.length; i++) {
      sum.taken[i] += run.taken[i];
      const share = run.taken[i] / run.returned[Math.floor(i / loads) % tissues];
      sum.squares[i] += share * share;
    }
  };
  return {
    add(run) {
      waiting.set(run.chunk, run);
      for (let run = waiting.get(expected); run !== undefined; run = waiting.get(expected)) {
        waiting.delete(expected++);
        take(run);
      }
    },
    result() {
      const tissues = sum.returned.length;
      const loads = NODES.opticalLoad.length;
      const drop = sum.taken.map((v, i) => v / sum.returned[Math.floor(i / loads) % tissues]);
      const error = sum.squares.map((v, i) => Math.sqrt(Math.max(0, v / sum.count - drop[i] ** 2) / Math.max(1, sum.count - 1)));
      return { drop, error };
    },
  };
}

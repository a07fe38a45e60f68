/** One chunk of packets at one wavelength after another. */
import { parentPort } from 'node:worker_threads';
import { dotRun } from '../../packages/engine/dist/skin/dot-run.js';
import { runInput } from './nodes.js';

parentPort.on('message', ({ nm, chunk, photons }) => {
  const { returned, taken } = dotRun(runInput(nm, chunk, photons));
  parentPort.postMessage({ nm, chunk, photons, returned, taken }, [returned.buffer, taken.buffer]);
});

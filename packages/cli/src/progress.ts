/** Progress on standard error: a bar on a terminal, plain lines elsewhere once a second has passed, nothing with `--json`. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  step(label: string): void;
  done(): void;
}

const QUIET_MS = 1000;

export function progress(steps: number, json: boolean): Progress {
  if (json) return { step: () => {}, done: () => {} };
  if (!process.stderr.isTTY) {
    const start = performance.now();
    return {
      step: (label) => {
        if (performance.now() - start > QUIET_MS) process.stderr.write(`${label} …\n`);
      },
      done: () => {},
    };
  }
  const bar = new SingleBar(
    { format: '{bar} {percentage} %  {label}', clearOnComplete: true, hideCursor: true, stream: process.stderr, barsize: 30 },
    Presets.shades_classic,
  );
  let at = 0;
  bar.start(steps, 0, { label: '' });
  return {
    step: (label) => bar.update(Math.min(steps, at++), { label }),
    done: () => bar.stop(),
  };
}

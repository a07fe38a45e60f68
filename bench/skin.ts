/**
 * `npm run bench:skin`: how long light in skin takes, on one core, beside the times that the project aims at. The median of some runs after
 * warming up.
 */
import {
  contrastAtMm,
  type Deposit,
  depositContrast,
  type Layer,
  plainRun,
  type Result,
  type SkinFit,
  skinFromLab,
  skinLayers,
  skinOfType,
  stackSolver,
  WAVELENGTHS_NM,
} from '@stubble/engine';

interface Row {
  readonly what: string;
  readonly took: string;
  readonly aim: string;
}

const LAB: readonly [number, number, number] = [58, 11, 15];

const eight = WAVELENGTHS_NM.map((nm) => skinLayers(skinOfType('II'), nm));
/** Stratum corneum, epidermis, papillary and reticular dermis, fat. */
const five = eight.map((layers) => [0, 2, 3, 5, 7].map((k) => layers[k]));

const rows: readonly Row[] = [
  spectrum('5 layers, 81 wavelengths', five, 8, '30 ms, stretch 20 ms'),
  spectrum('5 layers, 81 wavelengths', five, 16, ''),
  spectrum('8 layers, 81 wavelengths', eight, 8, ''),
  spectrum('8 layers, 81 wavelengths', eight, 16, ''),
  { what: 'melanin, blood and scattering from one Lab', took: milliseconds(() => kept(skinFromLab(LAB)), 15), aim: '' },
  packets('two layers', twoLayers(), '30,000 /s, stretch 40,000 /s'),
  ...[450, 550, 650].map((nm) => packets(`8 layers of skin at ${nm} nm`, skinLayers(skinOfType('II'), nm), '')),
  { what: 'contrast of one kind of dot, 257 distances', took: milliseconds(preparedDot(), 41), aim: '' },
  { what: 'table look-up per dot', took: lookUp(), aim: '1 µs' },
];
console.table(rows);

function spectrum(what: string, stacks: readonly (readonly Layer[])[], streams: number, aim: string): Row {
  const run = (): void => {
    // a new solver each time: its tables belong to the job
    const solve = stackSolver({ streams });
    for (const layers of stacks) solve(layers);
  };
  return { what: `${what}, ${streams} streams`, took: milliseconds(run, 41), aim };
}

function kept(fit: Result<SkinFit>): void {
  if (!fit.ok) throw new Error(fit.problem.message);
}

function milliseconds(run: () => void, times: number): string {
  for (let k = 0; k < 3; k++) run();
  const took = Array.from({ length: times }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return `${took[times >> 1].toFixed(1)} ms`;
}

/** The two-layer case of the validation table. */
function twoLayers(): Layer[] {
  const layer = { n: 1.4, muSPerMm: 20, g: 0.8 };
  return [
    { ...layer, muAPerMm: 2, thicknessMm: 0.1 },
    { ...layer, muAPerMm: 0.1, thicknessMm: 2 },
  ];
}

function packets(what: string, layers: readonly Layer[], aim: string): Row {
  const count = 20_000;
  plainRun(layers, 2_000, 1);
  const perSecond = Array.from({ length: 5 }, (_, seed) => {
    const start = performance.now();
    plainRun(layers, count, seed);
    return (1000 * count) / (performance.now() - start);
  }).sort((a, b) => a - b);
  return { what: `Monte Carlo packets, ${what}`, took: `${(Math.round(perSecond[2] / 100) * 100).toLocaleString('en')} /s`, aim };
}

function dot(depthMm: number): Deposit {
  return { kind: 'fine', depthMm, diameterMm: 0.25, loadGPerM2: 0.1 };
}

/** Another depth each time, the same skin. */
function preparedDot(): () => void {
  let depthMm = 0.1;
  return () => {
    depthMm += 0.001;
    depositContrast(skinOfType('II'), dot(depthMm));
  };
}

function lookUp(): string {
  const profile = depositContrast(skinOfType('II'), dot(0.1));
  const times = 1_000_000;
  let sum = 0;
  const run = (): void => {
    for (let i = 0; i < times; i++) {
      const rMm = (i % 1000) * 0.006;
      for (let k = 0; k < 3; k++) sum += contrastAtMm(profile, rMm, k as 0 | 1 | 2);
    }
  };
  run();
  const start = performance.now();
  run();
  const tookNs = (1e6 * (performance.now() - start)) / times;
  if (!(sum > 0)) throw new Error('no contrast was read');
  return `${(tookNs / 1000).toFixed(3)} µs`;
}

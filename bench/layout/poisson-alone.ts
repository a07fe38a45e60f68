/** `node poisson-alone.js SCENE FACTOR OUT`: reads a scene file, places its dots by `poisson-disk-sampling` alone, writes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { poissonDisk } from './poisson-disk.ts';

const [sceneFile, factor, out] = process.argv.slice(2);
const scene = JSON.parse(readFileSync(sceneFile, 'utf8'));
const { xMm, yMm } = poissonDisk(
  {
    ...scene,
    totalPerCm2: Float64Array.from(scene.totalPerCm2),
    newPerCm2: Float64Array.from(scene.newPerCm2),
    existingXMm: Float64Array.from(scene.existingMm, (p: readonly number[]) => p[0]),
    existingYMm: Float64Array.from(scene.existingMm, (p: readonly number[]) => p[1]),
  },
  Number(factor),
  Math.random,
);
writeFileSync(out, JSON.stringify({ xMm: Array.from(xMm), yMm: Array.from(yMm) }));

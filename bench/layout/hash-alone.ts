/** `node hash-alone.js`: lays out the head with 5,000 dots and prints the SHA-256 of places, sessions and order. */
import { createHash } from 'node:crypto';
import { layOut, seededRandom } from '@stubble/engine';
import { headScene } from './scenes.ts';

const { xMm, yMm, session, order } = layOut(headScene('head5k', 5_000).scene, seededRandom(1, 'layout'));
const hash = createHash('sha256');
for (const column of [xMm, yMm, session, order]) hash.update(column);
console.log(hash.digest('hex'));

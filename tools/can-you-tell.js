/** Writes docs/can-you-tell.html: patches of hair and of ink from several games, so that no two visits see the same ten pairs. Needs the engine built. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fail, ROOT } from './setup.js';

/** As many games as the page may weigh. */
const SEEDS = [1, 2, 3, 4, 5];
const MOST_BYTES = 1.5e6;
const QUALITY = 76;

const { roundsOneByOne, tellPageHtml } = await import('../packages/engine/dist/index.js');
const sharp = createRequire(join(ROOT, 'packages/files/package.json'))('sharp');

async function uriOf({ width, height, data }) {
  const webp = await sharp(data, { raw: { width, height, channels: 3 } })
    .webp({ quality: QUALITY, smartSubsample: true, effort: 6 })
    .toBuffer();
  return `data:image/webp;base64,${webp.toString('base64')}`;
}

const pool = { hair: [], ours: [], grid: [], 'white-noise': [] };
for (const seed of SEEDS)
  for (const { left, right, ink, kind } of roundsOneByOne(seed)) {
    const [inked, hair] = ink === 'left' ? [left, right] : [right, left];
    pool[kind].push(await uriOf(inked));
    pool.hair.push(await uriOf(hair));
  }
const page = tellPageHtml(pool);
if (page.length > MOST_BYTES) fail(`The page is ${page.length} bytes and should be no more than ${MOST_BYTES}.`);
writeFileSync(join(ROOT, 'docs', 'can-you-tell.html'), page);
process.stdout.write(`docs/can-you-tell.html: ${Math.round(page.length / 1000)} kB, ${pool.hair.length} pairs\n`);

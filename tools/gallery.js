/** `npm run gallery`: makes the README's pictures: the synthetic sample before and healed, and the panel of depths. */

import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT, run, setUp } from './setup.js';

setUp();
const sharp = createRequire(join(ROOT, 'packages/files/package.json'))('sharp');
const stubble = join(ROOT, 'packages/cli/bin/stubble.js');
const sample = join(ROOT, 'out', 'gallery');
run(process.execPath, [stubble, 'phantom', '--stage', '5', '--out', sample], { stdio: 'ignore' });
run(process.execPath, [stubble, 'plan', join(sample, 'photo.png'), '--px-per-mm', '8', '--no-report', '--out', join(sample, 'plan')], {
  stdio: 'ignore',
});

const { SIMULATION_XMP } = await import('../packages/files/dist/index.js');
const HEIGHT = 760;
const halves = await Promise.all(
  ['before.png', 'healed.png'].map((name) =>
    sharp(join(sample, 'plan', name))
      .resize({ height: HEIGHT })
      .toBuffer({ resolveWithObject: true }),
  ),
);
const [{ width }] = halves.map(({ info }) => info);
await sharp({ create: { width: 2 * width + 12, height: HEIGHT, channels: 3, background: '#ffffff' } })
  .composite(halves.map(({ data }, i) => ({ input: data, left: i * (width + 12), top: 0 })))
  .jpeg({ quality: 86 })
  .withXmp(SIMULATION_XMP)
  .toFile(join(ROOT, 'docs', 'gallery', 'sample.jpg'));

const { depthPanelSvg } = await import('../packages/engine/dist/index.js');
const panel = depthPanelSvg();
writeFileSync(join(ROOT, 'docs', 'gallery', 'depth.svg'), panel);
await sharp(Buffer.from(panel), { density: 120 })
  .png({ palette: true })
  .toFile(join(ROOT, 'docs', 'gallery', 'depth.png'));

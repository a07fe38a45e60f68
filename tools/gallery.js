/**
 * `npm run gallery`: makes the README's pictures: the synthetic sample before and healed, its years as a moving picture, synthetic heads and a
 * macro, the panel of depths, and the studio.
 */

import { existsSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildStudio, fail, ROOT, run, STUDIO_DIST, setUp } from './setup.js';

setUp();
const sharp = createRequire(join(ROOT, 'packages/files/package.json'))('sharp');
const stubble = join(ROOT, 'packages/cli/bin/stubble.js');
const sample = join(ROOT, 'out', 'gallery');
run(process.execPath, [stubble, 'phantom', '--stage', '5', '--out', sample], { stdio: 'ignore' });
run(process.execPath, [stubble, 'plan', join(sample, 'photo.png'), '--px-per-mm', '8', '--no-report', '--out', join(sample, 'plan')], {
  stdio: 'ignore',
});

const { SIMULATION_XMP } = await import('../packages/files/dist/index.js');
const YEARS = [
  { file: 'before', label: 'before' },
  { file: 'fresh', label: 'simulation: fresh' },
  { file: 'healed', label: 'simulation: healed, six weeks' },
  { file: 'year-5', label: 'simulation: five years' },
  { file: 'year-10', label: 'simulation: ten years' },
];
const FRAME = { width: 560, delayMs: 1500 };
run(
  process.execPath,
  [stubble, 'render', join(sample, 'plan', 'plan.stubble.json'), '--at-days', '3652', '--out', join(sample, 'plan', 'year-10.png')],
  {
    stdio: 'ignore',
  },
);
const caption = (label, width) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="40"><rect width="${width}" height="40" fill="#16181c" opacity="0.72"/><text x="16" y="26" font-family="DejaVu Sans, sans-serif" font-size="18" fill="#fff">${label}</text></svg>`,
  );
const frames = await Promise.all(
  YEARS.map(async ({ file, label }) =>
    sharp(
      await sharp(join(sample, 'plan', `${file}.png`))
        .pipelineColourspace('scrgb')
        .resize({ width: FRAME.width })
        .png()
        .toBuffer(),
    )
      .composite([{ input: caption(label, FRAME.width), left: 0, top: 0 }])
      .png()
      .toBuffer(),
  ),
);
await sharp(frames, { join: { animated: true } })
  .webp({ quality: 82, delay: frames.map(() => FRAME.delayMs), loop: 0, effort: 5 })
  .withXmp(SIMULATION_XMP)
  .toFile(join(ROOT, 'docs', 'gallery', 'years.webp'));

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

const PHANTOMS = {
  'top-man': ['--type', 'II', '--stage', '4', '--hair-length-mm', '6', '--hair-colour', 'dark-brown', '--seed', '14'],
  'top-woman': ['--sex', 'female', '--type', 'III', '--stage', '3', '--hair-length-mm', '45', '--parting', 'middle', '--seed', '9'],
  front: ['--view', 'front', '--type', 'II', '--stage', '3', '--seed', '8'],
  macro: ['--view', 'macro', '--type', 'III', '--stage', '3'],
};
/** The README's pictures together stay small. */
const PHANTOM = { width: 900, mostBytes: 150_000 };
for (const [name, options] of Object.entries(PHANTOMS)) {
  run(process.execPath, [stubble, 'phantom', ...options, '--out', join(sample, name)], { stdio: 'ignore' });
  const picture = await readFile(join(sample, name, 'photo.png'));
  let quality = 88;
  let webp;
  do {
    webp = await sharp(picture).pipelineColourspace('scrgb').resize({ width: PHANTOM.width }).webp({ quality, effort: 6 }).toBuffer();
    quality -= 8;
  } while (webp.length > PHANTOM.mostBytes && quality > 20);
  writeFileSync(join(ROOT, 'docs', 'gallery', `phantom-${name}.webp`), webp);
}

const { depthPanelSvg } = await import('../packages/engine/dist/index.js');
const panel = depthPanelSvg();
writeFileSync(join(ROOT, 'docs', 'gallery', 'depth.svg'), panel);
await sharp(Buffer.from(panel), { density: 120 })
  .png({ palette: true })
  .toFile(join(ROOT, 'docs', 'gallery', 'depth.png'));

// the studio as it opens, where a browser is installed
const chromium = [process.env.STUBBLE_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => path && existsSync(path));
if (chromium === undefined) process.stdout.write('docs/gallery/studio.png was left as it is: no Chromium is installed.\n');
else {
  if (!buildStudio()) fail('The studio could not be built.');
  const { serveFolder } = await import('../packages/cli/dist/studio-server.js');
  const served = await serveFolder(STUDIO_DIST, [0]);
  if (!served.ok) fail(served.problem.message);
  const playwright = await import('playwright');
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(served.value.url);
  await page.getByRole('button', { name: 'Skip the tour' }).click();
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('Planned:'));
  await page.waitForTimeout(1500);
  const shot = await page.screenshot();
  await browser.close();
  await served.value.close();
  await sharp(shot)
    .png({ palette: true, quality: 90 })
    .toFile(join(ROOT, 'docs', 'gallery', 'studio.png'));
}

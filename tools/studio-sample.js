/** Run before the studio is built. Makes its sample: a synthetic head, and how it looks before and healed for the first paint. Needs the command line built. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, run } from './setup.js';

/** Height of the first pictures: sharp on a laptop, and small enough to be there at once. */
const POSTER_PX = 1100;

const sharp = createRequire(join(ROOT, 'packages/files/package.json'))('sharp');
const { SIMULATION_XMP } = await import('../packages/files/dist/index.js');
const stubble = join(ROOT, 'packages/cli/bin/stubble.js');
const scratch = mkdtempSync(join(tmpdir(), 'stubble-sample-'));
const target = join(ROOT, 'packages/studio/public/sample');
mkdirSync(target, { recursive: true });
const photo = join(scratch, 'photo.png');
run(process.execPath, [stubble, 'phantom', '--stage', '5', '--out', scratch], { stdio: 'ignore' });
run(process.execPath, [stubble, 'plan', photo, '--px-per-mm', '8', '--no-report', '--out', join(scratch, 'plan')], { stdio: 'ignore' });
copyFileSync(photo, join(target, 'photo.png'));
const poster = (name) =>
  sharp(join(scratch, 'plan', `${name}.png`))
    .pipelineColourspace('scrgb')
    .resize({ height: POSTER_PX })
    .jpeg({ quality: 88, chromaSubsampling: '4:4:4' });
await poster('before').toFile(join(target, 'before.jpg'));
await poster('healed').withXmp(SIMULATION_XMP).toFile(join(target, 'healed.jpg'));
rmSync(scratch, { recursive: true, force: true });

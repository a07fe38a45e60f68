/** `npm start [-- PHOTO]`: sets up, plans a photo (or a synthetic sample), and says where to look. */
import { existsSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { fail, ROOT, run, setUp } from './setup.js';

const given = process.argv[2];
// npm changes into the project's folder; what a person types is meant from where she is
const photo = given === undefined ? join(ROOT, 'out', 'sample', 'photo.png') : resolve(process.env.INIT_CWD ?? process.cwd(), given);
if (given !== undefined && !existsSync(photo)) fail(`${given}: there is no such file.`);
setUp();
const stubble = join(ROOT, 'packages', 'cli', 'bin', 'stubble.js');
if (given === undefined) {
  process.stdout.write('\nNo photo was given, so a synthetic one is made (npm start -- my-photo.jpg takes yours).\n');
  run(process.execPath, [stubble, 'phantom', '--stage', '5', '--out', join(ROOT, 'out', 'sample')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
const out = join(ROOT, 'out', given === undefined ? 'sample-plan' : basename(photo, extname(photo)));
process.stdout.write(`\nPlanning ${relative(process.cwd(), photo)} …\n\n`);
run(process.execPath, [stubble, 'plan', photo, '--out', out]);
process.stdout.write(`
Look at
  ${join(out, 'report.html')}   the report: before and after, numbers, notes
  ${join(out, 'healed.png')}    the simulated picture, healed
  ${join(out, 'stencil.pdf')}   the print, at true size

Nothing left this machine.
`);

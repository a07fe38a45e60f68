/** `npm start [-- PHOTO]`: sets up and opens the studio, or plans a photo and says where to look. */
import { existsSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import { buildStudio, fail, ROOT, run, setUp } from './setup.js';

const stubble = join(ROOT, 'packages', 'cli', 'bin', 'stubble.js');
const given = process.argv.slice(2);
if (given.length === 0 || given[0].startsWith('-')) await startStudio(given);
else planPhoto(given[0]);

/** In this process, not in one of its own, so that what ends this ends the studio. */
async function startStudio(flags) {
  setUp();
  if (!buildStudio()) fail('The studio could not be built.');
  process.argv.splice(1, process.argv.length, stubble, 'studio', ...flags);
  await import('../packages/cli/bin/stubble.js');
}

function planPhoto(name) {
  // npm changes into the project's folder; what a person types is meant from where she is
  const photo = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  if (!existsSync(photo)) fail(`${name}: there is no such file.`);
  setUp();
  const out = join(ROOT, 'out', basename(photo, extname(photo)));
  process.stdout.write(`\nPlanning ${relative(process.cwd(), photo)} …\n\n`);
  run(process.execPath, [stubble, 'plan', photo, '--out', out]);
  process.stdout.write(`
Look at
  ${join(out, 'report.html')}   the report: before and after, numbers, notes
  ${join(out, 'healed.png')}    the simulated picture, healed
  ${join(out, 'stencil.pdf')}   the print, at true size

Nothing left this machine.
`);
}

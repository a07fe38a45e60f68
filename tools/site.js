/** `npm run build:site`: the studio as plain files in site/, for any web server, in any folder of it. */
import { cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildStudio, fail, ROOT, STUDIO_DIST, setUp } from './setup.js';

setUp();
if (!buildStudio()) fail('The studio could not be built.');
const { PAGE_POLICY } = await import('../packages/cli/dist/studio-server.js');
const site = join(ROOT, 'site');
const scratch = join(ROOT, 'site.new');
rmSync(scratch, { recursive: true, force: true });
cpSync(STUDIO_DIST, scratch, { recursive: true });
const page = readFileSync(join(scratch, 'index.html'), 'utf8');
const charset = '<meta charset="utf-8" />';
if (!page.includes(charset)) fail('packages/studio/index.html: the policy belongs after its <meta charset>, which is missing.');
// for hosts that send no headers; a page cannot say by itself who may frame it, so that rule is not here
const policy = `<meta http-equiv="Content-Security-Policy" content="${PAGE_POLICY.join('; ')}" />`;
writeFileSync(join(scratch, 'index.html'), page.replace(charset, `${charset}\n    ${policy}`));
rmSync(site, { recursive: true, force: true });
renameSync(scratch, site);
process.stdout.write('The studio is in site/: put these files on any web server.\n');

/** `npm run claims`: writes docs/claims.md from the claims of the engine. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { claimsMarkdown } from '../packages/engine/dist/index.js';
import { ROOT } from './setup.js';

writeFileSync(join(ROOT, 'docs', 'claims.md'), claimsMarkdown());

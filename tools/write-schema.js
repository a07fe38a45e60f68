/** `npm run schema`: writes the plan's JSON Schema to docs/. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planJsonSchema } from '../packages/engine/dist/index.js';
import { ROOT } from './setup.js';

writeFileSync(join(ROOT, 'docs', 'plan.schema.json'), `${JSON.stringify(planJsonSchema(), null, 2)}\n`);

/** `npm run soak -- kills`: saving, killed at random moments, ends in the old or the new, never in half of either. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '@stubble/engine';
import { killCommand, prepare } from './kills/commands.ts';
import type { Fallen } from './kills/fallen.ts';
import { killSaver } from './kills/savers.ts';
import type { Outcome, Part } from './part.ts';

/** In twenty kills five are of `stubble case` and one is of `stubble plan`, which takes the longest by far. */
const ROUND = [
  'set',
  'file',
  'case',
  'set',
  'file',
  'file',
  'case',
  'set',
  'file',
  'set',
  'case',
  'set',
  'file',
  'set',
  'case',
  'file',
  'set',
  'file',
  'case',
  'plan',
] as const;
type Kind = (typeof ROUND)[number];
type Told = Fallen & { readonly kind: Kind };

export const part: Part = {
  name: 'kills',
  says: 'kill -9 at random moments while plans and cases are saved over older ones: wholly old or wholly new, nothing acknowledged lost.',
  count: 1000,
  run,
};

async function run({ count, seed, log }: Parameters<Part['run']>[0]): Promise<Outcome> {
  const home = mkdtempSync(join(tmpdir(), 'stubble-soak-'));
  const wrong: string[] = [];
  const fallen: Told[] = [];
  const began = performance.now();
  try {
    let jobs: Awaited<ReturnType<typeof prepare>> | null = null;
    for (let i = 0; i < count; i++) {
      const kind = ROUND[i % ROUND.length];
      const random = seededRandom(seed, `kill ${i}`);
      if (kind === 'plan' || kind === 'case') jobs ??= await prepare(join(home, 'jobs'));
      const one =
        jobs !== null && (kind === 'plan' || kind === 'case')
          ? await killCommand(jobs[kind], join(home, 'jobs'), random)
          : await killSaver(kind === 'set' ? 'set' : 'file', join(home, 'saver'), seed + i, random);
      fallen.push({ ...one, kind });
      if (one.wrong !== null) wrong.push(`seed ${seed}, kill ${i} (${kind}): ${one.wrong}`);
      if ((i + 1) % 50 === 0)
        log(`${i + 1} of ${count} kills after ${minutesSince(began)} min: ${JSON.stringify(figuresOf(fallen))}, ${wrong.length} wrong`);
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return { figures: figuresOf(fallen), wrong: wrong.slice(0, 50) };
}

function figuresOf(fallen: readonly Told[]): Record<string, number> {
  const number = (is: (one: Told) => boolean): number => fallen.filter(is).length;
  return {
    kills: fallen.length,
    ofStubblePlan: number(({ kind }) => kind === 'plan'),
    ofStubbleCase: number(({ kind }) => kind === 'case'),
    ofSaveAllInALoop: number(({ kind }) => kind === 'set'),
    ofSaveFileInALoop: number(({ kind }) => kind === 'file'),
    insideASave: number(({ inside }) => inside),
    insideASaveOfACommand: number(({ inside, kind }) => inside && (kind === 'plan' || kind === 'case')),
    afterTheRecord: number(({ recorded }) => recorded),
    mixedUntilRecovered: number(({ mixed }) => mixed),
    afterTheEnd: number(({ ended }) => ended),
    acknowledged: number(({ acknowledged }) => acknowledged),
    foundOld: number(({ found }) => found === 'old'),
    foundNew: number(({ found }) => found === 'new'),
  };
}

const minutesSince = (began: number): number => Math.round((performance.now() - began) / 6000) / 10;

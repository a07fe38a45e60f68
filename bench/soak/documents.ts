/** Plans, scenes, designs, patterns, locks, stacks and cases as broken and hostile hands make them: read, and used where they are accepted. */
import { readCase } from '@stubble/case';
import { type Problem, type Random, seededRandom } from '@stubble/engine';
import { KINDS, type Kind, THOROUGH } from './documents/kinds.ts';
import { bombedCase } from './documents/zips.ts';
import type { Outcome, Part } from './part.ts';

const SLOW_MS = 5000;
const RISE_BYTES = 1e9;
const BOMBS = 200;
const BOMB_MS = 50;
const MOST_WRONG = 50;
/** Of accepted plans, one in so many is also forecast, held against the rules or printed. */
const THOROUGH_EVERY = 50;
const LONGEST_SENTENCE = 400;

export const part: Part = {
  name: 'documents',
  says:
    'Mutated plans, scenes, designs, patterns, locks, stacks and cases are read, and used where they are accepted: nothing is thrown, nothing takes 5 s or a ' +
    'gigabyte, no prototype changes, no entry with a path is read, and what is refused is refused in one sentence.',
  count: 50_000,
  run,
};

async function run({ count, seed, log }: Parameters<Part['run']>[0]): Promise<Outcome> {
  const prototypes = prototypesNow();
  const read = new Map(KINDS.map(({ name }) => [name, { accepted: 0, refused: 0 }]));
  const wrong: string[] = [];
  const slowest = { ms: 0, index: 0 };
  const sentences = new Set<string>();
  let mostRise = 0;
  let wrongs = 0;
  const say = (what: string): void => {
    wrongs++;
    if (wrong.length < MOST_WRONG) wrong.push(`seed ${seed}: ${what}`);
  };
  for (let index = 0; index < count; index++) {
    const random = seededRandom(seed, `document ${index}`);
    const kind = kindFor(random);
    const sayOfIt = (what: string): void => say(`${kind.name} ${index} ${what}`);
    const made = kind.made(random);
    const before = peakBytes();
    const from = process.cpuUsage();
    try {
      const found = await made(index % THOROUGH_EVERY === 0 ? THOROUGH[(index / THOROUGH_EVERY) % THOROUGH.length] : null);
      const tally = read.get(kind.name);
      if (tally !== undefined) tally[found.problem === null ? 'accepted' : 'refused']++;
      if (found.wrong !== null) sayOfIt(found.wrong);
      const fault = found.problem === null ? null : sentenceFault(found.problem);
      if (fault !== null) sayOfIt(fault);
      if (found.problem !== null) sentences.add(found.problem.message.replace(/\d+/g, '0').slice(0, 60));
    } catch (error) {
      sayOfIt(`threw ${String(error instanceof Error ? (error.stack ?? error.message) : error).slice(0, 300)}`);
    }
    // of this process, not of the clock: other work may run beside it
    const { user, system } = process.cpuUsage(from);
    const ms = (user + system) / 1000;
    if (ms > slowest.ms) Object.assign(slowest, { ms, index });
    if (ms > SLOW_MS) sayOfIt(`took ${Math.round(ms)} ms`);
    const bytes = peakBytes();
    if (bytes - before > RISE_BYTES) sayOfIt(`took ${Math.round((bytes - before) / 1e6)} MB more memory`);
    mostRise = Math.max(mostRise, bytes - before);
    if (prototypesNow() !== prototypes) {
      sayOfIt('changed a prototype');
      break;
    }
    if ((index + 1) % 2500 === 0) log(`${index + 1} of ${count} documents, ${wrongs} wrong`);
  }
  const bombs = Math.ceil((BOMBS * count) / part.count);
  const slowestBombMs = Math.max(...Array.from({ length: bombs }, (_, k) => triedBomb(seededRandom(seed, `bomb ${k}`), k)));
  return {
    figures: {
      documents: count,
      ...Object.fromEntries([...read].flatMap(([name, { accepted, refused }]) => [[name, `${accepted} accepted, ${refused} refused`]])),
      differentSentences: sentences.size,
      slowestMs: Math.round(slowest.ms),
      slowestIndex: slowest.index,
      mostMemoryRiseMB: Math.round(mostRise / 1e6),
      bombsInCases: bombs,
      slowestBombMs: Math.round(10 * slowestBombMs) / 10,
      wrong: wrongs,
    },
    wrong,
  };

  /** How long a case with a bomb in it takes to be refused: the shorter of two times, since memory may just then be tidied up. */
  function triedBomb(random: Random, k: number): number {
    const bytes = bombedCase(random);
    const ms = Math.min(
      ...[0, 1].map(() => {
        const from = process.cpuUsage();
        if (readCase(bytes).ok) say(`bomb ${k} was read`);
        return process.cpuUsage(from).user / 1000;
      }),
    );
    if (ms > BOMB_MS) say(`bomb ${k} took ${Math.round(ms)} ms`);
    return ms;
  }
}

/** Each kind as often as its share says. */
const SHARED: readonly Kind[] = KINDS.flatMap((kind) => Array<Kind>(kind.share).fill(kind));

function kindFor(random: Random): Kind {
  return SHARED[random.below(SHARED.length)];
}

/** What a sentence must not be: long, of several lines, or with a stack, or with what a terminal obeys. */
function sentenceFault({ path, message }: Problem): string | null {
  const said = `${path}: ${message}`;
  if (message === '' || said.length > LONGEST_SENTENCE) return `says ${said.length} characters: ${JSON.stringify(said.slice(0, 200))}`;
  if (/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(said)) return `says what a terminal obeys: ${JSON.stringify(said)}`;
  return /\bat \S+:\d+|Error\b|undefined|\[object/.test(said) ? `says what only a programmer reads: ${JSON.stringify(said)}` : null;
}

/** Everything that all objects, lists and texts of this process have from their prototypes. */
function prototypesNow(): string {
  return [Object.prototype, Array.prototype, String.prototype, Number.prototype, Function.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).map(String).join())
    .join(';');
}

/** The most that this process has held so far. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}

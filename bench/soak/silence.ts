/** Every command with a watch on all that Node can reach a network by: nothing is looked up or connected to, and only the studio listens, on loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../root.ts';
import { type Outcome, type Part, STUBBLE } from './part.ts';

const HOOK = join(ROOT, 'bench/soak/silence-hook.js');
const BUILT_STUDIO = join(ROOT, 'packages/studio/dist/index.html');
const LOOPBACK = /^(127\.0\.0\.1|::1|localhost):/;

interface Noted {
  readonly what: string;
  readonly where: string;
}

export const part: Part = {
  name: 'silence',
  says: 'Every command in a process whose connections, look-ups, sockets and programs are written down: none goes elsewhere.',
  count: 1,
  async run({ count, seed, log }): Promise<Outcome> {
    const folder = mkdtempSync(join(tmpdir(), 'stubble-silence-'));
    try {
      const watch = new Watch(folder);
      await watch.sees();
      for (let round = 0; round < count; round++) {
        for (const argv of commandsIn(folder, seed + round)) await watch.command(argv);
        if (existsSync(BUILT_STUDIO)) await watch.studio();
        log(`round ${round + 1} of ${count}: ${watch.commands} commands, ${watch.wrong.length} wrong`);
      }
      return watch.outcome();
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** Each command of the command line but the studio, in an order in which each finds what it needs. */
function commandsIn(folder: string, seed: number): string[][] {
  const at = (name: string): string => join(folder, name);
  writeFileSync(
    at('design.json'),
    JSON.stringify({
      format: 'stubble-design',
      version: 1,
      unit: 'px',
      zone: [
        [70, 70],
        [120, 70],
        [120, 130],
      ],
    }),
  );
  const four = [5, 5, 5, 5];
  writeFileSync(
    at('scene.json'),
    JSON.stringify({
      format: 'stubble-scene',
      version: 1,
      widthMm: 20,
      heightMm: 20,
      cellMm: 10,
      columns: 2,
      rows: 2,
      totalPerCm2: four,
      newPerCm2: four,
      existingMm: [],
      clearanceMm: 0.36,
    }),
  );
  const seeded = ['--seed', String(seed)];
  const [photo, plan, hair] = [at('scalp/photo.png'), at('plan/plan.stubble.json'), ['--follicles', '200', '--years', '2', ...seeded]];
  return [
    ['phantom', '--px-per-mm', '1', '--out', at('scalp'), ...seeded],
    [
      'plan',
      photo,
      '--px-per-mm',
      '4',
      '--view',
      'top',
      '--mode',
      'density',
      '--design',
      at('design.json'),
      '--out',
      at('plan'),
      ...seeded,
    ],
    ['measure', photo, '--px-per-mm', '4'],
    ['layout', at('scene.json'), '--out', at('dots.json'), ...seeded],
    ['skin', '--type', 'III'],
    ['render', plan, '--out', at('healed.png'), '--distance-m', '1'],
    ['forecast', plan, ...seeded],
    ['forecast', '--type', 'III', ...seeded],
    ['hairloss', ...hair],
    ['compare', ...hair],
    ['stencil', plan, '--dots', '--out', at('sheets.pdf')],
    ...['svg', 'csv', 'png'].map((format) => ['export', plan, '--format', format, '--out', at(`dots.${format}`)]),
    ['check', plan],
    ['case', plan, '--out', at('plain.stubble')],
    ['case', plan, '--encrypt', '--out', at('locked.stubble')],
    ['check', at('locked.stubble')],
    ['lock', plan, '--out', at('made.lock.json')],
    ['lock', at('made.lock.json')],
    ['marker', '--out', at('marker.pdf')],
    ['--help'],
    ['--version'],
  ];
}

class Watch {
  readonly wrong: string[] = [];
  commands = 0;
  private processes = 0;
  private listened = 0;
  private readonly log: string;
  private readonly env: NodeJS.ProcessEnv;

  constructor(folder: string) {
    this.log = join(folder, 'noted.jsonl');
    this.env = {
      ...process.env,
      // inherited by the processes that a command starts
      NODE_OPTIONS: `--import=${pathToFileURL(HOOK).href}`,
      STUBBLE_SILENCE_LOG: this.log,
      STUBBLE_PASSPHRASE: 'not of any person',
    };
  }

  /** Whether the watch sees what it is to see; all of it stays on this machine, where nobody listens. */
  async sees(): Promise<void> {
    const attempts = `
      import { createSocket } from 'node:dgram';
      import { lookup } from 'node:dns';
      import { resolve4 } from 'node:dns/promises';
      import { get } from 'node:http';
      import { connect } from 'node:net';
      import { spawn } from 'node:child_process';
      const quiet = () => {};
      fetch('http://127.0.0.1:9/').catch(quiet);
      get('http://127.0.0.1:9/').on('error', quiet);
      connect(9, '127.0.0.1').on('error', quiet);
      lookup('localhost', quiet);
      resolve4('').catch(quiet);
      createSocket('udp4').close();
      spawn(process.execPath, ['--version']).on('error', quiet);`;
    writeFileSync(this.log, '');
    await ended(spawn(process.execPath, ['--input-type=module', '-e', attempts], { env: this.env, stdio: 'ignore' }));
    const seen = this.noted().map(({ what }) => what);
    for (const what of ['global.fetch', 'http.get', 'net.connect', 'dns.lookup', 'dns.resolve4', 'dgram.createSocket', 'process.spawn'])
      if (!seen.includes(what)) this.wrong.push(`the watch does not see ${what}`);
  }

  async command(argv: readonly string[]): Promise<void> {
    writeFileSync(this.log, '');
    const child = spawn(process.execPath, [STUBBLE, ...argv], { env: this.env, stdio: ['ignore', 'ignore', 'pipe'] });
    const said = textOf(child);
    const code = await ended(child);
    if (code !== 0) this.wrong.push(`stubble ${argv[0]} ends with ${code}: ${said().trim().slice(-300)}`);
    this.judge(argv[0], false);
  }

  /** Started, asked for its page as a browser would, and told to end. */
  async studio(): Promise<void> {
    writeFileSync(this.log, '');
    const child = spawn(process.execPath, [STUBBLE, 'studio', '--no-open', '--port', '0'], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = textOf(child);
    const end = ended(child);
    const url = await Promise.race([firstAddress(child), end.then(() => null)]);
    if (url === null) this.wrong.push(`stubble studio does not start: ${said().trim().slice(-300)}`);
    else {
      const status = await statusOf(url);
      if (status !== 200) this.wrong.push(`stubble studio answers with ${status}`);
      child.kill('SIGTERM');
    }
    await end;
    this.judge('studio', true);
  }

  private judge(command: string, mayListen: boolean): void {
    this.commands++;
    for (const { what, where } of this.noted()) {
      if (what === 'loaded') this.processes++;
      else if (what === 'listen.listen' && mayListen && LOOPBACK.test(where)) this.listened++;
      // Node asks so for what is an address already, which it answers itself
      else if (what === 'dns.lookup' && isIP(where) !== 0) continue;
      // its own decoder
      else if (!(what.startsWith('process.') && where === process.execPath)) this.wrong.push(`stubble ${command}: ${what} ${where}`);
    }
  }

  private noted(): Noted[] {
    return readFileSync(this.log, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Noted);
  }

  outcome(): Outcome {
    return {
      figures: {
        commands: this.commands,
        studio: existsSync(BUILT_STUDIO) ? 'started, asked and ended' : 'not built: not tried',
        processesWatched: this.processes,
        listenedOnLoopback: this.listened,
        reachedElsewhere: this.wrong.length,
      },
      wrong: this.wrong.slice(0, 50),
    };
  }
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('close', (code) => resolve(code));
    child.once('error', reject);
  });
}

function textOf(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return () => text;
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const found = /http:\/\/\S+/.exec(text);
      if (found !== null) resolve(found[0]);
    });
  });
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', reject);
  });
}

/** A process that runs commands of the built command line as they are asked for, and all that it says. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** Plain JavaScript, so that it is the same file for sources and for their build. */
const PROGRAM = join(ROOT, 'bench/commands.js');
const MAIN = join(ROOT, 'packages/cli/dist/main.js');

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Runner {
  run(argv: readonly string[]): Promise<Said>;
  /** Ends it; what came past the program's own writing, as from libraries in other languages. */
  end(): Promise<string>;
}

/** @param folder in which the commands run */
export function startRunner(folder: string, env: NodeJS.ProcessEnv): Runner {
  const child = fork(PROGRAM, { cwd: folder, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env });
  let past = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      past += text;
    });
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(past)));
  return {
    run: (argv) => answerOf(child, { main: MAIN, argv }),
    end: () => {
      child.kill();
      return ended;
    },
  };
}

function answerOf(child: ChildProcess, request: object): Promise<Said> {
  return new Promise((resolve, reject) => {
    const ended = (): void => reject(new Error('the process that runs the commands has ended'));
    child.once('close', ended);
    child.once('message', (answer: Said) => {
      child.off('close', ended);
      resolve(answer);
    });
    child.send(request);
  });
}

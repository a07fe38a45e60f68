/** Commands of the built program, one after another in one process. */
import { startRunner } from '../../../bench/command-runner.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Commands {
  /** What each of them said, in turn. */
  run(...commands: readonly (readonly string[])[]): Promise<Ran[]>;
  end(): Promise<void>;
}

/**
 * For tests of many commands: the program runs anew for each, and what all of them load is loaded once, which is most of what a small one takes. That two
 * processes give the same, and how one ends, is told by commands that have a process of their own.
 */
export function startCommands(folder: string, env: NodeJS.ProcessEnv = process.env): Commands {
  const runner = startRunner(folder, env);
  return {
    async run(...commands) {
      const ran: Ran[] = [];
      for (const argv of commands) ran.push(await runner.run(argv));
      return ran;
    },
    async end() {
      const past = await runner.end();
      // as from libraries in other languages: a user would see that too
      if (past !== '') throw new Error(`written past the program: ${past}`);
    },
  };
}

/** The passphrase of an encrypted case: out of the environment, or asked for on a terminal, which does not show it. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { fail, ok, type Result } from '@stubble/engine';

const VARIABLE = 'STUBBLE_PASSPHRASE';

/** For a case that exists. */
export async function passphraseToOpen(path: string): Promise<Result<string>> {
  const given = process.env[VARIABLE] ?? '';
  if (given !== '') return ok(given);
  if (!atTerminal()) return fail(path, `is encrypted; ${NO_TERMINAL}`);
  const typed = await asked(`Passphrase of ${path}: `);
  return typed === '' ? fail(path, 'is encrypted, and no passphrase was typed') : ok(typed);
}

/** For a case that is being made; typed twice, because a slip would lock it for ever. */
export async function passphraseToSet(): Promise<Result<string>> {
  const given = process.env[VARIABLE] ?? '';
  if (given !== '') return ok(given);
  if (!atTerminal()) return fail('--encrypt', `needs a passphrase; ${NO_TERMINAL}`);
  const typed = await asked('New passphrase: ');
  if (typed === '') return fail('--encrypt', 'needs a passphrase, and none was typed');
  return (await asked('The same again: ')) === typed ? ok(typed) : fail('--encrypt', 'the two passphrases differ; nothing was written');
}

const NO_TERMINAL = `set ${VARIABLE}, or run this on a terminal, where it is asked for`;

function atTerminal(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** One line; empty when the input ends before it. */
function asked(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  // only now, when the terminal no longer shows what is typed
  process.stderr.write(question);
  return new Promise((resolve) => {
    let typed = '';
    lines.once('line', (line) => {
      typed = line;
      lines.close();
    });
    lines.once('SIGINT', () => {
      lines.close();
      process.kill(process.pid, 'SIGINT');
    });
    lines.once('close', () => {
      process.stderr.write('\n');
      resolve(typed);
    });
  });
}

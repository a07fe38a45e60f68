/**
 * Runs commands of the built command line one after another in this process, as its parent asks: what a command loads and works out once need not be
 * had again for the next of a few hundred. Each request is { main, argv }, each answer { code, out, err }.
 */
import { pathToFileURL } from 'node:url';

let calls = 0;

// who asked is gone, perhaps in the middle of a command
process.on('disconnect', () => process.exit());

process.on('message', async ({ main, argv }) => {
  const said = { out: '', err: '' };
  const [writeOut, writeErr] = [process.stdout.write, process.stderr.write];
  process.stdout.write = (text) => keep('out', text);
  process.stderr.write = (text) => keep('err', text);
  process.argv = [process.execPath, main, ...argv];
  process.exitCode = 0;
  try {
    // under another address each time, so that the program runs anew while its parts stay loaded
    await import(`${pathToFileURL(main).href}?${calls++}`);
  } catch (error) {
    said.err += `${error}\n`;
    process.exitCode = 3;
  }
  [process.stdout.write, process.stderr.write] = [writeOut, writeErr];
  process.send({ code: process.exitCode, ...said });

  function keep(stream, text) {
    said[stream] += text;
    return true;
  }
});

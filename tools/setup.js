/** Makes a fresh clone ready: installs what the lock file names and builds. Uses nothing but Node, as nothing else is there yet. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.stubble-lock');

/** Runs a command of this machine in the project; ends the program with its code when it fails. */
export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (done.error) fail(`${command} could not be started: ${done.error.message}`);
  if (done.status !== 0) process.exit(done.status ?? 1);
  return done;
}

/** Path of a program that a package brought along. */
export function installed(...parts) {
  return join(ROOT, 'node_modules', ...parts);
}

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

export function setUp() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Stubble needs Node 20.19 or later; this is ${process.versions.node}.`);
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== lock) {
    process.stdout.write('Installing the packages that the lock file names …\n');
    run('npm', ['ci', '--ignore-scripts']);
    writeFileSync(STAMP, lock);
  }
  run(process.execPath, [installed('typescript', 'bin', 'tsc'), '-b']);
}

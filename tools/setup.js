/** Makes a fresh clone ready: installs what the lock file names and builds. Uses nothing but Node, as nothing else is there yet. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.stubble-lock');
const STUDIO_STAMP = join(ROOT, 'node_modules', '.stubble-studio');
/** What the studio is built from. */
const STUDIO_SOURCES = ['packages/studio', 'packages/engine/src', 'packages/case/src', 'package-lock.json'];
export const STUDIO_DIST = join(ROOT, 'packages', 'studio', 'dist');

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

/** Builds the studio unless it is there and nothing that it is built from has changed; false when that failed. */
export function buildStudio() {
  const now = stateOf(STUDIO_SOURCES);
  const built = existsSync(join(STUDIO_DIST, 'index.html')) && existsSync(STUDIO_STAMP) && readFileSync(STUDIO_STAMP, 'utf8') === now;
  if (built) return true;
  process.stdout.write('Building the studio …\n');
  run(process.execPath, [join(ROOT, 'tools', 'studio-sample.js')]);
  const vite = [installed('vite', 'bin', 'vite.js'), 'build', 'packages/studio', '--config', 'packages/studio/vite.config.ts'];
  const done = spawnSync(process.execPath, [...vite, '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' });
  if (done.status !== 0) return false;
  writeFileSync(STUDIO_STAMP, now);
  return true;
}

/** One hash of the names, sizes and times of all files under these paths, but for what was made or installed there. */
function stateOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { mtimeMs, size } = statSync(join(ROOT, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const path of paths) {
    if (!statSync(join(ROOT, path)).isDirectory()) {
      add(path);
      continue;
    }
    for (const entry of readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).sort()) {
      const [top] = entry.split(/[\\/]/);
      if (top !== 'dist' && top !== 'public' && top !== 'node_modules' && statSync(join(ROOT, path, entry)).isFile())
        add(join(path, entry));
    }
  }
  return hash.digest('hex');
}

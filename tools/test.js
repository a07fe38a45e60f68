/** `npm test`: sets up, then checks style and types and runs every test; the last line counts them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStudio, installed, ROOT, setUp } from './setup.js';

setUp();

const step = (name, args) => {
  process.stdout.write(`\n${name}\n`);
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
};
const scratch = mkdtempSync(join(tmpdir(), 'stubble-test-'));
const record = join(scratch, 'tests.json');
const counts = { passed: 0, failed: 0, skipped: 0 };
const count = (ok) => {
  counts[ok ? 'passed' : 'failed'] += 1;
};
count(step('Style and layers', [installed('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.']));
count(step('Types of the tests', [installed('typescript', 'bin', 'tsc'), '-p', 'tsconfig.test.json']));
count(step('Types of the studio', [installed('typescript', 'bin', 'tsc'), '-p', 'packages/studio']));
process.stdout.write('\nThe studio\n');
count(buildStudio());
const only = process.argv.slice(2);
const ran = step('Tests', [
  installed('vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${record}`,
  ...only,
]);
try {
  const results = JSON.parse(readFileSync(record, 'utf8'));
  counts.passed += results.numPassedTests;
  counts.failed += results.numFailedTests;
  counts.skipped += results.numPendingTests + (results.numTodoTests ?? 0);
} catch {
  process.stderr.write('The test runner left no record.\n');
}
rmSync(scratch, { recursive: true, force: true });
// a file that cannot even be loaded fails without a failed test
if (!ran && counts.failed === 0) counts.failed = 1;
process.stdout.write(`\ntests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exit(counts.failed === 0 ? 0 : 1);

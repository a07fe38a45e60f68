/** The rules of the house that no compiler checks. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ENGINE = join(ROOT, 'packages/engine/src');

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/\.(test|test-helper)\.ts$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
}

const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/** Of files that each import one thing: those that the linter stops. */
function stopped(files: readonly (readonly [file: string, imported: string])[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'stubble-layers-'));
  copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
  files.forEach(([file, imported]) => {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `import { thing } from '${imported}';\n\nexport const used = thing;\n`);
  });
  const done = spawnSync(process.execPath, [BIOME, 'lint', '--vcs-enabled=false', '--max-diagnostics=100', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  const report = `${done.stdout}${done.stderr}`;
  return files.flatMap(([file]) => (report.includes(`${file}:1:`) ? [file] : []));
}

test('the linter stops imports against the table of layers, and lets those along it pass', () => {
  const against = [
    ['packages/engine/src/head/a.ts', '../render/render.ts'],
    ['packages/engine/src/layout/a.ts', '../render/render.ts'],
    ['packages/engine/src/measure/a.ts', '../design/design.ts'],
    ['packages/engine/src/output/a.ts', '../pipeline.ts'],
    ['packages/engine/src/hairloss/a.ts', '../forecast/forecast.ts'],
    ['packages/engine/src/compare/a.ts', '../advise/future.ts'],
    ['packages/engine/src/render/a2.ts', '../advise/future.ts'],
    ['packages/engine/src/render/a.ts', 'node:fs'],
    ['packages/engine/src/a.ts', '@stubble/files'],
    ['packages/case/src/a.ts', 'node:fs'],
    ['packages/files/src/a.ts', '@stubble/cli'],
    ['packages/studio/src/a.tsx', '@stubble/files'],
    ['packages/studio/src/steps/a.ts', 'node:fs'],
  ] as const;
  const along = [
    ['packages/engine/src/render/b.ts', '../skin/dot.ts'],
    ['packages/engine/src/design/b.ts', '../measure/measure.ts'],
    ['packages/engine/src/advise/b.ts', '../layout/layout.ts'],
    ['packages/engine/src/output/b.ts', '../advise/future.ts'],
    ['packages/files/src/b.ts', 'node:fs'],
    ['packages/studio/src/b.tsx', '@stubble/case'],
  ] as const;
  expect(stopped([...against, ...along])).toEqual(against.map(([file]) => file));
});

test('the engine uses no chance, no clock, no global of Node or of a browser, and few libraries', () => {
  const forbidden =
    /\bMath\.random\b|\bnew Date\b|\bDate\.now\b|\bperformance\.now\b|\bprocess\.|\bBuffer\.|\bglobalThis\b|\bsetTimeout\b|\bfetch\(/;
  const found: string[] = [];
  const libraries = new Set<string>();
  for (const { path, text } of sources(ENGINE)) {
    if (path.endsWith('report-slider.ts')) continue; // holds the script of the report's page
    for (const line of text.split('\n')) if (forbidden.test(line)) found.push(`${path}: ${line.trim()}`);
    for (const [, name] of text.matchAll(/from '([^.][^']*)'/g)) libraries.add(name);
  }
  expect({ found, libraries: [...libraries].sort() }).toEqual({
    found: [],
    libraries: [
      '@cantoo/pdf-lib',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      '@observablehq/plot',
      'culori/fn',
      'linkedom/worker',
      'zod',
    ],
  });
});

test('layout uses only + − × ÷ √, which are the same in every JavaScript engine', () => {
  const found: string[] = [];
  for (const { path, text } of sources(join(ENGINE, 'layout'))) {
    if (/[\w)\]] \*\* /.test(text.replace(/\/\*[\s\S]*?\*\//g, ''))) found.push(`${path}: **`);
    for (const [, name] of text.matchAll(/\bMath\.(\w+)/g))
      if (!['sqrt', 'floor', 'ceil', 'round', 'min', 'max', 'abs', 'PI'].includes(name)) found.push(`${path}: ${name}`);
  }
  expect(found).toEqual([]);
});

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly optional?: boolean;
}

test('the lock file is whole: every package that another one names is in it, and nothing runs at installation', () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const missing: string[] = [];
  const scripts: string[] = [];
  for (const [at, entry] of Object.entries(packages)) {
    if (entry.hasInstallScript && !entry.optional) scripts.push(at);
    const named = {
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...(at === '' || at.startsWith('packages/') ? entry.devDependencies : {}),
    };
    for (const name of Object.keys(named)) {
      // Node looks in the folder of the package and then in each one above it
      let folder = at;
      let found = false;
      while (!found) {
        found = `${folder === '' ? '' : `${folder}/`}node_modules/${name}` in packages;
        if (found || folder === '') break;
        folder = folder.includes('node_modules/') ? folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '') : '';
      }
      if (!found) missing.push(`${at} needs ${name}`);
    }
  }
  expect({ missing, scripts }).toEqual({ missing: [], scripts: [] });
});

test('versions are exact', () => {
  const loose: string[] = [];
  for (const file of ['package.json', ...['engine', 'case', 'files', 'cli', 'studio'].map((name) => `packages/${name}/package.json`)]) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Locked;
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      if (!/^\d+\.\d+\.\d+$/.test(version)) loose.push(`${file}: ${name} ${version}`);
  }
  expect(loose).toEqual([]);
});

/** What ships is listed, and may ship: the bill of materials and NOTICE are those of the lock file as it is. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Listed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly scope: 'required' | 'optional' | 'excluded';
}

interface Tool {
  readonly BILL: string;
  readonly NOTICE: string;
  bill(): string;
  notice(): string;
  packages(): Listed[];
}

const tool = async <T>(name: string): Promise<T> => (await import(pathToFileURL(join(ROOT, 'tools', name)).href)) as T;
const { BILL, NOTICE, bill, notice, packages } = await tool<Tool>('bill-of-materials.js');

test('the bill and NOTICE are current: npm run sbom would write them as they are', () => {
  const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  expect({ bill: text(BILL) === bill(), notice: text(NOTICE) === notice() }).toEqual({ bill: true, notice: true });
});

test('the bill hangs together: every part once, every reference to a part of it, and nothing in it of a machine, a clock or a registry', () => {
  const read = JSON.parse(bill()) as {
    metadata: { component: { 'bom-ref': string; components: { 'bom-ref': string }[] } };
    components: { 'bom-ref': string; hashes?: { content: string }[] }[];
    dependencies: { ref: string; dependsOn: string[] }[];
  };
  const { component } = read.metadata;
  const parts = [component, ...component.components, ...read.components].map((one) => one['bom-ref']);
  const named = read.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]);
  const installed = read.components.filter((one) => one['bom-ref'].startsWith('pkg:'));
  expect({
    twice: parts.filter((one, i) => parts.indexOf(one) !== i),
    unknown: named.filter((one) => !parts.includes(one)),
    alone: parts.filter((one) => !named.includes(one)),
    unhashed: installed.filter(({ hashes }) => hashes?.every(({ content }) => /^[0-9a-f]{128}$/.test(content)) !== true),
    foreign: bill().match(/registry|npmjs|timestamp|serialNumber|file:|\/home\/|\/work\/|\\\\Users/g) ?? [],
  }).toEqual({ twice: [], unknown: [], alone: [], unhashed: [], foreign: [] });
});

/** Those that a program under the MIT licence may bring along; of the LGPL, as files of their own (NOTICE says which). */
const MAY_SHIP = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  'Unlicense',
  'Zlib',
];

test('every package that ships is under a licence that lets it', () => {
  const wrong = packages()
    .filter(({ scope }) => scope !== 'excluded')
    .filter(({ licence }) => licence.split(' AND ').some((one) => !MAY_SHIP.includes(one)));
  expect(wrong).toEqual([]);
});

interface Parts {
  readonly libraries: readonly { readonly name: string; readonly version: string }[];
}

const VERSIONS = join(ROOT, 'node_modules/@img/sharp-libvips-linux-x64/versions.json');
test.skipIf(!existsSync(VERSIONS))(
  'what is compiled into sharp is listed as it is (looked at where its package for Linux on x64 is installed)',
  async () => {
    const { LIBVIPS_PARTS } = await tool<{ LIBVIPS_PARTS: Parts }>('bill-of-materials/native-libraries.js');
    const short = (name: string): string => (name === 'libultrahdr' ? 'uhdr' : name.replace(/^lib/, ''));
    const listed = Object.fromEntries(LIBVIPS_PARTS.libraries.map(({ name, version }) => [short(name), version]));
    const { vips, ...within } = JSON.parse(readFileSync(VERSIONS, 'utf8')) as Record<string, string>;
    expect(listed).toEqual({ ...within, vips });
  },
);

test('what is compiled into libheif-js is listed as it is', async () => {
  const { HEIF_PARTS } = await tool<{ HEIF_PARTS: Parts }>('bill-of-materials/native-libraries.js');
  const wasm = readFileSync(createRequire(join(ROOT, 'packages/files/package.json')).resolve('libheif-js/libheif-wasm/libheif.wasm'));
  expect(HEIF_PARTS.libraries.filter(({ version }) => !wasm.includes(`\0${version}\0`))).toEqual([]);
});

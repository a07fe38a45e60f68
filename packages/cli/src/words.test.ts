/** No text that a user can see promises a result: strings and JSX of every package and tool, the pages of `docs/`, and a report as it is made. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { samplePlan } from '../../engine/src/document/sample-plan.test-helper.ts';
import { loadCharts } from '../../engine/src/output/charts/charts.ts';
import { reportHtml } from '../../engine/src/output/report.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What sells scalp micropigmentation and does not hold. Whole words, so that "secure" and "accurate" pass. */
const PROMISES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['guarantee', /\bguarant\w*/i],
  ['100 %', /(?<![\d.,])100\s*(?:%|per ?cent\b)/i],
  ['cure', /\bcur(?:e|es|ed|ing|able)\b/i],
  ['permanent', /\bpermanent\w*/i],
  ['not a tattoo', /(?:\b(?:not|never|no)|n[’']t)\s+(?:really\s+)?(?:an?\s+)?tattoo(?!\w)/i],
  ['regrow', /\bregr(?:ow|ew)\w*/i],
  ['for ever', /\bfor ?ever\b|\blast(?:s|ing)? (?:for )?a lifetime\b/i],
  ['no risk', /\brisk[- ]free\b|\bwithout (?:any )?(?:risk|side effects)\b|\bno (?:risks?|side effects)\b/i],
];

/** Reviewed exceptions: where, what exactly stands there, and why it is no promise. A line that is gone must leave this list too. */
const ALLOWED: readonly { readonly file: string; readonly words: string; readonly reason: string }[] = [
  { file: 'packages/cli/src/options.ts', words: 'set the printer to 100 %', reason: 'scale of a printer' },
  { file: 'packages/engine/src/output/sheet.ts', words: 'Print at 100 %', reason: 'scale of a printer' },
  { file: 'packages/engine/src/output/marker-page.ts', words: 'Print at 100 %', reason: 'scale of a printer' },
  { file: 'packages/engine/src/compare/claims.ts', words: 'It is not a tattoo.', reason: 'a claim that is called false there' },
  { file: 'packages/engine/src/output/report-answers.ts', words: 'It is not a tattoo.', reason: 'a claim, answered "not so"' },
  { file: 'report', words: 'It is not a tattoo.', reason: 'the same claim in the made report' },
];

interface Found {
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

/** Promises in a text; what is allowed in this file is taken out first. */
function promisesIn(file: string, text: string): Found[] {
  const rest = ALLOWED.filter((entry) => entry.file === file).reduce((left, { words }) => left.replaceAll(words, '…'), text);
  return PROMISES.flatMap(([name, pattern]) => (pattern.test(rest) ? [{ file, name, text: rest.trim().slice(0, 160) }] : []));
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
}

/** Strings, templates and JSX text of a source, in which comments, names and types do not count. */
function textsOf(source: string, lang: 'ts' | 'tsx' | 'js'): string[] {
  const texts: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, value } = node as Node;
    if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') texts.push(value.replace(/\s+/g, ' '));
    else if (type === 'TemplateLiteral') texts.push(templateText(node as Template));
    if (type !== 'ImportDeclaration') Object.values(node).forEach(visit);
  };
  visit(parseAst(source, { lang, sourceType: 'module' }));
  // lengths of style sheets and drawings, and a bare figure in a table or at the end of a scale
  return texts.map((text) => text.replace(/(?:="|: ?|^)100 ?%(?=["; ]|$)/g, ' '));
}

interface Template {
  readonly quasis: readonly { readonly value: { readonly cooked: string } }[];
}

/** With what is put in as a gap, so that a promise over two pieces is seen. */
function templateText({ quasis }: Template): string {
  return quasis.map(({ value }) => value.cooked).join(' … ');
}

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path).replaceAll('\\', '/'))
    .filter((path) => ending.test(path) && !/\.(?:test|test-helper|browser\.test)\.tsx?$|\/(?:dist|node_modules)\//.test(path));
}

function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const SOURCES = [
  ...readdirSync(join(ROOT, 'packages')).flatMap((name) => filesUnder(`packages/${name}/src`, /\.tsx?$/)),
  ...filesUnder('tools', /\.js$/),
];
const PAGES = ['README.md', 'CONTRIBUTING.md', ...filesUnder('docs', /\.md$/)];

/** Of a page that quotes what others say, only what it says itself. */
function ownWords(path: string): string {
  return path === 'docs/claims.md' ? readText(path).replace(/“[^”]*”/g, '“…”') : readText(path);
}

test('no string of the program promises a result', () => {
  const found = SOURCES.flatMap((path) =>
    textsOf(readText(path), path.endsWith('.tsx') ? 'tsx' : path.endsWith('.js') ? 'js' : 'ts').flatMap((text) => promisesIn(path, text)),
  );
  const read = SOURCES.filter((path) => /packages\/(?:cli|engine|studio)\/src\//.test(path)).length;
  expect({ found, enough: read > 100 }).toEqual({ found: [], enough: true });
});

test('no page of the documentation promises a result', () => {
  const found = PAGES.flatMap((path) =>
    ownWords(path)
      .split(/\n\s*\n|\n(?=\|)/)
      .flatMap((text) => promisesIn(path, text.replace(/\s+/g, ' '))),
  );
  expect(found).toEqual([]);
});

test('no report promises a result', async () => {
  const picture = 'data:image/png;base64,AAAA';
  const pictures = { before: picture, fresh: picture, healed: picture, year5: picture, widthPx: 300, heightPx: 400 };
  const parts = { charts: await loadCharts(), strip: [], bySun: [], future: null, judged: null } as Parameters<typeof reportHtml>[2];
  const seen = reportHtml(samplePlan(), pictures, parts)
    .replace(/<(style|script)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#39;/g, '’');
  const found = seen.split('\n').flatMap((text) => promisesIn('report', text));
  expect([found, seen.includes('No result is promised')]).toEqual([[], true]);
});

test('every exception is still needed', () => {
  const idle = ALLOWED.filter(({ file, words }) => file !== 'report' && !readText(file).includes(words));
  expect(idle).toEqual([]);
});

test('a planted promise is found in every kind of text, and a comment is not one', () => {
  const planted = [
    `// guaranteed\n/* a cure */ const accurate = 'a secure, accurate curve of procured tattoos';`,
    `const a = 'A guaranteed result';`,
    `const a = \`It works for 100 % of \${people} heads\`;`,
    `const a = <p title="Permanent results">SMP</p>;`,
    `const a = <p>Your hair will regrow.</p>;`,
    `const a = { words: "SMP isn’t a tattoo" };`,
    `throw new RangeError('cures baldness');`,
    `const a = <b>It stays for ever</b>;`,
    `const a = <div style="width:100%" />;`,
    `const a = html\`not a \${x} tattoo\`;`,
    `const a = 'No tattoo, without side effects';`,
  ];
  const found = planted.map((source) => textsOf(source, 'tsx').flatMap((text) => promisesIn('planted.tsx', text).map(({ name }) => name)));
  expect(found).toEqual([
    [],
    ['guarantee'],
    ['100 %'],
    ['permanent'],
    ['regrow'],
    ['not a tattoo'],
    ['cure'],
    ['for ever'],
    [],
    [],
    ['not a tattoo', 'no risk'],
  ]);
});

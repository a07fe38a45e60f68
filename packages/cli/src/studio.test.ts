/** The server of the studio, on a folder made for it; and the command, on the studio itself where it is built. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PAGE_POLICY, type StudioServer, serveFolder } from './studio-server.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'stubble-studio-'));
const DIST = join(FOLDER, 'dist');
const PAGE = '<!doctype html><title>Stubble</title>';
const SCRIPT = 'export {};\n';
const SECRET = 'a secret beside the built files';
mkdirSync(join(DIST, 'assets'), { recursive: true });
writeFileSync(join(DIST, 'index.html'), PAGE);
writeFileSync(join(DIST, 'assets', 'index-aB3_x-9Z.js'), SCRIPT);
writeFileSync(join(DIST, 'assets', 'plain.css'), 'body{}');
writeFileSync(join(DIST, 'größe 1.txt'), 'ä');
writeFileSync(join(DIST, 'unknown.xyz'), '?');
writeFileSync(join(FOLDER, 'secret.txt'), SECRET);
symlinkSync(join(FOLDER, 'secret.txt'), join(DIST, 'link.txt'));
symlinkSync(FOLDER, join(DIST, 'up'));

let studio: StudioServer;
beforeAll(async () => {
  studio = await served(DIST, [0]);
});
afterAll(async () => {
  await studio.close();
  rmSync(FOLDER, { recursive: true });
});

async function served(folder: string, ports: readonly number[]): Promise<StudioServer> {
  const serving = await serveFolder(folder, ports);
  if (!serving.ok) throw new Error(serving.problem.message);
  return serving.value;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The path goes out as it is written, unlike that of a browser, which would tidy it. */
function ask(path: string, { host = `127.0.0.1:${studio.port}`, method = 'GET' } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: studio.port, path, method, headers: { Host: host } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
    });
    asked.on('error', reject);
    asked.end(method === 'POST' ? 'x=1' : undefined);
  });
}

test('the page and its files come with their types, and what never changes may be kept', async () => {
  const found: unknown[] = [];
  for (const path of [
    '/',
    '/index.html?x=1',
    '/assets/index-aB3_x-9Z.js',
    '/assets/plain.css',
    '/gr%C3%B6%C3%9Fe%201.txt',
    '/unknown.xyz',
  ]) {
    const { status, headers, body } = await ask(path);
    found.push([status, body, headers['content-type'], headers['cache-control'], headers['content-length']]);
  }
  expect(found).toEqual([
    [200, PAGE, 'text/html; charset=utf-8', 'no-cache', String(PAGE.length)],
    [200, PAGE, 'text/html; charset=utf-8', 'no-cache', String(PAGE.length)],
    [200, SCRIPT, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable', String(SCRIPT.length)],
    [200, 'body{}', 'text/css; charset=utf-8', 'no-cache', '6'],
    [200, 'ä', 'text/plain; charset=utf-8', 'no-cache', '2'],
    [200, '?', 'application/octet-stream', 'no-cache', '1'],
  ]);
});

test('every answer, of a refusal too, carries the headers that keep the page to itself', async () => {
  const answers = [await ask('/'), await ask('/none'), await ask('/', { host: 'evil.example' }), await ask('/', { method: 'POST' })];
  const names = [
    'content-security-policy',
    'cross-origin-opener-policy',
    'cross-origin-embedder-policy',
    'cross-origin-resource-policy',
    'x-content-type-options',
    'referrer-policy',
  ];
  const policy = `${PAGE_POLICY.join('; ')}; frame-ancestors 'none'`;
  expect({
    headers: answers.map(({ headers }) => names.map((name) => headers[name])),
    unsafe: policy.match(/'unsafe-(inline|eval)'|https?:|\*/g),
  }).toEqual({
    headers: answers.map(() => [policy, 'same-origin', 'require-corp', 'same-origin', 'nosniff', 'no-referrer']),
    unsafe: null,
  });
});

test('the style sheets that the policy lets in by their hash are those of the library of controls', () => {
  const library = (path: string): string =>
    readFileSync(new URL(`../../../node_modules/react-aria/dist/private/${path}`, import.meta.url), 'utf8');
  const hashes = ['interactions/usePress.mjs', 'overlays/usePreventScroll.mjs'].map((path) => {
    const [, sheet] = /style\.textContent = `([^`]+)`/.exec(library(path)) ?? [];
    const [, attribute] = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(library(path)) ?? [];
    return `'sha256-${createHash('sha256')
      .update(sheet.replace(/\$\{[^}]+\}/, attribute ?? '').trim())
      .digest('base64')}'`;
  });
  expect(PAGE_POLICY.find((rule) => rule.startsWith('style-src'))).toBe(`style-src 'self' ${hashes.join(' ')}`);
});

test('only its own names are answered to', async () => {
  const { port } = studio;
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`];
  const foreign = [
    'evil.example',
    `evil.example:${port}`,
    'localhost',
    '127.0.0.1',
    `localhost:${port + 1}`,
    `localhost.evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `0.0.0.0:${port}`,
    `[::]:${port}`,
    `127.0.0.1:${port}@evil.example`,
  ];
  const statuses: number[] = [];
  for (const host of [...own, ...foreign]) statuses.push((await ask('/', { host })).status);
  const nameless = connect(port, '127.0.0.1', () => nameless.write('GET / HTTP/1.0\r\n\r\n'));
  const [line] = String(await new Promise((resolve) => nameless.once('data', resolve))).split('\r\n');
  nameless.destroy();
  expect([statuses, line]).toEqual([[...own.map(() => 200), ...foreign.map(() => 421)], 'HTTP/1.1 421 Misdirected Request']);
});

test('nothing outside the folder, no folder and no link is given, however it is asked for', async () => {
  const tries = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/./index.html',
    '/assets/../index.html',
    '/%2e%2e/secret.txt',
    '/%2E%2E/secret.txt',
    '/.%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%2Fsecret.txt',
    '/assets%2findex-aB3_x-9Z.js',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/%252e%252e%252fsecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/index.html%00.txt',
    '/%00',
    '/%',
    '//index.html',
    '/index.html/',
    '/assets',
    '/assets/',
    '/link.txt',
    '/up/secret.txt',
    '/file:///etc/passwd',
    `${FOLDER}/secret.txt`,
    '/secret.txt',
    '/INDEX.HTML',
    '/__proto__',
    '/constructor',
    'http://evil.example/index.html',
  ];
  const given: string[] = [];
  for (const path of tries) {
    const { status, body } = await ask(path);
    if (status !== 404 || body.includes(SECRET)) given.push(`${path} ${status}`);
  }
  expect(given).toEqual([]);
});

test('nothing but giving is done, and HEAD gives no body', async () => {
  const methods: unknown[] = [];
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
    const { status, headers } = await ask('/', { method });
    methods.push([status, headers.allow]);
  }
  const { status, headers, body } = await ask('/', { method: 'HEAD' });
  expect([methods, [status, headers['content-length'], body]]).toEqual([
    methods.map(() => [405, 'GET, HEAD']),
    [200, String(PAGE.length), ''],
  ]);
});

test('a port in use is left for another where one may be; a folder without a studio is refused by name', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const busy = typeof address === 'object' && address !== null ? address.port : 0;
  const beside = await served(DIST, [busy, 0]);
  const refused = await serveFolder(DIST, [busy]);
  const missing = await serveFolder(join(FOLDER, 'none'), [0]);
  await beside.close();
  other.close();
  expect([
    beside.port !== busy && beside.port > 0,
    refused.ok ? '' : refused.problem.path,
    missing.ok ? '' : missing.problem.message,
  ]).toEqual([true, '--port', 'holds no built studio; run npm run build first']);
});

test('closing ends connections that are held open', async () => {
  const short = await served(DIST, [0]);
  const held = connect(short.port, '127.0.0.1');
  await new Promise((resolve) => held.once('connect', resolve));
  const ended = new Promise((resolve) => held.once('close', resolve));
  await short.close();
  await ended;
  await expect(fetch(short.url)).rejects.toThrow();
});

const BUILT = fileURLToPath(new URL('../../studio/dist/index.html', import.meta.url));
const BIN = fileURLToPath(new URL('../bin/stubble.js', import.meta.url));

test.skipIf(!existsSync(BUILT)).each(['SIGTERM', 'SIGINT'] as const)(
  'the command prints where it serves, at once, and %s ends it with 0 (skipped where the studio is not built)',
  async (signal) => {
    const running = spawn(process.execPath, [BIN, 'studio', '--no-open', '--port', '0', '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => running.once('exit', (code, by) => resolve([code, by])));
    const line = await new Promise<string>((resolve) => running.stdout.once('data', (data) => resolve(String(data))));
    const { url, port, ...more } = JSON.parse(line);
    const page = await fetch(url); // held open by keep-alive
    const body = await page.text();
    running.kill(signal);
    expect([await ended, url === `http://127.0.0.1:${port}/`, more, page.status, body === readFileSync(BUILT, 'utf8')]).toEqual([
      [0, null],
      true,
      {},
      200,
      true,
    ]);
  },
);

/**
 * A server of a folder of files for a browser on this machine, and for nobody else: it listens on the loopback address alone, and answers
 * only to its own names, so that no page of the web can reach it under a name of its own (DNS rebinding).
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative, sep } from 'node:path';
import { fail, ok, type Result } from '@stubble/engine';

const ADDRESS = '127.0.0.1';
const NAMES = ['127.0.0.1', 'localhost', '[::1]'];
const START_PAGE = '/index.html';

/**
 * What the page may load and do: only what comes with it. The hashes are of the two style sheets that the library of controls puts into the
 * page (for touch on a pressable thing, and against scrolling behind a dialogue).
 */
export const PAGE_POLICY: readonly string[] = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o=' 'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
  "img-src 'self' blob: data:",
  "connect-src 'self' blob:",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [...PAGE_POLICY, "frame-ancestors 'none'"].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Names with a hash of the content in them, as the build makes them: such a file never changes. */
const HASHED = /^\/assets\/.*-[\w-]{8}\.\w+$/;

interface Served {
  readonly bytes: Buffer;
  readonly type: string;
  readonly cache: string;
}

export interface StudioServer {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** @param ports tried in this order; 0 takes any that is free */
export async function serveFolder(folder: string, ports: readonly number[]): Promise<Result<StudioServer>> {
  const files = await filesOf(folder);
  if (!files.has(START_PAGE)) return fail(folder, 'holds no built studio; run npm run build first');
  const server = createServer((request, response) => {
    const { status, headers, body } = replyTo(request, files);
    response.writeHead(status, { ...HEADERS, ...headers, 'Content-Length': Buffer.byteLength(body) });
    // of the answer to HEAD, Node leaves the body out
    response.end(body);
  });
  for (const port of ports) {
    if (!(await listening(server, port))) continue;
    const { port: taken } = server.address() as AddressInfo;
    return ok({ url: `http://${ADDRESS}:${taken}/`, port: taken, close: () => closed(server) });
  }
  return fail('--port', `${ports.join(', ')} cannot be listened on: it is in use, or not allowed`);
}

/** All files by their address, read once: what is asked for is looked up among them, so no address reaches anything else. */
async function filesOf(folder: string): Promise<ReadonlyMap<string, Served>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, Served>();
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, {
      bytes: await readFile(path),
      type: TYPES[extname(entry.name).toLowerCase()] ?? 'application/octet-stream',
      cache: HASHED.test(address) ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  }
  return files;
}

function listening(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const refused = (): void => resolve(false);
    server.once('error', refused);
    server.listen(port, ADDRESS, () => {
      server.off('error', refused);
      resolve(true);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

function replyTo({ method, url = '', headers, socket }: IncomingMessage, files: ReadonlyMap<string, Served>): Reply {
  if (!NAMES.some((name) => headers.host?.toLowerCase() === `${name}:${socket.localPort}`))
    return refusal(421, 'The studio answers only to the address that it printed.');
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'The studio only gives; it takes nothing.', { Allow: 'GET, HEAD' });
  const file = files.get(addressOf(url));
  if (file === undefined) return refusal(404, 'There is no such file.');
  return { status: 200, headers: { 'Content-Type': file.type, 'Cache-Control': file.cache }, body: file.bytes };
}

/** The address without its query, decoded once; empty for one that hides a separator or cannot be decoded. */
function addressOf(target: string): string {
  const [path] = target.split(/[?#]/);
  if (/%2f|%5c/i.test(path)) return '';
  try {
    const address = decodeURIComponent(path);
    return address === '/' ? START_PAGE : address;
  } catch {
    return '';
  }
}

function refusal(status: number, words: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { ...headers, 'Content-Type': TYPES['.txt'], 'Cache-Control': 'no-store' }, body: `${words}\n` };
}

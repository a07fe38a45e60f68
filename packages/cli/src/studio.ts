/** `stubble studio`: serves the built studio to a browser on this machine. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '@stubble/engine';
import type { Answer } from './answer.ts';
import { serveFolder } from './studio-server.ts';

const BUILT = fileURLToPath(new URL('../../studio/dist', import.meta.url));
/** Always the same where it is free, so that the browser finds what it kept under this address. */
const PORT = 4680;

export interface StudioFlags {
  readonly port?: number;
  readonly open: boolean;
}

/** Gives its answer at once; the server then keeps the program running until it is told to end. */
export async function studio(_: string, { port, open }: StudioFlags): Promise<Result<Answer>> {
  const serving = await serveFolder(BUILT, port === undefined ? [PORT, 0] : [port]);
  if (!serving.ok) return serving;
  const { url, port: taken, close } = serving.value;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, close);
  whenLeftByNpm(close);
  if (open && hasDisplay()) openBrowser(url);
  return ok({
    json: { url, port: taken },
    text: `${url}\n\nOpen this address in a browser on this machine. Nothing leaves it. Ctrl-C ends the studio.`,
  });
}

/** npm passes a signal on to a shell alone, which ends and leaves its programs running: this one ends when its shell is gone. */
function whenLeftByNpm(end: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    end();
  }, 500);
  watch.unref();
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Where there is no browser to open, the printed address is enough. */
function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open', url] : process.platform === 'win32' ? ['cmd', '/c', 'start', '', url] : ['xdg-open', url];
  const opener = spawn(command, args, { detached: true, stdio: 'ignore' });
  opener.on('error', () => {});
  opener.unref();
}

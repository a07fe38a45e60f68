/**
 * Loaded into every process of a command before it (`--import`): writes down each attempt to reach something over a network, and each program started. What
 * is written at once cannot be lost when the process is killed. STUBBLE_SILENCE_LOG names the file.
 */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import tls from 'node:tls';

const LOG = process.env.STUBBLE_SILENCE_LOG;

function note(what, where) {
  appendFileSync(LOG, `${JSON.stringify({ what, where: String(where) })}\n`);
}

/** @param where what to write down of the arguments; null for nothing */
function watch(owner, names, what, where) {
  for (const name of names) {
    const original = owner[name];
    if (typeof original !== 'function') continue;
    owner[name] = function watched(...given) {
      const place = where(given);
      if (place !== null) note(`${what}.${name}`, place);
      return Reflect.apply(original, this, given);
    };
  }
}

const address = ([first, second]) =>
  Array.isArray(first)
    ? address(first)
    : typeof first === 'object'
      ? (first?.path ?? `${first?.host}:${first?.port}`)
      : `${second}:${first}`;

note('loaded', process.pid);
watch(net.Socket.prototype, ['connect'], 'net', address);
watch(
  net.Server.prototype,
  ['listen'],
  'listen',
  ([port, host]) => `${typeof host === 'string' ? host : 'any address'}:${typeof port === 'object' ? port?.port : port}`,
);
watch(tls, ['connect'], 'tls', address);
watch(dgram, ['createSocket'], 'dgram', () => 'a socket');
watch(http2, ['connect'], 'http2', ([to]) => to);
for (const [name, module] of Object.entries({ http, https })) watch(module, ['request', 'get'], name, ([to]) => to?.host ?? to);
const lookups = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));
watch(dns, lookups, 'dns', ([name]) => name);
watch(dns.promises, lookups, 'dns', ([name]) => name);
watch(globalThis, ['fetch'], 'global', ([to]) => to?.url ?? to);
watch(childProcess, ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'], 'process', ([program]) => program);
// for those who import a function of these by its name
syncBuiltinESMExports();

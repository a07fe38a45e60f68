/** What hostile and broken hands make of a document: changes of its tree that keep it JSON, and changes of its text that need not. */
import type { Random } from '@stubble/engine';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  -0.001,
  2,
  3,
  99,
  255,
  256,
  65_536,
  1e5 + 1,
  1e9,
  -1e9,
  2 ** 31,
  2 ** 53,
  1e21,
  1e-9,
  1e-320,
  1e300,
  -1e300,
  1.7e308,
];
const TEXTS: readonly string[] = [
  '',
  ' ',
  '0',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '../../evil.txt',
  '/etc/passwd',
  'C:\\evil',
  '\u0000',
  '\u001b[2J\u001b[31m',
  '\u202Etxt.exe',
  '\uD800',
  'a\nb',
  '\u2028',
  '<script>alert(1)</script>',
  '=1+1',
  '🙂é\u0301',
  'stubble-plan',
  'px',
];
const KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  '',
  '0',
  'polluted',
  'then',
  'toJSON',
];
/** Written as they are, since JSON has no value for them. */
const RAW: readonly string[] = [
  '1e999',
  '-1e999',
  'NaN',
  'Infinity',
  '01',
  '1.',
  '+1',
  'undefined',
  '"\\u0000"',
  '"\\ud800"',
  '{"__proto__":{"polluted":1}}',
];
const LONG_TEXT = 30_000;
const LONG_LIST = 30_000;
const DEEP = 300;
/** Of one mutated place, so that making documents takes no longer than reading them. */
const MOST_TEXT = 1e5;

/** The text of a document with one to four changes of its tree, and now and then one of the text. */
export function mutatedDocument(text: string, random: Random): string {
  let tree = JSON.parse(text) as Json;
  // as many with one gentle change, which are mostly accepted and show what use makes of them, as with several wild ones
  const gentle = random.below(2) === 0;
  const changes = gentle ? 1 + random.below(2) : 1 + random.below(4);
  for (let k = 0; k < changes; k++) tree = gentle ? nudged(tree, random) : mutatedTree(tree, random);
  const written = textOf(tree) ?? mutatedText(text, random);
  return random.below(8) === 0 ? mutatedText(written, random) : written;
}

/** Null for a tree whose text is longer than any can be, as long lists of long lists are. */
function textOf(tree: Json): string | null {
  try {
    return JSON.stringify(tree);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function mutatedText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + random.below(200));
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(at);
    case 3:
      return text.slice(0, at) + String.fromCharCode(random.below(0x3000)) + text.slice(at + 1);
    case 4:
      return text.slice(0, at) + pick(RAW, random) + text.slice(at);
    case 5: {
      // a number of the text, or what stands after the next colon
      const from = text.indexOf(':', at) + 1;
      return text.slice(0, from) + pick(RAW, random) + text.slice(from).replace(/^\s*(-?[\d.e+-]+|"[^"]*"|true|false|null)?/, '');
    }
    case 6:
      return (
        text.slice(0, at) + pick('[{'.split(''), random).repeat(1 + random.below(random.below(10) === 0 ? 100_000 : 200)) + text.slice(at)
      );
    case 7:
      return `\uFEFF${text}`;
    default:
      return text.slice(0, at) + pick(TEXTS, random) + text.slice(at);
  }
}

/** Bytes with some of them flipped, cut off, put in or taken out. */
export function mutatedBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.below(64));
  switch (random.below(5)) {
    case 0:
      return bytes.slice(0, at);
    case 1:
      return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(to)]);
    case 2:
      return Uint8Array.from([...bytes.subarray(0, to), ...bytes.subarray(at)]);
    default: {
      const changed = bytes.slice();
      for (let k = 1 + random.below(8); k > 0; k--) changed[random.below(changed.length)] ^= 1 << random.below(8);
      return changed;
    }
  }
}

export function pick<T>(from: readonly T[], random: Random): T {
  return from[random.below(from.length)];
}

function mutatedTree(tree: Json, random: Random): Json {
  const places = placesOf(tree);
  if (places.length === 0) return other(tree, random);
  const { parent, key } = pick(places, random);
  const value = parent[key];
  const put = (to: Json): void => {
    parent[key] = to;
  };
  switch (random.below(12)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
      break;
    case 1:
      if (Array.isArray(parent)) parent.splice(Number(key), 0, structuredClone(value));
      else parent[pick(KEYS.slice(1), random)] = structuredClone(value);
      break;
    case 2: {
      const from = pick(places, random);
      put(structuredClone(from.parent[from.key]));
      break;
    }
    case 3:
      put(nested(value, 1 + random.below(random.below(4) === 0 ? DEEP : 80), random));
      break;
    case 4: {
      const most = Math.ceil(MOST_TEXT / (JSON.stringify(value).length + 1));
      put(Array(Math.min(most, 1 + random.below(random.below(4) === 0 ? LONG_LIST : 300))).fill(value));
      break;
    }
    case 5:
      if (!Array.isArray(parent)) defineOwn(parent, pick(KEYS, random), pick([{ polluted: true }, 1, [], 'x'], random));
      break;
    case 6:
      if (typeof value === 'string') put(value.repeat(1 + random.below(20)).slice(0, LONG_TEXT));
      else put('x'.repeat(random.below(LONG_TEXT)));
      break;
    case 7:
      if (Array.isArray(value)) value.reverse();
      else put(other(value, random));
      break;
    default:
      put(
        typeof value === 'number' && random.below(3) === 0 ? value * pick([-1, 10, 1000, 1e-3, 1e6, 1.01], random) : other(value, random),
      );
  }
  return tree;
}

/** A number made larger, smaller or extreme, a text changed, an entry of a list twice or gone, a field gone: what a schema may well let pass. */
function nudged(tree: Json, random: Random): Json {
  const { parent, key } = pick(placesOf(tree), random);
  const value = parent[key];
  if (typeof value === 'number') parent[key] = random.below(2) === 0 ? value * pick(FACTORS, random) : pick(NUMBERS, random);
  else if (typeof value === 'string') parent[key] = random.below(2) === 0 ? pick(TEXTS, random) : value.repeat(2);
  else if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    if (random.below(2) === 0) value.splice(at, 1);
    else value.splice(at, 0, structuredClone(value[random.below(value.length)]));
  } else if (!Array.isArray(parent)) delete parent[key];
  return tree;
}
const FACTORS: readonly number[] = [-1, 0.5, 1.001, 2, 10, 1000, 1e6, 1e-3, 1e-6];

/** As JSON.parse does it: "__proto__" becomes a key like any other. */
function defineOwn(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function other(value: Json, random: Random): Json {
  const kinds: readonly (() => Json)[] = [
    () => pick(NUMBERS, random),
    () => pick(NUMBERS, random),
    () => pick(TEXTS, random),
    () => null,
    () => random.below(2) === 0,
    () => [],
    () => ({}),
    () => [value],
    () => (typeof value === 'number' ? String(value) : 0),
  ];
  return pick(kinds, random)();
}

function nested(value: Json, depth: number, random: Random): Json {
  let at = value;
  for (let k = 0; k < depth; k++) at = random.below(2) === 0 ? [at] : { x: at };
  return at;
}

interface Place {
  readonly parent: Record<string, Json>;
  readonly key: string;
}

/** Every place of the tree but its root; of a list of more than a few entries a few. */
function placesOf(tree: Json): Place[] {
  const places: Place[] = [];
  const walk = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    const parent = value as Record<string, Json>;
    const keys = Object.keys(value);
    const seen = Array.isArray(value) && keys.length > 6 ? [...keys.slice(0, 3), ...keys.slice(-3)] : keys;
    for (const key of seen) {
      places.push({ parent, key });
      if (Object.hasOwn(parent, key)) walk(parent[key]);
    }
  };
  walk(tree);
  return places;
}

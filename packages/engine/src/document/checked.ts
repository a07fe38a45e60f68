/** Text from outside as checked values: every problem with a path and a sentence. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

/** Deeper nesting than any document needs, and far less than a parser's stack holds. */
const DEPTH_LIMIT = 64;
const SHOWN_KEY_CHARACTERS = 40;

/** How much of a document is looked at. Each kind of file says why its own are enough. */
export interface TextLimits {
  readonly characters: number;
  /** Numbers, texts, lists and objects in all: what the checks after parsing are spent on. */
  readonly values: number;
  /** Entries of one list, or keys of one object. */
  readonly entries: number;
}

/** JSON of bounded size and depth, without keys that reach a prototype and without numbers that overflow. */
export function parsedJson(text: string, limits: TextLimits): Result<unknown> {
  if (text.length > limits.characters) return fail('', `is too large: more than ${limits.characters / 1e6} million characters`);
  if (nestingOf(text) > DEPTH_LIMIT) return fail('', `is nested more than ${DEPTH_LIMIT} levels deep, deeper than any document here`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('', 'is not JSON, or cut short');
  }
  return misfit(value, limits, { values: 0 }, []) ?? ok(value);
}

/** A document by its format, with the version still to be looked at. */
export function parsedDocument(text: string, format: string, limits: TextLimits): Result<Readonly<Record<string, unknown>>> {
  const json = parsedJson(text, limits);
  if (!json.ok) return json;
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
    return fail('', `holds no object, so that it is no "${format}" file`);
  const document = json.value as Record<string, unknown>;
  if (document.format === format) return ok(document);
  return fail('format', `must be "${format}": this is not a ${format.replace('stubble-', '')} of Stubble`);
}

/** The first thing in a value that must not be, with its place; null where there is none. Its depth is known to be small. */
function misfit(value: unknown, limits: TextLimits, seen: { values: number }, path: PropertyKey[]): Result<never> | null {
  if (++seen.values > limits.values) return fail('', `holds more than ${limits.values} values, more than a file of its kind needs`);
  // JSON knows no infinity, but 1e999 becomes one, which has no canonical form
  if (typeof value === 'number') return Number.isFinite(value) ? null : fail(pathText(path), 'is a number too large to be held');
  if (typeof value !== 'object' || value === null) return null;
  const list = Array.isArray(value);
  const keys = list ? null : Object.keys(value);
  const entries = (list ? value : Object.values(value)) as readonly unknown[];
  if (entries.length > limits.entries) return fail(pathText(path), `holds ${entries.length} entries; ${limits.entries} is the most`);
  for (let i = 0; i < entries.length; i++) {
    const key = keys === null ? i : keys[i];
    // a key that would reach an object's prototype when it is copied
    if (key === '__proto__') return fail(pathText(path), 'holds the key "__proto__"');
    path.push(key);
    const found = misfit(entries[i], limits, seen, path);
    if (found !== null) return found;
    path.pop();
  }
  return null;
}

/** Deepest nesting of brackets outside strings. */
function nestingOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 0x5c) i++;
      else if (c === 0x22) quoted = false;
    } else if (c === 0x22) quoted = true;
    else if (c === 0x5b || c === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (c === 0x5d || c === 0x7d) depth--;
  }
  return deepest;
}

/** A value by its schema; the problem is the first, with its path. */
export function checkedBy<T>(schema: z.ZodType<T>, value: unknown): Result<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return fail(pathText(issue.path), sentenceOf(issue));
}

/** `design.zones[2].areaCm2`; keys come from the file, so that they are cut, and hold nothing that a terminal obeys. */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${shown(String(key))}`)).join('');
}

function shown(key: string): string {
  return key.slice(0, SHOWN_KEY_CHARACTERS).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '?');
}

/** The library's message as the rest of a sentence that starts with the path. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? `is missing; it must be ${issue.expected}` : `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}`;
  if (issue.code === 'too_big') return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum);
  if (issue.code === 'too_small') return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum);
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function bound(of: string, words: string, limit: number | bigint): string {
  if (of === 'array') return `must hold ${words} ${limit} entries`;
  return of === 'string' ? `must hold ${words} ${limit} characters` : `must be ${words} ${limit}`;
}

/** Text from outside as checked values: every problem with a path and a sentence. */
import type { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';

/** Deeper nesting than any document needs, and far less than a parser's stack holds. */
const DEPTH_LIMIT = 64;

/** JSON of bounded depth and without keys that reach a prototype; problems say what is wrong with the text. */
export function parsedJson(text: string): Result<unknown> {
  if (nestingOf(text) > DEPTH_LIMIT) return fail('', `is nested more than ${DEPTH_LIMIT} levels deep, deeper than any document here`);
  let forbidden = false;
  try {
    const value: unknown = JSON.parse(text, (key, v) => {
      // a key that would reach an object's prototype when it is copied
      if (key === '__proto__') forbidden = true;
      return v;
    });
    return forbidden ? fail('', 'holds the key "__proto__"') : ok(value);
  } catch {
    return fail('', 'is not JSON, or cut short');
  }
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

/** `design.zones[2].areaCm2` */
function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i === 0 ? '' : '.'}${String(key)}`)).join('');
}

/** The library's message as the rest of a sentence that starts with the path. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? `is missing; it must be ${issue.expected}` : `must be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `must be ${issue.values.map((v) => JSON.stringify(v)).join(' or ')}`;
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

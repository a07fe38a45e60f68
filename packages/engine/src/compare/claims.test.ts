import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { between } from '../estimate.ts';
import { ANSWERS } from '../output/report-answers.ts';
import { CLAIMS, VERDICTS } from './claims.ts';
import { claimsMarkdown } from './claims-page.ts';
import { OPTIONS } from './option.ts';
import { optionFacts } from './option-facts.ts';
import { SOURCES } from './sources.ts';

test('there are nineteen claims, each with a verdict, a reason, an answer and sources that exist', () => {
  const known = new Set(SOURCES.map(({ id }) => id));
  const wrong = CLAIMS.filter(
    ({ claim, verdict, why, shown, sources }) =>
      [claim, why, shown].some((text) => text.length < 15) ||
      !VERDICTS.includes(verdict) ||
      sources.length === 0 ||
      sources.some((id) => !known.has(id)),
  );
  expect([CLAIMS.map(({ id }) => id), wrong, known.size]).toEqual([Array.from({ length: 19 }, (_, k) => `C${k + 1}`), [], SOURCES.length]);
});

test('no source stands in the list for nothing', () => {
  const cited = new Set(CLAIMS.flatMap(({ sources }) => sources));
  for (const option of OPTIONS)
    for (const sex of ['male', 'female'] as const)
      for (const fact of Object.values(optionFacts(option, { sex, years: 10, plannedGrafts: between(2000, 1500, 2500, 'grafts') })))
        if (typeof fact === 'object') for (const id of fact.sources) cited.add(id);
  expect(SOURCES.map(({ id }) => id).filter((id) => !cited.has(id))).toEqual([]);
});

test('docs/claims.md is up to date (npm run claims writes it)', () => {
  const file = fileURLToPath(new URL('../../../../docs/claims.md', import.meta.url));
  expect(readFileSync(file, 'utf8')).toBe(claimsMarkdown());
});

test('the report answers each claim once', () => {
  expect(ANSWERS.flatMap(({ claims }) => claims).sort()).toEqual(CLAIMS.map(({ id }) => id).sort());
});

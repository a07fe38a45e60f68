import type { Finding, FindingVerdict } from '@stubble/engine';
import { expect, test } from 'vitest';
import type { Planned } from './api.ts';
import { brokenIn } from './findings.ts';

const finding = (verdict: FindingVerdict): Finding => ({
  rule: 'gaps',
  verdict,
  says: '',
  reason: '',
  source: '',
  measured: null,
  limit: '',
  places: [],
});

test('broken rules are counted of the plan at hand only, and doubts are none', () => {
  const [one, other] = [{} as Planned, {} as Planned];
  const findings = (['breaks', 'doubt', 'breaks', 'keeps', 'cannot-tell'] as const).map(finding);
  const counted = [
    brokenIn({ findings, of: one }, one),
    brokenIn({ findings, of: one }, other),
    brokenIn({ findings: null, of: null }, null),
    brokenIn({ findings: [], of: one }, one),
  ];
  expect(counted).toEqual([2, 0, 0, 0]);
});
